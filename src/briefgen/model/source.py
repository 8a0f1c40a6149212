"""A source: what an author notes down about a thing read, checked as it is read in.

Fields follow CSL 1.0.2 where it has them. Every scalar arrives as text, so each field turns its
own text into what it holds, and says in plain words why it cannot.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, TypeAlias
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from briefgen.dates import PartialDate
from briefgen.errors import did_you_mean

MAX_TEXT = 2000
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z]{4})?(-(?:[a-z]{2}|\d{3}))?", re.IGNORECASE | re.ASCII)
_DOI = re.compile(r"10\.\d{4,9}/\S+", re.ASCII)
_DOI_PREFIX = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_HANDLE = re.compile(r"\s*\((@[^()\s]+)\)\s*$")
_SUFFIXES = frozenset({"Jr.", "Sr.", "II", "III", "IV"})
# Words people write for a language or take from a country's code, and the code meant.
_LANGUAGES_MEANT = {
    "kz": "kk", "ua": "uk", "jp": "ja", "cn": "zh", "kg": "ky", "tj": "tg", "gr": "el",
    "english": "en", "russian": "ru", "kazakh": "kk", "turkish": "tr", "french": "fr",
    "german": "de", "spanish": "es", "chinese": "zh", "arabic": "ar", "portuguese": "pt",
}  # fmt: skip


class SourceType(StrEnum):
    """What a source is; CSL 1.0.2 item types."""

    ARTICLE_JOURNAL = "article-journal"
    ARTICLE_MAGAZINE = "article-magazine"
    ARTICLE_NEWSPAPER = "article-newspaper"
    BILL = "bill"
    BOOK = "book"
    BROADCAST = "broadcast"
    CHAPTER = "chapter"
    DATASET = "dataset"
    DOCUMENT = "document"
    ENTRY_ENCYCLOPEDIA = "entry-encyclopedia"
    INTERVIEW = "interview"
    LEGAL_CASE = "legal_case"
    LEGISLATION = "legislation"
    MAP = "map"
    MOTION_PICTURE = "motion_picture"
    PAPER_CONFERENCE = "paper-conference"
    PERSONAL_COMMUNICATION = "personal_communication"
    POST = "post"
    POST_WEBLOG = "post-weblog"
    REGULATION = "regulation"
    REPORT = "report"
    SPEECH = "speech"
    THESIS = "thesis"
    TREATY = "treaty"
    WEBPAGE = "webpage"


TYPES_MEANT = {
    "article": "article-newspaper", "news": "article-newspaper", "newspaper": "article-newspaper",
    "magazine": "article-magazine", "journal": "article-journal", "paper": "article-journal",
    "website": "webpage", "web": "webpage", "page": "webpage", "official": "webpage",
    "press-release": "webpage", "statement": "webpage", "blog": "post-weblog", "tweet": "post",
    "social": "post", "video": "motion_picture", "film": "motion_picture", "law": "legislation",
    "act": "legislation", "statute": "legislation", "decree": "regulation", "data": "dataset",
    "statistics": "dataset", "reference": "entry-encyclopedia", "think-tank": "report",
    "case": "legal_case", "email": "personal_communication", "ai": "personal_communication",
    "podcast": "broadcast", "book-chapter": "chapter", "conference": "paper-conference",
}  # fmt: skip
# Things that often have no title of their own; the author or the person asked identifies them.
UNTITLED = frozenset({SourceType.INTERVIEW, SourceType.PERSONAL_COMMUNICATION})


@dataclass(frozen=True, slots=True)
class Name:
    """A person, or an organisation, which has no given name."""

    family: str
    given: str = ""
    suffix: str = ""
    handle: str = ""
    family_first: bool = False

    @classmethod
    def parse(cls, text: str) -> Name:
        """``Family, Given``, or an organisation where there is no comma; ValueError says why."""
        found = _HANDLE.search(text)
        handle = found[1] if found else ""
        parts = [part.strip() for part in _HANDLE.sub("", text).split(",")]
        if len(parts) == 1:
            return cls(parts[0], handle=handle)
        suffix = parts[2] if len(parts) == 3 and parts[2] in _SUFFIXES else ""
        if len(parts) > (3 if suffix else 2) or re.search(r"[;&]|\band\b", " ".join(parts)):
            raise ValueError("several names, or an organisation with a comma")
        if not parts[0] or not parts[1]:
            raise ValueError("half a name")
        return cls(parts[0], parts[1], suffix, handle)

    @property
    def natural(self) -> str:
        """As in running text: ``Togzhan Kassenova``."""
        order = (self.family, self.given) if self.family_first else (self.given, self.family)
        return " ".join(part for part in (*order, self.suffix) if part)

    @property
    def inverted(self) -> str:
        """As in a list in order of the alphabet: ``Kassenova, Togzhan``."""
        if self.family_first:
            return self.natural
        return ", ".join(part for part in (self.family, self.given, self.suffix) if part)


def _text(value: object) -> object:
    """The text with its white space in order; what is not text, or empty, is refused."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise PydanticCustomError(
            "source_text", "Found a list or a group of fields where one text belongs."
        )
    if not (tidy := " ".join(value.split())):
        raise PydanticCustomError(
            "source_text", "Nothing is written here: write the text, or leave the line out."
        )
    if len(tidy) > MAX_TEXT:
        raise PydanticCustomError(
            "source_text",
            "{length} characters are too many for a field of a source: keep to {most}.",
            {"length": len(tidy), "most": MAX_TEXT},
        )
    return tidy


def _type(value: object) -> object:
    text = _text(value)
    if isinstance(text, str) and text not in {member.value for member in SourceType}:
        meant = TYPES_MEANT.get(text.lower().replace("_", "-").replace(" ", "-"))
        hint = f"did you mean “{meant}”?" if meant else did_you_mean(text, list(SourceType))
        raise PydanticCustomError(
            "source_type",
            "“{found}” is not a type of source: {hint}",
            {"found": text, "hint": hint},
        )
    return text


def _name(value: object) -> Name:
    if isinstance(value, Name):
        return value
    if isinstance(value, dict):
        return _name_from_fields(value)
    text = _text(value)
    if not isinstance(text, str):
        raise PydanticCustomError("source_name", "A name is missing here.")
    try:
        return Name.parse(text)
    except ValueError as reason:
        raise PydanticCustomError(
            "source_name",
            "“{found}” reads as {reason}: write one person as “Family, Given”, several as a list, "
            'and an organisation with a comma in its name as {organisation: "…"}.',
            {"found": text, "reason": str(reason)},
        ) from None


def _name_from_fields(fields: dict[object, object]) -> Name:
    texts = {str(key): _text(value) for key, value in fields.items()}
    if set(texts) == {"organisation"}:
        return Name(str(texts["organisation"] or ""))
    if "family" in texts and set(texts) <= {"family", "given", "suffix", "family_first"}:
        return Name(
            family=str(texts["family"] or ""),
            given=str(texts.get("given") or ""),
            suffix=str(texts.get("suffix") or ""),
            family_first=texts.get("family_first") == "true",
        )
    raise PydanticCustomError(
        "source_name",
        "A name has either the field organisation, or family and given (and suffix, or "
        "family_first: true for names such as Park Sae-jin); found {found}.",
        {"found": ", ".join(texts)},
    )


def _names(value: object) -> object:
    if value is None:
        return ()
    listed = value if isinstance(value, (list, tuple)) else [value]
    return tuple(_name(item) for item in listed)


def _partial(value: object) -> object:
    if isinstance(value, PartialDate) or (text := _text(value)) is None:
        return value
    try:
        return PartialDate.parse(str(text))
    except ValueError as reason:
        raise PydanticCustomError(
            "source_date", "“{found}” {reason}.", {"found": str(text), "reason": str(reason)}
        ) from None


def _day(value: object) -> object:
    if isinstance(value, date):
        return value
    found = _partial(value)
    if isinstance(found, PartialDate):
        if found.day is None:
            raise PydanticCustomError(
                "source_accessed",
                "“{found}” is not a whole date: write the day you looked, such as 2026-11-23.",
                {"found": str(found)},
            )
        return found.earliest()
    return found


def _web_address(value: object) -> object:
    text = _text(value)
    if not isinstance(text, str):
        return text
    try:
        parts = urlsplit(text)
        sound = parts.scheme in {"http", "https"} and "." in (parts.hostname or "")
        sound = sound and " " not in text and "@" not in parts.netloc
    except ValueError:
        sound = False
    if not sound:
        raise PydanticCustomError(
            "source_url",
            "“{found}” is not an address a reader can open: copy it whole from the browser, "
            "beginning with https:// (or http://), without spaces, user name or password.",
            {"found": text},
        )
    return text


def _doi(value: object) -> object:
    text = _text(value)
    if not isinstance(text, str):
        return text
    bare = _DOI_PREFIX.sub("", text)
    if not _DOI.fullmatch(bare):
        raise PydanticCustomError(
            "source_doi",
            "“{found}” is not a DOI: it begins with 10. and has a slash, as in "
            "10.1080/02684527.2012.708275.",
            {"found": text},
        )
    return bare


def _language(value: object) -> object:
    text = _text(value)
    if not isinstance(text, str):
        return text
    meant = _LANGUAGES_MEANT.get(text.lower())
    if meant or not _LANGUAGE.fullmatch(text):
        raise PydanticCustomError(
            "source_language",
            "“{found}” is not the code of a language{hint}: write en, ru, kk, tr, pt-BR and so on.",
            {"found": text, "hint": f" (did you mean “{meant}”?)" if meant else ""},
        )
    return text


def _grade(value: object) -> object:
    text = _text(value)
    if isinstance(text, str) and text not in tuple("ABCDEF"):
        raise PydanticCustomError(
            "source_reliability",
            "“{found}” is not a grade of reliability: write one capital letter, A (completely "
            "reliable) to E (unreliable), or F (cannot be judged).",
            {"found": text},
        )
    return text


def _keys(value: object) -> object:
    listed = () if value is None else value if isinstance(value, (list, tuple)) else (value,)
    for key in listed:
        if not isinstance(key, str) or not _KEY.fullmatch(key):
            raise PydanticCustomError(
                "source_key",
                "“{found}” is not the key of a source: small letters, figures and hyphens.",
                {"found": str(key)},
            )
    return tuple(listed)


# An editor reads 2022 as a number; we read it as text. The schemas allow both, so that the editor
# does not underline what the program accepts.
_WRITTEN: dict[str, object] = {"anyOf": [{"type": "string"}, {"type": "number"}]}
_DATE: dict[str, object] = {
    "anyOf": [{"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}, {"type": "integer"}]
}
_NAME: dict[str, object] = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "organisation": {"type": "string"},
                "family": {"type": "string"},
                "given": {"type": "string"},
                "suffix": {"type": "string"},
                "family_first": {"type": "boolean"},
            },
        },
    ]
}
_NAMES: dict[str, object] = {"anyOf": [*_NAME["anyOf"], {"type": "array", "items": _NAME}]}  # type: ignore[misc]

Text: TypeAlias = Annotated[str | None, BeforeValidator(_text)]
Written: TypeAlias = Annotated[str | None, BeforeValidator(_text), WithJsonSchema(_WRITTEN)]
Names: TypeAlias = Annotated[tuple[Name, ...], BeforeValidator(_names), WithJsonSchema(_NAMES)]
Issued: TypeAlias = Annotated[PartialDate | None, BeforeValidator(_partial), WithJsonSchema(_DATE)]
Day: TypeAlias = Annotated[date | None, BeforeValidator(_day)]
Address: TypeAlias = Annotated[str | None, BeforeValidator(_web_address)]
Grade: TypeAlias = Annotated[Literal["A", "B", "C", "D", "E", "F"] | None, BeforeValidator(_grade)]


class Source(BaseModel):
    """One source of a brief, as the library of sources holds it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: Annotated[SourceType, BeforeValidator(_type)] = Field(
        description="What it is: article-newspaper (any news item), webpage, report, dataset, "
        "book, legislation, regulation (decree), speech, interview, post, motion_picture (video) … "
        "It decides the form of the note."
    )
    title: Text = Field(
        None,
        description="The title as printed there, in its own language and spelling, without "
        "quotation marks round it. For a post: its first words. Only an interview or a personal "
        "communication may have none.",
    )
    short: Text = Field(
        None,
        description="Short title for later notes: up to about four words in a row from the title. "
        "Needed when the title is longer than four words. An official acronym is allowed.",
    )
    author: Names = Field(
        (),
        description="Who wrote it. A person as “Family, Given”; an organisation as it is; several "
        "as a list. Leave out when no author is named: never guess.",
    )
    editor: Names = Field((), description="Who edited the book the item stands in; as author.")
    translator: Names = Field((), description="Who translated it; written as author.")
    container: Text = Field(
        None,
        description="What it stands in: the newspaper, journal, book, website, database or series.",
    )
    publisher: Text = Field(
        None,
        description="Who brought it out: publisher, institution, agency, owner of the site, or the "
        "university of a thesis. Stands in for the author of an unsigned report or data set.",
    )
    place: Text = Field(None, description="Place of publication, or of the speech or interview.")
    issued: Issued = Field(
        None,
        description="When it was published, as precisely as known: 2022, 2022-11 or 2022-11-20. "
        "Leave out when unknown; the note then says when you looked.",
    )
    accessed: Day = Field(
        None, description="The day you read it, such as 2026-11-23. Needed for all that is online."
    )
    url: Address = Field(
        None, description="Full address of what was read, beginning with https:// or http://."
    )
    doi: Annotated[str | None, BeforeValidator(_doi)] = Field(
        None, description="DOI, such as 10.1080/02684527.2012.708275; printed instead of the url."
    )
    language: Annotated[str | None, BeforeValidator(_language)] = Field(
        None, description="Language of the source as a code: en, ru, kk, tr, pt-BR."
    )
    number: Written = Field(
        None,
        description="What identifies it: number of a report or decree, symbol (S/2025/71), "
        "series code (NY.GDP.MKTP.CD); for a video its running time (12:51).",
    )
    genre: Text = Field(
        None,
        description="What it is in your words, if the type is too broad: press release, master’s "
        "thesis, working paper, interview by Kim Lee.",
    )
    volume: Written = Field(None, description="Volume of a journal or of a work in several.")
    issue: Written = Field(None, description="Number of the issue of a journal.")
    page: Written = Field(
        None,
        description="First and last page of the item: 824-847; the page cited stands in the text.",
    )
    edition: Written = Field(
        None, description="Edition or version, if not the first: 2, or revised edition."
    )
    event: Text = Field(None, description="Where or on what occasion it was said or shown.")
    section: Written = Field(None, description="Section of the newspaper or site.")
    via: Text = Field(
        None,
        description="Through what you saw it, if not in the original place: a repost, a mirror, a "
        "copy of the data. Printed in the list of sources.",
    )
    reliability: Grade = Field(
        None,
        description="Admiralty grade of the source: A completely reliable, B usually, C fairly, "
        "D not usually, E unreliable, F cannot be judged. Say why in reliability_reason.",
    )
    reliability_reason: Text = Field(
        None, description="Why this grade, in half a sentence. Needed with reliability."
    )
    derived_from: Annotated[tuple[str, ...], BeforeValidator(_keys)] = Field(
        (),
        description="Keys of the sources this one only repeats; it then counts as no second one.",
    )
    note: Text = Field(
        None, description="For the list of sources: what was seen of it, and its limits."
    )
    archived: Address = Field(
        None, description="Address of a kept copy, for pages that may change or go."
    )

    @model_validator(mode="after")
    def _whole(self) -> Source:
        """What one field cannot know: which others it needs."""
        if self.title is None and not (self.type in UNTITLED and self.author):
            raise PydanticCustomError(
                "source_title",
                "The source has no title: write it as printed there; only an interview or a "
                "personal communication with an author can do without.",
            )
        if self.reliability and not self.reliability_reason:
            raise PydanticCustomError(
                "source_reliability",
                "The grade {grade} stands without a reason: add reliability_reason.",
                {"grade": self.reliability},
            )
        if self.issued and self.accessed and self.issued.earliest() > self.accessed:
            raise PydanticCustomError(
                "source_accessed",
                "It was read on {accessed}, before it was published ({issued}): one date is wrong.",
                {"accessed": self.accessed.isoformat(), "issued": str(self.issued)},
            )
        return self

    def stray_words(self) -> tuple[str, ...]:
        """Words of the short title that make it no run of the title's own; acronyms may differ."""
        if not self.short or not self.title:
            return ()
        full, brief = _plain_words(self.title), _plain_words(self.short)
        if brief in (full[i : i + len(brief)] for i in range(len(full))):
            return ()
        strange = tuple(w for w in brief if w not in full and not _is_acronym(w, self.short))
        return strange or (() if _acronym_in(self.short) else brief)


def _plain_words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[\w’'-]+", text.lower()))


def _is_acronym(word: str, text: str) -> bool:
    return len(word) > 1 and re.search(rf"\b{re.escape(word.upper())}\b", text) is not None


def _acronym_in(text: str) -> bool:
    return re.search(r"\b[^\W\d_]*[A-ZА-ЯЁ]{2,}", text) is not None

"""The fields of a source: each reads its own text, and says in plain words why it cannot.

Every scalar arrives as text; the types at the end are what `Source` is made of.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, TypeAlias
from urllib.parse import urlsplit

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from briefgen.dates import PartialDate, rewritten
from briefgen.errors import did_you_mean
from briefgen.model.names import Name

MAX_TEXT = 2000
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z]{4})?(-(?:[a-z]{2}|\d{3}))?", re.IGNORECASE | re.ASCII)
_DOI = re.compile(r"10\.\d{4,9}/\S+", re.ASCII)
_DOI_PREFIX = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_BEGUN = re.compile(r"^https?:/+(?=https?://)", re.IGNORECASE)  # a second time, by a slip
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
        meant = str(rewritten(str(text)) or "")
        raise PydanticCustomError(
            "source_date",
            "“{found}” {reason}.",
            {"found": str(text), "reason": str(reason), "meant": meant},
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
    if not isinstance(text, str) or _can_be_opened(text):
        return text
    once = _BEGUN.sub("", text)
    raise PydanticCustomError(
        "source_url",
        "“{found}” is not an address a reader can open: copy it whole from the browser, "
        "beginning with https:// (or http://), without spaces, user name or password.",
        {"found": text, "meant": once if once != text and _can_be_opened(once) else ""},
    )


def _can_be_opened(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    sound = parts.scheme in {"http", "https"} and "." in (parts.hostname or "")
    return sound and " " not in address and "@" not in parts.netloc


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


Text: TypeAlias = Annotated[str | None, BeforeValidator(_text)]
Written: TypeAlias = Annotated[str | None, BeforeValidator(_text)]
Names: TypeAlias = Annotated[tuple[Name, ...], BeforeValidator(_names)]
Issued: TypeAlias = Annotated[PartialDate | None, BeforeValidator(_partial)]
Day: TypeAlias = Annotated[date | None, BeforeValidator(_day)]
Address: TypeAlias = Annotated[str | None, BeforeValidator(_web_address)]
Grade: TypeAlias = Annotated[Literal["A", "B", "C", "D", "E", "F"] | None, BeforeValidator(_grade)]
Kind: TypeAlias = Annotated[SourceType, BeforeValidator(_type)]
Doi: TypeAlias = Annotated[str | None, BeforeValidator(_doi)]
Language: TypeAlias = Annotated[str | None, BeforeValidator(_language)]
Keys: TypeAlias = Annotated[tuple[str, ...], BeforeValidator(_keys)]

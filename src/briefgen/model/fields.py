"""Field types shared by all models: text that is read, numbers as written, keys that must exist.

Values arrive as text (see `loading`). Names that must exist elsewhere in the brief are checked
here against the `Names` in the validation context, so one run finds wrong types and wrong names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from itertools import islice
from typing import Annotated

import pycountry
from msgspec import Struct
from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from briefgen import prose, yardstick
from briefgen.dates import PartialDate, rewritten
from briefgen.errors import did_you_mean, nearest
from briefgen.prose import MAX_FINDINGS, Citation, Finding, Prose

UNKNOWN = "SPC106"  # the code of a name that nothing goes by
MAX_PROSE = 20_000
MAX_DIGITS = 30
_NUMBER = r"[-+\u2212]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,3})?"


class Model(BaseModel):
    """What every part of a spec is: frozen, with unknown keys refused."""

    # A validator is built when it is first used: most models only serve inside another.
    model_config = ConfigDict(
        defer_build=True,
        frozen=True,
        extra="forbid",
        arbitrary_types_allowed=True,
        populate_by_name=True,
    )


class Names(Struct, frozen=True):
    """What may be referred to in one brief."""

    sources: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()  # figures, tables and sections
    unread: frozenset[str] = frozenset()  # “sources” or “facts”, where some could not be read
    judgements: frozenset[str] = frozenset()
    indicators: frozenset[str] = frozenset()
    yardstick: yardstick.Yardstick = yardstick.ICD203
    # The file of each key of a library that is not included; read only when a key is missed.
    elsewhere: Callable[[], Mapping[str, str]] = dict


def wrong(
    message: str, hint: str = "", at: tuple[str | int, ...] = (), *, meant: str = ""
) -> PydanticCustomError:
    """An error in the analyst's words; `explaining` carries it to the reader, `at` within.

    `meant` is the same value in the form it needs, where nothing has to be guessed.
    """
    return PydanticCustomError(
        "briefgen", "{message}", {"message": message, "hint": hint, "at": at, "meant": meant}
    )


def _found(findings: Iterable[Finding]) -> PydanticCustomError:
    listed = tuple(findings)
    return PydanticCustomError(
        "briefgen_findings", "{count} findings", {"count": len(listed), "findings": listed}
    )


def names_of(info: ValidationInfo) -> Names | None:
    """The names of the brief under validation; None outside one, when nothing is looked up."""
    return info.context if isinstance(info.context, Names) else None


def text_of(value: object, what: str = "text") -> str:
    """The scalar a field needs; lists, mappings and empty values are said to be such."""
    if isinstance(value, str) and value.strip():
        return value
    if value is None or isinstance(value, str):
        raise wrong("nothing is written here", f"write {what}, or leave the line out")
    shape = "a list" if isinstance(value, list | tuple) else "lines of “key: value”"
    raise wrong(
        f"{what} is needed here, found {shape}", "put quotes around a text that begins with [ or {"
    )


def _prose(value: object, info: ValidationInfo) -> Prose:
    if isinstance(value, Prose):
        return value
    source = text_of(value)
    if len(source) > MAX_PROSE:
        raise wrong(
            f"a text of {len(source):,} characters; {MAX_PROSE:,} is the most",
            "split it into several blocks",
        )
    parsed = prose.parse(source)
    findings = [*parsed.findings, *islice(_unknown_names(parsed, names_of(info)), MAX_FINDINGS)]
    if findings:
        raise _found(findings)
    return parsed


def _line(value: object, info: ValidationInfo) -> Prose:
    parsed = _prose(value, info)
    if len(parsed.blocks) > 1 or not all(isinstance(b, prose.Paragraph) for b in parsed.blocks):
        raise wrong(
            "one paragraph is needed here, found several or a list",
            "join them, or move the rest to a block of prose",
        )
    return parsed


def _unknown_names(parsed: Prose, names: Names | None) -> Iterable[Finding]:
    if names is None:
        return
    for citation in parsed.citations():
        yield from _unknown_source(citation.key, names, f"@{citation.key}")
    for inline in parsed.inlines():
        if isinstance(inline, prose.FactRef):
            if inline.id in names.facts or "facts" in names.unread:
                continue
            yield Finding(
                inline.id,
                f"no fact is called “{inline.id}”",
                did_you_mean(inline.id, names.facts, "state it under “facts:”"),
                rf"(?:(?<=\{{\{{)|(?<=\{{\{{\s)){re.escape(inline.id)}(?=\s*\}}\}})",
                UNKNOWN,
            )
        elif isinstance(inline, prose.CrossRef) and inline.id not in names.targets:
            yield Finding(
                f"#{inline.id}",
                f"no figure, table or section has the id “{inline.id}”",
                did_you_mean(inline.id, names.targets, "give the block that id"),
                rf"#{re.escape(inline.id)}(?=\])",
                UNKNOWN,
            )
        elif (
            isinstance(inline, prose.Styled) and inline.lang and not LANGUAGE.fullmatch(inline.lang)
        ):
            yield Finding(
                f"lang={inline.lang}",
                f"“{inline.lang}” is no language code",
                language_hint(inline.lang),
            )
    for key in prose.bare_mentions(parsed.source):
        if key in names.sources:
            yield Finding(
                f"@{key}",
                f"“@{key}” stands outside brackets, so it would be printed as text",
                f"write [@{key}]",
            )


def _unknown_source(key: str, names: Names, snippet: str) -> Iterable[Finding]:
    if key in names.sources or "sources" in names.unread:
        return
    hint = source_hint(key, names)
    pattern = rf"{re.escape(snippet)}(?![A-Za-z0-9_/+-]|[:.][A-Za-z0-9])"
    yield Finding(snippet, f"no source has the key “{key}”", hint, pattern, UNKNOWN)


def source_hint(key: str, names: Names) -> str:
    """What to do about the key of a source that is not there."""
    elsewhere = names.elsewhere()
    if key in elsewhere:
        return f"it stands in {elsewhere[key]}: add that file to “source_files:”"
    return did_you_mean(key, names.sources, "add it under “sources:” or in a library file")


def _citations(value: object, info: ValidationInfo) -> tuple[Citation, ...]:
    entries = value if isinstance(value, list | tuple) else [value]
    cited: list[Citation] = []
    findings: list[Finding] = []
    for entry in entries:
        if isinstance(entry, Citation):
            cited.append(entry)
            continue
        for part in text_of(entry, "the key of a source").split(";"):
            citation = prose.parse_citation(part)
            if citation is None:
                findings.append(
                    Finding(
                        part.strip(),
                        f"“{part.strip()}” is no source key",
                        "write the key, or “key, p. 4”",
                    )
                )
                continue
            cited.append(citation)
            names = names_of(info)
            if names is not None:
                findings.extend(_unknown_source(citation.key, names, citation.key))
    if findings:
        raise _found(findings)
    return tuple(cited)


def _number(value: object) -> Decimal:
    if isinstance(value, Decimal):
        return value
    written = text_of(value, "a number")
    number = read_number(written)
    if number is None:
        raise wrong(
            f"a number is needed here, found “{written[:40]}”",
            "write digits with a point for decimals, without units or separators, as 1234.5",
        )
    return number


def read_number(written: str) -> Decimal | None:
    """The number of these digits; None where it is none, or none that could be printed."""
    if len(written) > MAX_DIGITS or not re.fullmatch(_NUMBER, written.strip(), re.ASCII):
        return None
    number = Decimal(written.strip().replace("\u2212", "-"))
    return number if abs(number.adjusted()) <= MAX_DIGITS else None


_FLAGS_MEANT = {
    **dict.fromkeys(("yes", "y", "on", "1", "true"), "write true"),
    **dict.fromkeys(("no", "n", "off", "0", "false"), "write false"),
}


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    written = text_of(value, "true or false")
    if written not in ("true", "false"):
        raise wrong(
            f"true or false is needed here, found “{written[:40]}”",
            _FLAGS_MEANT.get(written.strip().casefold(), "write true or false"),
        )
    return written == "true"


def _identifier(value: object) -> str:
    written = text_of(value, "an id")
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}", written):
        raise wrong(f"“{written[:40]}” cannot be an id", "use letters, digits, - and _")
    return written


def _partial_date(value: object) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    written = text_of(value, "a date")
    try:
        return PartialDate.parse(written)
    except ValueError:
        said = rewritten(written)
        meant = "" if said is None else str(said)
        hint = f"write {meant}" if meant else _date_hint(written)
        raise wrong(f"“{written[:40]}” is no date", hint, meant=meant) from None


def _date_hint(written: str) -> str:
    if re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", written.strip(), re.ASCII):
        return "the calendar has no such day or month"
    return "write 2022, 2022-11 or 2022-11-20"


def _full_date(value: object) -> PartialDate:
    date = _partial_date(value)
    if date.day is None:
        raise wrong(f"the day is missing: “{value}”", "write the whole date, as 2022-11-20")
    return date


LATEST = PartialDate(9999, 12, 31)  # until it is known what the newest day is


def _cutoff(value: object) -> PartialDate:
    written = value.strip() if isinstance(value, str) else ""
    return LATEST if written == "latest" else _full_date(value)


LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")


def _language(value: object) -> str:
    written = text_of(value, "a language")
    if not LANGUAGE.fullmatch(written):
        raise wrong(f"“{written[:40]}” is no language code", language_hint(written))
    return written


def language_hint(written: str) -> str:
    """The code of a language that was named in words; else how codes are written."""
    found = pycountry.languages.get(name=written.strip().title())
    if found is not None and hasattr(found, "alpha_2"):
        return f"write {found.alpha_2}"
    language, *others = written.strip().replace("_", "-").split("-")
    others = [part.title() if len(part) == 4 else part.upper() for part in others]
    tidy = "-".join((language.lower(), *others))
    if LANGUAGE.fullmatch(tidy) and pycountry.languages.get(alpha_2=language.lower()):
        return f"write {tidy}"
    return "write it as in BCP 47: en, kk, tr, uz-Cyrl"


# Words of no yardstick, each with the odds that are meant, in per cent.
OTHER_TERMS = {
    "possible": 50,
    "even chance": 50,
    "toss-up": 50,
    "certain": 97,
    "impossible": 3,
}


def nearest_term(written: str, scale: yardstick.Yardstick) -> str:
    """The term of a yardstick for words of another, or for odds given as a percentage."""
    words = " ".join(written.casefold().split())
    other = next((o.find(words) for o in yardstick.YARDSTICKS.values() if o.find(words)), None)
    found = re.fullmatch(r"(\d{1,2}) ?%", words, re.ASCII)
    odds = int(found[1]) if found else OTHER_TERMS.get(words)
    if other is not None:
        return next(term.words for term in scale.bands if term.key == other.key)
    return scale.of_odds(odds).words if odds is not None and odds < 99 else ""


def _likelihood(value: object, info: ValidationInfo) -> yardstick.Term:
    if isinstance(value, yardstick.Term):
        return value
    written = text_of(value, "a likelihood")
    names = names_of(info)
    scale = names.yardstick if names is not None else yardstick.ICD203
    term = scale.find(written)
    if term is None:
        known = [t.words for t in scale.bands]
        other, near = nearest_term(written, scale), nearest(written, known)
        meant = f"did you mean “{near}”? " if near else ""
        raise wrong(
            f"“{written[:40]}” is no term of likelihood of {scale.name}",
            (f"the nearest term is “{other}”; " if other else meant)
            + f"the scale is {', '.join(known)}",
        )
    return term


class Choice(Struct, frozen=True):
    """Reads one word out of a few, with a suggestion when it is another."""

    allowed: tuple[str, ...]

    def __call__(self, value: object) -> str:
        written = text_of(value, f"one of {', '.join(self.allowed)}")
        if written not in self.allowed:
            meant = nearest(written, self.allowed)
            choices = f"the choices are {', '.join(self.allowed)}"
            raise wrong(
                f"“{written[:40]}” is not among the choices here",
                f"did you mean “{meant}”? {choices}" if meant else choices,
            )
        return written


def choice(*allowed: str) -> Choice:
    """A validator for one of these words."""
    return Choice(allowed)


class Whole(Struct, frozen=True):
    """Reads a whole number within bounds."""

    low: int
    high: int
    what: str = "a whole number"

    def __call__(self, value: object) -> int:
        if isinstance(value, int):
            return value
        number = read_number(text_of(value, self.what))
        if number is None or number != int(number) or not self.low <= number <= self.high:
            bounds = "" if self.what == "a year" else f" from {self.low} to {self.high}"
            raise wrong(
                f"{self.what}{bounds} is needed here, found “{str(value)[:40]}”",
                "write it in digits",
            )
        return int(number)


def whole(low: int, high: int, what: str = "a whole number") -> Whole:
    """A validator for a whole number within bounds."""
    return Whole(low, high, what)


def _one_line(value: object) -> str:
    return " ".join(text_of(value).split())


class Within(Struct, frozen=True):
    """Reads words that have to fit a place on the page."""

    limit: int

    def __call__(self, value: object) -> str:
        words = _one_line(value)
        if len(words) > self.limit:
            raise wrong(f"{len(words)} characters here; {self.limit} is the most", "shorten it")
        return words


def words_within(limit: int) -> Within:
    """A validator for words of so many characters at most."""
    return Within(limit)


def _some_citations(value: object, info: ValidationInfo) -> tuple[Citation, ...]:
    cited = _citations(value, info)
    if not cited:
        raise wrong("at least 1 source is needed here, found none", "write the key of a source")
    return cited


def as_list(value: object) -> object:
    """One entry written without a list is a list of one."""
    return [value] if isinstance(value, str) else value


Line = Annotated[Prose, PlainValidator(_line)]
Text = Annotated[Prose, PlainValidator(_prose)]
Words = Annotated[str, PlainValidator(_one_line)]
SomeCitations = Annotated[tuple[Citation, ...], PlainValidator(_some_citations)]
Citations = Annotated[tuple[Citation, ...], PlainValidator(_citations)]
Number = Annotated[Decimal, PlainValidator(_number)]
Flag = Annotated[bool, PlainValidator(_flag)]
Identifier = Annotated[str, PlainValidator(_identifier)]
AnyDate = Annotated[PartialDate, PlainValidator(_partial_date)]
Cutoff = Annotated[PartialDate, PlainValidator(_cutoff)]
FullDate = Annotated[PartialDate, PlainValidator(_full_date)]
Language = Annotated[str, PlainValidator(_language)]
Likelihood = Annotated[yardstick.Term, PlainValidator(_likelihood)]
Decimals = Annotated[int, PlainValidator(whole(0, 6))]
WordList = Annotated[tuple[Words, ...], BeforeValidator(as_list)]

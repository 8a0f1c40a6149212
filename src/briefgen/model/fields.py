"""Field types shared by all models: text that is read, numbers as written, keys that must exist.

Values arrive as text (see `loading`). Names that must exist elsewhere in the brief are checked
here against the `Names` in the validation context, so one run finds wrong types and wrong names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from briefgen import prose, yardstick
from briefgen.dates import PartialDate
from briefgen.errors import did_you_mean
from briefgen.prose import Citation, Finding, Prose

MAX_PROSE = 20_000


class Model(BaseModel):
    """What every part of a spec is: frozen, with unknown keys refused."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, populate_by_name=True
    )


@dataclass(frozen=True)
class Names:
    """What may be referred to in one brief."""

    sources: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()  # figures, tables and sections
    judgements: frozenset[str] = frozenset()
    indicators: frozenset[str] = frozenset()
    elsewhere: dict[str, str] = field(default_factory=dict)  # keys of libraries not included


def wrong(message: str, hint: str = "") -> PydanticCustomError:
    """An error in the analyst's words; `explaining` carries both parts to the reader."""
    return PydanticCustomError("briefgen", "{message}", {"message": message, "hint": hint})


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
    if value is None or value == "":
        raise wrong(
            "there is no value here", f"write the {what} after the colon, or leave the key out"
        )
    shape = "a list" if isinstance(value, list | tuple) else "a mapping"
    raise wrong(
        f"{what} is needed here, found {shape}", "put quotes around a text that begins with [ or {"
    )


def _prose(value: object, info: ValidationInfo) -> Prose:
    if isinstance(value, Prose):
        return value
    source = text_of(value)
    if len(source) > MAX_PROSE:
        raise wrong(f"a text of {len(source):,} characters; {MAX_PROSE:,} is the most", "split it")
    parsed = prose.parse(source)
    findings = [*parsed.findings, *_unknown_names(parsed, names_of(info))]
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
        if isinstance(inline, prose.FactRef) and inline.id not in names.facts:
            yield Finding(
                inline.id,
                f"no fact is called “{inline.id}”",
                did_you_mean(inline.id, names.facts, "state it under “facts:”"),
            )
        elif isinstance(inline, prose.CrossRef) and inline.id not in names.targets:
            yield Finding(
                f"#{inline.id}",
                f"no figure, table or section has the id “{inline.id}”",
                did_you_mean(inline.id, names.targets),
            )
        elif (
            isinstance(inline, prose.Styled) and inline.lang and not LANGUAGE.fullmatch(inline.lang)
        ):
            yield Finding(
                inline.lang,
                f"“{inline.lang}” is no language code",
                "write it as in BCP 47: kk, ru, tr, uz-Cyrl",
            )
    for key in prose.bare_mentions(parsed.source):
        if key in names.sources:
            yield Finding(
                f"@{key}",
                f"“@{key}” stands outside brackets, so it would be printed as text",
                f"write [@{key}]",
            )


def _unknown_source(key: str, names: Names, snippet: str) -> Iterable[Finding]:
    if key in names.sources:
        return
    if key in names.elsewhere:
        hint = f"it stands in {names.elsewhere[key]}: add that file to “source_files:”"
    else:
        hint = did_you_mean(key, names.sources, "add it under “sources:” or in a library file")
    yield Finding(snippet, f"no source has the key “{key}”", hint)


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
    try:
        number = Decimal(written.replace("\u2212", "-").replace("_", "x"))
    except InvalidOperation:
        raise wrong(
            f"a number is needed here, found “{written[:40]}”",
            "write digits with a point for decimals, without units or separators",
        ) from None
    if not number.is_finite() or abs(number.adjusted()) > 30:
        raise wrong(f"the number {written[:40]} is beyond what can be printed", "check it")
    return number


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    written = text_of(value, "true or false")
    if written not in ("true", "false"):
        raise wrong(
            f"true or false is needed here, found “{written[:40]}”",
            "YAML 1.2 knows only true and false",
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
        raise wrong(f"“{written[:40]}” is no date", "write 2022, 2022-11 or 2022-11-20") from None


def _full_date(value: object) -> PartialDate:
    date = _partial_date(value)
    if date.day is None:
        raise wrong(f"the day is missing: “{value}”", "write the whole date, as 2022-11-20")
    return date


LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")


def _language(value: object) -> str:
    written = text_of(value, "a language")
    if not LANGUAGE.fullmatch(written):
        raise wrong(
            f"“{written[:40]}” is no language code", "write it as in BCP 47: en, kk, tr, uz-Cyrl"
        )
    return written


def _likelihood(value: object) -> yardstick.Term:
    if isinstance(value, yardstick.Term):
        return value
    written = text_of(value, "a likelihood")
    term = yardstick.find_term(written)
    if term is None:
        known = [t.words for t in yardstick.TERMS]
        raise wrong(
            f"“{written[:40]}” is no likelihood term of ICD 203",
            did_you_mean(written, known) + f" (the scale: {', '.join(known[:7])})",
        )
    return term


def choice(*allowed: str) -> Callable[[object], str]:
    """A validator for one word out of a few, with a suggestion when it is another."""

    def check(value: object) -> str:
        written = text_of(value, f"one of {', '.join(allowed)}")
        if written not in allowed:
            raise wrong(
                f"“{written[:40]}” is not among the choices here",
                did_you_mean(written, allowed) + f" (choices: {', '.join(allowed)})"
                if did_you_mean(written, allowed).startswith("did")
                else f"choices: {', '.join(allowed)}",
            )
        return written

    return check


def whole(low: int, high: int) -> Callable[[object], int]:
    """A validator for a whole number within bounds."""

    def check(value: object) -> int:
        if isinstance(value, int):
            return value
        number = _number(value)
        if number != int(number) or not low <= number <= high:
            raise wrong(f"a whole number from {low} to {high} is needed here, found “{value}”")
        return int(number)

    return check


def _one_line(value: object) -> str:
    return " ".join(text_of(value).split())


def as_list(value: object) -> object:
    """One entry written without a list is a list of one."""
    return [value] if isinstance(value, str) else value


Line = Annotated[Prose, PlainValidator(_line)]
Text = Annotated[Prose, PlainValidator(_prose)]
Words = Annotated[str, PlainValidator(_one_line)]
Citations = Annotated[tuple[Citation, ...], PlainValidator(_citations)]
Number = Annotated[Decimal, PlainValidator(_number)]
Flag = Annotated[bool, PlainValidator(_flag)]
Identifier = Annotated[str, PlainValidator(_identifier)]
AnyDate = Annotated[PartialDate, PlainValidator(_partial_date)]
FullDate = Annotated[PartialDate, PlainValidator(_full_date)]
Language = Annotated[str, PlainValidator(_language)]
Likelihood = Annotated[yardstick.Term, PlainValidator(_likelihood)]
Decimals = Annotated[int, PlainValidator(whole(0, 6))]
WordList = Annotated[tuple[Words, ...], BeforeValidator(as_list)]

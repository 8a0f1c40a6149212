"""Write docs/reference.md: every field of every file an author writes, taken from the models.

Run it after a field changes: PYTHONPATH=src python tools/reference.py
"""

from __future__ import annotations

import inspect
import re
import types
import typing
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, PlainValidator
from pydantic.fields import FieldInfo

from briefgen.kinds import shipped_kinds
from briefgen.model.blocks import BLOCKS
from briefgen.model.brief import Brief, SourceLibrary
from briefgen.model.data_figure import DataFigure
from briefgen.model.data_file import DataDescription
from briefgen.model.declaration import Declaration
from briefgen.model.field_types import FIELD_TYPES, FieldType
from briefgen.model.fields import Choice, Whole, Within
from briefgen.model.figure import Figure
from briefgen.model.figures import FIGURES
from briefgen.model.freshness import Limits
from briefgen.model.marking import TLP
from briefgen.model.source import Source, SourceType
from briefgen.numbers import NumberWords, with_unit
from briefgen.settings import Settings
from briefgen.yardstick import FIRST_ROW, PHIA, SECOND_ROW

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference.md"

# What a field holds, by the function that reads it.
HOLDS = {
    "_line": "a paragraph of [prose](writing.md#prose)",
    "_prose": "[prose](writing.md#prose)",
    "_one_line": "words",
    "_text": "words",
    "_citations": "key of a source with or without a place in it (`key, p. 4`), or a list of them",
    "_some_citations": "key of a source with or without a place in it (`key, p. 4`), or a list",
    "_number": "number",
    "_flag": "true or false",
    "_identifier": "id: letters, digits, `-` and `_`",
    "_partial_date": "date: 2022, 2022-11 or 2022-11-20",
    "_partial": "date: 2022, 2022-11 or 2022-11-20",
    "_full_date": "whole date: 2022-11-20",
    "_cutoff": "whole date: 2022-11-20; or `latest`",
    "_day": "whole date: 2022-11-20",
    "_language": "code of a language: en, kk, pt-BR",
    "_likelihood": "[term of likelihood](#terms-of-likelihood)",
    "_ground": "id of a fact, or `@key` of a source with or without a place in it",
    "_type": "[type of source](#types-of-source)",
    "_names": "`Family, Given`, an organisation, or a list of them",
    "_web_address": "address, with https:// or http://",
    "_doi": "DOI",
    "_grade": "A, B, C, D, E or F",
    "_keys": "list, each the key of a source",
    "_cron": "five fields as cron has them: minute, hour, day, month, weekday",
    "_zone": "time zone: Europe/Berlin",
    "_folder": "folder of the project",
    "_growth": "`yearly` or a year",
    "_period": "span of time: 90 days, 6 months, 1 year; or never",
    "_review": "whole date, or every 6 months",
    "_column_type": "`year`, `number`, `integer`, `text` or `date`",
    "_sign": "one sign",
    "_degrees": "`[longitude, latitude]`",
    "_extent": "`[west, south, east, north]`",
    "_border": "two codes, as `IN-PK`",
    "marking": "[marking](#markings)",
    "country_code": "ISO 3166-1 code, two letters",
    "map_code": "ISO 3166-1 code, two letters",
    "_colour": "colour: `#1F4E79`",
    "key": "name of a field: small letters, digits and `_`",
    "_needed": "name of a block, or `figure: NAME`",
}
# Shorthands: a plain text in place of the fields.
SHORT = {
    "panel_row": "a paragraph of prose, or ",
    "_column": "a paragraph of prose, or ",
    "spark": "name of a data file, or ",
}
PLAIN = {str: "words", int: "whole number", bool: "true or false"}


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE} written")


def page() -> str:
    """The whole page."""
    parts = [
        "# Reference",
        "Every field of every file, as the program has it. This page is made by "
        "`tools/reference.py`; how to write is told in [writing.md](writing.md).",
        *_briefs(),
        *_blocks(),
        "## Libraries of sources\n\nFiles in `sources/`.",
        _table(SourceLibrary),
        *_models([Source], {SourceLibrary, Limits}),
        "## Descriptors of data files\n\nA file in `data/` beside each CSV file, of the same name.",
        _table(DataDescription),
        *_models(_parts_of(DataDescription), {DataDescription, Limits}),
        "## Declarations of kinds\n\nFiles in `kinds/`: the name of the file is that of the kind. "
        "How to write one is told in [own-kinds.md](own-kinds.md).",
        _table(Declaration),
        *_models(_parts_of(Declaration), {Declaration}),
        *_field_types(),
        "## Settings\n\n`briefgen.toml`. How it is written is told in [settings.md](settings.md).",
        _table(Settings),
        *_models(_parts_of(Settings), {Settings, Limits}),
        *_words(),
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _briefs() -> Iterator[str]:
    yield "## Briefs\n\nFiles in `briefs/`. What all kinds have in common:"
    yield _table(Brief)
    seen: set[type[BaseModel]] = {Brief, Source, *BLOCKS.values(), *FIGURES.values()}
    yield from _models(_parts_of(Brief), seen)
    for name, kind in shipped_kinds().items():
        yield f"### Kind `{name}`\n\n{_doc(kind)} Besides the fields of every brief:"
        yield _table(kind, set(Brief.model_fields))
        needed = ", ".join(f"`{key}` ({what})" for key, what in kind.required_sections.items())
        yield f"Sections it needs: {needed}."
        for section, blocks in kind.required_blocks.items():
            listed = ", ".join(f"`{block}`" for block in blocks)
            yield f"The section `{section}` needs these blocks: {listed}."
        yield from _models(_parts_of(kind), seen)


def _blocks() -> Iterator[str]:
    yield "## Blocks"
    yield "A text is prose. Anything else is named by its first key."
    seen: set[type[BaseModel]] = {*BLOCKS.values(), *FIGURES.values()}
    for name, model in BLOCKS.items():
        yield f"### Block `{name}`\n\n{_doc(model)}"
        yield _table(model)
        yield from _models(_parts_of(model), seen)
    yield "### Block `figure`\n\nWhat all figures have in common:"
    yield _table(Figure)
    yield "Line and bar charts also have:"
    yield _table(DataFigure, set(Figure.model_fields))
    for name, figure in FIGURES.items():
        base = DataFigure if issubclass(figure, DataFigure) else Figure
        yield f"### Figure `{name}`\n\n{_doc(figure)}"
        yield _table(figure, set(base.model_fields))
        yield from _models(_parts_of(figure), seen)


def _field_types() -> Iterator[str]:
    yield "### Types of field\n\nWhat a field of a declared kind can hold, and where it can stand."
    rows = [f"| `{name}` | {each.holds} | {_stands(each)} |" for name, each in FIELD_TYPES.items()]
    yield "\n".join(["| Type | Holds | Stands |", "|---|---|---|", *rows])


def _stands(kind: FieldType) -> str:
    return " or ".join(f"under `{place}`" for place in sorted(kind.stands)) or "in the panel"


def _words() -> Iterator[str]:
    yield "## Words with a fixed meaning"
    yield "### Terms of likelihood\n\nICD 203; each row of words means the same odds."
    rows = [
        f"| {one.words} | {other.words} | {one.range_words} |"
        for one, other in zip(FIRST_ROW, SECOND_ROW, strict=True)
    ]
    yield "\n".join(["| First row | Second row | Odds |", "|---|---|---|", *rows])
    yield (
        "With `yardstick: phia` the terms are those of PHIA. Their edges are approximate; what "
        "lies between two bands has no term."
    )
    british = [
        f"| {' or '.join(PHIA.words_of_band(term.key))} | {term.range_words} |"
        for term in PHIA.bands
    ]
    yield "\n".join(["| Term | Odds |", "|---|---|", *british])
    yield "### Units\n\nAny other word is printed after the number."
    units = [f"| `{key}` | {with_unit('12', key)} |" for key in NumberWords().units]
    yield "\n".join(["| Unit | Prints |", "|---|---|", *units])
    yield "### Markings\n\nThe labels of TLP 2.0, or any other marking in your own words."
    labels = [f"| `{label}` | {meaning} |" for label, (_, meaning) in TLP.items()]
    yield "\n".join(["| Label | What it lets a reader do |", "|---|---|", *labels])
    listed = ", ".join(f"`{member.value}`" for member in SourceType)
    yield f"### Types of source\n\nItem types of CSL 1.0.2: {listed}."


def _models(models: list[type[BaseModel]], seen: set[type[BaseModel]]) -> Iterator[str]:
    """A heading and a table for each model and for those inside it, each once."""
    for model in models:
        if model not in seen:
            seen.add(model)
            yield f"### {_title(model)}\n\n{_doc(model)}"
            yield _table(model)
            yield from _models(_parts_of(model), seen)


def _table(model: type[BaseModel], leave_out: set[str] | None = None) -> str:
    hints = typing.get_type_hints(model, include_extras=True)
    rows = [
        f"| `{info.alias or name}` | {_holds(hints[name])}{_limits(info)} | {_needed(info)} | "
        f"{info.description or ''} |"
        for name, info in model.model_fields.items()
        if name not in (leave_out or ())
    ]
    return "\n".join(["| Field | Holds | Needed | Meaning |", "|---|---|---|---|", *rows])


def _needed(info: FieldInfo) -> str:
    if info.is_required():
        return "yes"
    default = info.default
    if isinstance(default, bool):
        return f"no: {str(default).lower()}"
    return f"no: {default}" if isinstance(default, (str, int)) and default != "" else "no"


def _limits(info: FieldInfo) -> str:
    found = {
        key: getattr(each, key)
        for each in info.metadata
        for key in ("min_length", "max_length")
        if hasattr(each, key)
    }
    low, high = found.get("min_length"), found.get("max_length")
    if high and info.annotation is str:
        return f"; {high} characters at most"
    if low and high:
        return f"; {low} to {high}"
    if high:
        return f"; {high} at most"
    return f"; {low} at least" if low else ""


def _holds(annotation: Any) -> str:
    """What a field holds, in words."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is Annotated:
        return _annotated(arguments[0], arguments[1:])
    if origin in (typing.Union, types.UnionType):
        return " or ".join(_holds(each) for each in arguments if each is not types.NoneType)
    if origin is tuple:
        return f"list, each {_holds(arguments[0])}"
    if origin is dict:
        return f"`name: value`, each value {_holds(arguments[1])}"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        anchor = _title(annotation).lower().replace(" ", "-")
        return f"[{_title(annotation).lower()}](#{anchor})"
    return PLAIN[annotation]


def _annotated(base: Any, metadata: tuple[Any, ...]) -> str:
    before = ""
    for each in metadata:
        if type(each).__name__ == "Discriminator":
            return "[blocks](#blocks)"
        if isinstance(each, (PlainValidator, BeforeValidator)):
            reader: Callable[..., Any] = each.func
            if isinstance(reader, (Choice, Whole, Within)):
                return _bounded(reader)
            if reader.__name__ in HOLDS:
                return HOLDS[reader.__name__]
            before += SHORT.get(reader.__name__, "")
    return before + _holds(base)


def _bounded(reader: Choice | Whole | Within) -> str:
    if isinstance(reader, Choice):
        return " or ".join(f"`{word}`" for word in reader.allowed)
    if isinstance(reader, Within):
        return f"words; {reader.limit} characters at most"
    return f"whole number, {reader.low} to {reader.high}"


def _parts_of(model: type[BaseModel]) -> list[type[BaseModel]]:
    """Models that the fields of a model hold, in order."""
    found: list[type[BaseModel]] = []
    hints = typing.get_type_hints(model, include_extras=True)
    for name in model.model_fields:
        found += [part for part in _inside(hints[name]) if part not in found]
    return found


def _inside(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        return
    read = typing.get_origin(annotation) is Annotated and any(
        isinstance(each, PlainValidator) for each in typing.get_args(annotation)[1:]
    )
    for argument in () if read else typing.get_args(annotation):
        yield from _inside(argument)


def _title(model: type[BaseModel]) -> str:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__)
    return words[0] + words[1:].lower()


def _doc(model: type[BaseModel]) -> str:
    return (inspect.getdoc(model) or "").split("\n")[0]


if __name__ == "__main__":
    main()

"""Words an author wrote for those who cannot see a figure, held against what the figure shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Context, Decimal
from itertools import islice

from msgspec import Struct
from pydantic import ValidationError

from briefgen.data import Table
from briefgen.data.asking import drawn
from briefgen.data.query import Underivable
from briefgen.data.sheets import shown_columns
from briefgen.data.table import number
from briefgen.document import Document, Path, Tree
from briefgen.errors import Problem, Severity
from briefgen.model.brief import Brief
from briefgen.model.data_figure import DataFigure
from briefgen.model.figures import FIGURES
from briefgen.numbers import format_number, marks_of
from briefgen.structure import blocks_of, mapping_of

_EXACT = Context(prec=60)
# Keys whose digits say how a figure looks, or are words about it and not what it shows.
_NOT_SHOWN = frozenset(
    {"alt", "title", "subtitle", "note", "source", "id", "width", "height", "scale", "decimals"}
)
_POWERS = {
    "thousand": 3, "million": 6, "m": 6, "mn": 6, "billion": 9, "bn": 9, "trillion": 12, "tn": 12,
}  # fmt: skip
_MOST_READ, _MOST_TOLD = 100, 5  # numbers of one text


class Known(Struct, frozen=True):
    """A number that a figure shows, and what it stands for."""

    value: Decimal
    of: str = ""


class _Told(Struct, frozen=True):
    """A number in a text: as it is written, its value, its decimals, the tens it is told in."""

    written: str
    value: Decimal
    decimals: int
    power: int


def alternative_problems(
    document: Document, model: type[Brief], tables: Mapping[str, Table]
) -> Iterator[Problem]:
    """Numbers in alternative texts that are not in what their figure shows: it may be old."""
    written = mapping_of(document.tree).get("language")
    language = written if isinstance(written, str) else "en"
    for path, block in blocks_of(mapping_of(document.tree), model):
        alt, kind = block.get("alt"), block.get("figure")
        if not isinstance(alt, str) or not isinstance(kind, str) or kind not in FIGURES:
            continue
        known = [*_written_out(block, language), *_from_data(block, FIGURES[kind], tables)]
        told_of = islice(numbers_in(alt, language), _MOST_READ)
        strange = (told for told in told_of if not _shown(told, known))
        for told in islice(strange, _MOST_TOLD):
            yield _warning(document, path, told, known, language)


def numbers_in(text: str, language: str) -> Iterator[_Told]:
    """The numbers of a text; digits that are part of a name, as in G7 or Covid-19, are none."""
    marks = marks_of(language)
    group, point = re.escape(marks.group), re.escape(marks.decimal)
    grouped = rf"\d{{1,3}}(?:{group}\d{{3}})+(?!\d)"
    pattern = (
        rf"(?<![\w.,])(?<![^\W\d_]-)(?P<whole>{grouped}|\d+)(?:{point}(?P<part>\d+))?(?![\w]*\d)"
        r"(?:[\s\u00a0]?(?P<power>[^\W\d_]+))?"
    )
    for match in re.finditer(pattern, text):
        whole, part = match["whole"].replace(marks.group, ""), match["part"] or ""
        power = _POWERS.get((match["power"] or "").casefold(), 0)
        digits = match[0][: match.end("part" if part else "whole") - match.start()]
        yield _Told(digits, Decimal(f"{whole}.{part or 0}"), len(part), power)


def _written_out(block: Mapping[str, Tree], language: str) -> Iterator[Known]:
    """Numbers that the figure itself writes out: dates and texts of its elements."""
    stack: list[Tree] = [value for key, value in block.items() if key not in _NOT_SHOWN]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            for written in re.findall(r"\d+(?:[.,]\d+)*", node):
                yield from (Known(told.value) for told in numbers_in(written, language))
                yield from (Known(Decimal(each)) for each in re.findall(r"\d+", written))
        elif isinstance(node, dict):
            stack.extend(value for key, value in node.items() if key not in _NOT_SHOWN)
        elif isinstance(node, list):
            yield Known(Decimal(len(node)))
            stack.extend(node)


def _from_data(
    block: Mapping[str, Tree], model: type, tables: Mapping[str, Table]
) -> Iterator[Known]:
    if not issubclass(model, DataFigure):
        return
    try:
        figure = model.model_validate(block)
        table = tables[figure.data]
        rows = drawn(figure, tables)
    except (ValidationError, KeyError, Underivable):
        return  # reported with the spec
    labels, values = shown_columns(figure, table)
    yield Known(Decimal(len(rows)))
    for label in labels:
        yield Known(Decimal(len({row.cells[label] for row in rows})))
        for row in rows:
            yield from (Known(Decimal(each)) for each in re.findall(r"\d+", row.cells[label]))
    for row in rows:
        name = ", ".join(row.cells[label] for label in labels)
        for column in values:
            value = number(row.cells.get(column, ""))
            if value is not None:
                yield Known(value, name)
                yield Known(_EXACT.multiply(value, figure.scale or Decimal(1)), name)


def _shown(told: _Told, known: list[Known]) -> bool:
    return any(_rounds_to(each.value, told) for each in known)


def _rounds_to(value: Decimal, told: _Told) -> bool:
    """Whether a value is what a text tells of it, which may leave out its sign."""
    step = Decimal(1).scaleb(-told.decimals)
    for power in {told.power, 0}:
        exact = abs(value).scaleb(-power, _EXACT)
        if exact.adjusted() < 40 and exact.quantize(step, ROUND_HALF_UP, _EXACT) == told.value:
            return True
    return False


def _warning(
    document: Document, path: Path, told: _Told, known: list[Known], language: str
) -> Problem:
    wanted = told.value.scaleb(told.power)
    near = [each for each in known if each.of and abs(abs(each.value) - wanted) <= wanted / 2]
    hint = "tell what the figure shows, or leave “alt” out: it is then made from the data"
    if near:
        nearest = min(near, key=lambda each: abs(abs(each.value) - wanted))
        exact = nearest.value.scaleb(-told.power, _EXACT).normalize(_EXACT)
        places = max(0, -int(exact.as_tuple().exponent))
        value = format_number(exact, min(places, told.decimals + 1), language)
        hint = f"the nearest value is {value} ({nearest.of}); {hint}"
    problem = document.problem(
        (*path, "alt"),
        f"“{told.written}” is in the alternative text, but not in what the figure shows",
        hint,
        snippet=told.written,
    )
    return replace(problem, severity=Severity.WARNING)

"""Tables as parts of the page: heads with units, rows with numbers aligned, what stands under."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from markupsafe import Markup, escape

from briefgen.data.asking import data_files
from briefgen.data.grid import Course, column_query, grid_sheet
from briefgen.data.sheets import Sheet
from briefgen.data.statements import steps
from briefgen.document import Path
from briefgen.edition.aligning import paddings
from briefgen.edition.captions import caption, source_line
from briefgen.edition.notes import Scope
from briefgen.edition.table_cells import (
    LETTERS,
    TOGETHER,
    Setting,
    letter_mark,
    printed_rows,
    totals,
)
from briefgen.edition.table_widths import column_widths
from briefgen.edition.view import Part
from briefgen.edition.workshop import Workshop
from briefgen.language import CalculationWords, calculation_words
from briefgen.model.tables import Column, Table
from briefgen.prose import Citation

GAPS = (9.0, 16.0)  # points after a column of numbers: before another of them, before text

Row = tuple[Markup, ...]


def table_part(block: Table, path: Path, shop: Workshop) -> Part:
    """A table; its rows may break over pages where there are many."""
    captioned = caption(block, block.table, path, shop)
    setting = Setting(block, path, shop)
    titles = [_title(setting, place) for place in range(len(block.columns))]
    rows = [*printed_rows(setting)]
    last = totals(setting)
    every = [*rows, *((last,) if last else ())]
    after = _room(setting, every, bold=(len(rows),) if last else ())
    heads = [f"{setting.head_words(n)} {_unit(setting, n)}" for n in range(len(titles))]
    widths = column_widths(setting, heads, every, after)
    columns = tuple(_column(setting, *each) for each in enumerate(zip(titles, widths, strict=True)))
    return Part(
        "table",
        {
            **captioned,
            "columns": columns,
            "rows": tuple(_laid_out(every, after, len(rows))),
            "wide": block.width == "full",
            "kept": setting.kept,
            "source": _under(setting),
        },
        block.id or "",
    )


def table_sheet(block: Table, shop: Workshop) -> Sheet:
    """What a table from data shows, for those who want to reckon with it."""
    setting = Setting(block, (), shop)
    words = calculation_words(shop.easel.language)
    heads = []
    for place, column in enumerate(block.columns):
        told = shop.words.comma.join(_steps(setting, column, words)) or _unit(setting, place)
        heads.append(f"{setting.head_words(place)} ({told})" if told else setting.head_words(place))
    total = block.total or words.total
    columns = [column.column or setting.head_words(at) for at, column in enumerate(block.columns)]
    return grid_sheet(heads, setting.grid, total, columns)


def _column(
    setting: Setting, place: int, told: tuple[Markup, float | None]
) -> Mapping[str, object]:
    column, (title, width) = setting.block.columns[place], told
    usual = "spark" if column.spark else "number" if setting.numeric[place] else "left"
    align = column.align or usual
    return {
        "title": title,
        "unit": _unit(setting, place),
        "width": width,
        "align": align,
        "after": _gap(setting, place) if align == "number" else None,
    }


def _title(setting: Setting, place: int) -> Markup:
    column = setting.block.columns[place]
    if column.title is not None:
        return setting.shop.typesetter.line(column.title, Scope(setting.path))
    return escape(setting.head_words(place))


def _unit(setting: Setting, place: int) -> str:
    """The unit under a head: the author's, what a calculation gives, else that of the data."""
    column, block = setting.block.columns[place], setting.block
    words = calculation_words(setting.shop.easel.language)
    if column.unit is not None:
        return words.units.get(column.unit, column.unit)
    if column.spark:
        return _years(setting, place)
    how = column.calculate
    if how is not None and (how.share_of or how.growth):
        return words.units["percent"]
    if how is not None and how.index:
        return f"{how.index} = 100"
    if block.data is None or not setting.numeric[place] or column.scale is not None:
        return ""
    table = setting.shop.easel.tables[column.data or block.data]
    return "" if how is not None and how.per else table.unit(column.column or "")


def _years(setting: Setting, place: int) -> str:
    """The first and the last year of the courses in a column."""
    cells = (row[place] for row in setting.grid.rows)
    years = [year for cell in cells if isinstance(cell, Course) for year, _ in cell.points]
    return f"{min(years)}–{max(years)}" if years else ""


def _laid_out(
    rows: Sequence[Row], after: Mapping[int, Sequence[float]], total: int
) -> Iterator[Mapping[str, object]]:
    """Rows with the room after each number, and which of them stay together."""
    for number, cells in enumerate(rows):
        yield {
            "cells": tuple(
                {"text": cell, "after": after[place][number] if place in after else None}
                for place, cell in enumerate(cells)
            ),
            "total": number == total,
            "first": number < TOGETHER - 1,
            "last": number > len(rows) - TOGETHER,
        }


def _room(
    setting: Setting, rows: Sequence[Row], bold: tuple[int, ...]
) -> dict[int, tuple[float, ...]]:
    """By column of numbers the points after each of its cells."""
    shop, block = setting.shop, setting.block
    found: dict[int, tuple[float, ...]] = {}
    for place, column in enumerate(block.columns):
        if setting.numeric[place] and column.align is None:
            gap = _gap(setting, place)
            cells = [row[place] for row in rows]
            after = paddings(cells, shop.easel.metrics, shop.easel.language, bold)
            found[place] = tuple(round(gap + each, 2) for each in after)
    return found


def _gap(setting: Setting, place: int) -> float:
    """The points after a column, so that a number does not run into a text."""
    if place == len(setting.block.columns) - 1:
        return 0.0
    return GAPS[0] if setting.numeric[place + 1] else GAPS[1]


def _under(setting: Setting) -> Markup:
    """Sources, what was worked out, notes on cells, what signs stand for, the note of the table."""
    block, shop = setting.block, setting.shop
    words = calculation_words(shop.easel.language)
    parts = [source_line(_sources(setting), None, setting.path, shop, block.id)]
    parts.append(shop.told_age(setting.path))
    parts += [escape(said) for said in (_worked_out(setting, words), _left_out(setting, words))]
    parts += _notes(setting)
    if any(cell is None for row in setting.grid.rows for cell in row):
        parts.append(escape(words.not_available))
    if _rounding_shows(setting):
        parts.append(escape(words.unrounded))
    if block.note is not None:
        parts.append(shop.typesetter.line(block.note, Scope((*setting.path, "note"))))
    elif block.data is not None:
        parts.append(escape(shop.easel.tables[block.data].description.note or ""))
    return Markup(" ").join(part for part in parts if part)


def _sources(setting: Setting) -> tuple[Citation, ...]:
    named = setting.block.source or [
        citation
        for name in data_files(setting.block)
        for citation in setting.shop.easel.tables[name].description.source
    ]
    return tuple(dict.fromkeys(named))


def _worked_out(setting: Setting, words: CalculationWords) -> str:
    """What was worked out, column by column."""
    by_step: dict[str, list[str]] = {}
    for place, column in enumerate(setting.block.columns):
        if how := setting.shop.words.comma.join(_steps(setting, column, words)):
            by_step.setdefault(how, []).append(setting.head_words(place))
    stops = setting.shop.words
    told = [f"{words.and_.join(heads)}{stops.comma}{how}" for how, heads in by_step.items()]
    if not told:
        return ""
    return words.own.format(steps=stops.semicolon.join((*told, words.rounded)))


def _steps(setting: Setting, column: Column, words: CalculationWords) -> list[str]:
    if column.calculate is None:
        return []
    tables = setting.shop.easel.tables
    return list(steps(column_query(column, setting.block, tables), tables, words))


def _left_out(setting: Setting, words: CalculationWords) -> str:
    block, left_out = setting.block, setting.grid.left_out
    if not left_out or block.top is None or block.sort is None:
        return ""
    if block.others is not None:
        return words.the_rest.format(top=block.top)
    told = words.largest if block.sort.order == "descending" else words.smallest
    return told.format(top=block.top, count=block.top + left_out)


def _notes(setting: Setting) -> Iterator[Markup]:
    """The notes on cells, in the order of their letters."""
    for letter, number in zip(LETTERS, setting.noted, strict=False):
        scope = Scope((*setting.path, "notes", number, "text"))
        text = setting.shop.typesetter.line(setting.block.notes[number].text, scope)
        yield letter_mark(letter) + "\u00a0" + text


def _rounding_shows(setting: Setting) -> bool:
    """Whether the parts as they are printed add up to another sum than the one printed."""
    for place, column in enumerate(setting.block.columns):
        decimals = setting.decimals(place) if setting.numeric[place] else None
        total = setting.grid.totals[place] if setting.grid.totals else ""
        if column.total != "sum" or decimals is None or not isinstance(total, Decimal):
            continue
        step = Decimal(1).scaleb(-decimals)
        parts = [row[place] for row in setting.grid.rows]
        rounded = (
            each.quantize(step, ROUND_HALF_UP) for each in parts if isinstance(each, Decimal)
        )
        if sum(rounded, Decimal(0)) != total.quantize(step, ROUND_HALF_UP):
            return True
    return False

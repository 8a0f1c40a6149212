"""Data files: cells that a brief draws on, revised, come or gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from msgspec import structs

from briefgen.changes.change import About, Change, What
from briefgen.changes.spot import Sides, Spot, Subject
from briefgen.changes.uses import Uses, rows_by_name, uses
from briefgen.changes.walking import fields
from briefgen.data import Row, Table
from briefgen.errors import Place
from briefgen.validation import Checked


def data_changes(sides: Sides, spot: Spot) -> Iterator[Change]:
    """What became of the cells that either edition draws on, file by file."""
    before, after = uses(sides.old), uses(sides.new)
    for name in sides.new.tables:
        if name in sides.old.tables:
            at = structs.replace(spot.down("data").down(name), subject=_subject(name, sides.new))
            old, new = sides.old.tables[name], sides.new.tables[name]
            yield from _described(old, new, at)
            yield from _cells(name, (old, new), {**before, **after}, at)


def _subject(name: str, checked: Checked) -> Subject:
    return Subject(About.DATA, name, checked.tables[name].description.title)


def _described(old: Table, new: Table, spot: Spot) -> Iterator[Change]:
    """What is said of the file otherwise; that it was fetched again is no change of it."""
    place = Place(new.file.removesuffix(".csv") + ".yaml")
    skipped = ("provider", *(("retrieved",) if new.fetched else ()))
    for change in fields(
        old.description, new.description, structs.replace(spot, part=()), *skipped
    ):
        yield replace(change, place=place)


def _cells(name: str, tables: tuple[Table, Table], used: Uses, spot: Spot) -> Iterator[Change]:
    old, new = (rows_by_name(table, tables[1].identity()) for table in tables)
    units = tables[1]
    # What a row is known by names its other cells, and is no news of its own beside them.
    naming = set(units.identity())
    named_rows = {(file, row) for file, row, column in used if column not in naming}
    for (file, row, column), users in used.items():
        if file != name or (row not in old and row not in new):
            continue
        if column in naming and (file, row) in named_rows:
            continue
        before, after = (_cell(rows.get(row), column) for rows in (old, new))
        if before == after:
            continue
        what = What.ADDED if row not in old else What.DROPPED if row not in new else What.REVISED
        unit = units.unit(column) if column in units.columns() else ""
        told = ", ".join(part for part in row[:-1] if part)
        change = spot.change(what, before, after, part=f"{told}, {column}" if told else column)
        line = (new if row in new else old)[row].line
        place = Place((tables[1] if row in new else tables[0]).file, line, 1)
        named = f"{change.name} ({unit})" if unit else change.name
        yield replace(change, name=named, used_by=tuple(dict.fromkeys(users)), place=place)


def _cell(row: Row | None, column: str) -> str:
    return "" if row is None else row.cells.get(column, "").strip()

"""Tables whose rows are written out: cells revised, rows and columns that went or came."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefgen.addresses import address
from briefgen.changes.aligning import Alignment, aligned
from briefgen.changes.change import Change, What
from briefgen.changes.reading import form, words
from briefgen.changes.spot import Spot, first_words
from briefgen.model.tables import Column, Table


def table_changes(old: Table, new: Table, spot: Spot) -> Iterator[Change]:
    """What changed in the rows of a table; its columns are fields like others."""
    columns = aligned(old.columns, new.columns, form, _head)
    rows = aligned(old.rows, new.rows, _first, alike=0.6)
    for before, after in rows.pairs:
        at = spot.down("rows").down(after, was=before, named=_row(new.rows[after]))
        yield from _cells(old, new, (before, after), columns, at)
        if after in rows.moved:
            yield at.change(What.MOVED, str(before + 1), str(after + 1))
    facts = spot.sides.old_facts, spot.sides.new_facts
    for before in rows.dropped:
        at = spot.down("rows").down(before, named=_row(old.rows[before])).only("old")
        yield at.change(What.CHANGED, words(old.rows[before], facts[0]), "")
    for after in rows.added:
        at = spot.down("rows").down(after, named=_row(new.rows[after])).only("new")
        yield at.change(What.CHANGED, "", words(new.rows[after], facts[1]))


def _head(column: object) -> object:
    return form(column.title or column.column) if isinstance(column, Column) else None


def _first(row: object) -> object:
    """The head of a row, by which it is known."""
    return form(row[0]) if isinstance(row, tuple) and row and row[0] is not None else None


def _row(row: tuple[object, ...]) -> str:
    return first_words(words(row[0], {})) if row else ""


def _cells(
    old: Table, new: Table, rows: tuple[int, int], columns: Alignment, spot: Spot
) -> Iterator[Change]:
    before, after = old.rows[rows[0]], new.rows[rows[1]]
    for was, column in columns.pairs:
        one = before[was] if was < len(before) else None
        other = after[column] if column < len(after) else None
        if form(one) == form(other, spot.sides.called):
            continue
        title = new.columns[column].title
        at = spot.down(column, was=was, named=words(title, spot.sides.new_facts) or str(column + 1))
        change = at.change(What.REVISED, *spot.sides.words(one, other))
        yield replace(change, after=(address(spot.new or ()),), before=(address(spot.old or ()),))

"""Which cells differ between what is there and what came."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.data import Table
from briefgen.refreshed import CellChange

Rows = dict[tuple[str, ...], dict[str, str]]


def changes(old: Table | None, new: Table) -> Iterator[CellChange]:
    """The cells that differ: by rows of what came, then the rows that are gone."""
    before, after = _rows(old, new) if old is not None else {}, _rows(new, new)
    identity = _identity(new)
    others = [name for name in new.columns() if name not in identity]
    for key, cells in after.items():
        was = before.get(key)
        for name in others:
            if was is None or was.get(name, "") != cells[name]:
                yield CellChange(key, name, None if was is None else was.get(name, ""), cells[name])
        if was is None and not others:
            yield CellChange(key, "row", None, "")
    for key, cells in before.items():
        if key not in after:
            for name in others or ["row"]:
                yield CellChange(key, name, cells.get(name, ""), None)


def _identity(table: Table) -> tuple[str, ...]:
    return table.identity() or table.columns()


def _rows(table: Table, named: Table) -> Rows:
    """The rows of a table by the values that tell them apart in the new one."""
    found: Rows = {}
    for row in table.rows:
        key = tuple(row.cells.get(name, "") for name in _identity(named))
        found[key] = dict(row.cells)
    return found

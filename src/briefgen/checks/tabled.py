"""Figures in tables whose rows are written out, where the heads say what they are.

The head of a row names the entity, the head of a column the indicator; a year in either, or in the
subtitle, is the period. What has no period, or is no number, is not compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefgen.checks.stated import Key, Stated, entity_of, unit_of
from briefgen.data.written_rows import number_of, plain
from briefgen.document import Path
from briefgen.folding import folded
from briefgen.model.contents import models_in
from briefgen.model.tables import Column, Table
from briefgen.validation import Checked, require

_YEAR = re.compile(r"(?:19|20)\d\d")
_LAST_YEAR = re.compile(r"[\s,(]+(?:in )?(?P<year>(?:19|20)\d\d)\)?$")


def tabled(checked: Checked, home: str) -> Iterator[Stated]:
    """The numbers of written tables that say of what they are."""
    for path, model in models_in(require(checked)):
        if isinstance(model, Table):
            yield from _cells(checked, path, model, home)


def _cells(checked: Checked, path: Path, table: Table, home: str) -> Iterator[Stated]:
    for number, row in enumerate(table.rows):
        heads = [plain(cell) for cell in row]
        for place, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            value = number_of(cell) if place and column.type == "number" else None
            key = _key(table, column, heads, home) if value is not None else None
            if value is not None and key is not None:
                _, power = unit_of(column.unit or "")
                yield Stated(
                    checked.name,
                    table.id or "a table",
                    key,
                    value.scaleb(power),
                    f"{value:f}",
                    "",
                    checked.document.place((*path, "rows", number, place)),
                    table=path,
                )


def _key(table: Table, column: Column, heads: Sequence[str], home: str) -> Key | None:
    """Of what a cell is, by the heads of its row and column; None where they do not say."""
    title = column.title.plain() if column.title else ""
    unit, _ = unit_of(column.unit or "")
    if _YEAR.fullmatch(title):
        return entity_of(home), column.indicator or folded(heads[0]), title, unit
    row_year = next((head for head in heads if _YEAR.fullmatch(head)), "")
    period = str(column.as_of or "") or row_year or _year_of(title, table)
    entity = home if heads[0] == row_year else heads[0]
    indicator = column.indicator or folded(_LAST_YEAR.sub("", title))
    return (entity_of(entity), indicator, period, unit) if period and indicator else None


def _year_of(title: str, table: Table) -> str:
    """The year at the end of a head, or the only one of the subtitle."""
    if found := _LAST_YEAR.search(title):
        return found["year"]
    years = set(_YEAR.findall(table.subtitle.plain())) if table.subtitle else set()
    return years.pop() if len(years) == 1 else ""

"""What is worked out from a data file: combined, divided, set against a base year or a total.

Done in this order and exactly. Where a value cannot be worked out, `Underivable` says why in the
author's words, with the part of the spec that asked for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from briefgen.data.arithmetic import Key, added, change, mean, named, part, ratio, share, written
from briefgen.data.query import Query, Underivable, chosen, several, year_column
from briefgen.data.table import Row, Table, Wanted, number
from briefgen.errors import did_you_mean
from briefgen.model.calculation import TOTAL, YEARLY, Calculation, FactCalculation

Numbers = dict[Key, Decimal | None]
Groups = Mapping[Key, Sequence[Row]]


def derive(query: Query, tables: Mapping[str, Table]) -> tuple[Row, ...]:
    """The rows a query selects, their values worked out; Underivable where one cannot be."""
    table, how = tables[query.data], query.calculation
    rows = chosen(query, table)
    if how is None:
        return rows
    work = _Work(query, how, table, tables)
    groups = grouped(rows, work.labels)
    values = work.values(groups, work.labels)
    if how.index is not None or how.growth is not None:
        values = work.changes(groups, values)
    if isinstance(how, FactCalculation) and how.share_of:
        values = work.shares_of_rows(groups, values, how.share_of)
    elif isinstance(how, Calculation) and how.share_of is not None:
        values = work.shares(values, how.share_of)
    return tuple(work.row(groups[key], value) for key, value in values.items())


def grouped(rows: Iterable[Row], labels: Sequence[str]) -> dict[Key, list[Row]]:
    """Rows that fall on one bar, point or cell."""
    groups: dict[Key, list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(row.cells[name] for name in labels), []).append(row)
    return groups


class _Work(Struct, frozen=True):
    """One derivation: what is asked, of which table, and the tables beside it."""

    query: Query
    how: Calculation | FactCalculation
    table: Table
    tables: Mapping[str, Table]

    @property
    def labels(self) -> tuple[str, ...]:
        asked = self.query.labels
        return self.table.identity() if asked is None else asked

    def values(self, groups: Groups, labels: Sequence[str]) -> Numbers:
        """The value of each group: combined, and divided where that is asked."""
        values = self._combined(groups, labels, lambda row: number(row.cells[self.query.value]))
        if (per := self.how.per) is None:
            return values
        by = self._combined(groups, labels, self._divisor())
        return {key: ratio(value, by[key], per.column, key) for key, value in values.items()}

    def _combined(
        self, groups: Groups, labels: Sequence[str], value_of: Callable[[Row], Decimal | None]
    ) -> Numbers:
        done: Numbers = {}
        for key, rows in groups.items():
            if len(rows) > 1 and self.how.combine is None:
                raise several(self.table, rows, labels)
            found = [value_of(row) for row in rows]
            known = [value for value in found if value is not None]
            if len(known) < len(found):  # a sum that lacks one of its parts is none
                done[key] = None
            else:
                done[key] = mean(known) if self.how.combine == "mean" else added(known)
        return done

    def _divisor(self) -> Callable[[Row], Decimal | None]:
        """What the value of a row is divided by: of the row itself, or of its like elsewhere."""
        per = self.how.per
        assert per is not None
        if per.data is None:
            return lambda row: number(row.cells[per.column])
        other = self.tables[per.data]
        shared = tuple(name for name in other.identity() if name in self.table.columns())
        if not shared:
            raise Underivable(
                f"{self.table.file} and {other.file} share no column to match their rows by",
                "they need one of the same name, as country or year",
                ("calculate", "per", "data"),
            )
        twins = grouped(other.rows, shared)

        def divisor(row: Row) -> Decimal | None:
            alike = tuple(row.cells[name] for name in shared)
            found = twins.get(alike, ())
            if len(found) != 1:
                raise Underivable(
                    f"{other.file} has {len(found) or 'no'} row{'s' if found else ''} "
                    f"for {named(alike)}, to divide by",
                    "select rows that both files have" if not found else "it must be one row",
                    ("calculate", "per"),
                )
            return number(found[0].cells[per.column])

        return divisor

    def changes(self, groups: Groups, values: Numbers) -> Numbers:
        """Each value against that of its base year, which the selection of years may leave out."""
        step = "index" if self.how.index is not None else "growth"
        fixed = self.how.index if self.how.index is not None else self.how.growth
        years = self._years(step)
        rest = tuple(name for name in self.labels if name != years)
        where = {name: wanted for name, wanted in self.query.where.items() if name != years}
        every = grouped(self.table.select(where), rest)
        done: Numbers = {}
        for key, rows in groups.items():
            year = _one_year(rows, years, step)
            base = year - 1 if fixed == YEARLY else int(fixed or 0)
            alike = tuple(rows[0].cells[name] for name in rest)
            name = (*alike, str(base))
            before = [row for row in every[alike] if int(row.cells[years]) == base]
            if before:
                (of_base,) = self.values({name: before}, (*rest, years)).values()
                done[key] = change(values[key], of_base, name, step)
            elif fixed != YEARLY:
                raise self._no_base(years, alike, base, step)
            elif any(int(row.cells[years]) < year for row in every[alike]):
                done[key] = None  # the year before is missing: a gap, not a longer step
        return done

    def _years(self, step: str) -> str:
        years = year_column(self.query, self.table)
        if years is None:
            raise Underivable(
                f"{self.table.file} has no column of years, so there is no base to measure from",
                "index and growth need one column of the type year",
                ("calculate", step),
            )
        return years

    def _no_base(self, years: str, alike: Key, base: int, step: str) -> Underivable:
        known = sorted({row.cells[years] for row in self.table.rows})
        of = f" for {named(alike)}" if named(alike) else ""
        return Underivable(
            f"{self.table.file} has no value{of} in {base}, the base year",
            f"the file has {known[0]} to {known[-1]}",
            ("calculate", step),
        )

    def shares(self, values: Numbers, of: str) -> Numbers:
        """Each value in per cent of all, or of all with the same value in a column."""
        if of != TOTAL and of not in self.labels:
            raise Underivable(
                f"“{of[:40]}” is no column that is shown here",
                did_you_mean(of, (TOTAL, *self.labels)),
                ("calculate", "share_of"),
            )
        place = None if of == TOTAL else self.labels.index(of)
        wholes: dict[str, list[Decimal]] = {}
        for key, value in values.items():
            wholes.setdefault("" if place is None else key[place], []).append(part(value, key))
        totals = {name: added(parts) for name, parts in wholes.items()}
        return {
            key: share(part(value, key), totals["" if place is None else key[place]])
            for key, value in values.items()
        }

    def shares_of_rows(self, groups: Groups, values: Numbers, of: Wanted) -> Numbers:
        """The value of a fact in per cent of the sum of other rows, which must include its own."""
        whole = list(self.table.select(of))
        lines = {row.line for row in whole}
        if any(row.line not in lines for rows in groups.values() for row in rows):
            raise Underivable(
                "the row of the fact is not among those it is to be a share of",
                "take out of “share_of” what the row does not have",
                ("calculate", "share_of"),
            )
        names = self.table.identity()
        total = added(
            part(number(row.cells[self.query.value]), tuple(row.cells[name] for name in names))
            for row in whole
        )
        return {key: share(part(value, key), total) for key, value in values.items()}

    def row(self, rows: Sequence[Row], value: Decimal | None) -> Row:
        """The result as a row: what its rows have in common, and the value worked out."""
        first = rows[0]
        kept = first.cells if len(rows) == 1 else {n: first.cells[n] for n in self.labels}
        return Row(first.line, {**kept, self.query.value: written(value)})


def _one_year(rows: Sequence[Row], years: str, step: str) -> int:
    found = {row.cells[years] for row in rows}
    if len(found) > 1:
        raise Underivable(
            f"{len(found)} years fall on one place, so it is not clear what has changed since when",
            f"choose one year in “where”, as {years}: {max(found)}",
            ("calculate", step),
        )
    return int(found.pop())

"""What was worked out, in words for the note under a figure and for the note of a fact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.data.asking import listed, query_of
from briefgen.data.query import Query, chosen
from briefgen.data.table import Table
from briefgen.language import CalculationWords
from briefgen.model.calculation import TOTAL, YEARLY, FactCalculation
from briefgen.model.data_figure import DataFigure


def steps(query: Query, tables: Mapping[str, Table], words: CalculationWords) -> Iterator[str]:
    """What a query works out, step by step; nothing where it takes values as they are."""
    table, how = tables[query.data], query.calculation
    if how is None:
        return
    if how.combine is not None:
        yield _combined(query, table, how.combine, words)
    if how.per is not None:
        other = tables[how.per.data or query.data]
        value, column = table.title(query.value), other.title(how.per.column)
        yield words.ratio.format(value=value, column=column)
    if how.index is not None:
        yield words.index.format(year=how.index)
    if how.growth is not None:
        yield words.yearly if how.growth == YEARLY else words.since.format(year=how.growth)
    if isinstance(how, FactCalculation):
        if how.share_of:
            yield words.share_of.format(count=len(list(table.select(how.share_of))))
    elif how.share_of == TOTAL:
        yield words.shares
    elif how.share_of is not None:
        yield words.shares_within.format(column=table.title(how.share_of))


def _combined(query: Query, table: Table, combine: str, words: CalculationWords) -> str:
    if query.labels:
        labels = ", ".join(table.title(label) for label in query.labels)
        return (words.sums if combine == "sum" else words.means).format(labels=labels)
    count = len(chosen(query, table))
    return (words.sum_of if combine == "sum" else words.mean_of).format(count=count)


def statement(figure: DataFigure, tables: Mapping[str, Table], words: CalculationWords) -> str:
    """What the note of a figure says of how its values came about; empty where they were read."""
    query = query_of(figure)
    told = list(steps(query, tables, words))
    name, shown = figure.named(), ""
    if figure.top is not None and name is not None:
        count = len({row.cells[name] for row in listed(figure, tables)})
        if count > figure.top and figure.others is not None:
            told.append(words.others.format(top=figure.top))
        elif count > figure.top:
            shown = words.largest.format(top=figure.top, count=count)
    if told and query.calculation is not None:
        told.append(rounding(figure.decimals, words))
    own = words.own.format(steps="; ".join(told)) if told else ""
    return " ".join(part for part in (own, shown) if part)


def rounding(decimals: int | None, words: CalculationWords) -> str:
    """To what a value that was worked out is rounded."""
    if decimals is None:
        return words.rounded
    if decimals < 2:
        return words.rounded_whole if decimals == 0 else words.rounded_one
    return words.rounded_to.format(decimals=decimals)

"""The cells of a table in print: numbers in the form of the language, labels, marks of notes."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property

from markupsafe import Markup, escape
from msgspec import Struct

from briefgen.charts.axes import sensible_decimals
from briefgen.charts.inputs import Series
from briefgen.charts.sparkline import Sparkline, draw_sparkline
from briefgen.data.grid import Cell, Course, Grid, grid_of, head_of, is_label, position_of
from briefgen.data.written_rows import number_of, with_number, written_grid
from briefgen.dates import PartialDate
from briefgen.dates import words as date_words
from briefgen.document import Path
from briefgen.edition.notes import Scope
from briefgen.edition.sparks import spark_drawing
from briefgen.edition.workshop import Workshop
from briefgen.language import calculation_words
from briefgen.model.tables import SparkCell, Table
from briefgen.numbers import format_number
from briefgen.prose import Prose

MISSING = Markup("–")
TOGETHER = 2  # rows that stay together where a table begins or ends a page
KEPT_WHOLE = 8  # rows up to which a table is not broken over pages
LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Setting(Struct, frozen=True, dict=True):
    """A table being set: its spec and its cells."""

    block: Table
    path: Path
    shop: Workshop

    @cached_property
    def grid(self) -> Grid:
        """The cells, in the order of the page."""
        if self.block.data is None:
            return written_grid(self.block)
        return grid_of(self.block, self.shop.easel.tables)

    @cached_property
    def numeric(self) -> tuple[bool, ...]:
        """Which columns hold numbers."""
        block, tables = self.block, self.shop.easel.tables
        if block.data is None:
            return tuple(column.type == "number" for column in block.columns)
        return tuple(
            not column.spark and not is_label(column, block, tables) for column in block.columns
        )

    @property
    def kept(self) -> bool:
        """Whether the table is kept on one page."""
        return len(self.grid.rows) <= KEPT_WHOLE and self.shop.keeps(self.path)

    @cached_property
    def noted(self) -> dict[int, tuple[int, int]]:
        """The notes on cells by number, each with its row and column, in the order of the page."""
        heads = [head_of(row) for row in self.grid.rows]
        places = {
            number: (heads.index(note.row), position_of(note.column or "", self.block) or 0)
            for number, note in enumerate(self.block.notes)
            if note.row in heads
        }
        return dict(sorted(places.items(), key=lambda each: (each[1], each[0])))

    def letters(self, row: int, place: int) -> Markup:
        """The letters of the notes on a cell."""
        marks = zip(LETTERS, self.noted.values(), strict=False)
        return Markup("").join(letter_mark(letter) for letter, at in marks if at == (row, place))

    def head_words(self, place: int) -> str:
        """The head of a column in plain words."""
        column, block = self.block.columns[place], self.block
        if column.title is not None:
            return column.title.plain()
        table = self.shop.easel.tables[column.data or block.data or ""]
        return table.title(column.column or "")

    def decimals(self, place: int) -> int | None:
        """To how many decimals a column is printed; None where numbers stay as written."""
        column = self.block.columns[place]
        if column.decimals is not None or (column.calculate is None and column.scale is None):
            return column.decimals
        values = [row[place] for row in self.grid.rows]
        return sensible_decimals([float(each) for each in values if isinstance(each, Decimal)])

    def printed(self, place: int, cell: Decimal) -> str:
        """A number as its column prints it."""
        return format_number(cell, self.decimals(place), self.shop.easel.language)


def printed_rows(setting: Setting) -> Iterator[tuple[Markup, ...]]:
    """The rows of a table; each has notes of its own where the table may break between them."""
    whole = Scope(setting.path)
    for number, cells in enumerate(setting.grid.rows):
        if setting.block.data is not None:
            yield tuple(_from_data(setting, number, *each) for each in enumerate(cells))
            continue
        row = setting.grid.order[number]
        scope = whole if setting.kept else Scope((*setting.path, "rows", row))
        written = setting.block.rows[row]
        yield tuple(_written(setting, number, *each, scope) for each in enumerate(written))


def _from_data(setting: Setting, row: int, place: int, cell: Cell) -> Markup:
    if isinstance(cell, Decimal):
        words = escape(setting.printed(place, cell))
    elif isinstance(cell, Course):
        words = _spark(setting, row, place, cell)
    elif cell is None or not cell:
        words = MISSING
    else:
        words = escape(_label(setting, place, cell))
    return words + setting.letters(row, place)


def _spark(setting: Setting, row: int, place: int, course: Course) -> Markup:
    """The course of a row, with its words for those who cannot see it."""
    head = head_of(setting.grid.rows[row])
    points = tuple(
        (float(year), None if value is None else float(value)) for year, value in course.points
    )
    measure = f"{head}, {setting.head_words(place)}"
    column = setting.block.columns[place]
    easel = setting.shop.easel
    spark = Sparkline(
        Series(head, points), measure, decimals=column.decimals, language=easel.language
    )
    return easel.turned(draw_sparkline(spark, easel.look)).svg


def _label(setting: Setting, place: int, cell: str) -> str:
    """A text, year or date from data."""
    column, block = setting.block.columns[place], setting.block
    about = setting.shop.easel.tables[block.data or ""].description.columns
    if about[column.column or ""].type == "date":
        return date_words(PartialDate.parse(cell), setting.shop.easel.language)
    return cell


def _written(
    setting: Setting, row: int, place: int, cell: Prose | SparkCell | None, scope: Scope
) -> Markup:
    if cell is None:
        return MISSING + setting.letters(row, place)
    if isinstance(cell, SparkCell):
        about = f"{head_of(setting.grid.rows[row])}, {setting.head_words(place)}"
        at = (*setting.path, "rows", setting.grid.order[row], place, "spark")
        return spark_drawing(cell.spark, about, at, setting.shop) + setting.letters(row, place)
    if setting.numeric[place] and (number := number_of(cell)) is not None:
        cell = with_number(cell, setting.printed(place, number))
    return setting.shop.typesetter.line(cell, scope) + setting.letters(row, place)


def letter_mark(letter: str) -> Markup:
    """The letter of a note on a cell."""
    return Markup('<span class="cell-note">{}</span>').format(letter)


def totals(setting: Setting) -> tuple[Markup, ...]:
    """The row of totals; empty where the table has none."""
    cells, words = setting.grid.totals, calculation_words(setting.shop.easel.language)
    if not cells:
        return ()
    means = {column.total for column in setting.block.columns} == {None, "mean"}
    head = setting.block.total or (words.mean if means else words.total)
    return (escape(head), *(_total(setting, place) for place in range(1, len(cells))))


def _total(setting: Setting, place: int) -> Markup:
    cell = setting.grid.totals[place]
    if not isinstance(cell, Decimal):
        return Markup("")
    decimals = setting.decimals(place)
    if decimals is None and setting.block.columns[place].total == "mean":
        decimals = sensible_decimals([float(cell)])
    return escape(format_number(cell, decimals, setting.shop.easel.language))

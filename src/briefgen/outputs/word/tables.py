"""Tables of an edition: of data, stances, ratings and sources, and what stands side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import structs

from briefgen.edition.view import Edition, Panel, RatedLine, SourceRow
from briefgen.outputs.word.blocks import (
    COLUMN,
    FULL,
    Block,
    Cell,
    Paragraph,
    Run,
    Table,
    runs_of,
    text,
)
from briefgen.outputs.word.reading import line, paragraphs, picture, strong

_Data = Mapping[str, Any]
PAPER_COLUMN = 116.0  # millimetres that the widths of a table are given for
GLOBE, LABEL = 40.0, 22.0
ITEM, OUTCOME = 48.0, 41.0
CELL_END = 7.0  # points that the style of tables keeps at the end of a cell


def data_table(data: _Data) -> Table:
    """A table of data: heads, rows with numbers on their decimal signs, a total."""
    columns, rows = data["columns"], data["rows"]
    heads = tuple(Cell((_head(each),)) for each in columns)
    full = bool(data["wide"])
    return Table(
        "BriefTable",
        column_widths([each["width"] for each in columns], full),
        (heads, *(_row(row, columns, data, n == len(rows)) for n, row in enumerate(rows, 1))),
        head=True,
        total=any(row["total"] for row in rows),
        words=_plain(data["title"]),
    )


def _head(column: _Data) -> Paragraph:
    unit = (Run("\n"), Run(column["unit"], "Lesser")) if column["unit"] else ()
    style = "TableHeadNumber" if column["align"] in ("number", "right") else "TableHead"
    return Paragraph(style, runs_of(line(column["title"]), unit), after=_room(column["after"]))


def _room(after: float | None) -> float:
    """What a number keeps from the end of its cell, beyond what every cell keeps."""
    return 0.0 if after is None else round(after - CELL_END, 2)


def _row(row: _Data, columns: Sequence[_Data], data: _Data, last: bool) -> tuple[Cell, ...]:
    """A row; those that may not part from the next are held to it."""
    kept = bool(data["source"]) if last else bool(row["first"] or data["kept"] or row["last"])
    cells = []
    for place, (cell, column) in enumerate(zip(row["cells"], columns, strict=True)):
        style = "TableLead" if place == 0 else _STYLES.get(column["align"], "TableText")
        words = strong(line(cell["text"])) if row["total"] and place else line(cell["text"])
        paragraph = Paragraph(style, words, kept=kept or None, after=_room(cell["after"]))
        cells.append(Cell((paragraph,)))
    return tuple(cells)


_STYLES = {"number": "TableNumber", "right": "TableNumber", "center": "TableCentred"}


def column_widths(given: Sequence[float | None], full: bool) -> tuple[float, ...]:
    """Widths that fill the column or the page; columns without one share what is left."""
    wide, scale = (FULL, 1.0) if full else (COLUMN, COLUMN / PAPER_COLUMN)
    known = [None if each is None else each * scale for each in given]
    free = [each for each in known if each is None]
    rest = wide - sum(each for each in known if each is not None)
    share = max(rest / len(free), 12.0) if free else 0.0
    widths = [share if each is None else each for each in known]
    return tuple(round(each * wide / sum(widths), 2) for each in widths)


def matrix_table(data: _Data) -> Table:
    """Who took which stance, with dots that say it in words too."""
    columns, last = data["columns"], (data["outcome_head"],) if data["outcomes"] else ()
    heads = (
        _cell(line(data["item_head"]), "TableHead"),
        *(_cell(line(each), "TableHeadCentred") for each in columns),
        *(_cell(line(each), "TableHead") for each in last),
    )
    span = len(heads)
    rows = [heads]
    for row in data["rows"]:
        if row["group"]:
            group = Paragraph("TableGroup", line(row["group"]), kept=True)
            rows.append((Cell((group,), span),))
            continue
        references = runs_of(" ", _lesser(line(row["references"]))) if row["references"] else ()
        rows.append(
            (
                _cell(runs_of(line(row["item"]), references), "TableLead"),
                *(_cell(line(each), "TableCentred") for each in row["cells"]),
                *(_cell(line(row["outcome"]), "TableText") for _ in last),
            )
        )
    full = data["width"] == "full"
    item = [ITEM, *([None] * len(columns)), *(OUTCOME for _ in last)]
    widths = column_widths(item, full)
    return Table("BriefTable", widths, tuple(rows), head=True, words=_plain(data["title"]))


def _lesser(runs: Iterable[Run]) -> tuple[Run, ...]:
    return tuple(structs.replace(run, style=run.style or "Lesser") for run in runs)


def panel_table(panel: Panel) -> Table:
    """The key facts, two to a row, with the globe beside them."""
    globe = bool(panel.locator)
    wide = (FULL - (GLOBE if globe else 0.0)) / 2 - LABEL
    rows: list[tuple[Cell, ...]] = []
    for start in range(0, len(panel.rows), 2):
        cells: list[Cell] = []
        if globe:
            drawn = (Run(picture=picture(panel.locator)),) if start == 0 else ()
            cells.append(Cell((text("PanelPicture", drawn),), hangs=start > 0))
        for row in panel.rows[start : start + 2]:
            value = [Paragraph("PanelValue", line(row.value))]
            value += [text("PanelNote", line(row.spark))] if row.spark else []
            value += [Paragraph("PanelNote", line(row.note))] if row.note else []
            cells += [_cell(line(row.label), "PanelLabel"), Cell(tuple(value))]
        while len(cells) < (5 if globe else 4):
            cells.append(_cell((), "PanelLabel"))
        rows.append(tuple(cells))
    widths = (*((GLOBE,) if globe else ()), LABEL, wide, LABEL, wide)
    return Table("BriefPanel", widths, tuple(rows), words=panel.title)


def columns_table(style: str, cells: Sequence[Sequence[Block]], words: str = "") -> Table:
    """Things side by side, each as wide as the other."""
    widths = tuple(round(FULL / len(cells), 2) for _ in cells)
    return Table(style, widths, (tuple(Cell(tuple(each)) for each in cells),), words=words)


def rating_table(data: _Data, edition: Edition) -> Table:
    """A rating with the reason for each level."""
    rating = data["rating"]
    rows = tuple(
        (
            _cell(line(each.label), "TableLead"),
            Cell((text("TableText", strong(runs_of(_level(each)))), _bar(each))),
            _cell(line(each.reason), "TableText"),
        )
        for each in (*rating.parts, rating.overall)
    )
    widths = column_widths([21.0, 35.0, None], False)
    return Table("BriefTable", widths, rows, total=True, words=edition.words.rating)


def rating_strip(data: _Data, edition: Edition) -> Table:
    """The levels of a rating alone, in a row."""
    rating = data["rating"]
    cells = tuple(
        Cell(
            (text("TableText", runs_of(f"{each.label} ", strong((Run(_level(each)),)))), _bar(each))
        )
        for each in (*rating.parts, rating.overall)
    )
    widths = tuple(round(COLUMN / len(cells), 2) for _ in cells)
    return Table("BriefRow", widths, (cells,), words=edition.words.rating)


def _level(rated: RatedLine) -> str:
    return rated.level.capitalize()


def _bar(rated: RatedLine) -> Paragraph:
    return text("TableText", (Run(picture=picture(rated.bar)),))


def sources_table(edition: Edition) -> Table:
    """The list of sources, each with its grade and the places where it is cited."""
    words = edition.words
    heads = (
        _cell((Run(words.number),), "TableHead"),
        _cell((Run(words.source),), "TableHead"),
        _cell((Run(words.grade),), "TableHead"),
        _cell((Run(words.cited_in),), "TableHead"),
    )
    rows = tuple(_source(row, kept=n == 0) for n, row in enumerate(edition.sources))
    anchors = ("", *(row.id for row in edition.sources))
    widths = (9.0, 119.0, 15.0, 30.0)
    return Table(
        "BriefTable", widths, (heads, *rows), head=True, words=words.sources, anchors=anchors
    )


def _source(row: SourceRow, *, kept: bool) -> tuple[Cell, ...]:
    """A source; the first is held to the next, so that the list does not begin with one alone."""
    entry = runs_of(line(row.entry), " ", Run(f"{row.kind}.", "Lesser"))
    number = Paragraph("SourceNumber", (Run(row.number),), kept=kept or None)
    return (
        Cell((number,)),
        _cell(entry, "SourceEntry"),
        _cell(_grade(row.grade, row.best), "SourceEntry"),
        _cell(_places((each.anchor, each.words) for each in row.cited), "SourceEntry"),
    )


def _grade(grade: str, best: bool) -> tuple[Run, ...]:
    return (Run(f"\u00a0{grade}\u00a0", "GradeBest" if best else "Grade"),) if grade else ()


def _places(cited: Iterable[tuple[str, str]]) -> tuple[Run, ...]:
    found: list[Run] = []
    for anchor, words in cited:
        found += [*([Run(", ")] if found else []), Run(words, href=f"#{anchor}")]
    return tuple(found)


def _cell(runs: tuple[Run, ...], style: str) -> Cell:
    return Cell((Paragraph(style, runs),))


def _plain(markup: object) -> str:
    return "".join(run.text for each in paragraphs(markup) for run in each.runs)

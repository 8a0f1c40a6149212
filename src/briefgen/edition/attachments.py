"""The data of figures as files inside the PDF: what each shows, and nothing it does not show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefgen.data.asking import data_files
from briefgen.data.sheets import figure_sheet
from briefgen.dates import words as date_words
from briefgen.edition.drawing import draw_figure
from briefgen.edition.tables import table_sheet
from briefgen.edition.view import Attachment
from briefgen.edition.workshop import Workshop
from briefgen.language import calculation_words
from briefgen.model.data_figure import DataFigure
from briefgen.model.tables import Table
from briefgen.numbers import NO_BREAK_SPACE
from briefgen.prose import Prose

CSV = "text/csv"
_KINDS = ("fig-", "tab-")


def attachments(blocks: Iterable[object], shop: Workshop) -> tuple[Attachment, ...]:
    """The data of all figures and tables that are taken from some, in the order of their names."""
    return tuple(sorted(_attachments(blocks, shop), key=lambda each: each.name))


def attached_words(blocks: Iterable[object], shop: Workshop) -> str:
    """What the page says of the files inside it; empty where there are none."""
    words = calculation_words(shop.easel.language)
    listed = list(blocks)
    figures = [_number(block, shop) for block in listed if isinstance(block, DataFigure)]
    tables = [_number(block, shop) for block in listed if _from_data(block)]
    told = [
        _counted(numbers, *names, words.conjunction)
        for numbers, names in (
            (figures, (words.figure, words.figures)),
            (tables, (words.table, words.tables)),
        )
        if numbers
    ]
    if not told:
        return ""
    return words.attached.format(blocks=f" {words.conjunction} ".join(told))


def _from_data(block: object) -> bool:
    return isinstance(block, Table) and block.data is not None


def _counted(numbers: list[str], one: str, several: str, conjunction: str) -> str:
    """“figure 2”, or “figures 2, 3 and 5”."""
    *first, last = numbers
    if not first:
        return f"{one}{NO_BREAK_SPACE}{last}"
    return f"{several}{NO_BREAK_SPACE}{', '.join(first)} {conjunction} {last}"


def _number(block: object, shop: Workshop) -> str:
    return re.sub(r"\D", "", shop.labels[id(block)])


def _attachments(blocks: Iterable[object], shop: Workshop) -> Iterator[Attachment]:
    for block in blocks:
        if isinstance(block, DataFigure):
            words = calculation_words(shop.easel.language)
            content = figure_sheet(block, shop.easel.tables, words).csv()
            told = draw_figure(block, shop.easel).alt
            yield _attachment("figure", block, block.title, content, shop, told)
        elif isinstance(block, Table) and block.data is not None:
            content = table_sheet(block, shop).csv()
            yield _attachment("table", block, block.table, content, shop)


def _attachment(
    kind: str,
    block: DataFigure | Table,
    title: Prose,
    content: bytes,
    shop: Workshop,
    figure: str = "",
) -> Attachment:
    name = _name(kind, block.id, _number(block, shop))
    return Attachment(name, _description(block, title, shop), CSV, content, figure)


def _name(kind: str, identifier: str | None, number: str) -> str:
    """figure-02-gdp.csv: numbered so that names stand in the order of the page."""
    own = identifier or ""
    for prefix in _KINDS:
        own = own.removeprefix(prefix)
    return "-".join(part for part in (kind, number.zfill(2), own) if part) + ".csv"


def _description(block: DataFigure | Table, title: Prose, shop: Workshop) -> str:
    """Which figure it is, and which data it is taken from."""
    words = calculation_words(shop.easel.language)
    said = [f"{shop.labels[id(block)].replace(NO_BREAK_SPACE, ' ')}: {_plain(title, shop)}"]
    for name in data_files(block):
        about = shop.easel.tables[name].description
        day = date_words(about.retrieved, shop.easel.language) if about.retrieved else ""
        retrieved = words.retrieved.format(date=day) if day else ""
        parts = (about.title, about.licence_words(), retrieved)
        said.append("; ".join(part for part in parts if part))
    return ". ".join(part.rstrip(".") for part in said) + "."


def _plain(title: Prose, shop: Workshop) -> str:
    """A title in plain words, with facts as they are printed."""
    facts = shop.typesetter.facts
    return re.sub(
        r"\{([\w-]+)\}", lambda m: facts[m[1]].words if m[1] in facts else m[0], title.plain()
    )

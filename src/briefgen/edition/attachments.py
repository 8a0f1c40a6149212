"""The data of figures as files inside the PDF: what each shows, and nothing it does not show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefgen.data.asking import data_files
from briefgen.data.sheets import figure_sheet
from briefgen.dates import words as date_words
from briefgen.edition.view import Attachment
from briefgen.edition.workshop import Workshop
from briefgen.language import calculation_words
from briefgen.model.data_figure import DataFigure
from briefgen.numbers import NO_BREAK_SPACE
from briefgen.prose import Prose

CSV = "text/csv"
_KINDS = ("fig-", "tab-")


def attachments(blocks: Iterable[object], shop: Workshop) -> tuple[Attachment, ...]:
    """The data of all figures that are drawn from some, in the order of their names."""
    return tuple(sorted(_attachments(blocks, shop), key=lambda each: each.name))


def attached_words(blocks: Iterable[object], shop: Workshop) -> str:
    """What the page says of the files inside it; empty where there are none."""
    words = calculation_words(shop.easel.language)
    numbers = [_number(shop.labels[id(block)]) for block in blocks if isinstance(block, DataFigure)]
    if not numbers:
        return ""
    one, several = words.figure, words.figures
    return words.attached.format(blocks=_counted(numbers, one, several, words.conjunction))


def _counted(numbers: list[str], one: str, several: str, conjunction: str) -> str:
    """“figure 2”, or “figures 2, 3 and 5”."""
    *first, last = numbers
    if not first:
        return f"{one}{NO_BREAK_SPACE}{last}"
    return f"{several}{NO_BREAK_SPACE}{', '.join(first)} {conjunction} {last}"


def _number(label: str) -> str:
    return re.sub(r"\D", "", label)


def _attachments(blocks: Iterable[object], shop: Workshop) -> Iterator[Attachment]:
    words = calculation_words(shop.easel.language)
    for block in blocks:
        if isinstance(block, DataFigure):
            sheet = figure_sheet(block, shop.easel.tables, words)
            yield Attachment(
                name=_name("figure", block.id, shop.labels[id(block)]),
                description=_description(block, block.title, shop),
                media_type=CSV,
                content=sheet.csv(),
            )


def _name(kind: str, identifier: str | None, label: str) -> str:
    """figure-02-gdp.csv: numbered so that names stand in the order of the page."""
    number, own = _number(label).zfill(2), identifier or ""
    for prefix in _KINDS:
        own = own.removeprefix(prefix)
    return "-".join(part for part in (kind, number, own) if part) + ".csv"


def _description(block: DataFigure, title: Prose, shop: Workshop) -> str:
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

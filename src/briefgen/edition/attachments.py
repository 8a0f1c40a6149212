"""The data of figures as files inside the PDF: what each shows, and nothing it does not show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from briefgen.catalogues import Plural
from briefgen.data.asking import data_files
from briefgen.data.sheets import Sheet, figure_sheet
from briefgen.dates import words as date_words
from briefgen.edition.tables import table_sheet
from briefgen.edition.view import Part
from briefgen.edition.workshop import Workshop
from briefgen.edition.written_sheets import plain_words, written_sheets
from briefgen.enclosed import Attachment
from briefgen.language import calculation_words
from briefgen.model.data_figure import DataFigure
from briefgen.model.figure import Figure
from briefgen.model.marking import travels_under
from briefgen.model.tables import Table
from briefgen.numbers import NO_BREAK_SPACE

CSV = "text/csv"
_KINDS = ("fig-", "tab-")


def attachments(
    blocks: Iterable[object], parts: Iterable[Part], shop: Workshop
) -> tuple[Attachment, ...]:
    """The data of all figures, and of tables taken from data, in the order of their names.

    The parts of the page know the words of each drawing, to which its data are tied.
    """
    told = dict(_words_of(parts))
    free = [block for block in blocks if _may_leave(block, shop)]
    found = [each for block in free for each in _of_block(block, told, shop)]
    return tuple(sorted(found, key=lambda each: each.name))


def _may_leave(block: object, shop: Workshop) -> bool:
    """Whether nothing is marked above the brief among the data files that a block draws on."""
    names = data_files(block) if isinstance(block, DataFigure | Table) else ()
    found = (shop.easel.tables[name].description.marking for name in names)
    return all(each is None or travels_under(each.label, shop.marking) for each in found)


def attached_words(found: Iterable[Attachment], shop: Workshop) -> str:
    """What the page says of the files inside it; empty where there are none."""
    words = calculation_words(shop.easel.language)
    numbers: dict[str, list[int]] = {"figure": [], "table": []}
    for each in found:
        kind, number, *_ = each.name.removesuffix(".csv").split("-")
        if int(number) not in numbers[kind]:
            numbers[kind].append(int(number))
    told = [
        _counted(numbers[kind], noun, words.and_, shop.words.comma)
        for kind, noun in (("figure", words.figure), ("table", words.table))
        if numbers[kind]
    ]
    if not told:
        return ""
    return words.attached.format(blocks=words.and_.join(told))


def _counted(numbers: list[int], noun: Plural, conjunction: str, comma: str) -> str:
    """“figure 2”, “figures 2, 3 and 5”, or “figures 1–6”."""
    *first, last = numbers
    several = noun.of(len(numbers))
    if not first:
        return f"{several}{NO_BREAK_SPACE}{last}"
    if len(first) > 1 and numbers == list(range(first[0], last + 1)):
        return f"{several}{NO_BREAK_SPACE}{first[0]}–{last}"
    return f"{several}{NO_BREAK_SPACE}{comma.join(map(str, first))}{conjunction}{last}"


def _words_of(parts: Iterable[Part]) -> Iterator[tuple[object, str]]:
    """The words of each drawing by the label of its figure, also within parts of parts."""
    for part in parts:
        if isinstance(alt := part.data.get("alt"), str):
            yield part.data["label"], alt
        for inner in part.data.values():
            if isinstance(inner, tuple) and all(isinstance(each, Part) for each in inner):
                yield from _words_of(inner)


def _of_block(block: object, told: Mapping[object, str], shop: Workshop) -> Iterator[Attachment]:
    words, facts = calculation_words(shop.easel.language), shop.typesetter.facts
    if isinstance(block, DataFigure):
        yield _attachment(block, "", figure_sheet(block, shop.easel.tables, words), told, shop)
    elif isinstance(block, Figure):
        sheets = written_sheets(block, facts, shop.easel.language)
        for name, sheet in sheets.items():
            yield _attachment(block, name if len(sheets) > 1 else "", sheet, told, shop)
    elif isinstance(block, Table) and block.data is not None:
        yield _attachment(block, "", table_sheet(block, shop), told, shop)


def _attachment(
    block: Figure | Table, of: str, sheet: Sheet, told: Mapping[object, str], shop: Workshop
) -> Attachment:
    label = shop.labels[id(block)]
    name = _name(block, of, re.sub(r"\D", "", label))
    described = _description(block, shop)
    return Attachment(
        name,
        described,
        CSV,
        sheet.csv(),
        told.get(label, ""),
        label=label,
        columns=sheet.columns,
    )


def _name(block: Figure | Table, of: str, number: str) -> str:
    """figure-02-gdp.csv: numbered so that names stand in the order of the page."""
    own, kind = block.id or "", "table" if isinstance(block, Table) else "figure"
    for prefix in _KINDS:
        own = own.removeprefix(prefix)
    return "-".join(part for part in (kind, number.zfill(2), own, of) if part) + ".csv"


def _description(block: Figure | Table, shop: Workshop) -> str:
    """Which figure it is, and which data it is taken from."""
    words = calculation_words(shop.easel.language)
    title = block.table if isinstance(block, Table) else block.title
    label = shop.labels[id(block)].replace(NO_BREAK_SPACE, " ")
    said = [f"{label}: {plain_words(title, shop.typesetter.facts)}"]
    for name in data_files(block) if isinstance(block, DataFigure | Table) else ():
        about = shop.easel.tables[name].description
        day = date_words(about.retrieved, shop.easel.language) if about.retrieved else ""
        retrieved = words.retrieved.format(date=day) if day else ""
        parts = (about.title, about.licence_words(), retrieved)
        said.append(shop.words.semicolon.join(part for part in parts if part))
    return ". ".join(part.rstrip(".") for part in said) + "."

"""An edition into the paragraphs and tables of a Word file, block by block."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from markupsafe import Markup
from msgspec import structs

from briefgen.edition.view import Edition, KeyJudgement, Part
from briefgen.language import Words
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
from briefgen.outputs.word.tables import (
    PAPER_COLUMN,
    columns_table,
    data_table,
    matrix_table,
    rating_strip,
    rating_table,
)

_Data = Mapping[str, Any]  # what a template prints; each maker below knows its own
HALF = 83.0


def filled(parts: Iterable[Part], edition: Edition) -> Iterator[Block]:
    """The blocks of some parts; what only groups others on the page is taken apart."""
    for part in parts:
        if part.kind == "pair":
            yield _pair(part.data)
        elif "parts" in part.data:
            yield from filled(part.data["parts"], edition)  # type: ignore[arg-type]
            if "lines" in part.data:
                yield from _yaml(part.data)
        else:
            yield from MAKERS[part.kind](part.data, part.id, edition)


def judgements(each: KeyJudgement) -> Iterator[Block]:
    """A key judgement: its statement, then how likely and how sure."""
    yield Paragraph("KeyJudgement", line(each.statement), each.id, kept=True)
    gauge = runs_of(
        Run(picture=picture(each.bar)),
        "\t",
        strong((Run(each.term),)),
        f" {each.range}\t",
        Run(picture=picture(each.confidence_bar)),
        " ",
        line(each.confident),
    )
    yield Paragraph("Gauge", gauge)


def figures_strip(figures: Iterable[tuple[object, object]]) -> Table:
    """Key figures in a row, each over what it counts."""
    cells = [
        (Paragraph("KeyFigure", line(value)), Paragraph("KeyFigureLabel", line(label)))
        for value, label in figures
    ]
    return columns_table("BriefColumns", cells)


def _prose(data: _Data, id: str, edition: Edition) -> Iterator[Block]:
    yield from paragraphs(data["text"])


def _heading(data: _Data, id: str, edition: Edition) -> Iterator[Block]:
    yield Paragraph("Heading2", line(data["title"]))


def _list(data: _Data, id: str, edition: Edition) -> Iterator[Block]:
    if data["title"]:
        yield Paragraph("BodyText", line(data["title"]), kept=True)
    tag = "ol" if data["ordered"] else "ul"
    items = Markup("").join(Markup("<li>{}</li>").format(item) for item in data["items"])
    yield from paragraphs(Markup("<{0}>{1}</{0}>").format(Markup(tag), items))


def _ended(found: Iterable[Paragraph], style: str) -> Iterator[Paragraph]:
    """Paragraphs of an aside; the last one keeps its distance from the text."""
    *before, last = found
    for each in before:
        own = style if each.style == "BodyText" else each.style
        yield structs.replace(each, style=own, kept=True)
    yield structs.replace(last, style=f"{style}End") if last.style == "BodyText" else last


def _note(data: _Data, id: str, edition: Edition) -> Iterator[Block]:
    yield text("CalloutLabel", data["title"])
    yield from _ended(paragraphs(data["text"]), "Callout")


def _quotation(data: _Data, id: str, edition: Edition) -> Iterator[Block]:
    before, after = data["quotes"]
    said = runs_of(before, line(data["words"]), after, line(data["mark"]))
    yield Paragraph("Quote", said, kept=True)
    occasion = runs_of(edition.words.comma, line(data["occasion"])) if data["occasion"] else ()
    yield text("QuoteSource", data["speaker"], occasion)


def _judgement(data: _Data, id: str, edition: Edition) -> Iterator[Block]:
    words = edition.words
    yield text("GroundsLabel", f"{words.grounds_of} {data['number']}", anchor=id)
    yield from _ended(_reasons(data, words), "Grounds")


def _reasons(data: _Data, words: Words) -> Iterator[Paragraph]:
    odds = strong((Run(data["term"]),)), f" {data['range']} · "
    yield text("BodyText", *odds, line(data["confident"]))
    rests = runs_of(" ", words.rests_on, " ", line(data["basis"]), ".")
    yield text("BodyText", line(data["reason"]), rests)
    named = [(words.assumes, each) for each in data["assumptions"]]
    named += [(words.alternative, data["alternative"]), (words.would_change, data["changes"])]
    for name, said in named:
        yield text("BodyText", strong((Run(f"{name}."),)), " ", line(said))


def _caption(data: _Data, id: str, wide: bool) -> Iterator[Block]:
    """Number and title in one paragraph, so that lists of figures have both."""
    label = Run(data["label"], "CaptionLabel", anchor=id, field="SEQ")
    yield text("CaptionWide" if wide else "Caption", label, "\u2002", line(data["title"]))
    if data["subtitle"]:
        yield Paragraph("CaptionSubtitle", line(data["subtitle"]))


def _under(data: _Data, wide: bool) -> Iterator[Block]:
    if data["source"]:
        yield Paragraph("SourceLineWide" if wide else "SourceLine", line(data["source"]))
    else:
        yield Paragraph("AfterTable")


def _figure(data: _Data, id: str, edition: Edition) -> Iterator[Block]:
    yield from _drawn(data, id, data["width"] == "full")


def _drawn(data: _Data, id: str, wide: bool) -> Iterator[Block]:
    yield from _caption(data, id, wide)
    scale = COLUMN / PAPER_COLUMN if data["width"] == "main" else 1.0
    drawn = structs.replace(picture(data["drawing"], scale), alt=data["alt"])
    yield Paragraph(
        "Figure", (Run(picture=drawn),), kept=bool(data["key"] or data["source"]) or None
    )
    for entry in data["key"]:
        name = strong((Run(f"{entry['number']}. {entry['name']}."),))
        yield text("MapKey", name, " ", line(entry["text"]))
    yield from _under(data, wide)


def _pair(data: _Data) -> Table:
    """Two figures side by side."""
    one, other = (Cell(tuple(_half(half))) for half in data["halves"])
    gap = Cell((Paragraph("TableText"),))
    return Table("BriefPair", (HALF, FULL - 2 * HALF, HALF), ((one, gap, other),))


def _half(part: Part) -> Iterator[Block]:
    """One of two figures; their row is not broken, so nothing in it need be held."""
    for block in _drawn(part.data, part.id, True):
        yield structs.replace(block, kept=False) if isinstance(block, Paragraph) else block


def _table(data: _Data, id: str, edition: Edition) -> Iterator[Block]:
    wide = bool(data["wide"])
    yield from _caption(data, id, wide)
    yield data_table(data)
    yield from _under(data, wide)


def _matrix(data: _Data, id: str, edition: Edition) -> Iterator[Block]:
    wide = data["width"] == "full"
    yield from _caption(data, id, wide)
    yield matrix_table(data)
    runs: list[Run] = []
    for dot, words in data["legend"]:
        runs += [Run(picture=picture(dot)), Run(f"\u00a0{words}\u2003")]
    yield Paragraph("Legend", tuple(runs), kept=bool(data["source"]) or None)
    yield from _under(data, wide)


def _rating(data: _Data, id: str, edition: Edition) -> Iterator[Block]:
    label = Run(edition.words.rating, "CaptionLabel")
    yield text("Caption", label, "\u2002", line(data["title"]))
    yield rating_table(data, edition)
    yield Paragraph("AfterTable")


def _rating_strip(data: _Data, id: str, edition: Edition) -> Iterator[Block]:
    label = Run(edition.words.rating, "CaptionLabel")
    yield text("RowHead", label, f"\u2002{edition.words.against} {data['rating'].against}")
    yield rating_strip(data, edition)
    yield Paragraph("AfterTable")


def _scenarios(data: _Data, id: str, edition: Edition) -> Iterator[Block]:
    yield columns_table("BriefCards", [tuple(_card(each, edition)) for each in data["cards"]])
    if data["note"]:
        yield Paragraph("SourceLine", line(data["note"]))
    else:
        yield Paragraph("AfterTable")


def _card(card: _Data, edition: Edition) -> Iterator[Paragraph]:
    yield text("CardTitleBase" if card["base"] else "CardTitle", card["name"])
    yield text("CardText", Run(picture=picture(card["bar"])))
    yield text("CardText", strong((Run(card["term"]),)), f" {card['range']}")
    yield Paragraph("CardText", line(card["text"]))
    if card["needs"]:
        needs = strong((Run(edition.words.needs),))
        yield text("CardText", needs, " ", line(card["needs"]))


def _key_figures(data: _Data, id: str, edition: Edition) -> Iterator[Block]:
    yield figures_strip((each["value"], each["label"]) for each in data["figures"])
    yield Paragraph("AfterTable")


def _implications(data: _Data, id: str, edition: Edition) -> Iterator[Block]:
    for each in data["entries"]:
        yield text("Heading3", each["audience"])
        yield from paragraphs(each["text"])


def _yaml(data: _Data) -> Iterator[Block]:
    yield text("CalloutLabel", "YAML")
    lines = data["lines"]
    for number, each in enumerate(lines, 1):
        style = "Code" if number < len(lines) else "CodeEnd"
        yield text(style, "\u00a0\u00a0" * each.steps, line(each.words))


MAKERS: Mapping[str, Callable[[_Data, str, Edition], Iterator[Block]]] = {
    "prose": _prose,
    "heading": _heading,
    "list": _list,
    "note": _note,
    "quotation": _quotation,
    "judgement": _judgement,
    "figure": _figure,
    "table": _table,
    "matrix": _matrix,
    "rating": _rating,
    "rating_strip": _rating_strip,
    "scenarios": _scenarios,
    "key_figures": _key_figures,
    "implications": _implications,
}

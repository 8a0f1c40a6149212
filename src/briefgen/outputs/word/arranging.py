"""The order of a Word file: title, first page, sections, sources, what the words mean."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.edition.view import ChangesView, Edition
from briefgen.outputs.word.blocks import FULL, Block, Cell, Paragraph, Run, Table, runs_of, text
from briefgen.outputs.word.filling import figures_strip, filled, judgements
from briefgen.outputs.word.reading import line, picture, strong
from briefgen.outputs.word.tables import panel_table, sources_table

CELLS = (27.0, 36.0, 36.0, 30.0)  # millimetres of the row under the title; the last takes the rest


def blocks_of(edition: Edition) -> tuple[Block, ...]:
    """All that stands in the text of the file, in its order."""
    return (*_title(edition), *_opening(edition), *_body(edition), *_end(edition))


def _title(edition: Edition) -> Iterator[Block]:
    yield text("Title", edition.title)
    native = Run(edition.native_title, language=edition.native_language)
    also = edition.words.comma.join(edition.also_called)
    if edition.native_title or also:
        between = " · " if edition.native_title and also else ""
        yield text("NativeTitle", *((native,) if edition.native_title else ()), between, also)
    yield text("Subtitle", edition.subtitle)
    cells = tuple(
        Cell((text("DataLabel", each.label), Paragraph("DataValue", line(each.value))))
        for each in edition.cells
    )
    given = CELLS[: len(cells) - 1]
    yield Table("BriefRow", (*given, FULL - sum(given)), (cells,))
    yield Paragraph("AfterTable")


def _opening(edition: Edition) -> Iterator[Block]:
    words = edition.words
    if edition.key_figures:
        yield figures_strip((each.value, each.label) for each in edition.key_figures)
        yield Paragraph("AfterTable")
    yield text("SectionLabel", words.bottom_line)
    yield Paragraph("BottomLine", line(edition.bottom_line))
    yield from filled(edition.opening, edition)
    if edition.panel:
        yield text("SectionLabel", edition.panel.title)
        yield panel_table(edition.panel)
        yield Paragraph("AfterTable")
    if edition.judgements:
        yield text("SectionLabel", words.key_judgements, anchor="key-judgements")
        for each in edition.judgements:
            yield from judgements(each)
    if edition.changes:
        yield from _changes(edition.changes)


def _changes(changes: ChangesView) -> Iterator[Block]:
    """What changed since the last edition."""
    yield text("CalloutLabel", changes.title)
    for number, each in enumerate(changes.lines, 1):
        style = "Callout" if number < len(changes.lines) else "CalloutEnd"
        yield text(style, strong((Run(each.label),)), " ", line(each.text))


def _body(edition: Edition) -> Iterator[Block]:
    words = edition.words
    if edition.contents:
        yield from _contents(edition)
    for section in edition.sections:
        yield text("Heading1", section.title, anchor=section.id)
        yield from filled(section.parts, edition)
    if edition.grounds:
        yield text("Heading1", words.grounds, anchor="grounds")
        yield from filled(edition.grounds, edition)
    if edition.gaps:
        yield text("Heading1", words.gaps, anchor="gaps")
        for gap in edition.gaps:
            yield Paragraph("ListBullet", line(gap))


def _contents(edition: Edition) -> Iterator[Block]:
    """A table of contents that Word can make anew; ours leads to the sections."""
    words = edition.words
    entries = [(section.id, section.title) for section in edition.sections]
    entries += [("grounds", words.grounds)] if edition.grounds else []
    entries += [("gaps", words.gaps)] if edition.gaps else []
    entries.append(("sources", words.sources_and_method))
    yield text("ContentsLabel", words.contents)
    for place, (anchor, title) in enumerate(entries):
        ends = "TOC" * (place == 0) + "END" * (place == len(entries) - 1)
        yield text("TOC1", Run(title, href=f"#{anchor}", field=ends))


def _end(edition: Edition) -> Iterator[Block]:
    words = edition.words
    yield text("Heading1", words.sources_and_method, anchor="sources")
    yield from filled(edition.method, edition)
    yield text("SourcesNote", f"{edition.summary} {edition.sources_note}".strip())
    if edition.sources:
        yield sources_table(edition)
        yield Paragraph("AfterTable")
    yield from _keys(edition)
    yield text("Colophon", _colophon(edition))


def _keys(edition: Edition) -> Iterator[Block]:
    """What likelihoods, confidence and grades mean; the first two only where there are any."""
    words = edition.words
    graded = (
        text("KeyLabel", words.source_grade),
        text("KeyText", strong((Run(words.letter),)), f" {words.letter_key}"),
        text("KeyText", strong((Run(words.digit),)), f" {words.digit_key}"),
    )
    if not edition.yardstick:
        yield from graded
        return
    likelihood = (
        text("KeyLabel", words.likelihood),
        text("KeyText", Run(picture=picture(edition.yardstick))),
        text("KeyText", edition.yardstick_key),
    )
    cells = (Cell(likelihood), Cell((*_confidence(edition), *graded)))
    yield Table("BriefColumns", (90.0, FULL - 90.0), (cells,))


def _confidence(edition: Edition) -> Iterator[Block]:
    words = edition.words
    yield text("KeyLabel", words.confidence_label)
    for level in ("high", "moderate", "low"):
        bar = Run(picture=picture(edition.confidence_bars[level]))
        name = strong((Run(f"{getattr(words, level)}."),))
        yield text("KeyStep", bar, "\t", name, f" {getattr(words, f'{level}_key')}")


def _colophon(edition: Edition) -> tuple[Run, ...]:
    meaning = f": {edition.marking_meaning}" if edition.marking_meaning else ""
    words = edition.words
    said = [f"{short}{words.comma}{long}" for short, long in edition.abbreviations]
    listed = f"{words.abbreviations} {words.semicolon.join(said)}. " if said else ""
    return runs_of(f"{listed}{edition.marking}{meaning}. {edition.words.set_in}")

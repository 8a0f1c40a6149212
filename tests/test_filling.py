"""Filling pages: what is foreseen of them, what may move, and how notes are numbered then."""

from __future__ import annotations

import pytest

from briefgen.edition.arranging import Arrangement, arranged, order_of
from briefgen.edition.compose import compose
from briefgen.edition.view import Edition
from briefgen.filling.foreseeing import foreseen
from briefgen.filling.judging import lacking, wanting
from briefgen.filling.searching import Search, search
from briefgen.outputs.flow import Block, Flow, Strip
from briefgen.project import MemoryFiles
from briefgen.settings import Settings
from briefgen.validation import check
from pages import edition_of, project, small, spec

PARAGRAPHS = "\n\n".join(f"Paragraph {n} of some.[@alpha, p. {n}]" for n in range(1, 7))


def flow(*blocks: Block, room: float = 100.0) -> Flow:
    return Flow(blocks, (room, room), apron=10.0, page=0, used=0.0, noted=0.0)


def lines(count: int, notes: float = 0.0) -> Block:
    strips = [Strip(10.0, opens=3 <= n <= count - 3 or n == 0) for n in range(count)]
    strips[0] = Strip(10.0, notes=notes)
    return Block(tuple(strips), 0.0, 0.0)


def pages(*blocks: Block) -> list[float]:
    return [round(share, 2) for share in foreseen(flow(*blocks), blocks)]


FIGURE = Block((Strip(10.0), Strip(50.0)), 0.0, 0.0, whole=True)
HEADING = Block((Strip(10.0),), 0.0, 0.0, leads=True)


def test_a_figure_that_does_not_fit_begins_the_next_page() -> None:
    assert pages(lines(5), FIGURE) == [0.5, 0.6]
    assert pages(lines(4), FIGURE) == [1.0]


def test_lines_go_on_by_orphans_and_widows() -> None:
    assert pages(lines(8), lines(6)) == [0.8, 0.6]
    assert pages(lines(7), lines(6)) == [1.0, 0.3]


def test_a_heading_is_where_its_text_is() -> None:
    assert pages(lines(9), HEADING, lines(2)) == [0.9, 0.3]


def test_notes_take_their_room_and_that_around_them() -> None:
    assert pages(lines(4, notes=20.0), FIGURE) == [round(40 / 70, 2), 0.6]


def test_a_margin_note_takes_its_text_along() -> None:
    led = Block((Strip(10.0), Strip(10.0)), 0.0, 0.0, margin=60.0)
    assert pages(lines(5), led) == [0.5, 0.2]


def test_space_between_blocks_is_gone_at_the_top_of_a_page() -> None:
    spaced = Block((Strip(60.0),), 15.0, 5.0)
    assert pages(lines(3), spaced, spaced) == [0.3, 0.6, 0.6]
    assert pages(lines(2), spaced) == [0.95]


def test_a_head_is_printed_again_above_the_rows_that_go_on() -> None:
    rows = tuple(Strip(10.0, head=0.0 if n < 1 else 10.0) for n in range(12))
    assert pages(Block(rows, 0.0, 0.0)) == [1.0, 0.3]


def test_the_last_page_may_be_half_empty() -> None:
    assert lacking([0.9, 0.84, 0.2]) == [1]
    assert wanting([0.9, 0.9, 0.6]) < wanting([0.9, 0.9, 0.3]) < wanting([0.9, 0.8, 0.6])


def test_a_real_page_is_foreseen() -> None:
    layout = small()
    shares = foreseen(layout.flow, layout.flow.blocks)
    assert len(shares) == len(layout.fills) - layout.flow.page
    assert shares == pytest.approx(layout.fills[layout.flow.page :], abs=0.05)


def searched(edition: Edition) -> Search:
    """A search in which each text is ten lines high and each figure and table 60."""
    blocks: list[Block] = []
    for section in edition.sections:
        blocks.append(Block((Strip(10.0),), 0.0, 0.0, section=section.id, leads=True))
        for part in section.parts:
            whole = part.kind in ("figure", "table")
            strips = FIGURE.strips if whole else lines(8).strips
            blocks.append(Block(strips, 0.0, 0.0, part=part.key if whole else "", whole=whole))
    found = search(edition, edition, flow(*blocks))
    assert found is not None
    return found


def test_a_search_finds_fuller_pages() -> None:
    found = searched(edition_of(project(PARAGRAPHS)))
    state = found.best(frozenset({found.written}), found.written)
    assert state is not None
    assert found.promise(state) < found.promise(found.written)
    assert list(state.places) == sorted(state.places)


def test_a_page_of_another_make_is_left_alone() -> None:
    edition = edition_of(project())
    assert search(edition, edition, flow()) is None
    assert search(edition, edition, flow(lines(3), lines(3))) is None


def test_notes_are_numbered_as_they_are_printed() -> None:
    checked = check(MemoryFiles.of(project()), "small")
    written = compose(checked, Settings())
    key = next(p.key for s in written.sections for p in s.parts if p.kind == "table")
    after_the_harbour = 7
    order = order_of(arranged(written.sections, {key: after_the_harbour}))
    arrangement = Arrangement({key: after_the_harbour}, order=order)
    moved = compose(checked, Settings(), arrangement=arrangement)
    kinds = [[part.kind for part in section.parts] for section in moved.sections]
    assert kinds[2:4] == [[], ["prose", "table"]]
    marks = [str(part.data) for section in moved.sections for part in section.parts]
    numbers = [n for text in marks for n in range(1, 40) if f'id="fn-{n}"' in text]
    assert numbers == sorted(numbers)
    assert {note.number for note in moved.notes} == {note.number for note in written.notes}


NOTED = """\
      - note: Limits
        text: Said in the margin.
      - figure: line
        title: Cargo again
        data: cargo
        x: year
        y: value
  economy:
"""


def test_a_figure_stays_beside_its_margin_note() -> None:
    brief = spec(PARAGRAPHS).replace("  economy:\n", NOTED, 1)
    found = searched(edition_of(project(brief=brief)))
    kinds = [each.part.kind if each.part else "" for each in found.fixed]
    beside = kinds.index("note") + 1
    state = found.best(frozenset(), found.written)
    assert state is not None
    assert state.places[found.written.places.index(beside)] >= beside

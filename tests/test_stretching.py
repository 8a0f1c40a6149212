"""Figures that give way: what can be drawn higher or lower, and by how much, and what is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from msgspec import structs

from briefgen.edition.arranging import Arrangement
from briefgen.edition.compose import compose
from briefgen.edition.view import Edition
from briefgen.filling import Filled, Filling
from briefgen.filling.giving import STEPS, Give, gives
from briefgen.filling.searching import search
from briefgen.outputs.flow import Block, Flow, Strip
from briefgen.outputs.rendering import Rendered, attempt
from briefgen.project import MemoryFiles
from briefgen.settings import Settings
from briefgen.validation import check
from pages import BRIEF, POLITICS, job_of, project, small, spec

PLACE = "sections/economy/blocks/0"
TIMELINE = """\
      - figure: timeline
        title: Two dates
        events:
          - {date: 2020, text: The line opens, source: alpha}
          - {date: 2022, text: The harbour opens, source: alpha}
"""
SIMPLE = "        width: main\n"


def composed(brief: str, per_cent: int = 0, place: str = PLACE) -> Edition:
    checked = check(MemoryFiles.of(project(brief=brief)), "small")
    stretch = {place: per_cent} if per_cent else {}
    return compose(checked, Settings(), arrangement=Arrangement(stretch=stretch))


def height(edition: Edition, place: str = PLACE) -> float:
    parts = [part for section in edition.sections for part in section.parts]
    halves = [half for part in parts for half in part.data.get("halves", ())]  # type: ignore[attr-defined]
    found = next(part.data["height"] for part in (*parts, *halves) if part.spec == place)
    assert isinstance(found, float)
    return found


@pytest.mark.parametrize("per_cent", STEPS)
def test_a_figure_is_drawn_higher_or_lower(per_cent: int) -> None:
    usual = height(composed(spec()))
    drawn = height(composed(spec(), per_cent))
    assert drawn == pytest.approx(usual * (1 + per_cent / 100), abs=1.0)


@pytest.mark.parametrize(
    ("lines", "gives_way"),
    [
        ("        height: 120\n", False),
        ("        height: 120\n        stretch: true\n", True),
        ("        stretch: false\n", False),
    ],
)
def test_the_author_has_the_last_word(lines: str, gives_way: bool) -> None:
    brief = spec().replace(SIMPLE, SIMPLE + lines, 1)
    usual = height(composed(brief))
    assert (height(composed(brief, 15)) != usual) is gives_way


def test_what_cannot_be_drawn_otherwise_does_not_give() -> None:
    brief = spec().replace("      - figure: line", TIMELINE + "      - figure: line", 1)
    checked = check(MemoryFiles.of(project(brief=brief)), "small")

    def again(*, arrangement: Arrangement) -> Edition:
        return compose(checked, Settings(), arrangement=arrangement)

    edition = again(arrangement=Arrangement())
    found = gives(edition, again)
    (economy,) = (section for section in edition.sections if section.id == "sec-economy")
    rows, line = economy.parts[:2]
    assert found[rows.key].steps == ()
    assert found[line.key].steps == STEPS
    usual = height(edition, line.spec) / 0.75
    assert found[line.key].at(15) == pytest.approx(usual * 0.15, abs=2.0)
    assert found[line.key].at(-15) == pytest.approx(-usual * 0.15, abs=2.0)


def test_a_pair_gives_as_much_as_its_stiffer_half() -> None:
    half = BRIEF.partition("      - figure: line")[2].partition("      - Cargo came")[0]
    first = f"      - figure: line{half}".replace("width: main", "width: half")
    fixed = first.replace("fig-cargo", "fig-again") + "        height: 120\n"
    brief = BRIEF.replace(f"      - figure: line{half}", first + fixed)
    brief = brief.replace("@POLITICS@", f"        {POLITICS}")
    checked = check(MemoryFiles.of(project(brief=brief)), "small")

    def again(*, arrangement: Arrangement) -> Edition:
        return compose(checked, Settings(), arrangement=arrangement)

    edition = again(arrangement=Arrangement())
    (pair,) = (part for s in edition.sections for part in s.parts if part.kind == "pair")
    assert gives(edition, again)[pair.key].steps == ()


def measured(edition: Edition, text: int, drawing: float) -> Flow:
    """A flow in which each text has so many lines of ten pixels, and the figure is so high."""
    blocks: list[Block] = []
    for section in edition.sections:
        blocks.append(Block((Strip(10.0),), 0.0, 0.0, section=section.id, leads=True))
        for part in section.parts:
            figure = part.kind == "figure"
            strips = (Strip(10.0), Strip(drawing)) if figure else (Strip(10.0),) * text
            blocks.append(Block(strips, 0.0, 0.0, part=part.key, whole=figure))
    return Flow(tuple(blocks), (300.0, 300.0), apron=0.0, page=0, used=0.0, noted=0.0)


def stretched(drawing: float, give: float) -> tuple[Mapping[str, int], Arrangement]:
    """How the figure is stretched where nothing may be moved, and for what is composed then."""
    edition = composed(spec())
    (figure,) = (p for s in edition.sections for p in s.parts if p.kind == "figure")
    found = search(
        edition, edition, measured(edition, 10, drawing), {figure.key: Give(give, give)}, None
    )
    assert found is not None
    best = found.best(frozenset(), found.written)
    assert best is not None
    return dict(best.stretched), found.arrangement(best)


def test_a_figure_shrinks_where_it_comes_onto_the_page_then() -> None:
    # Two headings and the first text leave 180 pixels of 300; the figure takes 190.
    steps, arrangement = stretched(drawing=180.0, give=27.0)
    assert list(steps.values()) == [-10]
    assert arrangement.stretch == {PLACE: -10}


def test_nothing_is_stretched_that_does_not_give() -> None:
    edition = composed(spec())
    found = search(edition, edition, measured(edition, 10, 180.0))
    assert found is not None
    best = found.best(frozenset(), found.written)
    assert best is None or not best.stretched


def test_what_was_stretched_already_is_foreseen_from_its_height() -> None:
    edition = composed(spec())
    (figure,) = (p for s in edition.sections for p in s.parts if p.kind == "figure")
    giving = {figure.key: Give(27.0, 27.0)}
    usual = search(edition, edition, measured(edition, 10, 180.0), giving)
    assert usual is not None
    higher = structs.replace(usual.written, stretched=frozenset({(figure.key, 15)}))
    again = search(edition, edition, measured(edition, 10, 207.0), giving, higher)
    assert again is not None
    for state in (usual.written, higher):
        assert again.promise(state) == pytest.approx(usual.promise(state))


def test_pages_that_are_not_worth_it_are_not_written() -> None:
    seen: list[Sequence[float]] = []

    def never(fills: Sequence[float]) -> bool:
        seen.append(fills)
        return False

    job = job_of(project())
    assert attempt(job, never) is None
    assert seen == [small().fills]
    worth = attempt(job, lambda fills: True)
    assert worth is not None
    assert worth.pdf == small().pdf


def test_what_is_no_better_is_not_kept() -> None:
    edition = composed(spec())
    flow = measured(edition, 10, 180.0)
    pages = structs.replace(small(), fills=(0.6, 0.9), flow=flow)
    found = search(edition, edition, flow)
    assert found is not None
    asked: list[Arrangement] = []

    def again(*, arrangement: Arrangement) -> Edition:
        asked.append(arrangement)
        return composed(spec(), arrangement.stretch.get(PLACE, 0))

    def no_better(edition: Edition, worth: object) -> Rendered | None:
        assert callable(worth)
        assert not worth((0.6, 0.9))
        assert worth((0.9, 0.9))
        return None

    filling = Filling(edition, pages, again, no_better)
    best = filling.stretched(Filled(edition, pages, found.written))
    assert best.edition is edition
    assert best.rendered is pages
    ends, tried = asked[:2], asked[2:]
    assert [each.stretch for each in ends] == [{PLACE: -15}, {PLACE: 15}]
    assert 0 < len(tried) < 8
    assert any(each.stretch for each in tried)

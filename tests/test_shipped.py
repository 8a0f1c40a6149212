"""Every brief that ships is fit to print: proven, accessible, full pages, nothing left unused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from briefgen.edition.view import Edition
from briefgen.errors import Severity
from briefgen.outputs.rendering import Rendered, attempt, render
from briefgen.outputs.validating import findings
from briefgen.printing import Order, prepare, set_pages
from briefgen.project import DiskFiles, brief_names
from briefgen.settings import read_settings
from briefgen.templating import render_html
from briefgen.validation import Checked, check, require
from pages import ROOT
from reading_order import out_of_order
from surgery import destinations, links, opened, pieces
from tags import tags_of

FILES = DiskFiles(ROOT)
NAMES = brief_names(FILES)
LAST, OTHERS = 0.40, 0.85
SIZES = {
    "kazakhstan": (5, 8),
    "kazakhstan-africa": (4, 8),
    "isk-threat": (4, 8),
    "kunduz-bombing": (2, 2),
    "gallery": (8, 14),  # as many as its figures need: it is looked up, and not read
}
SOURCES = {"kazakhstan": 15, "kazakhstan-africa": 15, "isk-threat": 15, "gallery": 15}
LETTER = ("kazakhstan", "kazakhstan-africa", "ots-summit-2022", "isk-threat", "kunduz-bombing")
MOST_ON_LETTER = 9  # pages
RENDERS: dict[str, int] = {}  # where pages are tried in more than one arrangement
FIGURES = {"kazakhstan": 5, "kazakhstan-africa": 4, "isk-threat": 5, "gallery": 20}


@cache
def checked(name: str) -> Checked:
    """A shipped brief, checked."""
    return check(FILES, name)


@cache
def counted(name: str) -> tuple[Edition, Rendered, int]:
    """A shipped brief, rendered once a process, and how many renders that took."""
    order = Order(FILES, read_settings(FILES), lambda name: Path(f"{name}.pdf"))
    with (
        patch("briefgen.outputs.rendering.render", wraps=render) as whole,
        patch("briefgen.outputs.rendering.attempt", wraps=attempt) as trials,
    ):
        edition, rendered = set_pages(checked(name), order)
    return edition, rendered, whole.call_count + trials.call_count


def printed(name: str) -> tuple[Edition, Rendered]:
    """A shipped brief, rendered once a process."""
    return counted(name)[:2]


@pytest.mark.parametrize("name", NAMES)
def test_its_pages_are_laid_out_no_more_often_than_they_were(name: str) -> None:
    """Each layout is seconds. Where this fails, a change made the program work more, or less."""
    _, rendered, renders = counted(name)
    assert (renders, rendered.layouts) == (RENDERS.get(name, 1), 1)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_wrong_with_its_spec(name: str) -> None:
    assert [f"{p.place}: {p.message}" for p in checked(name).problems] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_fact_is_used(name: str) -> None:
    facts = set(require(checked(name)).facts)
    text = checked(name).document.text
    used = set(re.findall(r"\{\{\s*([a-z0-9_]+)\s*\}\}", text))
    rests = {g.fact for j in require(checked(name)).key_judgements for g in j.rests_on}
    assert facts - used - rests == set()


def test_every_source_of_the_libraries_is_used() -> None:
    defined: set[str] = set()
    cited: set[str] = set()
    for name in NAMES:
        defined |= set(checked(name).sources)
        edition = printed_edition(name)
        cited |= {key for key in checked(name).sources if _is_listed(key, name, edition)}
    assert defined - cited == set()


@cache
def on_letter(name: str) -> Rendered:
    """A shipped brief on US Letter."""
    settings = read_settings(FILES).model_copy(update={"page_size": "Letter"})
    return set_pages(checked(name), Order(FILES, settings, lambda name: Path(f"{name}.pdf")))[1]


@cache
def printed_edition(name: str) -> Edition:
    """The edition alone, without its pages."""
    order = Order(FILES, read_settings(FILES), lambda name: Path(f"{name}.pdf"))
    return prepare(checked(name), order)[0]


def _is_listed(key: str, name: str, edition: Edition) -> bool:
    """Whether the list of sources has the title of a source."""
    source = checked(name).sources[key]
    whole = " ".join(re.sub(r"<[^>]+>", "", str(row.entry)) for row in edition.sources)
    wanted = _letters(source.title or source.url or key)
    return wanted in _letters(whole)


def _letters(text: str) -> str:
    return "".join(c for c in re.sub(r"&#?\w+;", "", text) if c.isalnum()).casefold()


@pytest.mark.parametrize("name", NAMES)
def test_its_pdf_is_fit_to_print(name: str) -> None:
    """One test for all that needs the pages, so that they are made once."""
    assert list(_faults(name)) == []


@pytest.mark.parametrize("name", LETTER)
def test_it_is_fit_to_print_on_letter(name: str) -> None:
    assert list(_faults_on_letter(on_letter(name))) == []


def _faults_on_letter(result: Rendered) -> Iterator[str]:
    yield from (f"note {s.number} {s.kind}: {s.detail}" for s in result.unproven)
    yield from (p.message for p in result.problems if p.severity is Severity.ERROR)
    yield from _lonely(result)
    strips = [strip for block in result.flow.blocks for strip in block.strips]
    yield from (f"a strip is {strip.height} high" for strip in strips if strip.height < 0)
    if len(result.fills) > MOST_ON_LETTER:
        yield f"{len(result.fills)} pages, not {MOST_ON_LETTER} at most"
    for number, fill in enumerate(result.fills[:-1], start=1):
        if fill < OTHERS:
            yield f"page {number} is {fill:.0%} full, not {OTHERS:.0%}"


def _faults(name: str) -> Iterator[str]:
    edition, result = printed(name)
    yield from (f"note {s.number} {s.kind}: {s.detail}" for s in result.unproven)
    yield from (p.message for p in result.problems if p.severity is Severity.ERROR)
    yield from (f"{f.standard}: {f.rule} {f.message}" for f in findings(result.pdf))
    yield from _mute(edition, result)
    yield from _lonely(result)
    low, high = SIZES.get(name, (1, 60))
    if not low <= len(result.fills) <= high:
        yield f"{len(result.fills)} pages, not {low} to {high}"
    for number, fill in enumerate(result.fills, start=1):
        least = LAST if number == len(result.fills) else OTHERS
        if fill < least:
            yield f"page {number} is {fill:.0%} full, not {least:.0%}"
    if len(edition.sources) < SOURCES.get(name, 1):
        yield f"{len(edition.sources)} sources"
    if edition.figures < FIGURES.get(name, 0):
        yield f"{edition.figures} figures"
    yield from _wrong_pages(edition, opened(result.pdf))


def _lonely(result: Rendered) -> Iterator[str]:
    yield from (f"“{name}” stands in the last lines of a page" for name in result.flow.lonely)


def _mute(edition: Edition, result: Rendered) -> Iterator[str]:
    """What a reader that follows the tags would not be told, or not in its place."""
    yield from result.warnings
    yield from out_of_order(render_html(edition, FILES, read_settings(FILES).templates), result.pdf)
    root = tags_of(result.pdf)
    yield from (
        f"an image says “{tag.alternative}”"
        for tag in root.all("Figure")
        if len(tag.alternative) < 5
    )
    notes = [tag.name for tag in root.all("Note")]
    if sorted(notes) != sorted(f"fn-{note.number}" for note in edition.notes):
        yield f"the notes in the tags are {notes}"
    if {lang for tag in root.within() if (lang := tag.language)} != _languages(edition):
        yield "a language is not told"


def _languages(edition: Edition) -> set[str]:
    html = render_html(edition, FILES, read_settings(FILES).templates)
    body = html.partition("<body")[2]
    return set(re.findall(r'<(?!svg)\w+ lang="([^"]+)"', body))


def _wrong_pages(edition: Edition, document: Any) -> Iterator[str]:
    """Rows of the list of sources whose printed pages are not those of the notes."""
    places = destinations(document)
    pages = [float(leaf.MediaBox[3]) for leaf in document.pages]
    everywhere = list(links(document))
    for row, after in zip(edition.sources, [*edition.sources[1:], None], strict=True):
        page, top = places[row.id]
        end = places[after.id] if after is not None else (page, 0.0)
        bottom = end[1] if end[0] == page else 0.0
        boxes = [
            box
            for where, target, box in everywhere
            if where == page
            and target in row.anchors
            and bottom - 1 < min(box[1], box[3]) < top
            and box[0] > float(document.pages[page].MediaBox[2]) / 2  # not a note at its foot
        ]
        found = {
            piece.text
            for piece in pieces(document, page)
            for box in boxes
            if abs(piece.x * 0.75 - box[0]) < 1
            and min(box[1], box[3]) - 2 < pages[page] - piece.y * 0.75 < max(box[1], box[3]) + 2
        }
        wanted = {str(places[anchor][0] + 1) for anchor in row.anchors}
        if {text for text in found if text.isdigit()} != wanted:
            yield f"{row.number} names pages {sorted(found)}, its notes are on {sorted(wanted)}"

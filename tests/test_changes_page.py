"""What changed, on the page: the box on the first page, bars in the margin, the record of both."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from markupsafe import Markup
from msgspec import structs

from briefgen.changes import Changes
from briefgen.changes.comparing import compare
from briefgen.changes.record import Record, encoded, read_record, record_path
from briefgen.edition.compose import compose
from briefgen.edition.since import BOXES, Box, bars
from briefgen.edition.view import Edition
from briefgen.errors import InputProblems
from briefgen.library import Project
from briefgen.outputs.bars import marked
from briefgen.outputs.bench import Bench
from briefgen.outputs.rendering import Rendered, render
from briefgen.outputs.web.page import web_page
from briefgen.printing import Order, close, gather
from briefgen.project import MemoryFiles, Overlaid
from briefgen.revisions import with_changes
from briefgen.settings import Settings, read_settings
from briefgen.validation import require
from pages import on_disk, run
from projects import DATA, LIBRARY, NAME, SPEC, changed, checked, minimal_project
from test_diff import RAISED, edited, published

REASON = ("    horizon:", "    change_reason: rains came.[@bank]\n    horizon:")
SECOND = (
    RAISED,
    REASON,
    ("One party holds parliament", "One party still holds parliament"),
    ("value: 10.3", "value: 10.5"),
)


@cache
def settings() -> Settings:
    return read_settings(MemoryFiles.of({"briefgen.toml": ""}), {})


def changes(files: dict[str, str]) -> Changes:
    return compare(checked(minimal_project()), checked(files), ("edition 1", "draft"), since=1)


def second(*edits: tuple[str, str], with_bars: bool = False, box: Box = BOXES[0]) -> Edition:
    """The edition of the small brief with these edits, with what changed."""
    files = edited(*(edits or SECOND))
    record = Record(changes(files), with_bars)
    return compose(checked(files), settings(), since=record, box=box)


def lines(edition: Edition) -> list[str]:
    assert edition.changes is not None
    return [f"{line.label}: {line.text.striptags()}" for line in edition.changes.lines]


def pages(edition: Edition) -> Rendered:
    order = Order(MemoryFiles.of(minimal_project()), settings(), None)
    return render(close(edition, order, gather(checked(minimal_project()), order)))


# The box ------------------------------------------------------------------------------------


def test_the_first_page_tells_judgements_then_numbers_then_sources_then_sections() -> None:
    edition = second()
    assert edition.changes is not None
    assert edition.changes.title == "What changed since edition 1"
    first, *others = lines(edition)
    assert first.startswith("Judgement 1: raised from likely to very likely, because rains came.")
    assert others == [
        "Numbers: Population (2024) 10.5 million, was 10.3 million.",
        "Sections: changed: Politics.",
    ]


def test_the_row_under_the_title_has_the_number_of_the_edition() -> None:
    later = compose(checked(minimal_project()), settings().model_copy(update={"edition": 2}))
    assert [str(edition.cells[0].value) for edition in (second(), later)] == ["1, new", "2"]


def test_a_reason_brings_its_note_to_the_page_of_the_box() -> None:
    edition = second()
    (note,) = [each for each in edition.notes if each.path[-1] == "change_reason"]
    assert "Development Bank" in note.text
    without = compose(checked(edited(*SECOND)), settings())
    assert without.changes is None
    assert not [each for each in without.notes if each.path[-1] == "change_reason"]


def test_without_a_reason_the_page_says_so() -> None:
    assert lines(second(RAISED)) == [
        "Judgement 1: raised from likely to very likely; no reason given."
    ]


def test_a_brief_of_which_only_the_date_changed_has_no_box() -> None:
    assert second(("date: 2026-11-23\ninf", "date: 2026-11-24\ninf")).changes is None


def test_the_box_never_has_more_lines_than_it_may() -> None:
    files = minimal_project()
    at = files[SPEC].index("key_judgements:") + len("key_judgements:\n")
    first = files[SPEC][at : files[SPEC].index("key_facts:")].rstrip() + "\n"
    more = "".join(
        first.replace("kj-growth", f"kj-{n}").replace("Real growth", f"Rainfall number {n}")
        for n in range(6)
    )
    old = files | {SPEC: files[SPEC][:at] + more + files[SPEC][at:]}
    new = old | {
        SPEC: old[SPEC].replace("likelihood: likely\n    c", "likelihood: unlikely\n    c")
    }
    new[SPEC] = changed(new[SPEC], "value: 10.3", "value: 10.5")
    new[LIBRARY] = changed(new[LIBRARY], "reliability: C", "reliability: D")
    found = Record(compare(checked(old), checked(new), since=1))
    joined = lines(compose(checked(new), settings(), since=found, box=BOXES[3]))
    assert joined[-1] == "Numbers: 1 revised. Sources 1 regraded."
    assert (len(joined), joined[-2]) == (BOXES[3].lines, "Judgements: 5 more")
    (alone,) = lines(compose(checked(new), settings(), since=found, box=BOXES[4]))
    assert alone.endswith("Judgements 5 more Numbers 1 revised. Sources 1 regraded.")
    for box in BOXES[:3]:
        told = lines(compose(checked(new), settings(), since=found, box=box))
        numbers = "1 revised." if box.terse else "Population (2024) 10.5 million, was 10.3 million."
        assert len(told) == box.lines
        assert told[box.lines - 3] == f"Judgements: {7 - (box.lines - 3)} more"
        assert told[-2:] == [f"Numbers: {numbers}", "Sources: 1 regraded."]


BOTTOM = ("bottom_line: The economy grew by", "bottom_line: The economy has grown by")


def test_a_rewritten_bottom_line_has_its_line() -> None:
    assert lines(second(*SECOND, BOTTOM))[1:] == [
        "Bottom line: rewritten.",
        "Numbers: Population (2024) 10.5 million, was 10.3 million.",
        "Sections: changed: Politics.",
    ]
    assert lines(second(BOTTOM)) == ["Bottom line: rewritten."]


def test_a_bottom_line_that_only_has_another_number_or_source_has_none() -> None:
    grew = second(("decimals: 1\n    about: Real", "decimals: 0\n    about: Real"))
    assert [line.partition(":")[0] for line in lines(grew)] == ["Numbers"]
    assert second(("in 2023.", "in 2023.[@report]")).changes is None


@pytest.mark.parametrize("box", BOXES)
def test_a_rewritten_bottom_line_takes_no_line_from_what_else_is_told(box: Box) -> None:
    full = structs.replace(box, lines=3)
    plain, more = lines(second(box=full)), lines(second(*SECOND, BOTTOM, box=full))
    assert len(more) == len(plain) <= 3
    assert "Judgement 1" in more[0]
    told = " ".join(more).replace(": ", " ")
    assert "Bottom line rewritten. Numbers" in told
    assert told.replace("Bottom line rewritten. ", "") == " ".join(plain).replace(": ", " ")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ar", "الخلاصة: أعيدت كتابتها."),
        ("fr", "L’essentiel: réécrit."),
        ("kk", "Түйін: қайта жазылды."),
        ("ru", "Главный вывод: переписан."),
        ("tr", "Özet değerlendirme: yeniden yazıldı."),
        ("uz", "Asosiy xulosa: qayta yozildi."),
    ],
)
def test_a_rewritten_bottom_line_is_told_in_the_language_of_the_brief(
    language: str, said: str
) -> None:
    assert lines(second(BOTTOM, ("language: en", f"language: {language}")))[0] == said


def test_the_box_stands_on_the_first_page_after_the_judgements() -> None:
    rendered = pages(second())
    assert rendered.flow.page == 0
    assert rendered.unproven == ()


# Bars ---------------------------------------------------------------------------------------


def test_bars_stand_at_what_is_printed_otherwise() -> None:
    files = edited(*SECOND)
    found = bars(changes(files), require(checked(files)))
    assert {
        "key_judgements/0/likelihood",
        "sections/politics/blocks/0",
        "key_facts/population/value",  # it prints the fact that was revised
        "sections/economy/blocks/0/key_figures/1/value",
    } <= set(found)
    assert "sections/politics/lead" not in found


def test_a_figure_whose_data_changed_has_a_bar() -> None:
    files = minimal_project()
    later = files | {DATA: changed(files[DATA], "Kyrgyzstan,2023,6.2", "Kyrgyzstan,2023,6.9")}
    found = compare(checked(files), checked(later))
    assert "sections/economy/blocks/2" in bars(found, require(checked(later)))


def test_elements_are_marked_by_the_nearest_that_stands_for_the_place() -> None:
    html = (
        '<p data-spec="a/b/0">x</p><li data-spec="k/1">y</li><h2 data-spec="a">z</h2>'
        '<p data-spec="new/b/0">n</p>'
    )
    got = marked(html, ["a/b/0/text", "k/1/likelihood", "a/title", "new"])
    assert got.count("data-changed") == 3
    assert '<p data-spec="a/b/0" data-changed>' in got
    assert '<li data-spec="k/1" data-changed>' in got
    assert '<p data-spec="new/b/0" data-changed>' in got
    assert marked(html, ()) == html


def test_bars_change_no_line_of_the_page() -> None:
    bare, barred = pages(second()), pages(second(with_bars=True))
    assert barred.pdf != bare.pdf
    assert (barred.proof.pages, barred.fills) == (bare.proof.pages, bare.fills)
    assert barred.unproven == ()


# The record ---------------------------------------------------------------------------------


def test_a_record_is_read_as_it_was_written() -> None:
    record = Record(changes(edited(*SECOND)), bars=True)
    files = MemoryFiles({record_path(NAME): encoded(record)})
    again = read_record(files, NAME)
    assert again == record and again is not None
    assert again.changes.addresses() == record.changes.addresses()
    assert encoded(again) == encoded(record)


@pytest.mark.parametrize(
    "content", ["", "{}", "[]", '{"changes": 1}', '{"changes": {"brief": "x"}}']
)
def test_a_record_that_is_none_is_told(content: str) -> None:
    files = MemoryFiles.of({record_path(NAME): content})
    with pytest.raises(InputProblems, match="no list of changes"):
        read_record(files, NAME)


def test_the_same_content_keeps_the_list_of_its_edition() -> None:
    """A new template prints an edition again: with the changes that it was published with."""
    files = published(minimal_project(), edited(*SECOND), draft=edited(*SECOND))
    before = Record(changes(edited(*SECOND)))
    kept = {f"editions/{NAME}/2/{record_path(NAME)}": encoded(before)}
    held = MemoryFiles.of({"briefgen.toml": "", **files, **kept})
    told = with_changes(Project(None, held), [NAME], bars=True)
    assert read_record(told._files, NAME) == replace(before, bars=True)
    draft = changed(files[SPEC], "still holds", "yet holds")
    held = MemoryFiles.of({"briefgen.toml": "", **files, SPEC: draft, **kept})
    record = read_record(with_changes(Project(None, held), [NAME])._files, NAME)
    assert record is not None and record.changes.since == 2
    assert [change.what for change in record.changes] == ["rewritten"]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("TLP:CLEAR", "TLP:AMBER", True),
        ("TLP:AMBER", "TLP:AMBER", True),
        ("TLP:AMBER", "TLP:GREEN", False),
        ("SECRET", "SECRET", True),
        ("SECRET", "TLP:RED", False),
    ],
)
def test_a_looser_edition_does_not_tell_what_a_stricter_one_said(
    before: str, after: str, told: bool
) -> None:
    new = edited(*SECOND[2:], ("language: en\n", f"language: en\nmarking: {after}\n"))
    old = edited(("language: en\n", f"language: en\nmarking: {before}\n"))
    held = MemoryFiles.of({"briefgen.toml": "", **published(old, draft=new)})
    record = read_record(with_changes(Project(None, held), [NAME])._files, NAME)
    assert (record is not None) == told


def test_a_brief_that_was_never_published_has_no_record() -> None:
    held = MemoryFiles.of({"briefgen.toml": "", **minimal_project()})
    assert read_record(with_changes(Project(None, held), [NAME])._files, NAME) is None


def test_a_draft_is_built_with_its_changes(tmp_path: Path) -> None:
    files = published(minimal_project(), draft=edited(*SECOND))
    folder = on_disk({"briefgen.toml": "", **files}, tmp_path)
    done = run(folder, "build", NAME, "--change-bars", "--json", "-o", "out")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)[0]["name"] == NAME
    assert (folder / "out" / f"{NAME}.pdf").read_bytes().startswith(b"%PDF")


# On a screen --------------------------------------------------------------------------------


def test_the_web_page_has_the_box_and_its_bars_as_well() -> None:
    files = edited(*SECOND)
    held = MemoryFiles.of(files)
    over = Overlaid(held, {record_path(NAME): encoded(Record(changes(files), bars=True))})
    bench = Bench(checked(files), over, settings(), NAME, bytes)
    page = web_page(bench)[0].content.decode()
    box = page.partition('<section class="since"')[2].partition("</section>")[0]
    said = Markup(box).striptags().replace("\xa0", " ")
    assert "What changed since edition 1" in said and "because rains came." in said
    assert 'data-spec="key_judgements/0" data-changed' in page
    plain = web_page(Bench(checked(files), held, settings(), NAME, bytes))[0].content.decode()
    assert 'class="since"' not in plain and "data-changed>" not in plain

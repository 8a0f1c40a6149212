"""The web page: its notes, its data, what it may load, and what an override may do to it."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from briefgen.edition.compose import compose
from briefgen.errors import ExitCode, Place, RenderingFailed
from briefgen.model.kind import Accent
from briefgen.outputs.web.closing import POINTS_OF, closed
from briefgen.outputs.web.colours import (
    NIGHT_PANEL,
    PANEL,
    accent_rules,
    at_night,
    contrast,
    screen_rules,
)
from briefgen.outputs.web.page import web_page
from briefgen.outputs.web.proof import page_of
from briefgen.project import MemoryFiles
from briefgen.settings import Settings, read_settings
from briefgen.validation import check
from pages import ROOT, edition_of, environment, on_disk, project, run
from webs import bench, html_of, made, read, shipped, shipped_names, small, whole_briefs

SHEET = (ROOT / "templates/web/web.css").read_text("utf-8")


# Notes ----------------------------------------------------------------------------------------


def test_there_are_as_many_notes_as_on_paper() -> None:
    notes = edition_of(project()).notes
    assert len(notes) > 5
    in_list = [anchor for anchor in read().ids if re.fullmatch(r"fn-\d+", anchor)]
    in_place = [anchor for anchor in read().ids if re.fullmatch(r"note-\d+", anchor)]
    assert len(in_list) == len(in_place) == len(notes)


def test_every_mark_opens_its_note_and_the_list_leads_back_to_it() -> None:
    notes = edition_of(project()).notes
    assert sum(note.marks for note in notes) > len(notes)  # one is marked again
    for note in notes:
        assert read().opened[f"note-{note.number}"] == note.marks
        entry = re.search(rf'<li id="fn-{note.number}">.*?</li>', small(), re.S)
        assert entry
        back = re.findall(r'class="back" href="#([^"]+)"', entry[0])
        assert len(back) == note.marks
        for anchor in back:
            button = rf'<button type="button" class="ref" id="{anchor}" [^>]*"note-{note.number}"'
            assert re.search(button, small())


def test_an_open_note_leads_to_the_list_and_can_be_closed() -> None:
    for number in range(1, len(edition_of(project()).notes) + 1):
        (note,) = re.findall(rf'<span class="fn" id="note-{number}".*?</button></span>', small())
        assert f'href="#fn-{number}"' in note
        assert f'popovertarget="note-{number}" popovertargetaction="hide"' in note


def test_no_word_is_parted_from_its_mark() -> None:
    marks = re.findall(r'.{40}<button type="button" class="ref"', small())
    assert marks
    assert all('<span class="kept">' in before or "</i>" in before for before in marks)


def test_paper_and_screen_have_the_same_notes() -> None:
    memory = MemoryFiles.of(project())
    on_paper = compose(check(memory, "small"), Settings())
    on_screen = bench(memory).edition
    texts = [[note.text.split(";")[0].strip() for note in e.notes] for e in (on_paper, on_screen)]
    assert texts[0] == texts[1]
    assert [n.marks for n in on_paper.notes] == [n.marks for n in on_screen.notes]


def test_sources_say_where_they_are_cited() -> None:
    rows = bench(MemoryFiles.of(project())).edition.sources
    words = {place.words for row in rows for place in row.cited}
    assert {"1", "Figure\u00a01"} <= words
    assert all(place.anchor in read().ids for row in rows for place in row.cited)


# Data -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", whole_briefs())
def test_data_lie_beside_the_page_and_each_is_linked(name: str) -> None:
    page, *data = shipped(name)
    links = set(page_of(page.content.decode()).links)
    assert data
    assert {each.name for each in data} == {link for link in links if link.endswith(".csv")}


def test_the_bytes_of_data_are_those_attached_to_the_pdf() -> None:
    on_paper = edition_of(project()).attachments
    beside = {each.name: each.content for each in made()[1:]}
    assert on_paper
    assert beside == {f"small.data/{each.name}": each.content for each in on_paper}


def test_a_page_alone_carries_its_data() -> None:
    files = web_page(bench(MemoryFiles.of(project()), alone=True))
    assert len(files) == 1
    (attached,) = edition_of(project()).attachments
    held = base64.b64encode(attached.content).decode()
    assert f"data:text/csv;base64,{held}" in html_of(files)
    assert "small.data" not in html_of(files)


def test_names_in_addresses_are_quoted() -> None:
    files = web_page(bench(MemoryFiles.of(project()), stem="a b#é"))
    assert files[0].name == "a b#é.html"
    assert files[1].name.startswith("a b#é.data/")
    assert 'href="a%20b%23%C3%A9.data/' in html_of(files)


# What it may load -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", shipped_names())
def test_shipped_pages_fetch_nothing(name: str) -> None:
    page = page_of(shipped(name)[0].content.decode())
    assert page.fetched == []
    assert all(count == 1 for count in page.ids.values())
    assert {link.split(":")[0] for link in page.links if "://" in link} <= {"http", "https"}


def test_the_policy_names_each_sheet_and_nothing_else() -> None:
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', small())
    sheets = re.findall(r"<style>(.*?)</style>", small(), re.S)
    digests = [hashlib.sha256(sheet.encode()).digest() for sheet in sheets]
    named = " ".join(f"'sha256-{base64.b64encode(each).decode()}'" for each in digests)
    assert len(sheets) >= 4
    rest = "font-src data:; base-uri 'none'; form-action 'none'"
    assert policy == f"default-src 'none'; style-src {named}; {rest}"
    assert " style=" not in small()
    assert "<link" not in small()


def test_style_attributes_become_rules() -> None:
    html = (
        '<head><meta charset="utf-8"></head><p style="width:10pt">a</p><p style="width:10pt">b</p>'
    )
    page = closed(html, {})
    assert page.count('<p data-style="1">') == 2
    assert '[data-style="1"]{width:1rem}' in page
    assert POINTS_OF["mm"] == pytest.approx(2.8346, abs=1e-3)


def test_what_an_author_writes_is_escaped() -> None:
    brief = project()["briefs/small.yaml"].replace("title: Testland", 'title: "<b>x</b> & y"')
    html = html_of(made({"briefs/small.yaml": brief}))
    assert "&lt;b&gt;x&lt;/b&gt; &amp; y" in html
    assert "<b>x</b>" not in html


@pytest.mark.parametrize(
    ("part", "said", "column"),
    [
        ("<script>alert(1)</script>", "<script> is not allowed", 1),
        ('<img alt="" src="https://tracker.example/x.png">', "loads https://tracker.example", 18),
        ('<p onclick="x()">a</p>', "a script in onclick", 13),
        ('<a href="javascript:alert(1)">a</a>', "a link leads to javascript:alert(1)", 10),
        ('<a href="#nowhere">a</a>', "which is not there", 10),
        ("<style>p{background:url(https://x.example/a)}</style>", "loads https://x.example/a", 25),
        ('<iframe src="x"></iframe>', "<iframe> is not allowed", 14),
    ],
)
def test_an_override_that_reaches_out_stops_the_page(part: str, said: str, column: int) -> None:
    with pytest.raises(RenderingFailed) as raised:
        made({"own/web/parts/colophon.html": f"\n{part}"}, 'templates = ["own"]\n')
    (place,) = [each.place for each in raised.value.problems if said in each.message]
    assert place == Place("own/web/parts/colophon.html", 2, column)
    assert all(problem.hint for problem in raised.value.problems)


def test_a_style_sheet_that_reaches_out_has_its_line() -> None:
    with pytest.raises(RenderingFailed) as raised:
        made({"own/web/theme.css": "a{}\np{background:url(b.png)}"}, 'templates = ["own"]\n')
    assert [each.place for each in raised.value.problems] == [Place("own/web/theme.css", 2, 18)]


def test_an_override_that_loses_notes_stops_the_page() -> None:
    with pytest.raises(RenderingFailed, match="note 1 is not there as it must be"):
        made({"own/web/parts/endnotes.html": ""}, 'templates = ["own"]\n')


# Templates ------------------------------------------------------------------------------------


def test_a_template_of_the_page_goes_before_that_of_paper() -> None:
    own = {
        "own/web/parts/colophon.html": "<p>screen</p>",
        "own/parts/colophon.html": "<p>paper</p>",
    }
    html = html_of(made(own, 'templates = ["own"]\n'))
    assert "<p>screen</p>" in html
    assert "<p>paper</p>" not in html


def test_a_template_of_paper_serves_the_page_where_it_has_none() -> None:
    html = html_of(made({"own/parts/scenarios.html": "<p>ours</p>"}, 'templates = ["own"]\n'))
    assert "<p>ours</p>" in html


def test_a_kind_may_have_a_page_of_its_own_that_extends_the_shipped_one() -> None:
    text = '{% extends "default:brief.html" %}{% block masthead %}<h1>Kind</h1>{% endblock %}'
    html = html_of(made({"own/web/kinds/country-profile.html": text}, 'templates = ["own"]\n'))
    assert "<h1>Kind</h1>" in html
    assert 'class="endnotes"' in html


def test_a_style_sheet_can_be_replaced() -> None:
    html = html_of(made({"own/web/web.css": "p{color:red}"}, 'templates = ["own"]\n'))
    assert "<style>p{color:red}</style>" in html


# Looks ----------------------------------------------------------------------------------------


def test_drawings_grow_with_their_letters_and_say_their_words() -> None:
    drawings = re.findall(r"<svg xmlns[^>]*>", small())
    assert drawings
    assert all(re.search(r'width="[\d.]+em" height="[\d.]+em"', each) for each in drawings)
    assert all('role="img" aria-label="' in each for each in drawings)
    assert "<title>" not in small().split("</head>")[1]


@pytest.mark.parametrize("colour", ["#0B5A66", "#3A3B8C", "#98212C", "#7F4A0A", "#6B2F6B"])
def test_by_night_what_was_dark_is_light_and_as_clear(colour: str) -> None:
    paper = re.search(r"dark\)\{:root\{\s*--paper:(#\w{6})", SHEET)
    assert paper
    assert contrast(colour, "#FFFFFF") > 7
    assert contrast(at_night(colour), paper[1]) > 7
    rules = accent_rules(Accent(colour, "#888888", "#EEEEEE"))
    assert at_night(colour) in rules
    texts = re.findall(r"--accent-text:(#\w{6})", rules)
    assert all(contrast(*each) >= 7 for each in zip(texts, (PANEL, NIGHT_PANEL), strict=True))
    assert {f"--panel:{PANEL}", f"--panel:{NIGHT_PANEL}"} <= set(re.findall(r"--panel:#\w+", SHEET))


@pytest.mark.parametrize("scheme", ["day", "night"])
@pytest.mark.parametrize("ink", ["ink", "ink2", "ink3"])
def test_text_has_the_best_contrast(ink: str, scheme: str) -> None:
    blocks = re.findall(r":root\{(.*?)\}", SHEET, re.S)
    tokens = dict(re.findall(r"--([\w-]+):\s*(#\w{6})", blocks[0 if scheme == "day" else 1]))
    assert contrast(tokens[ink], tokens["paper"]) >= 7
    assert contrast(tokens[ink], tokens["panel"]) >= 7


def test_only_faces_that_are_needed_are_in_the_page() -> None:
    assert 'font-family:"BG Serif";' in small()
    assert 'font-family:"BG Naskh";' not in small()
    assert len(small()) < 700_000


# The command ----------------------------------------------------------------------------------


def test_the_same_brief_gives_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    folder = on_disk(project(), tmp_path)
    done = run(folder, "build", "small", "--to", "html", "--json")
    assert done.returncode == ExitCode.DONE, done.stderr
    assert (folder / "out/small.html").read_text("utf-8") == small()
    for each in made()[1:]:
        assert (folder / "out" / each.name).read_bytes() == each.content
        assert f"out/{each.name}" in done.stdout


def test_a_page_alone_never_waits_for_the_engine(tmp_path: Path) -> None:
    folder = on_disk(project(), tmp_path)
    code = (
        "import sys, briefgen\n"
        "briefgen.build('.', to='html')[0].require()\n"
        "print([m for m in ('weasyprint', 'pypdfium2', 'pydyf') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_both_come_of_one_build_and_a_file_of_before_goes(tmp_path: Path) -> None:
    folder = on_disk(project(), tmp_path)
    old = folder / "out/small.data/figure-09-old.csv"
    old.parent.mkdir(parents=True)
    old.write_text("a\n")
    (old.parent / "mine.csv").write_text("a\n")
    done = run(folder, "build", "small", "--to", "pdf", "--to", "html")
    assert done.returncode == ExitCode.DONE, done.stderr
    assert done.stdout.rstrip().endswith("out/small.pdf, out/small.html")
    assert (folder / "out/small.pdf").read_bytes()[:5] == b"%PDF-"
    assert not old.exists()
    assert (old.parent / "mine.csv").exists()


def test_a_style_has_a_ground_of_its_own_by_night() -> None:
    """What it says by day goes after the style sheet, and so would hold by night as well."""
    files = MemoryFiles.of(project(settings='theme = "ledger"\n'))
    rules = screen_rules(read_settings(files).style)
    parts = rules.partition("@media screen and (prefers-color-scheme:dark)")
    day, night = (dict(re.findall(r"--(\w+):(#\w{6})", parts[at])) for at in (0, 2))
    assert day.keys() == night.keys() >= {"paper", "panel", "ink", "ink2", "ink3"}
    for told in (day, night):
        for ink, ground in product(("ink", "ink2", "ink3"), ("paper", "panel")):
            assert contrast(told[ink], told[ground]) > 7


@pytest.mark.parametrize(
    "arguments",
    [
        ("--to", "htm", "small"),
        ("--to", "html", "-o", "x.pdf", "small"),
        ("--to", "html", "--to", "pdf", "-o", "-", "small"),
        ("--to", "html", "--to", "pdf", "-o", "x.html", "small"),
    ],
)
def test_a_call_that_cannot_be_meant_is_told(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = run(on_disk(project(), tmp_path), "build", *arguments)
    assert done.returncode == ExitCode.USAGE, done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_the_end_of_a_file_says_which_output_is_meant(tmp_path: Path) -> None:
    folder = on_disk(project(), tmp_path)
    done = run(folder, "build", "small", "-o", "deep/page.html")
    assert done.returncode == ExitCode.DONE, done.stderr
    html = (folder / "deep/page.html").read_text("utf-8")
    assert 'href="page.data/figure-01-cargo.csv"' in html
    assert (folder / "deep/page.data/figure-01-cargo.csv").is_file()
    assert not (folder / "deep/page.pdf").exists()

"""Briefs in other languages: words, numbers and dates, and pages that are read from the right."""

from __future__ import annotations

import re
from importlib.util import find_spec as really
from pathlib import Path

import pytest

import briefgen.speaking
from briefgen.catalogues import Tongue, in_capitals, shipped
from briefgen.charts.mirroring import mirrored as mirrored_drawing
from briefgen.charts.mirroring import worded
from briefgen.charts.svg import finish, rect, text
from briefgen.checks.running import examine
from briefgen.citations import words_for
from briefgen.edition.compose import compose
from briefgen.edition.view import Edition
from briefgen.errors import Severity
from briefgen.evidence.bundle import written_by_the_author
from briefgen.language import words_of
from briefgen.messages import messages
from briefgen.outputs.closing import LANGUAGE, close_job
from briefgen.outputs.job import RenderJob
from briefgen.outputs.mirroring import mirrored
from briefgen.outputs.rendering import render
from briefgen.outputs.spelling import Spelling
from briefgen.project import MemoryFiles
from briefgen.settings import Settings
from briefgen.templating import render_html
from briefgen.validation import check, require
from language_projects import LANGUAGES, project
from projects import NAME, SPEC

ROOT = Path(__file__).resolve().parents[1]
OTHERS = [language for language in LANGUAGES if language != "en"]
ALIKE = {
    "fr": {"Date", "Sources", "Source", "Figure", "Notes", "Population", "Pages"},
    "tr": {"No."},
}  # words that are the same there
STOPS = {", ", "; "}
CATALOGUE = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'


def edition_in(language: str, files: dict[str, str] | None = None) -> tuple[Edition, str]:
    held = MemoryFiles.of(files or project(language))
    checked = check(held, NAME)
    assert [str(problem) for problem in checked.errors] == []
    edition = compose(checked, Settings())
    return edition, render_html(edition, held, ())


def job_in(language: str) -> RenderJob:
    edition, html = edition_in(language)
    return close_job(edition, html, MemoryFiles(), Settings())


def test_there_is_a_brief_for_every_language() -> None:
    assert set(LANGUAGES) == set(shipped())


@pytest.mark.parametrize("language", OTHERS)
def test_a_page_has_none_of_the_english_words_of_the_program(language: str) -> None:
    edition, html = edition_in(language)
    assert f'<html lang="{language}"' in html
    found = set(re.findall(r">([^<>]+)<", html))
    pages = [each for each in messages() if each.context.startswith(("page.", "key facts"))]
    alike = ALIKE.get(language, set()) | (STOPS if language != "ar" else set())
    assert {each.words for each in pages if each.words in found} <= alike
    assert edition.kind_name != "Country profile"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "kk",
            ["8,3%", "10,3\u00a0млн", "2026 жылғы 23 қараша", "Өте ықтимал", "80–95%", "1234,5"],
        ),
        ("ru", ["8,3\u00a0%", "10,3\u00a0млн", "23 ноября 2026", "80–95\u00a0%"]),
        ("uz", ["8,3%", "10,3\u00a0mln", "2026-yil 23-noyabr", "Ehtimoli juda katta"]),
        ("tr", ["%8,3", "10,3\u00a0milyon", "23 Kasım 2026", "%80–95", "1.234,5"]),
        (
            "fr",
            ["8,3\u00a0%", "23 novembre 2026", "1\u202f234,5", "Source\u00a0:"],
        ),
        ("ar", ["8.3%", "10.3\u00a0مليون", "23 نوفمبر 2026", "مرجّح جدًا", "1,234.5"]),
    ],
)
def test_numbers_dates_and_terms_are_those_of_the_language(language: str, words: list[str]) -> None:
    edition, html = edition_in(language)
    assert [each for each in words if each not in html] == []
    assert "very likely" in edition.yardstick_key  # the official term can be found again


@pytest.mark.parametrize("language", OTHERS)
def test_the_foot_of_the_page_counts_in_the_language(language: str) -> None:
    sheet = job_in(language).resources[LANGUAGE].decode()
    assert 'counter(page) "' in sheet
    assert "Page" not in sheet or language == "fr"
    assert ("hyphens:auto" in sheet) == (language not in ("en", "ar"))


def test_english_has_no_sheet_for_its_language() -> None:
    assert LANGUAGE not in job_in("en").resources


def test_an_arabic_brief_is_printed_and_its_notes_are_proven() -> None:
    job = job_in("ar")
    rendered = render(job)
    assert rendered.proof.strays == ()
    assert rendered.proof.notes == len(job.notes) == 10
    assert '<html lang="ar" dir="rtl"' in job.html
    assert b"margin:25mm 20mm 21mm 17mm" in job.resources["brief:brief.css"]


def test_the_stops_of_an_arabic_note_are_those_of_its_words() -> None:
    edition, _ = edition_in("ar")
    notes = {each.number: str(each.text) for each in edition.endnotes}
    assert notes[3].count('<span dir="ltr">') == 2  # each source in its own order
    assert "</span>؛ <span" in notes[3]
    assert "Development Bank, <i>Country Outlook</i>" in notes[3]
    assert notes[7].startswith("يستند إلى ")
    assert "</a>، <a" in notes[7]
    assert "(كلمة، \u200f1 مارس 2025)" in notes[10]
    latin, arabic = words_for("ar").beside(latin=True), words_for("ar").beside(latin=False)
    assert latin.row(["Doe", "كلمة", "Roe", "2024"]) == "Doe, كلمة، Roe, 2024"
    assert arabic.row(["Doe", "كلمة", "2024"]) == "Doe، كلمة، 2024"
    assert words_for("fr").beside(latin=True) == words_for("fr")


def test_capitals_of_turkish_keep_the_dot() -> None:
    _, html = edition_in("tr")
    assert ">TACİKİSTAN<" in html
    assert ">AFGANİSTAN<" in html
    assert in_capitals("Kirgiz", "ru") == "KIRGIZ"


def test_a_note_between_lines_to_the_left_is_found_with_its_words_in_order() -> None:
    note = Spelling("2Agency on Statistics, Population Census (2021), 4.", turned=True)
    assert note.opens("AgencyonStatisticsPopulationCensus202142")
    assert not note.opens("ycnegAnoscitsitatSnoitalupoPsusneC202142")
    assert not note.opens("AgencyonStatisticsPopulation202142")
    assert not Spelling(note.text).opens("AgencyonStatisticsPopulationCensus202142")


@pytest.mark.parametrize(
    ("css", "turned"),
    [
        ("a{float:left;margin:1pt 2pt 3pt 4pt}", "a{float:right;margin:1pt 4pt 3pt 2pt}"),
        ("a{padding-left:1pt;right:0}", "a{padding-right:1pt;left:0}"),
        ("a{margin:0 auto;text-align:center}", "a{margin:0 auto;text-align:center}"),
        ("a{text-indent:-13pt}", "a{text-indent:13pt}"),
        ("a{letter-spacing:.07em}", "a{letter-spacing:normal}"),
        ('a::before{content:"left: 1"}', 'a::before{content:"left: 1"}'),
        ("@page{@top-left{content:none}}", "@page{@top-right{content:none}}"),
        (".left .right{color:red}", ".left .right{color:red}"),
        ("a{left:0}/* code */[dir=ltr] p{left:0;text-indent:-1pt}b{left:0}",
         "a{right:0}/* code */[dir=ltr] p{left:0;text-indent:-1pt}b{right:0}"),
        ("a{border-left:1pt solid red;border-left-width:0}",
         "a{border-right:1pt solid red;border-right-width:0}"),
    ],
)  # fmt: skip
def test_a_style_sheet_is_turned(css: str, turned: str) -> None:
    assert mirrored(css) == turned


def test_a_drawing_is_turned_and_its_words_are_turned_back() -> None:
    drawing = finish(
        [rect(0, 0, 30, 5, fill="#000"), text(10, 5, "82%"), text(90, 5, "سلام", anchor="end")],
        width=100, height=10, alt="A",
    )  # fmt: skip
    svg = str(mirrored_drawing(drawing).svg)
    assert '<title>A</title><g transform="translate(100,0) scale(-1,1)"><rect' in svg
    assert 'text-anchor="end" transform="translate(20,0) scale(-1,1)">82%<' in svg
    assert 'transform="translate(180,0) scale(-1,1)">\u202bسلام\u202c<' in svg
    assert svg.count("text-anchor") == 1
    flat = str(worded(drawing).svg)
    assert "\u202bسلام\u202c" in flat
    assert "scale(" not in flat


def test_a_project_has_words_of_its_own_and_they_travel_with_the_brief() -> None:
    own = CATALOGUE + 'msgctxt "page.contents"\nmsgid "Contents"\nmsgstr "Жоспар"\n'
    files = {**project("kk"), "translations/kk.po": own}
    held = MemoryFiles.of(files)
    checked = check(held, NAME)
    assert compose(checked, Settings()).words.contents == "Жоспар"
    assert "translations/kk.po" in checked.files
    assert written_by_the_author(checked, held)["translations/kk.po"] == own.encode()


def test_a_project_adds_a_language() -> None:
    files = project("en")
    files[SPEC] = files[SPEC].replace("language: en", "language: de")
    files["translations/de.po"] = (
        CATALOGUE + 'msgctxt "page.contents"\nmsgid "Contents"\nmsgstr "Inhalt"\n'
    )
    edition, html = edition_in("de", files)
    assert edition.words.contents == "Inhalt"
    assert edition.words.sources == "Sources"  # what is not translated is English
    assert "8,3\u00a0%" in html


def test_what_is_wrong_with_a_catalogue_of_the_project_has_its_place() -> None:
    bad = CATALOGUE + 'msgctxt "page.since"\nmsgid "Since {date}"\nmsgstr "{date.year}"\n'
    checked = check(MemoryFiles.of({**project("kk"), "translations/kk.po": bad}), NAME)
    assert [f"{p.place} {p.code}" for p in checked.errors] == ["translations/kk.po:5:1 LNG102"]
    assert checked.brief is None


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_range_runs_to_the_right_on_all_pages_as_in_all_drawings(language: str) -> None:
    _, html = edition_in(language)
    before = [html[: found.start()] for found in re.finditer("80–95%", html)]
    told = ('<span dir="ltr">', "\u202a", 'scale(-1,1)">')  # the last stands alone in a drawing
    assert len(before) > 2
    assert {text.endswith(told) for text in before} == {language == "ar"}


def test_a_translation_of_what_no_page_says_is_told_with_what_it_says() -> None:
    own = CATALOGUE + "".join(
        f'msgctxt "{context}"\nmsgid "{words}"\nmsgstr "{said}"\n\n'
        for context, words, said in (
            ("page.contents", "Contents", "Жоспар"),
            ("page.contens", "Contents", "Жоспар"),
            ("page.sources", "Source", "Көздер"),
            ("page.gone", "Gone", ""),
            ("kind", "Port note", "Порт туралы жазба"),
        )
    )
    checked = check(MemoryFiles.of({**project("kk"), "translations/kk.po": own}), NAME)
    told = [p for p in checked.problems if p.code == "LNG103"]
    assert [(str(p.place), p.severity, p.message, p.hint) for p in told] == [
        (
            "translations/kk.po:9:1", Severity.WARNING,
            "no page says anything in the context “page.contens”, so this has no effect",
            "did you mean “page.contents”?",
        ),
        (
            "translations/kk.po:13:1", Severity.WARNING,
            "no page says “Source” in the context “page.sources”, so this has no effect",
            "it says “Sources”",
        ),
    ]  # fmt: skip
    assert require(checked).language == "kk"


def test_without_babel_a_language_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def find(name: str) -> object:
        return None if name == "babel" else really(name)

    monkeypatch.setattr(briefgen.speaking, "find_spec", find)
    checked = check(MemoryFiles.of(project("tr")), NAME)
    assert [problem.hint for problem in checked.errors] == [
        "run: pip install 'briefgen[languages]'"
    ]
    assert require(check(MemoryFiles.of(project("en")), NAME)).language == "en"


@pytest.mark.parametrize("language", ["en", "kk"])
def test_rules_on_english_words_say_where_they_are_not_asked(language: str) -> None:
    files = project(language)
    opening = '    blocks:\n      - "'
    said = "We judge with high confidence that it is likely to snow. "
    files[SPEC] = files[SPEC].replace(opening, opening + said, 1)
    report = examine(check(MemoryFiles.of(files), NAME), Settings())
    assert ("know English only" in report.unasked) == (language != "en")
    assert ("JDG103" in {problem.code for problem in report.problems}) == (language == "en")


def test_the_examples_of_the_guide_are_right() -> None:
    guide = (ROOT / "docs" / "languages.md").read_text("utf-8")
    (shown,) = re.findall(r"```text\n(.*?)```", guide, re.DOTALL)
    assert words_of(Tongue("kk", (CATALOGUE + shown).encode())).bottom_line == "Басты тұжырым"
    spec = (ROOT / "briefs" / "ots-summit-2022-tr.yaml").read_text("utf-8")
    (told,) = re.findall(r"```yaml\n(kind: summit-brief.*?)```", guide, re.DOTALL)
    assert [line for line in told.splitlines() if line not in spec.splitlines()] == []

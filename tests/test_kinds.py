"""The kinds of brief: what each asks for, what is said of mistakes, that its PDF is accessible."""

from __future__ import annotations

import itertools
import re

import page
import pytest

from briefgen.dates import PartialDate, span_words
from briefgen.kinds import KINDS
from briefgen.model.country import country_name
from briefgen.model.rating import LEVELS, overall_level
from briefgen.printing import Order, prepare, set_pages
from briefgen.project import MemoryFiles
from briefgen.settings import read_settings
from briefgen.validation import check
from kind_projects import SPECS, kind_project, place_of, said_of
from projects import NAME, changed, found, minimal_project, with_change


def order_for(files: dict[str, str]) -> Order:
    """An order for nothing but pages."""
    project = MemoryFiles.of(files)
    return Order(project, read_settings(project), lambda name: pytest.fail("nothing is written"))


def html_of(name: str) -> str:
    """The HTML of a kind's small brief."""
    order = order_for(kind_project(name))
    return prepare(check(order.files, name), order)[1].html


@pytest.mark.parametrize("name", SPECS)
def test_a_small_brief_of_each_kind_is_right(name: str) -> None:
    assert found(kind_project(name), name) == []


@pytest.mark.parametrize("name", SPECS)
def test_its_pages_are_proven_and_accessible(name: str) -> None:
    order = order_for(kind_project(name))
    _, rendered = set_pages(check(order.files, name), order)
    assert (rendered.unproven, rendered.problems) == ((), ())
    assert page.validate_pdf_bytes(
        rendered.pdf, profile=page.ValidationProfile.PDF_UA_1
    ).is_compliant


@pytest.mark.parametrize("name", SPECS)
def test_each_section_is_asked_for(name: str) -> None:
    kind = KINDS[SPECS[name].split("\n", 1)[0].removeprefix("kind: ")]
    for section in kind.required_sections:
        files = kind_project(name)
        head, sections = files[f"briefs/{name}.yaml"].split("\nsections:", 1)
        others = changed(sections, f"\n  {section}:", "\n  elsewhere:")
        said = found({**files, f"briefs/{name}.yaml": f"{head}\nsections:{others}"}, name)
        needs = f"a {kind.kind_name.lower()} needs a section “{section}”"
        assert any(needs in each for each in said), section


@pytest.mark.parametrize(
    ("name", "piece", "replacement", "what"),
    [
        ("summit", "figure: matrix", "figure: map\n        country: TJ", "figure “matrix”"),
        ("threat", "figure: network", "figure: map\n        country: TJ", "figure “network”"),
        ("threat", "figure: timeline", "figure: map\n        country: TJ", "figure “timeline”"),
        ("threat", "- implications:", "- list: [Watch.]\n      - implicatios:", ""),
        ("threat", "- rating: The threat to Tajikistan", "- Words.", "block “rating”"),
        ("relations", "- indicators: What", "- heading: What", "block “indicators”"),
    ],
)
def test_needed_blocks_and_figures(name: str, piece: str, replacement: str, what: str) -> None:
    needed = [each for each in said_of(name, piece, replacement) if " needs a " in each]
    assert [what in each for each in needed] == ([True] if what else [])


def test_a_misspelt_figure_is_not_also_missing() -> None:
    (said,) = said_of("summit", "figure: matrix", "figure: matirx")
    assert "there is no figure “matirx” = did you mean “matrix”?" in said


@pytest.mark.parametrize(
    ("name", "piece", "ahead", "replacement", "words"),
    [
        ("relations", "QA", 0, "QT", "“QT” is no country code of ISO 3166-1 alpha-2"),
        ("relations", "KW]", 0, "Kuwait]", "write KW for Kuwait"),
        ("relations", "KW]", 0, "TJ]", "TJ stands on both sides"),
        ("summit", "host: TJ", 6, "host: tj", "write TJ for Tajikistan"),
        (
            "summit",
            "ends: 2025-08-06",
            6,
            "ends: 2025-08-04",
            "the summit ends on 2025-08-04, before",
        ),
        ("summit", "ends: 2025-08-06", 6, "ends: 2025-08", "the day is missing"),
        ("summit", "observers: [TM]", 12, "observers: [KG]", "KG is a member already"),
        (
            "summit",
            "observers: [TM]",
            0,
            "legend: {observers: Guest}",
            "the map has no observers, so the word for them would not be printed",
        ),
        (
            "summit",
            "observers: [TM]",
            0,
            "legend: {guests: Guest}",
            "“guests” is not among the choices",
        ),
        ("threat", "overall: medium", 9, "overall: high", "“medium” follows from intent high, cap"),
        ("threat", "overall: medium", 9, "overall: mediun", "did you mean “medium”?"),
        ("threat", "level: low", 7, "level: lo", "did you mean “low”?"),
        ("threat", "text: A raid, source: handbook", 0, "source: handbook", "has no text"),
        ("threat", "layer: Patrons}", 7, "layer: Patron}", "did you mean “Patrons”?"),
        ("threat", "to: clan", 4, "to: clam", "did you mean “clan”?"),
        ("threat", "to: clan", 4, "to: band", "“band” is linked to itself"),
        ("threat", "id: clan", 4, "id: band", "the id “band” is used twice"),
        ("threat", "type: rivalry", 6, "type: rival", "did you mean “rivalry”?"),
    ],
)
def test_mistakes_are_told_where_they_are(
    name: str, piece: str, ahead: int, replacement: str, words: str
) -> None:
    said = next(each for each in said_of(name, piece, replacement) if words in each)
    line = place_of(name, piece, ahead).rsplit(":", 1)[0]
    assert said.startswith(f"{line}:"), said


def test_the_overall_level_is_the_middle_but_near_the_lowest() -> None:
    for levels in itertools.product(LEVELS, repeat=3):
        lowest, middle, _ = sorted(LEVELS.index(level) for level in levels)
        overall = LEVELS.index(overall_level(list(levels)))
        assert lowest <= overall <= middle
        assert overall == middle or overall == lowest + 1


def test_a_rating_says_why_it_does_not_follow() -> None:
    (said,) = said_of(
        "threat", "{level: low, reason: The border", "{level: very low, reason: The border"
    )
    assert "the middle of the three (medium), capped one level above the lowest: low" in said


def test_only_a_rated_kind_can_set_out_a_rating() -> None:
    said = found(with_change("      - heading: Succession", "      - rating: The threat"))
    assert any("a country profile has no rating to set out" in each for each in said)


def test_the_first_page_has_the_rating_and_the_text_its_reasons() -> None:
    html = html_of("threat")
    strip, rest = (
        html.split('<div class="rating-strip"', 1)[1].split("</main>", 1)[0].split("<h2", 1)
    )
    assert "It says so." not in strip
    assert "It says so." in rest
    assert html.count("Follows by the rule") == 1


def test_other_names_stand_under_the_title() -> None:
    assert 'data-spec="native_title">Lake Band, LB</p>' in html_of("threat")
    assert 'data-spec="native_title">Third Summit of the Lakes</p>' in html_of("summit")


def test_rows_of_the_panel_come_from_fields_of_their_own() -> None:
    rows = re.findall(r'<tr[^>]*><th scope="row">([^<]+)</th><td>([^<]+)', html_of("summit"))
    assert rows[:3] == [
        ("Held", "5–6 August 2025"),
        ("Chair", "Emomali Rahmon"),
        ("Members", "Three"),
    ]


def test_key_figures_stand_above_the_bottom_line() -> None:
    html = html_of("relations")
    assert html.index('class="key-figures') < html.index('class="bottom-line"')


def test_the_globe_shows_both_parties() -> None:
    assert "Tajikistan, United Arab Emirates, Qatar and Kuwait picked out" in html_of("relations")


def test_a_country_that_maps_have_no_shape_for_is_marked_on_the_globe() -> None:
    order = order_for(with_change("country: TJ\ntitle", "country: GI\ntitle"))
    html = prepare(check(order.files, NAME), order)[1].html
    assert "Globe with Gibraltar picked out." in html


def test_kinds_without_such_fields_are_as_before() -> None:
    order = order_for(minimal_project())
    html = prepare(check(order.files, NAME), order)[1].html
    assert 'class="rating' not in html


@pytest.mark.parametrize(
    ("first", "last", "language", "words"),
    [
        ("2022-11-11", None, "en", "11 November 2022"),
        ("2022-11-11", "2022-11-11", "en", "11 November 2022"),
        ("2022-11-11", "2022-11-12", "en", "11–12 November 2022"),
        ("2022-11-30", "2022-12-01", "en", "30 November – 1 December 2022"),
        ("2022-12-31", "2023-01-01", "en", "31 December 2022 – 1 January 2023"),
        ("2022-11-11", "2022-11-12", "en-US", "November 11 – November 12, 2022"),
        ("2022-11-11", "2022-11-12", "ru", "11–12 ноября 2022"),
    ],
)
def test_days_in_a_row(first: str, last: str | None, language: str, words: str) -> None:
    end = PartialDate.parse(last) if last else None
    assert span_words(PartialDate.parse(first), end, language) == words


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("TR", "Türkiye"),
        ("RU", "Russia"),
        ("TZ", "Tanzania"),
        ("XK", "Kosovo"),
        ("UZ", "Uzbekistan"),
    ],
)
def test_names_of_countries_in_common_use(code: str, name: str) -> None:
    assert country_name(code) == name

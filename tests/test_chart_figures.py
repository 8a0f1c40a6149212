"""Charts from the spec: what is written becomes what is drawn, and the check tells mistakes."""

from __future__ import annotations

import re
import textwrap

import pytest

from briefgen.edition.compose import compose
from briefgen.edition.view import Edition
from briefgen.errors import InputProblems
from briefgen.project import MemoryFiles
from briefgen.settings import Settings
from briefgen.validation import check
from projects import NAME, SPEC, changed, found, minimal_project

FIGURE = """\
      - figure: bar
        title: Tajikistan grew faster
        data: growth
        category: country
        where: {year: 2023}
        highlight: Tajikistan
"""
PANEL = '  population: {value: "{{ population }}", note: "2024"}\n'
WAGES = """\
country,year,value,low,high,status,seen
Tajikistan,2021,10,9,12,known,2021-06-30
Tajikistan,2022,12,,13,known,2022-06-30
Tajikistan,2023,15,14,,expected,
Kyrgyzstan,2021,8,8,8,known,2021-06-30
Kyrgyzstan,2022,7.5,7,9,known,2022-06-30
Kyrgyzstan,2023,9,,,expected,2023
"""
ABOUT = """\
title: Wages
source: bank
columns:
  country: {type: text, title: Country}
  year: {type: year, title: Year}
  value: {type: number, title: Wage, unit: dollars}
  low: {type: number, title: Lowest}
  high: {type: number, title: Highest}
  status: {type: text, title: Known or expected}
  seen: {type: date, title: Seen}
"""


def files_with(figure: str) -> dict[str, str]:
    """The small project with a figure, or a table, in the place of its bars."""
    files = minimal_project()
    block = textwrap.indent(textwrap.dedent(figure).strip("\n"), " " * 6) + "\n"
    files[SPEC] = changed(files[SPEC], FIGURE, block)
    return {**files, "data/wages.csv": WAGES, "data/wages.yaml": ABOUT}


def edition_of(files: dict[str, str]) -> Edition:
    assert found(files) == []
    return compose(check(MemoryFiles.of(files), NAME), Settings())


def svg_of(figure: str) -> str:
    """The drawing of a figure, with plain spaces."""
    economy = next(s for s in edition_of(files_with(figure)).sections if s.id == "sec-economy")
    return str(economy.parts[-1].data["drawing"]).replace("\u00a0", " ")


def words_of(figure: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]+)<", svg_of(figure))


def alt_of(figure: str) -> str:
    title = re.search(r"<title>([^<]+)<", svg_of(figure))
    return title[1] if title else ""


LINE = """
- figure: line
  title: Wages rose
  subtitle: Wages, dollars
  data: wages
  series: country
  highlight: Tajikistan
  relabel: {Tajikistan: Tajiks}
  label: [2022]
  events: [{at: 2022, text: A war nearby, source: report}]
  projected_where: {status: expected}
"""


def test_a_line_has_events_projections_and_words_of_its_own() -> None:
    assert {"2022", "A war nearby", "projected", "Tajiks 15.0"} <= set(words_of(LINE))
    assert svg_of(LINE).count("stroke-dasharray") == 3  # two lines, and where they begin
    assert "Projected from 2023. Event of 2022: A war nearby." in alt_of(LINE)


def test_the_source_of_an_event_stands_under_the_figure() -> None:
    economy = next(s for s in edition_of(files_with(LINE)).sections if s.id == "sec-economy")
    line = re.sub("<[^>]+>", "", str(economy.parts[-1].data["source"]))
    assert re.fullmatch(r"Sources: S\d+, S\d+ \(2022\)\.", line)


def test_projections_by_year_are_those_of_every_line() -> None:
    by_year = changed(LINE, "projected_where: {status: expected}", "projected_from: 2023")
    assert svg_of(by_year) == svg_of(LINE)


DOTS = """
- figure: dot
  title: Wages
  data: wages
  category: country
  series: year
  where: {year: [2021, 2023]}
  sort: ascending
"""


def test_dots_are_sorted_and_named_by_their_series() -> None:
    words = words_of(DOTS)
    assert words[:2] == ["2021", "2023"]
    assert words.index("Kyrgyzstan") < words.index("Tajikistan")
    assert alt_of(DOTS) == (
        "Dot plot. Wages: Kyrgyzstan: 2021 8, 2023 9; Tajikistan: 2021 10, 2023 15."
    )


def test_one_dot_to_a_row() -> None:
    one = changed(DOTS, "  series: year\n  where: {year: [2021, 2023]}", "  where: {year: 2023}")
    assert alt_of(one) == "Dot plot. Wages: Kyrgyzstan: 9; Tajikistan: 15."


SLOPE = """
- figure: slope
  title: Wages
  data: wages
  series: country
  where: {year: [2023, 2021]}
  highlight: Tajikistan
"""


def test_a_slope_goes_from_the_earlier_year_to_the_later() -> None:
    words = words_of(SLOPE)
    assert words[:2] == ["2021", "2023"]
    assert {"Tajikistan 10", "15 Tajikistan"} <= set(words)


def test_a_slope_may_go_between_words() -> None:
    named = changed(
        SLOPE, "where: {year: [2023, 2021]}", "x: status\n  where: {year: [2021, 2023]}"
    )
    assert words_of(named)[:2] == ["known", "expected"]


RANGE = """
- figure: range
  title: What the sources say
  data: wages
  where: {country: Tajikistan}
  category: year
  detail: seen
  middle: value
"""


def test_ranges_take_a_row_of_the_file_each() -> None:
    words = words_of(RANGE)
    assert {"10 (9–12)", "up to 13", "14 or more", "30 June 2021"} <= set(words)
    assert "2021, 30 June 2021: 9 to 12, central value 10" in alt_of(RANGE)


def test_ranges_sorted_downwards_begin_with_the_highest() -> None:
    assert words_of(RANGE + "  sort: descending\n").index("2023") < words_of(
        RANGE + "  sort: descending\n"
    ).index("2021")


MULTIPLES = """
- figure: multiples
  title: Wages
  data: wages
  by: country
  only: [Kyrgyzstan, Tajikistan]
  relabel: {Kyrgyzstan: Kyrgyz}
  draw: bar
"""


def test_panels_stand_in_the_order_asked_for() -> None:
    words = words_of(MULTIPLES)
    assert words.index("Kyrgyz") < words.index("Tajikistan")
    assert alt_of(MULTIPLES).startswith("2 small bar charts on one scale. Wages. Kyrgyz: from 8.0")


def test_bars_without_a_value_stand_last() -> None:
    bars = """
    - figure: bar
      title: Highest
      data: wages
      where: {year: [2022, 2023], country: Tajikistan}
      category: year
      value: high
      sort: descending
    """
    words = words_of(bars)
    assert words.index("2022") < words.index("2023")
    assert "no data" in words


def test_a_sparkline_in_the_panel_cites_its_data() -> None:
    files = files_with(DOTS)
    row = changed(PANEL, 'note: "2024"}', "spark: {data: wages, where: {country: Tajikistan}}}")
    files[SPEC] = changed(files[SPEC], PANEL, row)
    panel = edition_of(files).panel
    assert panel is not None
    (line,) = [each for each in panel.rows if each.spark]
    assert "<title>Population: from 10 in 2021 (the lowest) to 15 in 2023" in line.spark
    assert len(re.findall("<svg", line.spark)) == 1
    assert "fn" in line.value


def test_sparklines_in_cells_that_are_written_out() -> None:
    table = """
    - table: Wages rose
      columns: [Country, Since 2021, {title: Wage, type: number}]
      rows:
        - [Tajikistan, {spark: {data: wages, where: {country: Tajikistan}}}, 15]
        - [Kyrgyzstan, {spark: {data: wages, where: {country: Kyrgyzstan}}}, ~]
    """
    economy = next(s for s in edition_of(files_with(table)).sections if s.id == "sec-economy")
    part = economy.parts[-1]
    cells = [str(row["cells"][1]["text"]) for row in part.data["rows"]]  # type: ignore[attr-defined]
    assert "<title>Tajikistan, Since 2021: from 10 in 2021" in cells[0]
    assert "<title>Kyrgyzstan, Since 2021: from 8.0 in 2021" in cells[1]
    assert 'class="sref"' in str(part.data["source"])


@pytest.mark.parametrize(
    ("figure", "piece", "by", "words"),
    [
        (
            LINE,
            "at: 2022",
            "at: 2030",
            "the event of 2030 lies outside the years drawn, 2021 to 2023",
        ),
        (LINE, "label: [2022]", "label: [2019]", "there is no value of “Tajikistan” in 2019"),
        (LINE, "{status: expected}", "{state: expected}", "has no column “state”"),
        (LINE, "{status: expected}", "{status: known}", "2023 is no projection, but stands after"),
        (
            LINE,
            "projected_where:",
            "projected_from: 2022\n  projected_where:",
            "say the same in two ways",
        ),
        (
            LINE,
            "projected_where: {status: expected}",
            "projected_from: 2031",
            "no year from 2031 on is drawn",
        ),
        (LINE, "{Tajikistan: Tajiks}", "{Tadjikistan: Tajiks}", "has no “Tadjikistan” among"),
        (LINE, "A war nearby", "A war " * 10, "45 is the most"),
        (SLOPE, "[2023, 2021]", "[2021, 2022, 2023]", "3 are selected in “year”"),
        (SLOPE, "[2023, 2021]", "2021", "1 is selected in “year”"),
        (SLOPE, "highlight: Tajikistan", "highlight: [Tajik]", "has no “Tajik” among the rows"),
        (SLOPE, "series: country", "series: nation", "has no column “nation”"),
        (RANGE, "middle: value", "low: high\n  high: low", "“2021” are not in order: 12, 9"),
        (RANGE, "middle: value", "middle: status", "numbers are needed here"),
        (MULTIPLES, "only: [Kyrgyzstan,", "only: [Kirgizia,", "has no “Kirgizia” among"),
        (MULTIPLES, "draw: bar", "draw: pie", "not among the choices"),
        (DOTS, "series: year", "series: country", "rows of data/wages.csv fall on one place"),
    ],
)
def test_mistakes_are_told_by_the_check(figure: str, piece: str, by: str, words: str) -> None:
    said = found(files_with(changed(figure, piece, by)))
    assert any(words in each for each in said), said
    assert all(": error: " in each for each in said)


@pytest.mark.parametrize(
    ("spark", "words"),
    [
        ("wage", "there is no data file data/wage.csv"),
        ("{data: wages}", "rows of data/wages.csv fall on one place"),
        ("{data: wages, where: {country: Tadjikistan}}", "no row of data/wages.csv has"),
        ("{data: wages, y: status}", "numbers are needed here"),
        ("{data: wages, where: {country: Kyrgyzstan}, y: low, from: 2023}", "no value is known"),
        ("{data: wages, colour: red}", "“colour” is not a key that is known here"),
    ],
)
@pytest.mark.parametrize("place", ["panel", "cell"])
def test_mistakes_of_sparklines(spark: str, words: str, place: str) -> None:
    table = f"""
    - table: Wages rose
      columns: [Country, Since 2021]
      rows: [[Tajikistan, {{spark: {spark}}}]]
      source: bank
    """
    files = files_with(table if place == "cell" else DOTS)
    if place == "panel":
        row = changed(PANEL, 'note: "2024"}', f"spark: {spark}}}")
        files[SPEC] = changed(files[SPEC], PANEL, row)
    assert any(words in each for each in found(files)), found(files)


MONTHS = """
    - figure: line
      id: fig-x
      title: Prices by month
      data: prices
      x: month
      label: [2022-11]
      events: [{at: 2023-01, text: Tariffs rise}]
      projected_from: 2023-03
      unit: percent
      decimals: 1
"""
DESCRIBED = """\
title: Prices
source: bank
unit: percent
columns:
  month: {type: date, title: Month}
  value: {type: number, title: Rise, unit: percent}
"""


def by_dates(dates: list[str], block: str = MONTHS) -> dict[str, str]:
    rows = "".join(f"{date},{4 + number}\n" for number, date in enumerate(dates))
    files = files_with(block)
    files["data/prices.csv"] = f"month,value\n{rows}"
    files["data/prices.yaml"] = DESCRIBED
    assert found(files) == []
    return files


def lines_by_dates(dates: list[str], block: str = MONTHS) -> str:
    edition = edition_of(by_dates(dates, block))
    (drawing,) = (
        str(part.data["drawing"])
        for section in edition.sections
        for part in section.parts
        if part.id == "fig-x"
    )
    return drawing


def test_a_line_may_go_by_months() -> None:
    months = ["2022-10", "2022-11", "2022-12", "2023-02", "2023-03"]
    html = lines_by_dates(months)
    assert "from 4.0% in Oct 2022 (the lowest) to 8.0% in March 2023 (the highest)" in html
    assert "1 value is missing. Projected from March 2023. Event of Jan 2023: Tariffs rise." in html
    for tick in ("Nov 2022", "Jan 2023", "March 2023"):
        assert f">{tick}<" in html, tick
    assert ">5.0%<" in html


def test_a_line_may_go_by_days_which_need_not_be_even() -> None:
    days = ["2022-11-01", "2022-11-02", "2022-11-03", "2022-11-04", "2022-11-07", "2022-11-08"]
    block = MONTHS.replace("[2022-11]", "[2022-11-03]").replace("2023-01", "2022-11-04")
    html = lines_by_dates(days, block.replace("      projected_from: 2023-03\n", ""))
    assert "to 9.0% on 8 Nov 2022 (the highest)" in html
    assert "missing" not in html.split("Line chart.", 1)[1].split("</title>", 1)[0]


def test_years_bound_a_line_by_months() -> None:
    block = MONTHS.replace("      label: [2022-11]\n", "      from: 2023\n")
    html = lines_by_dates(["2022-12", "2023-01", "2023-02", "2023-03"], block)
    assert "from 5.0% in Jan 2023" in html


def test_a_chart_that_has_no_room_is_told_with_its_place() -> None:
    files = files_with(changed(LINE, "relabel: {Tajikistan: Tajiks}", "height: 60"))
    assert found(files) == []
    with pytest.raises(InputProblems, match="the figure cannot be drawn: 2 lines are too many"):
        compose(check(MemoryFiles.of(files), NAME), Settings())

"""Maps and diagrams on the page: which source stands for which part, keys, remarks, what is lit."""

from __future__ import annotations

import re
import textwrap

import pytest

from briefgen.errors import InputProblems
from briefgen.printing import Order, prepare
from briefgen.project import MemoryFiles
from briefgen.settings import read_settings
from briefgen.validation import check
from projects import DESCRIPTOR, NAME, SPEC, changed, found, minimal_project

HOOK = "      - One party holds parliament"


def figure_of(block: str, **files: str) -> str:
    """The HTML of a figure put into the small brief, its tags for sources left out."""
    html = set_with(block, **files)
    figure = re.search(r'<figure[^>]*id="fig-x".*?</figure>', html, re.S)
    assert figure
    return re.sub(r'<a class="sref"[^>]*>(S\d+)</a>', r"\1", figure[0])


def set_with(block: str, **files: str) -> str:
    """The HTML of the small brief with a block before its first."""
    project = minimal_project() | {name.replace("__", "/"): text for name, text in files.items()}
    put = textwrap.indent(textwrap.dedent(block).strip(), " " * 6) + "\n" + HOOK
    project[SPEC] = changed(project[SPEC], HOOK, put)
    read = MemoryFiles.of(project)
    order = Order(read, read_settings(read), lambda name: pytest.fail("nothing is written"))
    return prepare(check(read, NAME), order)[1].html


def source_line(figure: str) -> str:
    """The words under a figure."""
    line = re.search(r'<p class="source-line">(.*?)</p>', figure, re.S)
    return re.sub(r"<[^>]+>", "", line[1]) if line else ""


TIMELINE = """
- figure: timeline
  id: fig-x
  title: Turns
  events:
    - {{date: 1991-09-09, text: Independence, source: {first}}}
    - {{date: 1997-06, text: Peace, source: {second}}}
    - {{date: 2016, text: A new constitution}}
"""


def test_sources_of_parts_are_told_apart_by_the_parts() -> None:
    line = source_line(figure_of(TIMELINE.format(first="handbook", second='"bank, p. 4"')))
    assert re.fullmatch(r"Sources: S\d \(9 Sept 1991\), S\d, p. 4 \(June 1997\)\.", line)


def test_a_source_of_all_parts_is_named_once() -> None:
    line = source_line(figure_of(TIMELINE.format(first="handbook", second="handbook")))
    assert re.fullmatch(r"Source: S\d\.", line)


def test_a_source_of_the_figure_stands_for_all_of_it() -> None:
    block = TIMELINE.format(first="bank", second="report") + "  source: handbook\n"
    line = source_line(figure_of(block))
    assert re.fullmatch(r"Sources: S\d, S\d \(9 Sept 1991\), S\d \(June 1997\)\.", line)


def test_links_and_actors_of_a_network_are_told_by_name() -> None:
    line = source_line(
        figure_of(
            """
            - figure: network
              id: fig-x
              title: Kin
              layers: [Families]
              legend: {other: Marriage}
              actors:
                - {id: a, name: Rahmon, layer: Families, source: report}
                - {id: b, name: Saidov, layer: Families}
              links:
                - {from: a, to: b, type: other, text: married in 2010, source: handbook}
            """
        )
    )
    assert re.fullmatch(r"Sources: S\d \(Rahmon\), S\d \(Rahmon – Saidov\)\.", line)


def test_events_of_a_map_are_told_by_their_numbers() -> None:
    figure = figure_of(
        """
        - figure: map
          id: fig-x
          title: Where
          country: TJ
          points:
            - {name: Khorog, at: [71.55, 37.49], type: event, text: A raid, source: report}
            - {name: Dushanbe, at: [68.78, 38.56], type: event, text: Talks, source: handbook}
            - {name: Khujand, at: [69.62, 40.28], source: handbook}
          routes:
            - {name: Road, via: [[68.78, 38.56], [69.6, 37.2]], arrow: end, source: bank}
        """
    )
    line = source_line(figure)
    assert re.match(r"Sources: S\d \(1\), S\d \(2, Khujand\), S\d \(Road\)\. ", line)
    assert line.endswith("Lines on the map do not imply a view on the status of any territory.")


def test_places_without_room_for_their_names_are_in_the_key() -> None:
    points = "\n".join(
        f"    - {{name: Village number {n}, at: [{68.2 + n % 6 / 4}, {37.5 + n // 6 / 4}]}}"
        for n in range(30)
    )
    figure = figure_of(
        f"- figure: map\n  id: fig-x\n  title: Where\n  country: TJ\n  points:\n{points}"
    )
    entry = r'<span class="map-number">(\d+)</span><b>(Village number \d+)\.</b>'
    keyed = re.findall(entry, figure)
    assert len(keyed) > 5
    assert [int(number) for number, _ in keyed] == list(range(1, len(keyed) + 1))


def test_rows_of_a_matrix_have_their_sources_beside_them_where_they_differ() -> None:
    rows = """
        - figure: matrix
          id: fig-x
          title: Who
          columns: [A, B]
          rows:
            - {{item: A fund, cells: [proposed, none], source: report}}
            - {{item: A court, cells: [none, proposed], source: {other}}}
    """
    apart = figure_of(rows.format(other="handbook"))
    assert len(re.findall(r'<span class="references"> S\d</span>', apart)) == 2
    assert "references" not in figure_of(rows.format(other="report"))


def test_the_yardstick_lights_the_terms_of_the_brief() -> None:
    figure = figure_of("- {figure: yardstick, id: fig-x, title: Terms}")
    assert "Used in this document: unlikely, likely." in figure


def test_the_strip_takes_the_scenarios_of_the_brief_or_its_own() -> None:
    shown = figure_of("- {figure: scenario-strip, id: fig-x, title: What may come}")
    assert "Steady: likely, 55 to 80 per cent (base case); Shock: unlikely" in shown
    own = figure_of(
        """
        - figure: scenario-strip
          id: fig-x
          title: What may come
          scenarios: [{name: A split, likelihood: remote, source: report}]
        """
    )
    assert "A split: remote, 1 to 5 per cent" in own
    assert re.fullmatch(r"Source: S\d\.", source_line(own))


CODES = "iso,year,value\nTJK,2023,8.3\nKGZ,2023,6.2\nUZB,2023,6.0\nKAZ,2023,5.1\nTKM,2023,\n"
CHOROPLETH = """
- figure: choropleth
  id: fig-x
  title: Growth
  subtitle: Real growth, 2023
  data: growth_codes
  country: iso
  classes: 3
  unit: percent
  decimals: 1
"""


def codes_described() -> dict[str, str]:
    described = minimal_project()[DESCRIPTOR].replace("country: {type", "iso: {type")
    return {"data__growth_codes.csv": CODES, "data__growth_codes.yaml": described}


def test_a_choropleth_tells_its_values_and_what_is_missing() -> None:
    figure = figure_of(CHOROPLETH, **codes_described())
    assert (
        "Real growth, 2023: Tajikistan 8.3%; Kyrgyzstan 6.2%; Uzbekistan 6.0%; Kazakhstan 5.1%; "
        "no data for Turkmenistan." in figure
    )
    assert "No data: Turkmenistan. " in source_line(figure)


def test_only_the_countries_asked_for_are_shown() -> None:
    figure = figure_of(CHOROPLETH + "  countries: [TJ, KG, UZ, AF]\n", **codes_described())
    assert "Kazakhstan 5.1%" not in figure
    assert "no data for Afghanistan" in figure


def test_rows_on_lands_without_a_shape_are_told_unless_not_asked_for() -> None:
    rows = {"data/growth_codes.csv": CODES + "GIB,2023,1\nGF,2023,2\n"}
    described = {key.replace("__", "/"): text for key, text in codes_described().items()}
    files = described | rows
    project = minimal_project() | files
    put = textwrap.indent(CHOROPLETH.strip(), " " * 6) + "\n" + HOOK
    project[SPEC] = changed(project[SPEC], HOOK, put)
    (problem,) = found(project)
    words = "maps have no shape for Gibraltar (GI) and French Guiana (GF), which the rows are on"
    hint = "name the countries to be shown under “countries”, or choose rows with “where”"
    assert f"error: {words} = {hint}" in problem
    named = {key.replace("/", "__"): text for key, text in files.items()}
    assert "Gibraltar" not in figure_of(CHOROPLETH + "  countries: [TJ, KG, UZ]\n", **named)


def test_two_values_for_one_country_are_refused() -> None:
    files = {key.replace("__", "/"): text for key, text in codes_described().items()}
    files["data/growth_codes.csv"] = "iso,year,value\nTJK,2022,8.3\nTJK,2023,6.2\nKGZ,2023,1\n"
    project = minimal_project() | files
    put = textwrap.indent(CHOROPLETH.strip(), " " * 6) + "\n" + HOOK
    project[SPEC] = changed(project[SPEC], HOOK, put)
    (problem,) = found(project)
    assert "2 rows of data/growth_codes.csv fall on one place (TJK)" in problem
    assert "choose among them by year in “where”" in problem


def test_a_map_that_cannot_be_drawn_is_told_at_its_line() -> None:
    block = """
        - figure: map
          id: fig-x
          title: Where
          country: TJ
          extent: [66, 36, 76, 42]
          points: [{name: Lima, at: [-77, -12]}]
    """
    with pytest.raises(InputProblems) as refused:
        set_with(block)
    (problem,) = refused.value.problems
    assert "“Lima” at [-77, -12] lies outside the map; widen the extent." in problem.message
    assert problem.place.file == SPEC

"""Rules on language, freshness, figures and markings: what they tell, and what they leave."""

from __future__ import annotations

import pytest

from briefgen.checks.running import examine
from briefgen.errors import Problem
from briefgen.fixing import corrected
from briefgen.project import MemoryFiles
from briefgen.settings import read_settings
from briefgen.validation import check
from effort import calls, ending
from projects import DATA, DESCRIPTOR, LIBRARY, NAME, SPEC, changed, minimal_project

LEAD = "One man has ruled since 1994."


def told(code: str, files: dict[str, str]) -> list[Problem]:
    held = MemoryFiles.of({"briefgen.toml": "", **files})
    found = examine(check(held, NAME), read_settings(held)).problems
    assert not [problem for problem in found if problem.code.startswith("SPC1")]
    return [problem for problem in found if problem.code == code]


def lead(text: str, more: str = "") -> dict[str, str]:
    """The small project with this lead, and more lines at the top of its brief."""
    files = minimal_project()
    quoted = f'lead: "{text}[@handbook]"'
    return {**files, SPEC: more + changed(files[SPEC], f"lead: {LEAD}[@handbook]", quoted)}


@pytest.mark.parametrize("piece", ["may be ", "A. "])
def test_a_text_of_one_thing_over_and_over_takes_no_more_than_its_length(piece: str) -> None:
    def taken(letters: int) -> int:
        files = minimal_project()
        text = piece * (letters // len(piece))
        files[SPEC] = changed(files[SPEC], "bottom_line: The", f"bottom_line: {text}The")
        return calls(lambda: told("LNG203", files))

    with ending():
        assert taken(12_000) < 5 * taken(3_000)


# Language -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("The KTZ line was cut.", "KTZ"),
        ("The KTZ line (KTZ is meant) was cut.", "KTZ"),
        ("The EU and the UN agreed.", ""),
        ("The railway (KTZ) was cut; KTZ says so.", ""),
        ("KTZ (the national railway) was cut.", ""),
        ("The national railway KTZ was cut.", ""),
        ("The article spells it “KTZ”.", ""),
        ("The article spells it “SME”, another «KTZ».", ""),
        ("It stands in S/2025/71 and in MH17.", ""),
        ("SMEs were hit.", "SME"),
    ],
)
def test_abbreviations_are_explained(text: str, short: str) -> None:
    found = told("LNG201", lead(text))
    assert [p.message for p in found] == ([f"“{short}” is explained nowhere"] if short else [])
    if found:
        line = lead(text)[SPEC].split("\n")[found[0].place.line - 1]
        assert line[found[0].place.column - 1 :].startswith(short)


def test_an_explained_abbreviation_is_told_neither_way() -> None:
    def listed(text: str) -> dict[str, str]:
        files = lead(text)
        more = "abbreviations: {KTZ: Kazakhstan Temir Zholy, "
        return {**files, SPEC: changed(files[SPEC], "abbreviations: {", more)}

    assert told("LNG201", listed("The KTZ line was cut.")) == []
    left = [problem.message for problem in told("LNG202", listed("The KTZ line was cut."))]
    unused = [problem.message for problem in told("LNG202", listed("The line was cut."))]
    assert {*unused} - {*left} == {"“KTZ” is explained, but stands nowhere"}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("It fell in the the north.", "the"),
        ("The the north.", ""),  # one of a name is left to the author
        ("He said that that was so.", ""),
        ("They had had enough.", ""),
        ("Baden Baden and Pago Pago.", ""),
        ("The north-north east.", ""),
    ],
)
def test_doubled_words_are_told(text: str, word: str) -> None:
    found = told("LNG203", lead(text))
    assert [p.message for p in found] == ([f"“{word}” stands twice in a row"] if word else [])


def test_a_doubled_word_is_corrected() -> None:
    files = lead("It fell in the the north.")
    (problem,) = told("LNG203", files)
    after = corrected(files[SPEC].encode(), problem.edits).decode()
    assert after == lead("It fell in the north.")[SPEC]


def test_a_word_doubled_over_two_lines_is_told_and_left() -> None:
    files = minimal_project()
    text = "lead: |\n      It fell in the\n      the north.[@handbook]"
    spec = changed(files[SPEC], f"lead: {LEAD}[@handbook]", text)
    (problem,) = told("LNG203", {**files, SPEC: spec})
    assert problem.edits == ()


# Freshness ------------------------------------------------------------------------------------


def test_a_figure_that_its_data_have_overtaken() -> None:
    files = minimal_project()
    assert told("FRS101", files) == []
    newer = files[DATA].rstrip("\n") + "\nTajikistan,2024,8.4\n"
    (problem,) = told("FRS101", {**files, DATA: newer})
    assert problem.message == "“growth_2023” is of 2023, and its data go to 2024"
    other = files[DATA].rstrip("\n") + "\nUzbekistan,2030,8.4\n"
    assert told("FRS101", {**files, DATA: other}) == []


def test_older_figures_beside_a_new_one_are_history() -> None:
    files = minimal_project()
    older = (
        "facts:\n  growth_2021:\n    data: growth\n    where: {country: Tajikistan, year: 2021}\n"
        "    about: Real growth\n    as_of: 2021\n"
    )
    spec = changed(files[SPEC], "\nfacts:\n", f"\n{older}")
    assert told("FRS101", {**files, SPEC: spec}) == []


@pytest.mark.parametrize(
    ("about", "as_of", "told_"),
    [
        ("Grain", "2027", True),
        ("Grain, forecast of the ministry", "2027", False),
        ("Agreed volume of grain", "2027", False),
        ("Grain", "2026", False),  # the year has begun
        ("Grain", "2026-12", True),
    ],
)
def test_a_figure_from_the_future(about: str, as_of: str, told_: bool) -> None:
    files = minimal_project()
    fact = (
        f"facts:\n  grain:\n    value: 5\n    unit: mt\n    about: {about}\n"
        f"    as_of: {as_of}\n    source: report\n"
    )
    spec = changed(files[SPEC], "\nfacts:\n", f"\n{fact}")
    assert bool(told("FRS102", {**files, SPEC: spec})) is told_


# Figures and markings -------------------------------------------------------------------------


def test_a_figure_that_no_text_refers_to() -> None:
    files = minimal_project()
    assert told("FIG201", files) == []
    spec = changed(
        files[SPEC], "shows.[@handbook, ch. 2", "shows ([#fig-growth]).[@handbook, ch. 2"
    )
    assert told("FIG201", {**files, SPEC: spec}) == []
    lost = changed(
        files[SPEC], "      - figure: bar\n", "      - figure: bar\n        id: fig-bar\n"
    )
    (problem,) = told("FIG201", {**files, SPEC: lost})
    assert problem.message == "no text refers to the figure “fig-bar”"
    assert lost.split("\n")[problem.place.line - 1] == "        id: fig-bar"


@pytest.mark.parametrize(
    ("marking", "text", "count"),
    [
        ("TLP:GREEN", "Partners say (TLP:AMBER) so.", 1),
        ("TLP:GREEN", "Partners say (tlp: red) so.", 1),
        ("TLP:AMBER", "Partners say (TLP:AMBER) so.", 0),
        ("TLP:AMBER", "Partners say (TLP:AMBER+STRICT) so.", 1),
        ("TLP:RED", "Partners say (TLP:AMBER) so.", 0),
        ("OFFICIAL", "Partners say (TLP:AMBER) so.", 0),
    ],
)
def test_labels_above_the_marking(marking: str, text: str, count: int) -> None:
    assert len(told("MRK101", lead(text, f"marking: {marking}\n"))) == count


@pytest.mark.parametrize(
    ("borne", "label", "count"),
    [
        ("TLP:GREEN", "TLP:RED", 2),
        ("TLP:AMBER", "TLP:AMBER+STRICT", 2),
        ("TLP:AMBER", "TLP:AMBER", 0),
        ("TLP:RED", "TLP:GREEN", 0),
        ("TLP:RED", "OFFICIAL", 0),
        ("OFFICIAL", "TLP:RED", 0),
    ],
)
def test_sources_and_data_above_the_marking(borne: str, label: str, count: int) -> None:
    files = minimal_project()
    files[SPEC] = f"marking: {borne}\n{files[SPEC]}"
    line = f"marking: {label}\n"
    files[LIBRARY] = changed(files[LIBRARY], "type: speech\n", f"type: speech\n    {line}")
    files[DESCRIPTOR] = changed(files[DESCRIPTOR], "title: Real growth\n", f"title: Growth\n{line}")
    assert len(told("MRK102", files)) == count


def test_no_code_and_no_name_stands_for_two_rules() -> None:
    """A rule entered twice would take the page of the other."""
    from briefgen.checks.running import OWN_RULES
    from briefgen.checks.table import LISTED

    rules = [*OWN_RULES, *LISTED]
    assert len({rule.code for rule in rules}) == len({rule.name for rule in rules}) == len(rules)

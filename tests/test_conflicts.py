"""Figures stated twice: what contradicts is found, what is rounded, declared or else is not."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec import structs

from briefgen.checks.conflicts import Conflict, Why, conflicts, stated
from briefgen.checks.running import examine
from briefgen.checks.stated import Stated
from briefgen.errors import ExitCode
from briefgen.project import MemoryFiles
from briefgen.settings import read_settings
from briefgen.validation import check
from pages import ROOT, on_disk, run
from projects import DATA, DESCRIPTOR, NAME, SPEC, changed, minimal_project

FACT = """\
facts:
  planted:
    about: {about}
    value: {value}
    unit: {unit}
    as_of: {period}
    source: report
{more}"""


def brief(
    value: str, about: str = "Grain", unit: str = "mt", period: str = "2024", more: str = ""
) -> str:
    """The small brief with one more fact."""
    extra = "".join(f"    {line}\n" for line in more.splitlines())
    planted = FACT.format(about=about, value=value, unit=unit, period=period, more=extra)
    return changed(minimal_project()[SPEC], "\nfacts:\n", f"\n{planted}")


def figures(briefs: Mapping[str, str], **others: str) -> list[Stated]:
    """The planted figures of several briefs."""
    shared = {path: text for path, text in minimal_project().items() if path != SPEC}
    files = MemoryFiles.of(
        {**shared, **others, **{f"briefs/{name}.yaml": text for name, text in briefs.items()}}
    )
    return [figure for name in briefs for figure in stated(check(files, name))]


def parted(one: str, other: str) -> list[Why]:
    found = conflicts(figures({"one": one, "other": other}))
    return [each.why for each in found if each.one.name == "planted"]


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (brief("67.6"), brief("78.7"), [Why.VALUE]),
        (brief("67.6"), brief("67.6"), []),
        (brief("67.6"), brief("68"), []),  # rounded
        (brief("67.5"), brief("68"), []),
        (brief("67.4"), brief("68"), [Why.VALUE]),
        (brief("0.5", unit="usd_bn"), brief("500", unit="usd_m"), []),
        (brief("0.5", unit="usd_bn"), brief("501", unit="usd_m"), []),
        (brief("0.5", unit="usd_bn"), brief("560", unit="usd_m"), [Why.VALUE]),
        (brief("5"), brief("6", period="2023"), []),
        (brief("5"), brief("6", unit="percent"), []),
        (brief("5"), brief("6", about="Rye"), []),
        (brief("5"), brief("6", about="GRAIN"), [Why.VALUE]),
        (brief("5", more="entity: KZ"), brief("6"), []),
        (brief("5", more="entity: Kazakhstan"), brief("6", more="entity: KAZ"), [Why.VALUE]),
        (brief("5", more="indicator: g"), brief("6", about="R", more="indicator: g"), [Why.VALUE]),
        (brief("5"), brief("6", more="differs_from: one/planted"), []),
        (brief("5"), brief("6", more="differs_from: third/planted"), [Why.VALUE]),
        (brief("5", more="vintage: 2024-05"), brief("6", more="vintage: 2025-05"), [Why.VINTAGE]),
        (brief("5", more="vintage: 2024-05"), brief("5", more="vintage: 2025-05"), [Why.VINTAGE]),
        (brief("5", more="vintage: 2024-05"), brief("6", more="vintage: 2024-05"), [Why.VALUE]),
        (brief("5 to 6"), brief("7"), []),  # words are not compared
    ],
)
def test_two_briefs(one: str, other: str, why: list[Why]) -> None:
    assert parted(one, other) == why


def test_fifty_planted_among_two_hundred() -> None:
    """Each brief on a subject of its own; fifty pairs share one and part in the value."""
    pick = random.Random(11)
    texts: dict[str, str] = {}
    for number in range(100):
        about, planted = f"Subject {number}", number < 50
        value = pick.randint(10, 10**6)
        other = value + pick.choice((-1, 1)) * pick.randint(1, 9) if planted else value
        more = ""
        if not planted and pick.random() < 0.5:
            other, more = value + 3, "differs_from: " + f"a{number}/planted"
        texts[f"a{number}"] = brief(str(value), about)
        texts[f"b{number}"] = brief(str(other), about, more=more)
    names = list(texts)
    pick.shuffle(names)
    listed = figures({name: texts[name] for name in names})
    found = [each for each in conflicts(listed) if each.one.name == "planted"]
    assert {frozenset((c.one.brief, c.other.brief)) for c in found} == {
        frozenset((f"a{number}", f"b{number}")) for number in range(50)
    }
    assert len(found) == 50


def with_data(value: str) -> list[Conflict]:
    """A fact of the brief against the data file that its figures are drawn from."""
    files = minimal_project()
    described = changed(files[DESCRIPTOR], "columns:", "entity: country\ncolumns:")
    described = changed(described, "type: number", "type: number, indicator: growth")
    text = brief(value, "growth", "percent", "2022")
    return conflicts(figures({NAME: text}, **{DESCRIPTOR: described}))


def test_a_text_is_compared_with_the_data() -> None:
    (row,) = [r for r in minimal_project()[DATA].splitlines() if r.startswith("Tajikistan,2022")]
    true = row.split(",")[2]
    assert with_data(true) == []
    (found,) = with_data("99")
    assert {found.one.brief, found.other.brief} == {"", NAME}
    assert {found.one.printed, found.other.printed} == {"99", true}
    assert {found.one.place.file, found.other.place.file} == {DATA, SPEC}


def test_a_check_tells_what_parts_in_one_brief() -> None:
    text = changed(
        brief("5"), "  planted:\n", "  again:\n    about: Grain\n    value: 7\n    unit: mt\n"
        "    as_of: 2024\n    source: report\n  planted:\n",
    )  # fmt: skip
    files = MemoryFiles.of({**minimal_project(), SPEC: text})
    found = [
        p for p in examine(check(files, NAME), read_settings(files)).problems if p.code == "CLM102"
    ]
    assert [p.message for p in found] == ["planted is 5, but again has 7"]
    assert found[0].place.line == text.split("\n").index("  planted:") + 1


TABLE = """\
      - table: Harvests
        id: tab-harvests
        subtitle: {subtitle}
        columns: [{columns}]
        rows:
          - [{row}]
"""


def with_table(columns: str, row: str, subtitle: str = "Grain", fact: str = "") -> list[str]:
    """What a check tells of a table beside the planted fact: 5 Mt of grain in 2024."""
    table = TABLE.format(subtitle=subtitle, columns=columns, row=row)
    text = changed(
        brief("5", more=fact), "      - One party holds", f"{table}      - One party holds"
    )
    files = MemoryFiles.of({**minimal_project(), SPEC: text})
    report = examine(check(files, NAME), read_settings(files))
    assert not [p for p in report.problems if p.code.startswith("SPC1")], report.problems
    return [p.message for p in report.problems if p.code == "CLM102"]


GRAIN = "{title: Grain, type: number, unit: mt"
PARTED = ["tab-harvests is 6, but planted has 5"]


@pytest.mark.parametrize(
    ("columns", "row", "subtitle", "told"),
    [
        ("Country, {title: 'Grain, 2024', type: number, unit: mt}", "Tajikistan, '6'", "X", PARTED),
        ("Country, {title: Grain (2024), type: number, unit: mt}", "Tajikistan, '6'", "X", PARTED),
        (f"Country, {GRAIN}}}", "Tajikistan, '6'", "Harvests of 2024", PARTED),
        (f"Country, {GRAIN}, as_of: 2024}}", "TJ, '6'", "X", PARTED),
        (f"Year, {GRAIN}}}", "'2024', '6'", "X", PARTED),
        (f"Country, Year, {GRAIN}}}", "Tajikistan, '2024', '6'", "X", PARTED),
        ("Harvest, {title: '2024', type: number, unit: mt}", "Grain, '6'", "X", PARTED),
        (
            "Country, {title: Crop, indicator: grain, as_of: 2024, type: number, unit: mt}",
            "Tajikistan, '6[@census]'",
            "X",
            PARTED,
        ),
        (f"Country, {GRAIN}, as_of: 2024}}", "Tajikistan, '5'", "X", []),
        (f"Country, {GRAIN}, as_of: 2024}}", "Tajikistan, '5.3'", "X", []),  # rounded
        (f"Country, {GRAIN}, as_of: 2023}}", "Tajikistan, '6'", "X", []),
        (f"Country, {GRAIN}, as_of: 2024}}", "Kazakhstan, '6'", "X", []),
        (f"Country, {GRAIN}}}", "Tajikistan, '6'", "Harvests", []),  # nobody says of when
        (f"Country, {GRAIN}}}", "Tajikistan, '6'", "Harvests of 2023 and 2024", []),
        ("Country, {title: 'Grain, 2024', type: number}", "Tajikistan, '6'", "X", []),
        ("Country, {title: 'Rye, 2024', type: number, unit: mt}", "Tajikistan, '6'", "X", []),
        ("Country, {title: 'Grain, 2024', unit: mt}", "Tajikistan, '6'", "X", []),  # words
        (f"Country, {GRAIN}, as_of: 2024}}", "Tajikistan, '{{ planted }}'", "X", []),
        (f"Country, {GRAIN}, as_of: 2024}}", "Tajikistan, null", "X", []),
    ],
)
def test_a_written_table_is_compared_where_its_heads_say_of_what_it_is(
    columns: str, row: str, subtitle: str, told: list[str]
) -> None:
    assert with_table(columns, row, subtitle) == told


def test_a_fact_may_be_meant_to_differ_from_a_table() -> None:
    columns = f"Country, {GRAIN}, as_of: 2024}}"
    meant = f"differs_from: {NAME}/tab-harvests"
    assert with_table(columns, "Tajikistan, '6'", fact=meant) == []


def test_cells_of_one_table_are_not_compared_with_each_other() -> None:
    columns = f"Country, {GRAIN}, as_of: 2024}}, {GRAIN}, indicator: grain, as_of: 2024}}"
    assert with_table(columns, "Tajikistan, '5', '6'") == PARTED


def test_what_a_column_from_data_measures_stands_in_the_descriptor() -> None:
    text = changed(
        minimal_project()[SPEC],
        "      - One party holds",
        "      - table: Growth\n        data: growth\n        columns:\n          - country\n"
        "          - {column: value, indicator: growth}\n      - One party holds",
    )
    problems = check(MemoryFiles.of({**minimal_project(), SPEC: text}), NAME).problems
    assert [p.message for p in problems] == [
        "“indicator” is for rows written out; a data file says so in its descriptor"
    ]


def test_a_slip_in_what_differs_is_told() -> None:
    text = brief("5", more="differs_from: populaton")
    problems = check(MemoryFiles.of({**minimal_project(), SPEC: text}), NAME).problems
    assert any("no fact is called “populaton”" in p.message for p in problems)


def test_the_command_fails_where_figures_contradict(tmp_path: Path) -> None:
    shared = {path: text for path, text in minimal_project().items() if path != SPEC}
    briefs = {"briefs/one.yaml": brief("5"), "briefs/two.yaml": brief("6")}
    folder = on_disk({"briefgen.toml": "", **shared, **briefs}, tmp_path)
    done = run(folder, "facts", "conflicts", "--format", "json")
    assert done.returncode == ExitCode.PROBLEMS
    (row,) = json.loads(done.stdout)
    assert (row["indicator"], row["one_value"], row["other_value"]) == ("grain", "5", "6")
    assert row["one_place"].startswith("briefs/one.yaml:")


def test_shipped_briefs_contradict_each_other_nowhere_unsaid() -> None:
    done = run(ROOT, "facts", "conflicts")
    assert (done.returncode, done.stdout) == (0, "")


def test_of_very_many_figures_of_one_thing_some_are_held_against_each_other() -> None:
    (one,) = [each for each in figures({"one": brief("5")}) if each.name == "planted"]
    many = [
        structs.replace(one, value=Decimal(number), place=replace(one.place, line=number + 1))
        for number in range(30)
    ]
    assert len(conflicts(many)) == 30 * 29 / 2
    assert len(conflicts(many, 10)) == 10 * 9 / 2

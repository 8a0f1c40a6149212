"""Figures stated twice: what contradicts is found, what is rounded, declared or else is not."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from pathlib import Path

import pytest

from briefgen.checks.conflicts import Conflict, Stated, Why, conflicts, stated
from briefgen.checks.running import examine
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

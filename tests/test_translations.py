"""Translations of a key page: stale part by part; numbers, dates, terms and sources agree."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.admission import admitted
from briefgen.checks.running import examine
from briefgen.checks.translations import RULES
from briefgen.errors import InputProblems, Problem
from briefgen.evidence.bounds import withheld
from briefgen.evidence.bundle import bundle
from briefgen.printing import Order
from briefgen.progress import unheard
from briefgen.project import DiskFiles, MemoryFiles, brief_names
from briefgen.settings import Settings, read_settings
from briefgen.validation import check

ROOT = Path(__file__).resolve().parents[1]
ORIGINAL = "briefs/ots-summit-2022.yaml"
SOURCES = "sources/ots-summit-2022.yaml"
CODES = {rule.code for rule in RULES}


def found(language: str, file: str = "", piece: str = "", by: str = "") -> list[Problem]:
    """What the rules on translations say, after one change of one file."""
    ours = f"briefs/ots-summit-2022-{language}.yaml"
    disk = DiskFiles(ROOT)
    files = {path: disk.read(path).decode() for path in (ORIGINAL, ours, SOURCES)}
    if piece:
        changed = ORIGINAL if file == "original" else ours
        assert piece in files[changed]
        files[changed] = files[changed].replace(piece, by, 1)
    checked = check(MemoryFiles.of(files), f"ots-summit-2022-{language}")
    return [each for each in examine(checked, Settings()).problems if each.code in CODES]


@pytest.mark.parametrize("language", ["tr", "kk"])
def test_the_shipped_translations_say_what_their_original_says(language: str) -> None:
    assert found(language) == []


def test_what_is_beside_the_key_page_may_be_left_out() -> None:
    disk = DiskFiles(ROOT)
    spec = disk.read("briefs/ots-summit-2022-tr.yaml").decode()
    method = spec[spec.index("method: |") : spec.index("abbreviations:")]
    assert found("tr", "", method, "") == []


@pytest.mark.parametrize("language", ["tr", "kk"])
@pytest.mark.parametrize(
    ("piece", "by", "unit"),
    [
        ("title: Samarkand, three years on", "title: Samarkand, four years on", "title"),
        ("set the members apart.", "set the members wide apart.", "bottom_line"),
        ("differences are public", "differences are known", "kj-forum"),
        ("note: President of Uzbekistan", "note: Uzbekistan’s president", "chair"),
        ("common development and prosperity", "common growth", "theme"),
        ("The full texts of the declaration", "The text of the declaration", "gaps"),
        ("all else in excerpts.", "all else in parts.", "method"),
    ],
)  # fmt: skip
def test_a_part_is_stale_when_its_original_moves(
    language: str, piece: str, by: str, unit: str
) -> None:
    (problem,) = found(language, "original", piece, by)
    assert problem.code == "LNG212"
    assert "has changed since this was translated" in problem.message
    assert f"write {unit}: " in problem.hint
    assert problem.place.file == f"briefs/ots-summit-2022-{language}.yaml"
    assert problem.place.line > 1


def test_breaking_lines_otherwise_makes_nothing_stale() -> None:
    assert found("tr", "original", "a fund\n  and a new", "a fund and a\n  new") == []


@pytest.mark.parametrize(
    ("language", "piece", "by", "code", "words"),
    [
        ("tr", "Mayıs 2024’te", "Haziran 2024’te", "LNG213", "the month 05"),
        ("tr", "Mayıs 2024’te", "Mayıs 2023’te", "LNG213", "the number 2024"),
        ("kk", "2025 жылғы қаңтарда", "2025 жылғы ақпанда", "LNG213", "the month 01"),
        ("kk", "2028 жылдың", "2029 жылдың", "LNG213", "the number 2028"),
        ("tr", "@hurriyet-tif-2024; @trend-customs-2025]", "@trend-customs-2025]", "LNG213",
         "the source hurriyet-tif-2024"),
        ("kk", "reference: OTS-2026-01", "reference: OTS-2026-02", "LNG213", "reference"),
        ("tr", "likelihood: unlikely", "likelihood: likely", "LNG214", "likelihood: unlikely"),
        ("kk", "confidence: moderate", "confidence: low", "LNG214", "confidence: moderate"),
        ("kk", "horizon: 2028-12-31", "horizon: 2027-12-31", "LNG214", "horizon: 2028-12-31"),
        ("tr", "  kj-forum: 6e19d74f6c04\n", "", "LNG212", "nothing says which words"),
        ("kk", "of: ots-summit-2022", "of: ots-sumit", "LNG211", "no brief"),
    ],
)  # fmt: skip
def test_what_does_not_agree_is_told_at_its_line(
    language: str, piece: str, by: str, code: str, words: str
) -> None:
    problems = found(language, "ours", piece, by)
    assert code in {each.code for each in problems}
    assert any(words in each.message for each in problems)
    assert all(each.place.line for each in problems)


@pytest.mark.parametrize(
    ("piece", "by", "codes"),
    [
        ("in May 2024", "in May 2024", []),
        ("set the members apart.", "set the members wide apart.", ["LNG212"]),
        ("in May 2024", "in June 2024", ["LNG212", "LNG213", "LNG213"]),
    ],
)
def test_a_build_tells_of_a_translation_and_stops_where_the_two_disagree(
    piece: str, by: str, codes: list[str]
) -> None:
    disk, name = DiskFiles(ROOT), "ots-summit-2022-kk"
    files = {path: disk.read(path) for path in (ORIGINAL, f"briefs/{name}.yaml", SOURCES)}
    assert piece.encode() in files[ORIGINAL]
    files[ORIGINAL] = files[ORIGINAL].replace(piece.encode(), by.encode(), 1)
    order = Order(MemoryFiles(files), Settings(), None)
    problems: tuple[Problem, ...]
    try:
        problems = admitted(name, order, unheard).problems
        assert "LNG213" not in codes
    except InputProblems as error:
        problems = error.problems
        assert "LNG213" in codes
    assert sorted(each.code for each in problems) == codes


@pytest.mark.parametrize("language", ["tr", "kk"])
def test_a_translation_travels_with_the_key_page_of_its_original(language: str) -> None:
    name, disk = f"ots-summit-2022-{language}", DiskFiles(ROOT)
    settings = read_settings(disk)
    carried = dict(bundle(check(disk, name), disk, settings))
    kept = carried["translations/ots-summit-2022.yaml"].decode()
    assert brief_names(MemoryFiles(carried)) == (name,)  # all of it can be built
    assert "sections:" not in kept
    unpacked = MemoryFiles(carried)
    again = check(unpacked, name)
    assert examine(again, read_settings(unpacked)).problems == ()
    assert dict(bundle(again, unpacked, read_settings(unpacked))) == carried
    moved = {**carried, "translations/ots-summit-2022.yaml": kept.replace("three", "four").encode()}
    told = examine(check(MemoryFiles(moved), name), settings).problems
    assert {each.code for each in told} == {"LNG212"}


def test_a_translation_of_what_is_marked_above_it_carries_nothing() -> None:
    name, disk = "ots-summit-2022-tr", DiskFiles(ROOT)
    files = {path: disk.read(path).decode() for path in (ORIGINAL, f"briefs/{name}.yaml", SOURCES)}

    def why(marking: str) -> str:
        marked = files[ORIGINAL].replace("marking: TLP:CLEAR\n", marking)
        held = MemoryFiles.of({**files, ORIGINAL: marked})
        checked = check(held, name)
        return withheld(checked, Settings(), bundle(checked, held, Settings()))

    assert why("marking: TLP:CLEAR\n") == why("") == ""
    assert "marked above TLP:CLEAR" in why("marking: TLP:GREEN\n")
    assert "marked above TLP:CLEAR" in why("marking: OFFICIAL\n")


@pytest.mark.parametrize("named", ["../briefs/ots-summit-2022-tr", "a/b", "ots-summit-2022-tr"])
def test_a_translation_is_not_its_own_original(named: str) -> None:
    (problem,) = found("tr", "ours", "of: ots-summit-2022", f"of: {named}")
    assert problem.code == "LNG211"


def test_a_part_that_is_not_translated_is_told() -> None:
    disk = DiskFiles(ROOT)
    row = next(
        line + "\n"
        for line in disk.read("briefs/ots-summit-2022-tr.yaml").decode().splitlines()
        if line.startswith("  secretary_general: {")
    )
    (problem,) = found("tr", "ours", row, "")
    assert "“secretary_general” of the original" in problem.message
    assert problem.code == "LNG212"

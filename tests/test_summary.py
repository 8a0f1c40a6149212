"""The source summary statement: every number is a recount, and nothing is said that is not so."""

from __future__ import annotations

import random
import re
from collections import Counter
from datetime import date
from functools import cache
from statistics import median

import pytest

from briefgen.checks.ledger import ledger
from briefgen.checks.origins import independent
from briefgen.checks.summary import Sort, sort_of, summary
from briefgen.edition.compose import compose
from briefgen.edition.view import Edition
from briefgen.model.source import Source, SourceType
from briefgen.project import DiskFiles
from briefgen.settings import read_settings
from briefgen.validation import Checked, check
from pages import ROOT
from projects import LIBRARY, SPEC, changed, checked, minimal_project
from webs import whole_briefs

SHIPPED = whole_briefs()  # the sentence is told anew, in English


@cache
def shipped(name: str) -> tuple[Checked, Edition]:
    files = DiskFiles(ROOT)
    read = check(files, name)
    return read, compose(read, read_settings(files))


def stated(files: dict[str, str]) -> str:
    from briefgen.project import MemoryFiles

    return compose(
        checked(files), read_settings(MemoryFiles.of({"briefgen.toml": "", **files}))
    ).summary


@pytest.mark.parametrize("name", SHIPPED)
def test_numbers_on_the_page_are_a_recount(name: str) -> None:
    """Counted from the list of sources that is printed, and from the ledger."""
    read, edition = shipped(name)
    said = edition.summary
    assert said.startswith(f"{len(edition.sources)} sources: ")
    grades = Counter(row.grade[:1] for row in edition.sources if row.grade[:1].isalpha())
    told = dict(re.findall(r"\b([A-F]) (\d+)", said.partition("graded ")[2].partition(".")[0]))
    assert told == {letter: str(count) for letter, count in grades.items()}
    sorts = said.partition(": ")[2].partition(";")[0]
    assert sum(map(int, re.findall(r"\d+", sorts))) == len(edition.sources)
    claims = {entry.claim for entry in ledger(read)}
    assert f"All {len(claims)} claims counted have a source." in said


def test_a_claim_without_a_source_is_not_hidden() -> None:
    files = minimal_project()
    bare = changed(files[SPEC], "ruled since 1994.[@handbook]", "ruled since 1994.")
    before, after = stated(files), stated({**files, SPEC: bare})
    whole = re.search(r"All (\d+) claims counted have a source\.", before)
    part = re.search(r"Of (\d+) claims counted (\d+) have a source\.", after)
    assert whole and part
    assert (int(part[1]), int(part[2])) == (int(whole[1]), int(whole[1]) - 1)


def test_a_judgement_on_one_source_is_named() -> None:
    files = minimal_project()
    assert "rests on one" not in stated(files)
    repeating = "  bank:\n    derived_from: [report]\n"
    files[LIBRARY] = changed(files[LIBRARY], "  bank:\n", repeating)
    assert "Judgement 1 rests on one independent source." in stated(files)


def source(*behind: str, kind: SourceType = SourceType.REPORT, grade: str = "B") -> Source:
    return Source.model_validate(
        {
            "type": str(kind), "title": "A title", "derived_from": list(behind),
            "reliability": grade, "reliability_reason": "so",
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cited", "graph", "count"),
    [
        ("a b", {"a": "", "b": ""}, 2),
        ("a b", {"a": "", "b": "a"}, 1),
        ("b c", {"a": "", "b": "a", "c": "a"}, 1),
        ("c", {"a": "", "b": "a", "c": "b"}, 1),
        ("a d", {"a": "", "b": "a", "c": "b", "d": "c"}, 1),
        ("a c", {"a": "", "b": "", "c": "b"}, 2),
    ],
)
def test_what_repeats_another_counts_once(cited: str, graph: dict[str, str], count: int) -> None:
    sources = {key: source(*behind.split()) for key, behind in graph.items()}
    assert len(independent(cited.split(), sources)) == count


def test_planted_trees_of_repeating_are_all_seen() -> None:
    """Random forests: sources are as many as trees, however deep they repeat each other."""
    pick = random.Random(3)
    for _ in range(100):
        trees = pick.randint(1, 5)
        sources = {f"r{n}": source() for n in range(trees)}
        home = {key: key for key in sources}
        for number in range(pick.randint(0, 12)):
            parent = pick.choice(list(sources))
            sources[f"d{number}"] = source(parent)
            home[f"d{number}"] = home[parent]
        cited = pick.sample(list(sources), pick.randint(1, len(sources)))
        assert independent(cited, sources) == {home[key] for key in cited}


@pytest.mark.parametrize("name", SHIPPED)
def test_ages_are_a_recount(name: str) -> None:
    """From the dates as they are written, a month being a twelfth of a year."""
    read, _ = shipped(name)
    found = summary(read, list(read.sources))
    written = [str(each.issued) for each in read.sources.values() if each.issued]
    assert found.undated == len(read.sources) - len(written)
    assert str(found.newest) in written
    cutoff = read.brief.information_cutoff.latest() if read.brief else None
    assert cutoff is not None

    def last_day(day: str) -> date:
        year, month, number = (*map(int, day.split("-")), 0, 0)[:3]
        if number:
            return date(year, month, number)
        return date(year + 1, 1, 1) if not month else date(year + month // 12, month % 12 + 1, 1)

    months = [max(0.0, (cutoff - last_day(day)).days) / (365.25 / 12) for day in written]
    assert found.median_months == pytest.approx(median(months), abs=1)
    assert all(last_day(day) <= last_day(str(found.newest)) for day in written)


def test_sources_fall_into_sorts() -> None:
    assert sort_of(source(kind=SourceType.DATASET)) is Sort.DATA
    assert sort_of(source(kind=SourceType.TREATY)) is Sort.OFFICIAL
    assert sort_of(source(kind=SourceType.WEBPAGE)) is Sort.OTHER


def test_what_parts_is_counted() -> None:
    read, _ = shipped("kazakhstan")
    assert summary(read, list(read.sources)).parting == 2

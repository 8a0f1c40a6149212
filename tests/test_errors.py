"""Problems as values: what they say to people and machines, and which words are suggested."""

from __future__ import annotations

import json
import pickle

import pytest

from briefgen.errors import (
    BriefgenError,
    ExitCode,
    InputProblems,
    Place,
    Problem,
    RenderingFailed,
    Severity,
    UsageProblem,
    did_you_mean,
    listing,
    nearest,
)

PROBLEM = Problem(Place("a.yaml", 3, 7, 4), "this is wrong", "do that")


def test_a_place_reads_as_editors_link_it() -> None:
    assert str(Place("a.yaml", 3, 7)) == "a.yaml:3:7"
    assert str(Place("a.yaml")) == "a.yaml"


def test_problems_sort_by_place() -> None:
    first, second = Problem(Place("a", 2, 9), "z"), Problem(Place("a", 10, 1), "a")
    assert sorted([second, first]) == [first, second]


def test_a_problem_for_machines_has_all_that_people_see() -> None:
    assert json.loads(json.dumps(PROBLEM.as_dict())) == {
        "severity": "error", "message": "this is wrong", "hint": "do that",
        "file": "a.yaml", "line": 3, "column": 7, "code": "", "page": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "code"),
    [(InputProblems, 1), (UsageProblem, 2), (RenderingFailed, 5), (BriefgenError, 1)],
)
def test_each_failure_has_its_exit_code(kind: type[BriefgenError], code: int) -> None:
    error = kind([PROBLEM, PROBLEM])
    assert int(error.exit_code) == code
    assert error.problems == (PROBLEM, PROBLEM)
    assert kind(PROBLEM).problems == (PROBLEM,)
    assert str(kind(PROBLEM)) == "a.yaml:3:7: this is wrong"


def test_failures_travel_between_processes() -> None:
    copy = pickle.loads(pickle.dumps(UsageProblem(PROBLEM)))
    assert isinstance(copy, UsageProblem)
    assert copy.problems == (PROBLEM,)


def test_exit_codes_and_severities_are_fixed() -> None:
    assert {code.name: int(code) for code in ExitCode} == {
        "DONE": 0, "PROBLEMS": 1, "USAGE": 2, "STALE": 3, "TOO_STALE": 4, "RENDERING": 5,
        "CONFORMANCE": 6, "CHANGED": 10, "NOTHING_DUE": 11, "BUSY": 12, "OUR_BUG": 70,
        "INTERRUPTED": 130,
    }  # fmt: skip
    assert [str(severity) for severity in Severity] == ["error", "warning"]


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("subtitel", ["title", "subtitle"], "subtitle"),
        ("Wb-GDP", ["wb-gdp", "wb-population"], "wb-gdp"),
        ("oil_cpc", ["oil-cpc"], "oil-cpc"),
        ("zebra", ["title", "subtitle"], None),
        ("", ["title"], None),
        ("title", [], None),
    ],
)
def test_the_nearest_word(word: str, known: list[str], expected: str | None) -> None:
    assert nearest(word, known) == expected


def test_a_hint_names_the_nearest_word_or_says_what_there_is() -> None:
    assert did_you_mean("titel", ["title", "date"]) == "did you mean “title”?"
    assert did_you_mean("zebra", ["title", "date"]) == "there is only: date, title"
    assert did_you_mean("zebra", ["title"], "add it") == "add it"
    assert did_you_mean("zebra", []) == ""


def test_a_long_listing_breaks_off() -> None:
    assert listing([str(n) for n in range(14)]).endswith("10, 11 and 2 more")
    assert listing(["a", "b"]) == "a, b"


def test_what_a_message_quotes_cannot_break_its_line() -> None:
    problem = Problem(Place("a"), "“one\n\ttwo\x1b[31m\u202e”", "a\u00a0b " + "c" * 500)
    assert problem.message == "“one two [31m ”"
    assert problem.hint == "a b " + "c" * 395 + "…"

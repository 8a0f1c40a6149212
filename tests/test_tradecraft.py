"""Rules on the words of judgements, against sentences that were labelled by hand.

The sentences of `develop` were at hand while the rules were made, or were learnt from when they had
been got wrong. Those of `held_out` were written before the rules were first run on them. What the
first run gave is told at the head of each file.
"""

from __future__ import annotations

import re
import sys
from dataclasses import replace

import pytest
from msgspec import structs

from briefgen.checks.judgement_rules import RULES
from briefgen.checks.running import examine, selection
from briefgen.errors import Problem
from briefgen.settings import Settings
from briefgen.yardstick import FIRST_ROW, SECOND_ROW, Term
from labelled import Labelled, found_in, labelled, tally
from projects import LIBRARY, SPEC, changed, checked, minimal_project

HALVES = ("develop", "held_out")
WORDED = [rule.code for rule in RULES if rule.code != "JDG107"]  # that one is of sources
LEAST = 0.95

STATEMENT = "    statement: Real growth will stay above 5% in 2027.\n"
ONE = "      - One party holds parliament, as [#tab-partners] shows.[@handbook, ch. 2; @report]\n"


def problems(files: dict[str, str], *codes: str) -> list[Problem]:
    """What the rules on judgements find in a project."""
    report = examine(checked(files), Settings(), selection(codes or ("judgements",), ()))
    return list(report.problems)


def spots(files: dict[str, str], *codes: str) -> list[tuple[str, int, str]]:
    """Code, line and the words that are pointed at, of each problem."""
    lines = files[SPEC].splitlines()
    return [
        (p.code, p.place.line, lines[p.place.line - 1][p.place.column - 1 :][: p.place.length])
        for p in problems(files, *codes)
    ]


def resting_on(grounds: str) -> dict[str, str]:
    """The small project with other grounds for its judgement."""
    files = minimal_project()
    files[SPEC] = changed(files[SPEC], '[growth_2023, "@bank, p. 2", "@report"]', grounds)
    return files


# The labelled sentences ----------------------------------------------------------------------


@pytest.mark.parametrize("half", HALVES)
def test_precision_and_recall(half: str, capsys: pytest.CaptureFixture[str]) -> None:
    listed = labelled(half)
    counted = tally(listed)
    told = [f"\n{half}: {len(listed)} sentences"]
    for code in ("", *WORDED):
        chosen = (code,) if code else ()
        right = counted.right[code] if code else sum(counted.right.values())
        precision, recall = counted.precision(*chosen), counted.recall(*chosen)
        told.append(
            f"  {code or 'all':<7}{right:>4} found, precision {precision:.3f}, recall {recall:.3f}"
        )
    with capsys.disabled():
        sys.stdout.write("\n".join(told) + "\n")
    assert counted.precision() >= LEAST
    assert counted.recall() >= LEAST
    for code in WORDED:
        assert counted.precision(code) >= LEAST, code
        assert counted.recall(code) >= LEAST, code


def test_the_sentences_are_many_and_no_two_alike() -> None:
    every = [each for half in HALVES for each in labelled(half)]
    assert len(every) >= 300
    assert len({each.text.casefold() for each in every if len(each.text) > 20}) == sum(
        len(each.text) > 20 for each in every
    )
    clean = sum(not each.codes for each in every)
    assert 0.4 <= clean / len(every) <= 0.6
    for code in WORDED:
        assert all(any(code in each.codes for each in labelled(half)) for half in HALVES), code


def test_a_wrong_label_lowers_the_tally() -> None:
    wrong = [
        Labelled("1", "prose", frozenset(), "It is highly likely to fail."),
        Labelled("2", "prose", frozenset({"JDG105"}), "It will fail."),
    ]
    counted = tally(wrong)
    assert (counted.precision(), counted.recall()) == (0.0, 0.0)


def test_prose_is_found_in_a_brief_at_its_line() -> None:
    """Each labelled sentence of prose, in one brief: the codes at the line it stands on."""
    chosen = [each for each in labelled("develop") if each.context in ("prose", "cited")]
    files = minimal_project()
    source = {"prose": "", "cited": "[@report]"}
    added = "".join(f"      - >-\n        {e.text}{source[e.context]}\n" for e in chosen)
    files[SPEC] = changed(files[SPEC], ONE, added)
    files[SPEC] = changed(files[SPEC], "[#fig-growth]", "the figure")
    first = files[SPEC][: files[SPEC].index(added)].count("\n")
    wanted = sorted(
        (code, first + 2 * number + 2)
        for number, each in enumerate(chosen)
        for code in each.codes - {"JDG102"}
    )
    found = {(p.code, p.place.line) for p in problems(files) if p.code != "JDG102"}
    assert sorted(found) == wanted


# Places --------------------------------------------------------------------------------------


def test_the_words_themselves_are_pointed_at() -> None:
    files = minimal_project()
    files[SPEC] = changed(
        files[SPEC], STATEMENT, "    statement: |\n      In May it is *highly\n      likely* to.\n"
    )
    text = (
        'He said “it may”. The song *It May* is old, and it\n        **may** stay. It may "well".'
    )
    files[SPEC] = changed(files[SPEC], ONE, f"      - |\n        {text}\n")
    told = spots(files)
    assert [(code, words) for code, _, words in told] == [
        ("JDG101", "highly"),
        ("JDG105", "may"),
        ("JDG105", "may"),
    ]
    assert told[2][1] == told[1][1]
    assert [p.place.column for p in problems(files, "JDG105")] == [11, 26]


def test_the_severity_is_that_of_the_place() -> None:
    files = minimal_project()
    files[SPEC] = changed(files[SPEC], STATEMENT, "    statement: A fall is highly likely.\n")
    files[SPEC] = changed(files[SPEC], ONE, "      - A fall is highly likely.\n")
    assert [str(p.severity) for p in problems(files, "JDG101")] == ["error", "warning"]


def test_a_comment_silences_a_rule_at_its_place() -> None:
    files = minimal_project()
    text = "      # briefgen: ignore JDG105 - the law gives the choice\n      - It may sell.\n"
    files[SPEC] = changed(files[SPEC], ONE, text)
    assert problems(files) == []


def test_other_languages_are_left_alone() -> None:
    files = minimal_project()
    files[SPEC] = changed(files[SPEC], ONE, "      - It may sell.\n")
    found = checked(files)
    assert found.brief is not None
    kazakh = structs.replace(found, brief=found.brief.model_copy(update={"language": "kk"}))
    report = examine(kazakh, Settings(), selection(("judgements",), ()))
    assert report.problems == ()


def test_a_sound_brief_has_nothing_wrong() -> None:
    assert problems(minimal_project()) == []


# Rows ----------------------------------------------------------------------------------------


def test_rows_are_compared_over_the_whole_brief() -> None:
    files = minimal_project()
    files[SPEC] = changed(
        files[SPEC], "name: Shock, likelihood: unlikely", "name: Shock, likelihood: improbable"
    )
    assert [(code, words) for code, _, words in spots(files)] == [("JDG102", "improbable")]
    (problem,) = problems(files)
    assert "write “unlikely”" in problem.hint
    files[SPEC] = changed(
        files[SPEC],
        "method: Official",
        "method: Terms of both rows stand for the same odds. Official",
    )
    assert problems(files) == []


@pytest.mark.parametrize("first", FIRST_ROW, ids=lambda term: term.words)
@pytest.mark.parametrize("second", SECOND_ROW, ids=lambda term: term.words)
def test_any_two_terms_of_different_rows_are_seen(first: Term, second: Term) -> None:
    each = Labelled("", "prose", frozenset(), "")
    one = f"The chance of a strike is {first.words}"
    for text in (f"{one}, that of a truce is {second.words}.", f"{one}, and it is {second.words}."):
        assert "JDG102" in found_in(replace(each, text=text)), text
        assert found_in(replace(each, text=f"{one}.")) == frozenset()


def test_phia_has_no_rows() -> None:
    files = minimal_project()
    files[SPEC] = changed(files[SPEC], "language: en\n", "language: en\nyardstick: phia\n")
    files[SPEC] = changed(files[SPEC], ONE, "      - A fall is probable, a rise highly unlikely.\n")
    assert problems(files) == []
    files[SPEC] = changed(files[SPEC], "highly unlikely", "very unlikely")
    (problem,) = problems(files)
    assert "the nearest term is “highly unlikely”" in problem.hint


# Sources -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("grounds", "told"),
    [
        ('["@bank, p. 2"]', "rests on one source alone: “bank”"),
        ('["@bank, p. 2", "@bank, p. 4"]', "rests on one source alone: “bank”"),
        ('["@report", "@speech"]', ""),
    ],
)
def test_a_judgement_on_one_source(grounds: str, told: str) -> None:
    found = problems(resting_on(grounds))
    assert [told in problem.message for problem in found] == ([True] if told else [])


def test_sources_that_repeat_one_count_as_one() -> None:
    files = resting_on('["@report", "@speech"]')
    library = files[LIBRARY]
    key = re.search(r"^( *)report:\n( +)", library, re.M)
    assert key is not None
    files[LIBRARY] = changed(library, key[0], f"{key[0]}derived_from: [speech]\n{key[2]}")
    (problem,) = problems(files)
    assert problem.code == "JDG107"
    assert problem.message == "all 2 sources of the judgement go back to one: “speech”"
    assert files[SPEC].splitlines()[problem.place.line - 1].strip().startswith("rests_on")


def test_gaps_and_method_are_not_judged() -> None:
    silent = [each for half in HALVES for each in labelled(half) if each.silent]
    files = minimal_project()
    gaps = "".join(f"  - {each.text}\n" for each in silent)
    files[SPEC] = changed(files[SPEC], "gaps:\n", f"gaps:\n{gaps}")
    assert silent
    assert problems(files) == []
    assert all(found_in(each) == frozenset() for each in silent)

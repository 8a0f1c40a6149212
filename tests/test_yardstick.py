"""The yardstick of a brief: named by the brief, else by the project, else that of ICD 203."""

from __future__ import annotations

import pytest

from briefgen.edition.compose import compose
from briefgen.project import MemoryFiles
from briefgen.settings import read_settings
from briefgen.validation import check
from projects import NAME, SPEC, changed, checked, minimal_project

OWN = "    likelihood: likely\n    confidence"


def with_term(term: str, scale: str = "") -> dict[str, str]:
    """The small project with another term in its judgement, and a yardstick of its own."""
    files = minimal_project()
    files[SPEC] = changed(files[SPEC], OWN, f"    likelihood: {term}\n    confidence")
    named = f"yardstick: {scale}\nlanguage: en\n" if scale else "language: en\n"
    files[SPEC] = changed(files[SPEC], "language: en\n", named)
    return files


@pytest.mark.parametrize(
    ("scale", "default", "term"),
    [
        ("", "icd203", "very likely"),
        ("", "phia", "highly likely"),
        ("phia", "icd203", "realistic possibility"),
        ("phia", "icd203", "likely or probable"),
        ("icd203", "phia", "roughly even odds"),
    ],
)
def test_a_term_is_one_of_the_yardstick_that_holds(scale: str, default: str, term: str) -> None:
    found = check(MemoryFiles.of(with_term(term, scale)), NAME, default)
    assert found.problems == ()


@pytest.mark.parametrize(
    ("scale", "term", "told"),
    [
        ("", "highly likely", "ICD 203; the nearest term is “very likely”"),
        ("phia", "very likely", "the PHIA yardstick; the nearest term is “highly likely”"),
        ("phia", "roughly even odds", "nearest term is “realistic possibility”"),
        ("phia", "remote", "nearest term is “remote chance”"),
        ("phia", "70%", "nearest term is “likely”"),
        ("phia", "unliekly", "did you mean “unlikely”?"),
        ("phai", "likely", "did you mean “phia”?"),
    ],
)
def test_a_term_of_the_other_yardstick_is_told_with_the_nearest(
    scale: str, term: str, told: str
) -> None:
    (problem,) = checked(with_term(term, scale)).problems
    assert told in f"{problem.message}; {problem.hint}"


@pytest.mark.parametrize(("scale", "whose"), [("icd203", "ICD 203"), ("phia", "PHIA")])
def test_the_page_says_whose_terms_they_are(scale: str, whose: str) -> None:
    files = with_term("likely")
    settings = read_settings(MemoryFiles.of({"briefgen.toml": f'yardstick = "{scale}"'}))
    edition = compose(check(MemoryFiles.of(files), NAME, scale), settings)
    assert whose in edition.yardstick_key
    assert ("Realistic possibility" in edition.yardstick) is (scale == "phia")
    (judged,) = edition.judgements
    assert judged.range == ("55–75%" if scale == "phia" else "55–80%")

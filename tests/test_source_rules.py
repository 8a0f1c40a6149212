"""Rules on sources: what each reports, where, and what it leaves alone."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Mapping

import pytest

from briefgen.checks.running import examine
from briefgen.checks.source_rules import FEWEST_GRADES, RULES
from briefgen.checks.sources import doubt_about
from briefgen.checks.sourcing import circles, is_habit
from briefgen.checks.table import CHECKS
from briefgen.errors import Problem
from briefgen.model.identity import page_of, same
from briefgen.model.source import Source
from briefgen.settings import Settings
from doc_examples import claimed
from projects import LIBRARY, SPEC, changed, checked, minimal_project

CENSUS = "    publisher: Agency on Statistics\n"
LEAD = "    lead: One man has ruled since 1994.[@handbook]\n"


def told(files: Mapping[str, str], code: str) -> list[Problem]:
    """What one rule says of a project."""
    report = examine(checked(files), Settings())
    return [problem for problem in report.problems if problem.code == code]


def library(piece: str, replacement: str) -> dict[str, str]:
    files = minimal_project()
    return files | {LIBRARY: changed(files[LIBRARY], piece, replacement)}


def own(entry: str, lead: str = LEAD) -> dict[str, str]:
    """The project with a source of the brief itself, and another lead to its first section."""
    files = minimal_project()
    sources = f"\nsources:\n{entry}" if entry else ""
    spec = changed(files[SPEC], "\nfacts:\n", f"{sources}\nfacts:\n")
    return files | {SPEC: changed(spec, LEAD, lead)}


def entry(key: str, **fields: str) -> str:
    lines = {"type": "report", "title": f"The long report of {key}", "issued": "2024", **fields}
    graded = {"reliability": "B", "reliability_reason": "careful"} | lines
    return f"  {key}:\n" + "".join(f"    {k}: {v}\n" for k, v in graded.items() if v)


def told_of_sources(files: Mapping[str, str]) -> list[str]:
    """Codes of the rules on sources that a project breaks."""
    report = examine(checked(files), Settings())
    return [problem.code for problem in report.problems if problem.code.startswith("SRC")]


def test_the_small_project_breaks_none() -> None:
    assert told_of_sources(minimal_project()) == []


def test_each_rule_is_applied_and_has_its_page() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    names = {check.__name__ for check in CHECKS}
    assert {"undated", "twice", "circular", "habit"} <= names
    for rule in RULES:
        assert rule.why and rule.remedy and rule.bad and rule.good, rule.code
        assert rule.summary.endswith("."), rule.code


@pytest.mark.parametrize(
    ("code", "piece", "replacement", "words"),
    [
        ("SRC202", f"{CENSUS}    issued: 2021\n", CENSUS, "has neither “issued” nor “accessed”"),
        ("SRC203", CENSUS, f"{CENSUS}    url: https://stat.tj/census\n", "nothing says when"),
        (
            "SRC204",
            "    reliability: A\n    reliability_reason: official count\n",
            "",
            "“census” is cited and has no grade",
        ),
        ("SRC207", "    issued: 2021\n", "    issued: 2026-12\n", "is of 2026-12, after"),
        (
            "SRC208",
            f"{CENSUS}    issued: 2021\n",
            f"{CENSUS}    accessed: 2026-11-24\n",
            "was read on 2026-11-24, after the cut-off",
        ),
    ],
)  # fmt: skip
def test_what_is_missing_of_a_source(code: str, piece: str, replacement: str, words: str) -> None:
    (problem,) = told(library(piece, replacement), code)
    assert words in problem.message
    assert (problem.place.file, problem.place.line) == (LIBRARY, 2)
    assert "census:" in problem.excerpt


@pytest.mark.parametrize(
    ("code", "piece", "replacement"),
    [
        ("SRC203", CENSUS, f"{CENSUS}    url: https://stat.tj/c\n    accessed: 2026-01-02\n"),
        ("SRC203", CENSUS, f"{CENSUS}    url: https://doi.org/10.1000/182\n"),
        ("SRC207", "    issued: 2021\n", "    issued: 2026\n"),
        (
            "SRC208",
            f"{CENSUS}    issued: 2021\n",
            f"{CENSUS}    accessed: 2026-11-24\n    note: Counted in 2020.\n",
        ),
        (
            "SRC208",
            f"{CENSUS}    issued: 2021\n",
            f"{CENSUS}    accessed: 2026-11-24\n    archived: https://web.archive.org/web/1/a\n",
        ),
        ("SRC208", "    issued: 2021\n", "    issued: 2021\n    accessed: 2026-11-24\n"),
    ],
)
def test_what_needs_no_more(code: str, piece: str, replacement: str) -> None:
    assert told(library(piece, replacement), code) == []


def test_only_sources_that_are_cited_are_held_to_it() -> None:
    files = minimal_project()
    files[LIBRARY] += "  waiting: {type: book, title: A book that waits}\n"
    assert told_of_sources(files) == []


def test_a_source_of_the_brief_that_nothing_cites() -> None:
    (problem,) = told(own(entry("spare")), "SRC201")
    assert problem.place.file == SPEC
    assert problem.message == "nothing in this brief cites “spare”"
    assert told(own(entry("spare"), LEAD.replace("@handbook", "@spare")), "SRC201") == []
    cited_by_another = entry("spare") + entry("other", derived_from="[spare]")
    assert told(own(cited_by_another, LEAD.replace("@handbook", "@other")), "SRC201") == []


@pytest.mark.parametrize(
    ("one", "other", "by"),
    [
        ({"doi": "10.1000/ABC"}, {"url": "https://doi.org/10.1000/abc"}, "DOI"),
        ({"url": "https://www.a.tj/x/?utm_source=m"}, {"url": "http://a.tj/x#part"}, "page"),
        ({"url": "https://a.tj/x?b=1&a=2"}, {"url": "https://a.tj/x?a=2&b=1"}, "page"),
        ({"title": "The Köln Report of May"}, {"title": "The Koln report of May"}, "title"),
        ({"doi": "10.1000/abc"}, {"doi": "10.1000/abd"}, ""),
        ({"url": "https://a.tj/x?id=1"}, {"url": "https://a.tj/x?id=2"}, ""),
        ({"url": "https://a.tj/x", "number": "A"}, {"url": "https://a.tj/x", "number": "B"}, ""),
        ({"url": "https://a.tj/x"}, {"url": "https://a.tj/y"}, ""),
        ({"title": "Annual Report"}, {"title": "Annual Report"}, ""),
        ({"title": "Report of the year", "issued": "2024"},
         {"title": "Report of the year", "issued": "2025"}, ""),
    ],
)  # fmt: skip
def test_when_two_entries_are_one(one: dict[str, str], other: dict[str, str], by: str) -> None:
    base = {"type": "report", "title": "A title of four words"}
    first, second = (Source.model_validate(base | each) for each in (one, other))
    assert same(first, second) == same(second, first) == by


def test_a_page_of_an_application_is_where_its_fragment_says() -> None:
    assert page_of("https://a.tj/#/one") != page_of("https://a.tj/#/two")
    assert page_of("https://a.tj/#one") == page_of("https://a.tj/#two")


def test_a_source_under_two_keys_is_told_at_the_second() -> None:
    second = entry("again", type="webpage", url="http://www.trade-desk.int/partners/?utm_source=x",
                   accessed="2026-11-20")  # fmt: skip
    (problem,) = told(own(second), "SRC205")
    assert (problem.place.file, problem.excerpt.count("again:")) == (SPEC, 1)
    assert "entered as “report”: same page" in problem.message


@pytest.mark.parametrize(
    ("address", "doubt"),
    [
        ("https://a.tj/news/…", "was cut short"),
        ("https://a.tj/news/2024/...", "was cut short"),
        ("https://a.tj/news/2024.", "ends in a mark of the text it stood in, “.”"),
        ("https://a.tj/news/2024)", "ends in a mark of the text it stood in, “)”"),
        ("http://https://a.tj", "begins twice"),
        ("https://www.example.com/a", "leads nowhere: no reader can reach “www.example.com”"),
        ("http://192.168.1.4/a", "leads nowhere: no reader can reach “192.168.1.4”"),
        ("http://wiki.desk.local/a", "leads nowhere: no reader can reach “wiki.desk.local”"),
    ],
)
def test_addresses_that_can_hardly_be_meant(address: str, doubt: str) -> None:
    assert doubt_about(address) == doubt


@pytest.mark.parametrize(
    "address",
    [
        "https://a.tj/news/2024",
        "https://en.wikipedia.org/wiki/Turan_(region)",
        "https://a.tj/UN-Report:-Active-in-Asia",
        "http://34.80.245.248/content_html/2024",
        "https://examples.tj/a?b=c",
    ],
)
def test_addresses_that_are_unusual_and_right(address: str) -> None:
    assert doubt_about(address) == ""


def test_a_kept_copy_names_the_page_it_is_of() -> None:
    assert doubt_about("https://web.archive.org/web/2024/https://a.tj/", kept=True) == ""


def test_a_doubtful_address_is_told_at_its_field() -> None:
    piece = "    url: https://trade-desk.int/partners\n"
    (problem,) = told(library(piece, "    url: https://trade-desk.int/…\n"), "SRC206")
    assert "| " in problem.excerpt and "url: https://trade-desk.int/…" in problem.excerpt
    assert problem.message == "the address was cut short"


def test_sources_in_a_circle() -> None:
    circle = entry("a", derived_from="[b]") + entry("b", derived_from="[c]")
    circle += entry("c", derived_from="[a]")
    (problem,) = told(own(circle, LEAD.replace("@handbook", "@a")), "SRC301")
    assert problem.message == "derived in a circle: “a” from “b” from “c” from “a”"
    assert "derived_from" in problem.excerpt


def test_what_a_source_of_the_brief_repeats_must_be_there() -> None:
    lead = LEAD.replace("@handbook", "@a")
    assert told(own(entry("a", derived_from="[handbook]"), lead), "SRC101") == []
    (problem,) = checked(own(entry("a", derived_from="[handbok]"), lead)).problems
    assert (problem.code, problem.place.file) == ("SRC101", SPEC)
    assert problem.message == "no source has the key “handbok”"
    assert problem.hint == "did you mean “handbook”?"


@pytest.mark.parametrize(
    ("before", "count"),
    [
        ({"a": ("b",), "b": ()}, 0),
        ({"a": ("b", "c"), "b": ("d",), "c": ("d",), "d": ()}, 0),
        ({"a": ("a",)}, 1),
        ({"a": ("b",), "b": ("a",), "c": ("a",)}, 1),
        ({"a": ("b",), "b": ("a",), "c": ("d",), "d": ("c",)}, 2),
        ({"a": ("nobody",)}, 0),
    ],
)
def test_circles_are_found_once(before: dict[str, tuple[str, ...]], count: int) -> None:
    assert len(circles(before)) == count


def test_circles_in_large_graphs_are_found_in_time() -> None:
    ladder = {f"{n}{s}": (f"{n + 1}a", f"{n + 1}b") for n in range(2000) for s in "ab"}
    assert circles(ladder) == []


def test_planted_circles_are_all_found() -> None:
    chance = random.Random(5)
    for _ in range(100):
        keys = [f"k{n}" for n in range(30)]
        before = {k: tuple(chance.sample(keys[n + 1 :], k=min(2, 29 - n)))
                  for n, k in enumerate(keys)}  # fmt: skip
        assert circles(before) == []
        late, early = sorted(chance.sample(range(29), 2), reverse=True)
        before[keys[late]] = (*before[keys[late]], keys[early])
        before[keys[early]] = (*before[keys[early]], keys[late])
        assert circles(before)


def test_a_claim_on_sources_that_go_back_to_one() -> None:
    repeats = entry("paper", derived_from="[agency]") + entry("agency")
    lead = "    lead: Ten died in 1994.[@paper; @agency]\n"
    (problem,) = told(own(repeats, lead), "SRC302")
    assert problem.message == "“paper” and “agency” all go back to “agency”: that is one source"
    assert problem.excerpt.count("Ten died") == 1
    assert told(own(repeats, lead.replace("agency]", "handbook]")), "SRC302") == []


def _twelve(keys: Iterable[str]) -> str:
    return "    lead: |\n" + "".join(f"      It was {n}.[@{key}]\n" for n, key in enumerate(keys))


@pytest.mark.parametrize(("others", "count"), [(3, 1), (15, 0)])
def test_one_publisher_behind_most_claims(others: int, count: int) -> None:
    lead = _twelve(["handbook"] * others + ["mine"] * 15)
    found = told(own(entry("mine", publisher="Loud Press"), lead), "SRC303")
    assert len(found) == count
    if found:
        assert "rest on Loud Press alone" in found[0].message
        assert found[0].place.file == SPEC


def test_a_quotation_that_is_long() -> None:
    words = " ".join(["word"] * 76)
    (problem,) = told(own("", f"    lead: He said “{words}” in May 2020.[@handbook]\n"), "SRC304")
    assert problem.message.startswith("a quotation of 76 words")
    words = " ".join(["word"] * 75)
    assert told(own("", f"    lead: He said “{words}” in May 2020.[@handbook]\n"), "SRC304") == []


def test_much_quoted_of_one_source() -> None:
    quotation = f"      He said “{' '.join(['word'] * 60)}”.[@handbook]\n"
    found = told(own("", "    lead: |\n" + quotation * 4), "SRC304")
    assert [problem.message for problem in found] == [
        "240 words of “handbook” are quoted in this brief"
    ]
    assert told(own("", "    lead: |\n" + quotation * 3), "SRC304") == []


# Grades ---------------------------------------------------------------------------------------

LETTERS = "ABCDEF"


def drawn(chance: random.Random, size: int) -> list[tuple[str, int]]:
    """Grades that are given apart: each scale with a leaning of its own, however strong."""
    letters = [chance.random() ** 3 for _ in LETTERS]
    figures = [chance.random() ** 3 for _ in LETTERS]
    return list(
        zip(
            chance.choices(LETTERS, letters, k=size),
            chance.choices(range(1, 7), figures, k=size),
            strict=True,
        )
    )


def copied(chance: random.Random, size: int, share: float) -> list[tuple[str, int]]:
    """Grades of which one is copied from the other, save for a share that is not."""
    pairs = []
    for letter in chance.choices("ABCD", (2, 5, 4, 1), k=size):
        same_grade = LETTERS.index(letter) + 1
        pairs.append((letter, same_grade if chance.random() < share else chance.randint(1, 6)))
    return pairs


def test_grades_given_apart_raise_no_alarm() -> None:
    chance = random.Random(20261125)
    sets = [drawn(chance, chance.randint(FEWEST_GRADES, 80)) for _ in range(4000)]
    alarms = sum(map(is_habit, sets)) / len(sets)
    assert alarms < 0.05, f"{alarms:.3f}"


def test_grades_given_apart_in_the_same_proportions_raise_no_alarm() -> None:
    """The hardest case: both scales lean the same way, so many pairs meet on the diagonal."""
    chance = random.Random(20261126)
    alarms = 0
    for _ in range(4000):
        weights = [chance.random() ** 6 for _ in LETTERS]
        size = chance.randint(FEWEST_GRADES, 80)
        letters = chance.choices(LETTERS, weights, k=size)
        figures = chance.choices(range(1, 7), weights, k=size)
        alarms += is_habit(zip(letters, figures, strict=True))
    assert alarms / 4000 < 0.05, f"{alarms / 4000:.3f}"


def test_copied_grades_are_seen() -> None:
    chance = random.Random(20261127)
    seen = sum(is_habit(copied(chance, chance.randint(20, 60), 0.95)) for _ in range(1000))
    assert seen / 1000 > 0.95, f"{seen / 1000:.3f}"


def test_too_few_grades_say_nothing() -> None:
    pairs = [("A", 1), ("B", 2), ("C", 3)] * 3
    assert not is_habit(pairs)
    assert is_habit(pairs * 2)
    assert not is_habit([("B", 2)] * 40)  # one grade for all: nothing to tell apart


def test_a_habit_is_told_at_the_facts() -> None:
    files = minimal_project()
    keys = {"census": 1, "bank": 2, "report": 3}
    facts = "".join(
        f"  f{n}_{key}: {{value: {n}, source: {key}, credibility: {grade}}}\n"
        for n in range(4)
        for key, grade in keys.items()
    )
    files[SPEC] = changed(files[SPEC], "\nfacts:\n", f"\nfacts:\n{facts}")
    (problem,) = told(files, "SRC305")
    assert problem.message.startswith("14 of 14 graded facts pair A with 1")
    assert "facts:" in problem.excerpt


# In a library ---------------------------------------------------------------------------------


def test_a_comment_in_a_library_silences_and_may_be_idle_there() -> None:
    piece = "  census:\n    type: report\n    title: Population Census\n"
    silent = f"  # briefgen: ignore SRC202 - never dated\n{piece}"
    files = library(piece, silent)
    assert told(files, "SRC203") == told(files, "SPC203") == []
    files[LIBRARY] = changed(files[LIBRARY], f"{CENSUS}    issued: 2021\n", CENSUS)
    assert told(files, "SRC202") == []


def test_the_comment_that_the_page_shows_silences_its_rule() -> None:
    (shown,) = claimed("sources.md", "test_source_rules")
    comment, *_ = shown.splitlines(keepends=True)
    (key,) = re.findall(r"^  ([\w-]+):$", shown, re.M)
    fields = (
        "    title: Ghazi\n    url: https://en.wikipedia.org/wiki/G\n    accessed: 2026-11-25\n"
    )
    cited = changed(minimal_project()[SPEC], LEAD, LEAD.replace("@handbook", f"@{key}"))
    for text, times in ((shown, 0), (changed(shown, comment, ""), 1)):
        files = library("sources:\n", f"sources:\n{text}{fields}") | {SPEC: cited}
        assert len(told(files, "SRC208")) == times


def test_a_comment_in_a_library_needs_its_reason() -> None:
    files = library("  census:\n", "  # briefgen: ignore SRC202\n  census:\n")
    (problem,) = told(files, "SPC201")
    assert problem.place.file == LIBRARY

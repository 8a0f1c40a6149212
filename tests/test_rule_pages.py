"""The pages on rules: as `briefgen explain` prints them, and as the guide to checks shows them."""

from __future__ import annotations

import importlib.util
import textwrap
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from briefgen.checks.rule import Group
from briefgen.checks.running import ALL_RULES, examine, selection
from briefgen.checks.wording import Around, Context, faults, hear, text_faults
from briefgen.prose import paragraphs, parse
from briefgen.sentences import sentences
from briefgen.settings import Settings
from briefgen.yardstick import ICD203
from doc_examples import ROOT, claimed, ended, examples, page, tutorial, written
from projects import LIBRARY, SPEC, changed, checked, minimal_project
from shown import commands
from test_docs import message
from test_tradecraft import ONE

FOLDER = ROOT / "docs" / "rules"


def tool() -> ModuleType:
    """The script that writes the pages."""
    spec = importlib.util.spec_from_file_location("rules", ROOT / "tools" / "rules.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pages_on_rules_are_up_to_date() -> None:
    made: dict[str, str] = tool().pages()
    there = {path.name: path.read_text("utf-8") for path in Path(FOLDER).iterdir()}
    assert there == made, "run: python tools/rules.py"


def test_every_rule_is_listed_in_its_group() -> None:
    index = page("rules/README.md")
    for rule in ALL_RULES.values():
        assert f"| [{rule.code}]({rule.code}.md) | {rule.name} | {rule.severity} |" in index
    assert set(tool().GROUPS) == set(Group)


def test_the_guide_names_every_group() -> None:
    for group in Group:
        assert f"| `{group}` | `{group.prefix}…` |" in page("checks.md")


def shown() -> list[tuple[str, str]]:
    """Sentences of the guide, each with what is told of them."""
    every = [each for each in examples("checks.md") if each.marker]
    told = [each for each in every if each.marker != "test: test_rule_pages"]
    assert [each.marker for each in told] == ["judged", "told"] * (len(told) // 2)
    return [(one.text, other.text) for one, other in zip(told[::2], told[1::2], strict=True)]


@pytest.mark.parametrize(("judged", "told"), shown())
def test_sentences_of_the_guide_are_told_as_it_says(judged: str, told: str) -> None:
    files = minimal_project()
    files[SPEC] = changed(files[SPEC], ONE, textwrap.indent(judged, " " * 6))
    report = examine(checked(files), Settings(), selection(("judgements",), ()))
    assert "".join(message(problem) for problem in report.problems) == told


COMMANDS, EXCEPTION = claimed("checks.md", "test_rule_pages")


def test_the_commands_of_the_guide_do_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    written(tutorial(), tmp_path)
    right = (0, "kazakhstan: no problems; 12 of 12 claims sourced\n")
    *checks, explained = [
        ended(command, tmp_path, monkeypatch, capsys) for command in commands(COMMANDS)
    ]
    assert checks == [right] * 3
    code, printed = explained
    assert code == 0 and all(part in printed for part in ("JDG105", "**Why.**", "Better:"))


def test_the_comment_of_the_guide_makes_its_exception() -> None:
    files = minimal_project()
    entry = {"type": "report", "title": "Counts", "reliability": "B", "reliability_reason": "own"}
    files[LIBRARY] += "  ministry-2026:\n" + textwrap.indent(yaml.dump(entry), " " * 4)
    grounds = '    rests_on: [growth_2023, "@bank, p. 2", "@report"]\n'
    comment, bare = EXCEPTION.splitlines(keepends=True)
    for text, codes in ((bare, {"JDG107"}), (comment + bare, set())):
        spec = changed(files[SPEC], grounds, textwrap.indent(text, " " * 4))
        report = examine(checked({**files, SPEC: spec}), Settings())
        assert {each.code for each in report.problems} & {"JDG107", "SPC202", "SPC203"} == codes


CONTEXTS = {
    "statement": Context.STATEMENT,
    "text": Context.SCENARIO,
    "confidence_reason": Context.REASON,
    "alternative": Context.ALTERNATIVE,
    "would_change": Context.CHANGE,
}


def codes_of(example: str) -> set[str]:
    """What the rules on words find in the example of a page."""
    read = yaml.safe_load(example)
    if isinstance(read, list):
        given = [("", text) for text in read]
        read = {}
    else:
        given = [
            (key, text)
            for key in CONTEXTS
            if key in read
            for text in (read[key] if isinstance(read[key], list) else [read[key]])
        ]
    found: set[str] = set()
    for key, text in given:
        around = Around(
            CONTEXTS.get(key, Context.PROSE),
            likelihood=ICD203.find(read.get("likelihood", "")),
            confidence=read.get("confidence", ""),
        )
        for part in paragraphs(parse(text).blocks):
            for sentence in sentences(part):
                found |= {fault.code for fault in faults(hear(sentence, around))}
        found |= {code for code, _, _ in text_faults(text, around)}
    return found


@pytest.mark.parametrize("code", [f"JDG{n}" for n in (101, 103, 104, 105, 106, 108, 109)])
def test_the_examples_of_a_page_are_told_and_spared(code: str) -> None:
    assert code in codes_of(ALL_RULES[code].bad)
    assert codes_of(ALL_RULES[code].good) == set()

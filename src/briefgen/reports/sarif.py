"""SARIF 2.1.0 (OASIS), as GitHub's code scanning and editors read it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from briefgen import __version__
from briefgen.checks.pages import page_of
from briefgen.checks.rule import Rule
from briefgen.checks.running import ALL_RULES
from briefgen.digests import digest_of
from briefgen.errors import Problem
from briefgen.manual import page_of_rule
from briefgen.reports.finding import Places, told_once
from briefgen.results import CheckResult

Object: TypeAlias = dict[str, Any]

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def written(results: Sequence[CheckResult], places: Places) -> str:
    """One run with every rule that was broken and every problem."""
    problems = [places.problem(problem) for problem in told_once(results)]
    codes = sorted({problem.code for problem in problems if problem.code in ALL_RULES})
    place_of = {code: index for index, code in enumerate(codes)}
    driver = {
        "name": "briefgen",
        "semanticVersion": __version__,
        "rules": [_rule(ALL_RULES[code], places.manual) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, place_of) for problem in problems],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _rule(rule: Rule, manual: str) -> Object:
    described: Object = {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "help": {"text": rule.remedy, "markdown": page_of(rule)},
        "defaultConfiguration": {"level": str(rule.severity)},
        "properties": {"tags": [str(rule.group)]},
    }
    return described | ({"helpUri": f"{manual}/{page_of_rule(rule.code)}"} if manual else {})


def _result(problem: Problem, place_of: Mapping[str, int]) -> Object:
    said = f"{problem.message}. {_sentence(problem.hint)}" if problem.hint else problem.message
    result: Object = {
        "level": str(problem.severity),
        "message": {"text": said},
        "locations": [{"physicalLocation": _location(problem)}],
        "partialFingerprints": {"briefgen/v1": _fingerprint(problem)},
    }
    if problem.code in place_of:
        result |= {"ruleId": problem.code, "ruleIndex": place_of[problem.code]}
    if problem.edits:
        result["fixes"] = [_fix(problem)]
    return result


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _location(problem: Problem) -> Object:
    place = problem.place
    location: Object = {"artifactLocation": {"uri": place.file}}
    if place.line:
        region = {"startLine": place.line, "startColumn": place.column}
        location["region"] = {**region, "endColumn": place.column + max(1, place.length)}
    return location


def _fix(problem: Problem) -> Object:
    replacements = [
        {
            "deletedRegion": {"charOffset": edit.start, "charLength": edit.end - edit.start},
            "insertedContent": {"text": edit.text},
        }
        for edit in problem.edits
    ]
    change = {
        "artifactLocation": {"uri": problem.edits[0].file},
        "replacements": replacements,
    }
    return {"description": {"text": problem.hint or problem.message}, "artifactChanges": [change]}


def _fingerprint(problem: Problem) -> str:
    """The same while the line that is meant stays as it is, wherever it moves."""
    line = problem.excerpt.split("\n", 1)[0].partition("|")[2].strip()
    parts = (problem.code, problem.place.file, problem.message, line)
    return digest_of("\0".join(parts).encode())[:32]

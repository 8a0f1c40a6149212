"""Annotations of GitHub Actions: one workflow command a problem."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.errors import Problem
from briefgen.reports.finding import Places, told_once
from briefgen.results import CheckResult


def written(results: Sequence[CheckResult], places: Places) -> str:
    """The commands, a line each, by the syntax of GitHub's workflow commands."""
    problems = map(places.problem, told_once(results))
    return "\n".join(_command(problem) for problem in problems)


def _command(problem: Problem) -> str:
    properties = ",".join(f"{name}={_property(value)}" for name, value in _properties(problem))
    said = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
    return f"::{problem.severity} {properties}::{_data(said)}"


def _properties(problem: Problem) -> Iterator[tuple[str, str]]:
    place = problem.place
    yield "file", place.file
    if place.line:
        yield "line", str(place.line)
        yield "col", str(place.column)
        yield "endColumn", str(place.column + max(1, place.length))
    yield "title", f"briefgen {problem.code}".strip()


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

"""What a check found, in the formats that other programs read."""

from __future__ import annotations

import enum
from collections.abc import Sequence

from briefgen.reports import github, junit, sarif
from briefgen.reports.finding import Places
from briefgen.results import CheckResult


class Format(enum.StrEnum):
    """How `briefgen check` tells what it found."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"
    JUNIT = "junit"


WRITERS = {Format.SARIF: sarif.written, Format.GITHUB: github.written, Format.JUNIT: junit.written}


def report(wanted: Format, results: Sequence[CheckResult], places: Places) -> str:
    """The results in a format for programs; KeyError for those that are told as they come."""
    return WRITERS[wanted](results, places)

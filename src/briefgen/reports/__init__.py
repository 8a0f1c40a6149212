"""What a check found, in the formats that other programs read."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.reports import github, junit, sarif
from briefgen.reports.finding import Places
from briefgen.results import CheckResult, Format

WRITERS = {Format.SARIF: sarif.written, Format.GITHUB: github.written, Format.JUNIT: junit.written}


def report(wanted: Format, results: Sequence[CheckResult], places: Places) -> str:
    """The results in a format for programs; KeyError for those that are told as they come."""
    return WRITERS[wanted](results, places)

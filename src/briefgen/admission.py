"""Which briefs may be made: those that can be printed, and, if it is asked, have no warning.

A translation is locked to its original wherever it is made, not only where somebody checks it.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol

from msgspec import structs

from briefgen.checks.dressing import dressed
from briefgen.errors import InputProblems, Severity
from briefgen.progress import Progress
from briefgen.project import Files
from briefgen.settings import Settings
from briefgen.spending import stage
from briefgen.validation import Checked, check, require


class Terms(Protocol):
    """By what a brief is admitted, whatever is then made of it."""

    @property
    def files(self) -> Files: ...
    @property
    def settings(self) -> Settings: ...
    @property
    def strict(self) -> bool: ...
    @property
    def as_of(self) -> date | None: ...


@stage("checking")
def admitted(name: str, terms: Terms, progress: Progress) -> Checked:
    """A brief that may be made; InputProblems with all that forbids it."""
    progress(name, "checking")
    checked = check(terms.files, name, terms.settings.yardstick, terms.as_of)
    require(checked)
    checked = _locked(dressed(checked, terms.files, terms.settings), terms.settings)
    if terms.strict and checked.problems:
        raise InputProblems(checked.problems)
    return checked


def _locked(checked: Checked, settings: Settings) -> Checked:
    """The same with what became of a translation; InputProblems where it says something else."""
    if checked.brief is None or checked.brief.translation_of is None:
        return checked
    from briefgen.checks.running import examine, selection
    from briefgen.checks.translations import RULES

    codes = [rule.code for rule in RULES]
    report = examine(checked, settings, selection(codes, ()))
    problems = *checked.problems, *(each for each in report.problems if each.code in codes)
    if any(each.severity is Severity.ERROR for each in problems):
        raise InputProblems(problems)
    return structs.replace(checked, problems=problems)

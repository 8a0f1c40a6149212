"""Which briefs may be made: those that can be printed, and, if it is asked, have no warning."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from briefgen.checks.dressing import dressed
from briefgen.errors import InputProblems
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
    checked = dressed(checked, terms.files, terms.settings)
    if terms.strict and checked.problems:
        raise InputProblems(checked.problems)
    return checked

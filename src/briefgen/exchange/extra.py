"""What to say where a parser that is an extra of the installation is missing."""

from __future__ import annotations

import sys

from briefgen.errors import Place, Problem, UsageProblem

EXTRA = "import"


def missing(package: str, file: str) -> UsageProblem:
    """The package that a file needs, with the command that brings it."""
    message = f"the package that reads such files, {package}, is not installed"
    command = f'{sys.executable} -m pip install "briefgen[{EXTRA}]"'
    return UsageProblem(Problem(Place(file), message, command))

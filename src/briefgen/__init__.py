"""briefgen: structured briefings from YAML to PDF, every claim with its source on its page.

    import briefgen

    for result in briefgen.check("my-project"):
        print(result.name, result.ok, *result.problems)

    (built,) = briefgen.build("my-project", names="kazakhstan")
    built.require().pdf

What is named in `__all__` is the library, described in docs/library.md; all else may change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from briefgen.errors import (
        BriefgenError,
        ConformanceFailed,
        Edit,
        ExitCode,
        InputProblems,
        Place,
        Problem,
        RenderingFailed,
        Severity,
        UsageProblem,
    )
    from briefgen.library import Project, build, check, load
    from briefgen.results import BriefInfo, BuildResult, CheckResult, Coverage, Output

__all__ = [
    "BriefInfo",
    "BriefgenError",
    "BuildResult",
    "CheckResult",
    "ConformanceFailed",
    "Coverage",
    "Edit",
    "ExitCode",
    "InputProblems",
    "Output",
    "Place",
    "Problem",
    "Project",
    "RenderingFailed",
    "Severity",
    "UsageProblem",
    "__version__",
    "build",
    "check",
    "load",
]

_LIBRARY = ("Project", "build", "check", "load")
_RESULTS = ("BriefInfo", "BuildResult", "CheckResult", "Coverage", "Output")

if not TYPE_CHECKING:  # a name that is not there stays a mistake for the type checker

    def __getattr__(name: str) -> object:
        """What the library has, imported when it is first asked for."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        home = "library" if name in _LIBRARY else "results" if name in _RESULTS else "errors"
        return getattr(import_module(f"briefgen.{home}"), name)

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})

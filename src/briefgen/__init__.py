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
    from briefgen.ageing import Ageing, Daggered, FreshnessResult, Hanging
    from briefgen.changes import About, Change, Changes, Mark, What
    from briefgen.errors import (
        AlreadyRunning,
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
    from briefgen.refreshed import CellChange, Fate, RefreshResult
    from briefgen.regenerated import BriefRun, Outcome, RunReport
    from briefgen.regular import regenerate
    from briefgen.releases import editions, publish, unpack, verify
    from briefgen.results import (
        BriefInfo,
        BuildResult,
        CheckResult,
        Coverage,
        Output,
        Published,
        PublishedEdition,
        Verification,
    )
    from briefgen.revisions import diff
    from briefgen.watching import freshness, refresh

__all__ = [
    "About",
    "Ageing",
    "AlreadyRunning",
    "BriefInfo",
    "BriefRun",
    "BriefgenError",
    "BuildResult",
    "CellChange",
    "Change",
    "Changes",
    "CheckResult",
    "ConformanceFailed",
    "Coverage",
    "Daggered",
    "Edit",
    "ExitCode",
    "Fate",
    "FreshnessResult",
    "Hanging",
    "InputProblems",
    "Mark",
    "Outcome",
    "Output",
    "Place",
    "Problem",
    "Project",
    "Published",
    "PublishedEdition",
    "RefreshResult",
    "RenderingFailed",
    "RunReport",
    "Severity",
    "UsageProblem",
    "Verification",
    "What",
    "__version__",
    "build",
    "check",
    "diff",
    "editions",
    "freshness",
    "load",
    "publish",
    "refresh",
    "regenerate",
    "unpack",
    "verify",
]

_HOMES = {
    "ageing": ("Ageing", "Daggered", "FreshnessResult", "Hanging"),
    "changes": ("About", "Change", "Changes", "Mark", "What"),
    "library": ("Project", "build", "check", "load"),
    "refreshed": ("CellChange", "Fate", "RefreshResult"),
    "regenerated": ("BriefRun", "Outcome", "RunReport"),
    "regular": ("regenerate",),
    "releases": ("editions", "publish", "unpack", "verify"),
    "results": (
        *("BriefInfo", "BuildResult", "CheckResult", "Coverage", "Output"),
        *("Published", "PublishedEdition", "Verification"),
    ),
    "revisions": ("diff",),
    "watching": ("freshness", "refresh"),
}

if not TYPE_CHECKING:  # a name that is not there stays a mistake for the type checker

    def __getattr__(name: str) -> object:
        """What the library has, imported when it is first asked for."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        home = next((home for home, names in _HOMES.items() if name in names), "errors")
        return getattr(import_module(f"briefgen.{home}"), name)

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})

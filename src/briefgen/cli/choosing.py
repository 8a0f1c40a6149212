"""Which project, which briefs, and the exit code of several of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.errors import ExitCode, Place, Problem, UsageProblem, did_you_mean

if TYPE_CHECKING:
    from briefgen.library import Project
    from briefgen.tabular import Layout


def project_here() -> Project:
    """The project around the current folder."""
    from briefgen.library import Project
    from briefgen.project import DiskFiles, find_root

    root = find_root(Path.cwd())
    return Project(root, DiskFiles(root))


def chosen_briefs(project: Project, names: Sequence[str] | None, every: bool) -> tuple[str, ...]:
    """The briefs that were named, or all; UsageProblem with every name that is none."""
    from briefgen.library import chosen

    if bool(names) == every:
        raise UsageProblem(
            Problem(
                Place("briefgen"),
                "name one brief or more, or say --all",
                f"briefs here: {', '.join(project.names) or 'none'}",
            )
        )
    return chosen(project, names or None)


def worst_of(codes: Iterable[ExitCode]) -> int:
    """The exit code of the worst."""
    return int(max(codes, default=ExitCode.DONE))


def layout_named(word: str) -> Layout:
    """A layout of rows by its name; UsageProblem for a word that is none."""
    from briefgen.tabular import Layout

    if word in list(Layout):
        return Layout(word)
    hint = did_you_mean(word, Layout, f"there is only: {', '.join(Layout)}")
    raise UsageProblem(Problem(Place("briefgen"), f"there is no format “{word[:40]}”", hint))

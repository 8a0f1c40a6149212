"""Which project, which briefs, and the exit code of several of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from briefgen.errors import ExitCode, Place, Problem, UsageProblem, did_you_mean

if TYPE_CHECKING:
    from briefgen.library import Project
    from briefgen.project import Files

Named = TypeVar("Named", bound=StrEnum)


def project_here() -> Project:
    """The project around the current folder."""
    from briefgen.library import Project
    from briefgen.project import DiskFiles, find_root

    root = find_root(Path.cwd())
    return Project(root, DiskFiles(root))


def files_here() -> Files:
    """The files of the project around the current folder; none where there is no project."""
    from briefgen.project import DiskFiles, MemoryFiles, find_root

    try:
        return DiskFiles(find_root(Path.cwd()))
    except UsageProblem:
        return MemoryFiles()


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


def named(word: str, formats: type[Named]) -> Named:
    """A format by its name; UsageProblem for a word that is none."""
    try:
        return formats(word)
    except ValueError:
        hint = did_you_mean(word, formats, f"there is only: {', '.join(formats)}")
        message = f"there is no format “{word[:40]}”"
        raise UsageProblem(Problem(Place("briefgen"), message, hint)) from None

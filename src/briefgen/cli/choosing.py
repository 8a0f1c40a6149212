"""Which project, which briefs, and the exit code of several of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.errors import ExitCode, Place, Problem, UsageProblem

if TYPE_CHECKING:
    from briefgen.project import DiskFiles


def project_here() -> tuple[DiskFiles, Path]:
    """The files of the project around the current folder, and its root."""
    from briefgen.project import DiskFiles, find_root

    root = find_root(Path.cwd())
    return DiskFiles(root), root


def chosen_briefs(files: DiskFiles, names: Sequence[str] | None, every: bool) -> list[str]:
    """The briefs that were named, or all; UsageProblem with every name that is none."""
    from briefgen.project import brief_names
    from briefgen.validation import spec_path

    if bool(names) == every:
        raise UsageProblem(
            Problem(
                Place("briefgen"),
                "name one brief or more, or say --all",
                f"briefs here: {', '.join(brief_names(files)) or 'none'}",
            )
        )
    if every:
        return list(brief_names(files))
    unknown: list[Problem] = []
    chosen: list[str] = []
    for name in dict.fromkeys(names or ()):
        try:
            chosen.append(Path(spec_path(files, name)).stem)
        except UsageProblem as error:
            unknown.extend(error.problems)
    if unknown:
        raise UsageProblem(unknown)
    return list(dict.fromkeys(chosen))


def worst_of(codes: Sequence[ExitCode]) -> int:
    """The exit code of the worst."""
    return int(max(codes, default=ExitCode.DONE))

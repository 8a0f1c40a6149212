"""Files that a command writes for the author."""

from __future__ import annotations

import os
from pathlib import Path

from briefgen.errors import Place, Problem, UsageProblem
from briefgen.project import DiskFiles, OutsideProject


def write(root: Path, path: str, text: str) -> None:
    """Write a file below a folder; UsageProblem where that cannot be done."""
    shown = shown_path(root, path)
    try:
        DiskFiles(root).write(path, text.encode())
    except (OSError, OutsideProject) as error:
        why = getattr(error, "strerror", None) or "it lies outside the project"
        hint = "check that it is a folder and who may write there"
        raise UsageProblem(Problem(Place(shown), f"cannot be written ({why})", hint)) from None


def shown_path(root: Path, path: str) -> str:
    """A file as it is called from the current folder."""
    return os.path.relpath(root / path)

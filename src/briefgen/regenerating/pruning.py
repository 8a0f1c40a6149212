"""Old reports taken away, so that a folder of runs does not grow for ever."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

_REPORT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ)(?:-(\d+))?\.(?:json|txt)")


def prune(folder: Path, keep: int) -> None:
    """Take the oldest reports away; whatever else lies there stays, as does what cannot go."""
    found: dict[tuple[str, int], list[Path]] = {}
    with suppress(OSError):
        for path in folder.iterdir():
            if name := _REPORT.fullmatch(path.name):
                found.setdefault((name[1], int(name[2] or 1)), []).append(path)
    for moment in sorted(found)[:-keep]:
        for path in found[moment]:
            with suppress(OSError):
                path.unlink()

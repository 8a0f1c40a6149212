"""Placing: a finished PDF takes the place of the last one in one step, or not at all."""

from __future__ import annotations

import sys
from pathlib import Path

from briefgen.errors import Place, Problem, RenderingFailed
from briefgen.project import write_whole

SUFFIX = ".pdf"
STDOUT = Path("-")


def place(pdf: bytes, target: Path) -> Path:
    """Write the PDF; on failure the last good one is as it was and the problem says why."""
    if target == STDOUT:
        sys.stdout.buffer.write(pdf)
        return target
    try:
        write_whole(target, pdf)
    except OSError as error:
        raise RenderingFailed(
            Problem(
                Place(str(target)),
                f"the PDF cannot be written: {error.strerror or error}",
                "the last good PDF is untouched; free space or choose another folder with -o",
            )
        ) from None
    return target

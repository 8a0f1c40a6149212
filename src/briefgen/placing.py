"""Placing: finished files take the places of the last ones, all that belong together or none.

All are written beside their places first, where a full disk shows. Then they are moved in, the
document last, so that nobody reads a page whose data are not there yet.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from briefgen.errors import Place, Problem, RenderingFailed
from briefgen.project import staged_beside

STDOUT = Path("-")


def place(content: bytes, target: Path) -> Path:
    """Write one file, or to the standard output; as `place_together`."""
    if target == STDOUT:
        return to_stdout(content)
    place_together({target: content}, target.parent)
    return target


def place_together(
    files: Mapping[Path, bytes], folder: Path, own: Sequence[str] = ()
) -> tuple[Path, ...]:
    """Write all files; on failure the last good ones are as they were and the problem says why.

    `own` are patterns of paths in `folder` of which only those just written may be left.
    """
    try:
        _replace(files)
        for path in _left_over(folder, own, files):
            path.unlink(missing_ok=True)
    except OSError as error:
        place = Place(str(error.filename or folder))
        raise RenderingFailed(
            Problem(
                place,
                f"the output cannot be written: {error.strerror or error}",
                "the last good files are untouched; free space or choose another folder with -o",
            )
        ) from None
    return tuple(files)


def to_stdout(content: bytes) -> Path:
    """Write one file to the standard output."""
    sys.stdout.buffer.write(content)
    return STDOUT


def _replace(files: Mapping[Path, bytes]) -> None:
    staged: dict[Path, Path] = {}
    before: dict[Path, bytes | None] = {}
    try:
        for target, content in files.items():
            if target.is_dir():
                raise IsADirectoryError(21, "it is a folder", str(target))
            staged[target] = staged_beside(target, content)
        for target in reversed(staged):
            before[target] = target.read_bytes() if target.exists() else None
            staged[target].replace(target)
    except BaseException:
        for target, content_before in before.items():
            _restore(target, content_before)
        for path in staged.values():
            path.unlink(missing_ok=True)
        raise


def _restore(target: Path, content: bytes | None) -> None:
    if content is None:
        target.unlink(missing_ok=True)
    elif target.read_bytes() != content:
        staged_beside(target, content).replace(target)


def _left_over(folder: Path, own: Sequence[str], files: Mapping[Path, bytes]) -> Iterator[Path]:
    """Files of an earlier build that this one no longer has."""
    for pattern in own:
        place, _, last = pattern.rpartition("/")
        below = folder / re.sub(r"\\(.)", r"\1", place)
        if below.is_dir():
            for path in below.iterdir():
                if re.fullmatch(last, path.name) and path not in files:
                    yield path

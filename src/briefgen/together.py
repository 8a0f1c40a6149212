"""Files that belong together take their places together: all of them, or none.

All are written beside their places first, where a full disk shows. Then they are moved in, the
document last, so that nobody reads a page whose data are not there yet.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from briefgen.errors import Place, Problem, RenderingFailed

STDOUT = Path("-")


def publish_together(
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
            staged[target] = _stage(target, content)
        for target in reversed(staged):
            before[target] = target.read_bytes() if target.exists() else None
            staged[target].replace(target)
    except BaseException:
        for target, content_before in before.items():
            _restore(target, content_before)
        for path in staged.values():
            path.unlink(missing_ok=True)
        raise


def _stage(target: Path, content: bytes) -> Path:
    """The content beside its place, on the disk, with the rights that the place has."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        path.chmod(target.stat().st_mode if target.exists() else 0o666 & ~_umask())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def _restore(target: Path, content: bytes | None) -> None:
    if content is None:
        target.unlink(missing_ok=True)
    elif target.read_bytes() != content:
        target.write_bytes(content)


def _left_over(folder: Path, own: Sequence[str], files: Mapping[Path, bytes]) -> Iterator[Path]:
    """Files of an earlier build that this one no longer has."""
    for pattern in own:
        place, _, last = pattern.rpartition("/")
        below = folder / re.sub(r"\\(.)", r"\1", place)
        if below.is_dir():
            for path in below.iterdir():
                if re.fullmatch(last, path.name) and path not in files:
                    yield path


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current

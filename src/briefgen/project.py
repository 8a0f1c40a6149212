"""The project on disk: its root, and the only reader and writer of its files.

Paths are project-relative with forward slashes. Nothing outside the root can be named: content
is untrusted, and a spec must not be able to read a file of the machine it is built on.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Protocol

from briefgen.errors import Place, Problem, UsageProblem, did_you_mean

SETTINGS_FILE = "briefgen.toml"
BRIEFS = "briefs"
SUFFIX = ".yaml"
MAX_READ = 50_000_000
_NO_TEXT = re.compile("[\ud800-\udfff]")  # bytes of a name that are no characters


class OutsideProject(ValueError):  # noqa: N818  # what the path is
    """A path that leaves the project."""


class TooLarge(OSError):  # noqa: N818  # what the file is
    """A file larger than the program reads."""


def unreadable(error: Exception, what: str = "file") -> tuple[str, str]:
    """Why a file or folder that is there cannot be read, and what to do."""
    if isinstance(error, OutsideProject):
        return f"the {what} lies outside the project", f"put the {what} itself into the project"
    if isinstance(error, TooLarge):
        return f"{error}", "keep in it what the brief shows"
    reason = getattr(error, "strerror", None) or str(error)
    return f"the {what} cannot be read ({reason})", f"see that it is a {what} and who may read it"


class Files(Protocol):
    """What the program may do with files; one on disk, one in memory for tests."""

    def read(self, path: str) -> bytes:
        """The bytes of a file; FileNotFoundError, OutsideProject or OSError otherwise."""

    def exists(self, path: str) -> bool:
        """Whether there is a file at this path."""

    def listing(self, folder: str, suffix: str) -> tuple[str, ...]:
        """Files directly in a folder with this suffix, sorted; UsageProblem if it is shut."""

    def folders(self, folder: str) -> tuple[str, ...]:
        """Names of the folders directly in a folder, sorted."""

    def write(self, path: str, content: bytes) -> None:
        """Write a file whole or not at all."""


def inside(path: str) -> PurePosixPath:
    """The path, if it stays within the project by its own words; OutsideProject otherwise."""
    pure = PurePosixPath(path.replace("\\", "/"))
    if (
        "\0" in path
        or pure.is_absolute()
        or ".." in pure.parts
        or (pure.parts and ":" in pure.parts[0])
    ):
        raise OutsideProject(path)
    return pure


@dataclass(frozen=True)
class DiskFiles:
    """Files under a root folder; links that lead out of it are refused."""

    root: Path

    def _resolve(self, path: str) -> Path:
        try:
            target = (self.root / inside(path)).resolve()
        except RuntimeError:  # links in a circle
            raise OutsideProject(path) from None
        if not target.is_relative_to(self.root.resolve()):
            raise OutsideProject(path)
        return target

    def read(self, path: str) -> bytes:
        target = self._resolve(path)
        if target.exists() and not target.is_file():
            raise FileNotFoundError(path)
        return read_whole(target, path)

    def exists(self, path: str) -> bool:
        return self._is(Path.is_file, path)

    def listing(self, folder: str, suffix: str) -> tuple[str, ...]:
        shown = (name for name in self._names(folder) if not name.startswith("."))
        paths = (f"{folder}/{name}" for name in shown if name.endswith(suffix))
        return tuple(path for path in paths if self.exists(path))

    def folders(self, folder: str) -> tuple[str, ...]:
        return tuple(n for n in self._names(folder) if self._is(Path.is_dir, f"{folder}/{n}"))

    def _names(self, folder: str) -> list[str]:
        """What lies in a folder; names that no text can hold could be neither named nor printed."""
        try:
            base = self._resolve(folder)
            names = [entry.name for entry in base.iterdir()] if base.is_dir() else []
        except (OSError, OutsideProject) as error:
            raise UsageProblem(Problem(Place(folder), *unreadable(error, "folder"))) from None
        return sorted(name for name in names if not _NO_TEXT.search(name))

    def _is(self, such: Callable[[Path], bool], path: str) -> bool:
        try:
            return such(self._resolve(path))
        except (OutsideProject, OSError):
            return False

    def write(self, path: str, content: bytes) -> None:
        write_whole(self._resolve(path), content)


def write_whole(target: Path, content: bytes) -> None:
    """Replace a file in one step: a crash or a full disk leaves the old one as it was."""
    staged = staged_beside(target, content)
    try:
        staged.replace(target)
    except BaseException:
        staged.unlink(missing_ok=True)
        raise


def staged_beside(target: Path, content: bytes) -> Path:
    """The content in a file beside its place, safe on the disk, with the rights the place has."""
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


def read_whole(path: Path, called: str) -> bytes:
    """A file, wherever it is; OSError where it cannot be read or is too large."""
    if path.stat().st_size > MAX_READ:
        raise TooLarge(f"{called} is larger than {MAX_READ:,} bytes")
    return path.read_bytes()


def _umask() -> int:
    os.umask(current := os.umask(0))
    return current


@dataclass(frozen=True)
class MemoryFiles:
    """The same in memory, for tests and for input that never touches a disk."""

    content: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, files: Mapping[str, str | bytes]) -> MemoryFiles:
        """From texts by path."""
        return cls({p: t.encode() if isinstance(t, str) else t for p, t in files.items()})

    def read(self, path: str) -> bytes:
        try:
            return self.content[str(inside(path))]
        except KeyError:
            raise FileNotFoundError(path) from None

    def exists(self, path: str) -> bool:
        try:
            return str(inside(path)) in self.content
        except OutsideProject:
            return False

    def listing(self, folder: str, suffix: str) -> tuple[str, ...]:
        return tuple(sorted(self._in(folder, suffix)))

    def _in(self, folder: str, suffix: str) -> Iterator[str]:
        for path in self.content:
            if str(PurePosixPath(path).parent) == folder and path.endswith(suffix):
                yield path

    def folders(self, folder: str) -> tuple[str, ...]:
        within = (PurePosixPath(path).parts for path in self.content)
        above = PurePosixPath(folder).parts
        deep = len(above)
        return tuple(sorted({p[deep] for p in within if p[:deep] == above and len(p) > deep + 1}))

    def write(self, path: str, content: bytes) -> None:
        self.content[str(inside(path))] = content


@dataclass(frozen=True)
class Overlaid:
    """Files with others before them, so that what is not yet written can be read."""

    under: Files
    over: Mapping[str, bytes]

    def read(self, path: str) -> bytes:
        return self.over[path] if path in self.over else self.under.read(path)

    def exists(self, path: str) -> bool:
        return path in self.over or self.under.exists(path)

    def listing(self, folder: str, suffix: str) -> tuple[str, ...]:
        above = MemoryFiles(dict(self.over)).listing(folder, suffix)
        return tuple(sorted({*above, *self.under.listing(folder, suffix)}))

    def folders(self, folder: str) -> tuple[str, ...]:
        above = MemoryFiles(dict(self.over)).folders(folder)
        return tuple(sorted({*above, *self.under.folders(folder)}))

    def write(self, path: str, content: bytes) -> None:
        self.under.write(path, content)


@dataclass(frozen=True)
class Remembered:
    """Files of which each is read once, so that all that is made of them is made of the same."""

    under: Files
    held: dict[str, bytes] = field(default_factory=dict)

    def read(self, path: str) -> bytes:
        if path not in self.held:
            self.held[path] = self.under.read(path)
        return self.held[path]

    def exists(self, path: str) -> bool:
        return path in self.held or self.under.exists(path)

    def listing(self, folder: str, suffix: str) -> tuple[str, ...]:
        return self.under.listing(folder, suffix)

    def folders(self, folder: str) -> tuple[str, ...]:
        return self.under.folders(folder)

    def write(self, path: str, content: bytes) -> None:
        self.under.write(path, content)
        self.held.pop(path, None)


def find_root(start: Path) -> Path:
    """The nearest folder upward that holds briefgen.toml; UsageProblem where there is none."""
    for folder in (start, *start.parents):
        if (folder / SETTINGS_FILE).is_file():
            return folder
    raise UsageProblem(
        Problem(
            Place(str(start)),
            f"no {SETTINGS_FILE} here or in any folder above",
            "go to your project, or begin one: briefgen new KIND NAME",
        )
    )


def root_at(folder: Path) -> Path:
    """This folder as the root of a project; UsageProblem where it is none."""
    if (folder / SETTINGS_FILE).is_file():
        return folder.resolve()
    raise UsageProblem(
        Problem(
            Place(str(folder)),
            f"no {SETTINGS_FILE} in this folder",
            f"name the folder that holds it, or make an empty {SETTINGS_FILE} there",
        )
    )


def brief_names(files: Files) -> tuple[str, ...]:
    """The briefs of a project."""
    return tuple(
        path.removeprefix(f"{BRIEFS}/").removesuffix(SUFFIX)
        for path in files.listing(BRIEFS, SUFFIX)
    )


def spec_path(files: Files, name: str) -> str:
    """The spec of a brief by its name; UsageProblem with a suggestion where there is none."""
    bare = name.removesuffix(SUFFIX).removeprefix(f"{BRIEFS}/")
    path = f"{BRIEFS}/{bare}{SUFFIX}"
    if "/" in bare or "\\" in bare or not files.exists(path):
        hint = did_you_mean(bare, brief_names(files)) or f"there is nothing in {BRIEFS}/ yet"
        raise UsageProblem(Problem(Place(path), f"there is no brief called “{bare}”", hint))
    return path

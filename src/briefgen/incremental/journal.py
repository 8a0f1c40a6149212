"""The journal: what was built from what. One file, replaced in one step, never relied upon.

Where it is lost, cut short or of another format, briefs are built anew and one line says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeAlias

from briefgen.digests import digest_of
from briefgen.incremental.program import Program, program_folders, program_now
from briefgen.incremental.stamps import Digests, Stamp
from briefgen.locking import alone
from briefgen.project import write_whole

FORMAT = 1
FOLDER = ".briefgen"
FILE = "builds.json"
KEPT = "kept"
Asked: TypeAlias = Mapping[str, bool | str]  # options of the command that a PDF depends on


@dataclass(frozen=True)
class Built:
    """One brief as it was built: everything that was looked at, and what came of it."""

    name: str
    asked: Asked
    reads: Mapping[str, str]
    absent: Sequence[str]
    listings: Mapping[str, str]
    program: str
    libraries: Sequence[str]
    job: str
    outputs: Mapping[str, str]  # in the project, or absolute
    result: Mapping[str, Any]
    uses: Mapping[str, Sequence[str]] = field(default_factory=dict)  # data file to its users
    elsewhere: Mapping[str, str] = field(default_factory=dict)  # folders outside of the project
    idle: Sequence[str] = field(
        default_factory=list
    )  # packages that are known to have had no part in it

    @property
    def is_out_of_reach(self) -> bool:
        """Whether it went to a folder outside of the project which is gone, as one for a trial."""
        outside = (Path(path) for path in self.outputs if Path(path).is_absolute())
        return any(not path.parent.is_dir() for path in outside)


@dataclass
class Journal:
    """All that is remembered of a project's builds."""

    root: Path
    digests: Digests
    builds: dict[str, Built] = field(default_factory=dict)  # by name and where it went
    programs: dict[str, Program] = field(default_factory=dict)
    lost: str = ""  # why nothing is remembered, where there was something to remember
    _now: dict[tuple[str, ...], Program] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        """Where it is written."""
        return self.root / FOLDER / FILE

    def program(self, loaded: Sequence[str], idle: Sequence[str] = ()) -> Program:
        """The program as it is now, with the libraries and packages that a build had loaded."""
        libraries = tuple(loaded)
        if libraries not in self._now:
            self._now[libraries] = program_now(self.digests, libraries)
        return self._now[libraries].without(idle)

    def settle(self) -> None:
        """Keep the digests of files that were read again and are at rest now."""
        if self.digests.settled:
            save(self, (), {})

    def encoded(self) -> bytes:
        """The journal as a file: only what its builds still need."""
        used = {built.program for built in self.builds.values()}
        files = self.digests.kept(self._paths())
        told = {
            "format": FORMAT,
            "programs": {key: vars(self.programs[key]) for key in sorted(used & {*self.programs})},
            "builds": {key: vars(self.builds[key]) for key in sorted(self.builds)},
            "files": {path: list(stamp) for path, stamp in files.items()},
        }
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()

    def _paths(self) -> Iterator[str]:
        """Files whose digests will be asked for again."""
        program = tuple(str(folder) for folder in program_folders())
        elsewhere = {path for built in self.builds.values() for path in built.elsewhere}
        kept = (*program, *elsewhere)
        yield from (path for path in self.digests.known if path.startswith(kept))
        for built in self.builds.values():
            yield from (str(self.root / path) for path in built.reads)
            yield from (str(self.root / path) for path in built.outputs)
            yield from built.libraries


def read_journal(root: Path) -> Journal:
    """The journal of a project, empty where there is none; `lost` says why one cannot be used."""
    path = root / FOLDER / FILE
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return Journal(root, Digests())
    except OSError as error:
        return Journal(root, Digests(), lost=f"it cannot be read ({error.strerror or error})")
    try:
        return _decoded(root, json.loads(raw))
    except _OtherFormat:
        return Journal(root, Digests(), lost="it is of another version of briefgen")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Journal(root, Digests(), lost="it is damaged")


def save(journal: Journal, keys: Iterable[str], kept: Mapping[str, bytes]) -> None:
    """Write what was learnt, beside what other processes learnt in the meantime.

    `kept` are contents by digest, so that a later run can say what has changed in them. Where
    nothing can be written, as on a full disk, the PDFs are none the worse: they are built again.
    """
    with suppress(OSError):
        _write(journal, keys, kept)


def _write(journal: Journal, keys: Iterable[str], kept: Mapping[str, bytes]) -> None:
    folder = journal.root / FOLDER
    folder.mkdir(exist_ok=True)
    if not (folder / ".gitignore").exists():
        write_whole(folder / ".gitignore", b"*\n")
    with alone(folder / "lock", lambda: None):  # it takes no time
        now = read_journal(journal.root)
        now.builds |= {key: journal.builds[key] for key in keys}
        now.builds = {key: each for key, each in now.builds.items() if not each.is_out_of_reach}
        now.programs |= journal.programs
        now.digests.known |= journal.digests.known
        for digest, content in kept.items():
            if not (folder / KEPT / digest).exists():
                write_whole(folder / KEPT / digest, content)
        write_whole(now.path, now.encoded())
        _forget(
            folder / KEPT, {each for built in now.builds.values() for each in built.reads.values()}
        )


def _forget(folder: Path, wanted: set[str]) -> None:
    """Remove contents that no build has any more."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name not in wanted:
            path.unlink(missing_ok=True)


def kept_content(journal: Journal, digest: str) -> bytes | None:
    """The content of an input as it was at an earlier build, where it was kept whole."""
    try:
        content = (journal.root / FOLDER / KEPT / digest).read_bytes()
    except OSError:
        return None
    return content if digest_of(content) == digest else None


class _OtherFormat(Exception):  # noqa: N818
    pass


def _decoded(root: Path, told: Any) -> Journal:
    if told["format"] != FORMAT:
        raise _OtherFormat
    known = {field.name for field in fields(Built)}
    builds = {key: _built(each) for key, each in told["builds"].items() if known >= each.keys()}
    programs = {key: Program(**each) for key, each in told["programs"].items()}
    stamps = {path: Stamp(*stamp) for path, stamp in told["files"].items()}
    return Journal(root, Digests(stamps), builds, programs)


def _built(told: Mapping[str, Any]) -> Built:
    """A build as it was written; TypeError where a part of it is of another form."""
    built = Built(**told)
    by_name = (built.asked, built.reads, built.listings, built.outputs, built.result, built.uses)
    in_order = (built.absent, built.libraries, built.idle)
    if not all(isinstance(each, dict) for each in by_name) or len(built.outputs) != 1:
        raise TypeError
    if not all(isinstance(each, list) for each in in_order):
        raise TypeError
    return built


def key_of(name: str, target: str) -> str:
    """What a build is found by: the brief, and where its output was asked to go."""
    return f"{name}\n{target}"

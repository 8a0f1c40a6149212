"""One data file fetched, checked and written; whatever fails, the old one stays as it is."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from msgspec import Struct

from briefgen.data import FOLDER, Table, read_table
from briefgen.data.lock import LOCK, Fetched, lock_text, read_lock
from briefgen.data.reading import read_description
from briefgen.dates import PartialDate
from briefgen.digests import digest_of
from briefgen.document import Document
from briefgen.errors import BriefgenError, Problem
from briefgen.locking import alone
from briefgen.model.data_file import DataDescription
from briefgen.model.provider import Provider
from briefgen.model.references import Names
from briefgen.project import Files, OutsideProject, Overlaid, unreadable
from briefgen.refreshed import CellChange, Fate, RefreshResult
from briefgen.refreshing import world_bank
from briefgen.refreshing.changes import changes
from briefgen.refreshing.commands import output_of
from briefgen.refreshing.failing import Unfetched
from briefgen.refreshing.fetching import Answer, Web
from briefgen.refreshing.mapping import Rows, rows_of
from briefgen.settings import RefreshSettings

# Sources are looked up where a brief is checked, and not where its data are fetched.
_NAMES = Names(unread=frozenset({"sources", "facts"}))
MOST_TOLD = 5  # problems of what came


@dataclass(frozen=True)
class Asked:
    """What is asked of a refresh."""

    settings: RefreshSettings
    day: date
    root: Path | None = None
    dry_run: bool = False
    shrink: bool = False  # whether an answer may have less than half of the rows there were
    web: Web | None = field(default=None, repr=False)

    @property
    def reach(self) -> Web:
        """The web as the settings bound it."""
        return self.web or Web(self.settings)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """This process alone at the project, lest one loses what another notes in a lock file."""
        with alone(self.root, lambda: None) if self.root is not None else nullcontext():
            yield


class _File(Struct, frozen=True):
    """A data file that is being fetched, as it is before."""

    name: str
    document: Document
    about: DataDescription
    provider: Provider
    table: Table | None  # None where it is not there yet, or broken
    raw: bytes | None

    @property
    def path(self) -> str:
        return f"{FOLDER}/{self.name}.csv"

    @property
    def request(self) -> str:
        """The hash of what is asked for; of another request the tags of an answer say nothing."""
        asked = self.provider.model_dump(mode="json", by_alias=True)
        told = {"provider": asked, "columns": [*self.about.columns]}
        return digest_of(json.dumps(told, sort_keys=True).encode())


def refresh_file(files: Files, name: str, asked: Asked) -> RefreshResult:
    """Fetch one data file; InputProblems where its descriptor is wrong."""
    document, about, problems = read_description(files, name, _NAMES)
    if about is None or about.provider is None:
        failed = problems or [document.problem((), "the data file names no provider")]
        return RefreshResult(name, Fate.FAILED, asked.day, problems=tuple(failed))
    path = f"{FOLDER}/{name}.csv"
    raw = files.read(path) if files.exists(path) else None
    table = read_table(files, name, _NAMES)[0] if raw is not None else None
    held = _File(name, document, about, about.provider, table, raw)
    try:
        return _refreshed(files, held, asked)
    except Unfetched as error:
        return _failed(held, asked, error.message, error.hint)
    except (OSError, OutsideProject) as error:
        return _failed(held, asked, *unreadable(error))
    except BriefgenError as error:
        return RefreshResult(name, Fate.FAILED, asked.day, problems=error.problems)


def _failed(held: _File, asked: Asked, message: str, hint: str) -> RefreshResult:
    told = f"{held.path} is not refreshed: {message}"
    problem = held.document.problem(("provider",), told, hint or "the old data stay", key=True)
    return RefreshResult(held.name, Fate.FAILED, asked.day, problems=(problem,))


def _refreshed(files: Files, held: _File, asked: Asked) -> RefreshResult:
    entry = read_lock(files).get(held.name)
    known = entry is not None and entry.request == held.request and held.raw is not None
    if not known or entry is None or entry.sha256 != digest_of(held.raw or b""):
        entry = None
    rows, answer = _fetched(held, asked, entry)
    if rows is None:
        return _unchanged(files, held, asked, answer)
    content = _written(held, rows)
    table = _checked(files, held, content, asked)
    found = tuple(changes(held.table, table))
    if held.table is not None and not found and len(held.table.rows) == len(table.rows):
        return _unchanged(files, held, asked, answer)
    return _changed(files, held, asked, content, (table, found, answer))


def _fetched(held: _File, asked: Asked, entry: Fetched | None) -> tuple[Rows | None, Answer]:
    """The rows that came, None where nothing is new; and the answer they came in."""
    provider, settings, nothing = held.provider, asked.settings, Answer(None)
    if provider.kind == "world-bank":
        return world_bank.fetched(held.about, settings.world_bank, asked.reach), nothing
    if provider.kind == "command":
        most = settings.max_megabytes * 1_000_000
        output = output_of(
            provider.command or "", settings.commands, asked.root, settings.timeout, most
        )
        return rows_of(output, "", provider.form, held.about), nothing
    answer = asked.reach.get(provider.address, _tags(entry))
    if answer.content is None:
        return None, answer
    return rows_of(answer.content, answer.kind, provider.kind, held.about), answer


def _tags(entry: Fetched | None) -> dict[str, str]:
    if entry is None:
        return {}
    tags = {"If-None-Match": entry.etag, "If-Modified-Since": entry.last_modified}
    return {name: value for name, value in tags.items() if value}


def _written(held: _File, rows: Rows) -> bytes:
    """The rows as the CSV file, its columns in the order that they had."""
    described = [*held.about.columns]
    heads = _heads(held.raw or b"")
    order = heads if sorted(heads) == sorted(described) else described
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(order)
    writer.writerows([row[name] for name in order] for row in rows)
    return out.getvalue().encode()


def _heads(raw: bytes) -> list[str]:
    first = raw.decode("utf-8-sig", "replace").split("\n", 1)[0]
    return [head.strip() for head in next(csv.reader([first]), [])]


def _checked(files: Files, held: _File, content: bytes, asked: Asked) -> Table:
    """The table as it would be; Unfetched where it breaks its own description."""
    over = Overlaid(files, {held.path: content, LOCK: b"{}"})
    table, problems = read_table(over, held.name, _NAMES)
    if problems or table is None:
        raise Unfetched(_told(problems), "the old data stay; see what came with a browser")
    before = len(held.table.rows) if held.table is not None else 0
    if not table.rows:
        raise Unfetched("no rows came", "check what the provider asks for")
    if len(table.rows) * 2 < before and not asked.shrink:
        message = f"only {len(table.rows)} rows came, where {before} are there"
        raise Unfetched(message, "if that is right, say --shrink")
    return table


def _told(problems: Sequence[Problem]) -> str:
    told = [f"line {each.place.line} of what came: {each.message}" for each in problems]
    more = f"; and {len(told) - MOST_TOLD} more" if len(told) > MOST_TOLD else ""
    return "; ".join(told[:MOST_TOLD]) + more


def _unchanged(files: Files, held: _File, asked: Asked, answer: Answer) -> RefreshResult:
    """Looked at today, and as it was: only the day moves."""
    if not asked.dry_run:
        with asked.alone():
            _lock(files, held, asked, held.raw or b"", answer)
    rows = len(held.table.rows) if held.table is not None else 0
    return RefreshResult(held.name, Fate.UNCHANGED, asked.day, not asked.dry_run, rows)


def _changed(
    files: Files,
    held: _File,
    asked: Asked,
    content: bytes,
    came: tuple[Table, tuple[CellChange, ...], Answer],
) -> RefreshResult:
    table, found, answer = came
    if not asked.dry_run:
        with asked.alone():
            # Data first: should the run end here, their hash shows that the lock file is older.
            files.write(held.path, content)
            _lock(files, held, asked, content, answer)
    written = not asked.dry_run
    return RefreshResult(held.name, Fate.CHANGED, asked.day, written, len(table.rows), found)


def _origin(held: _File, asked: Asked) -> str:
    if held.provider.kind == "world-bank":
        return world_bank.address(held.provider, asked.settings.world_bank, 1)
    return held.provider.address


def _lock(files: Files, held: _File, asked: Asked, content: bytes, answer: Answer) -> None:
    known = read_lock(files)
    before = known.get(held.name)
    kept = before if answer.content is None and before is not None else None
    entry = Fetched(
        retrieved=PartialDate.of(asked.day),
        sha256=digest_of(content),
        request=held.request,
        url=_origin(held, asked),
        etag=answer.etag or (kept.etag if kept else ""),
        last_modified=answer.last_modified or (kept.last_modified if kept else ""),
    )
    files.write(LOCK, lock_text({**known, held.name: entry}))

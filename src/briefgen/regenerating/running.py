"""A regeneration: what is due, one brief after the other, and a report of it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from msgspec import Struct

from briefgen.library import Project, chosen, root_of, settings_of
from briefgen.progress import Progress
from briefgen.project import Files, inside
from briefgen.regenerated import BriefRun, RunReport
from briefgen.regenerating.alone import alone
from briefgen.regenerating.briefs import Fetching, regenerated
from briefgen.regenerating.marking import markings_of
from briefgen.regenerating.pruning import prune
from briefgen.regenerating.state import Seen, State, read_state, write_state
from briefgen.regenerating.words import text_of
from briefgen.telling import Message, is_told, tell
from briefgen.timetable import Entry, entries


class Wanted(Struct, frozen=True):
    """Which briefs a run looks at: of these names, or of all, and of those only what is due."""

    names: tuple[str, ...] | None = None
    due: bool = False


def run(project: Project, wanted: Wanted, now: datetime, progress: Progress) -> RunReport:
    """Look at what is wanted, alone; AlreadyRunning where another run is at work."""
    root = root_of(project, "regenerate")
    folder = settings_of(project).regenerate.runs
    names = chosen(project, wanted.names)
    with alone(root / inside(folder)):
        state = read_state(project._files, folder)
        listed = tuple(entries(project, names)) if wanted.due else ()
        tasks = _due(listed, state, now) if wanted.due else dict.fromkeys(names, "asked for")
        report = RunReport(now, misread=tuple(p for each in listed for p in each.problems))
        for brief in _each(project, folder, tasks, now, progress):
            report = replace(report, briefs=(*report.briefs, brief))
        done = _told(project, root, _kept(project._files, folder, report))
        prune(root / inside(folder), settings_of(project).regenerate.keep)
        return done


def _due(listed: Sequence[Entry], state: State, now: datetime) -> dict[str, str]:
    """The briefs that are due, and why; those that a run did not survive come last."""
    seen = {each.name: state.briefs.get(each.name) for each in listed}
    due: dict[str, str] = {}
    for each in sorted(listed, key=lambda each: _is_open(seen[each.name])):
        before = seen[each.name]
        last = before.done if before is not None else None
        since = each.due_since(last, now)
        if since is not None and last is None:
            due[each.name] = "never looked at before"
        elif since is not None:
            zone = each.schedule.timezone if each.schedule is not None else "UTC"
            due[each.name] = f"due since {since:%Y-%m-%d %H:%M} {zone}"
    return due


def _is_open(seen: Seen | None) -> bool:
    return seen is not None and seen.is_open


def _each(
    project: Project, folder: str, tasks: dict[str, str], now: datetime, progress: Progress
) -> Iterator[BriefRun]:
    """Each brief looked at; that it was begun and done is written down, should the run end here."""
    fetching = Fetching(project, now.date())
    for name, why in tasks.items():
        _note(project._files, folder, name, now, done=False)
        done = regenerated(name, why, fetching, progress)
        yield replace(done, markings=markings_of(project, name))
        _note(project._files, folder, name, now, done=True)


def _note(files: Files, folder: str, name: str, now: datetime, *, done: bool) -> None:
    state = read_state(files, folder)
    write_state(files, folder, state.done(name, now) if done else state.begun(name, now))


def _kept(files: Files, folder: str, report: RunReport) -> RunReport:
    """The report, written as JSON and as text; where nothing was due there is none to write."""
    if not report.briefs and not report.misread:
        return report
    path = _free(files, f"{folder}/{report.began.astimezone(UTC):%Y-%m-%dT%H-%M-%SZ}")
    written = replace(report, path=f"{path}.json")
    write_report(files, written)
    return written


def _told(project: Project, root: Path, report: RunReport) -> RunReport:
    """The report, told to whom the settings name; that somebody could not be told is added."""
    settings = settings_of(project).tell
    if not report.path or not is_told(report, settings):
        return report
    untold = tuple(tell(partial(_message, report, root.name), settings, root, os.environ))
    if not untold:
        return report
    told = replace(report, untold=untold)
    write_report(project._files, told)
    return told


def _message(report: RunReport, project: str, label: str | None) -> Message:
    """The message for those who may see what is marked up to a label."""
    told = report if label is None else report.under(label)
    return Message.of(told, text_of(told), project)


def _free(files: Files, path: str) -> str:
    """A name that no report has; several may begin in one second."""
    tries = (path if number == 1 else f"{path}-{number}" for number in range(1, 1_000_000))
    return next(each for each in tries if not files.exists(f"{each}.json"))


def write_report(files: Files, report: RunReport) -> None:
    """Write a report to its place, for machines and for people."""
    told = json.dumps(report.as_dict(), ensure_ascii=False, indent=2) + "\n"
    files.write(report.path, told.encode())
    files.write(f"{report.path.removesuffix('.json')}.txt", text_of(report).encode())

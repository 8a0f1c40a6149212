"""When the briefs of a project are due, by what specs and settings say; nothing else is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from briefgen.errors import Problem
from briefgen.library import Project, settings_of
from briefgen.loading import load
from briefgen.model.schedule import OwnTiming, Timing, schedule_of
from briefgen.project import BRIEFS, SUFFIX, OutsideProject
from briefgen.structure import mapping_of
from briefgen.timing import Schedule


@dataclass(frozen=True)
class Entry:
    """One brief and its schedule, or why that cannot be read; neither for one that has none."""

    name: str
    schedule: Schedule | None
    problems: tuple[Problem, ...] = ()

    def due_since(self, last: datetime | None, now: datetime) -> datetime | None:
        """Since when it is due; of several runs that were missed it is the first."""
        if self.schedule is None:
            return None
        if last is None:
            return now
        first = self.schedule.after(last)
        return first if first is not None and first <= now else None


def coming(project: Project, now: datetime) -> datetime | None:
    """The next run of any brief; None where none ever comes."""
    scheduled = [each.schedule for each in entries(project, project.names)]
    found = [each.after(now) for each in scheduled if each is not None]
    return min((each for each in found if each is not None), default=None)


def entries(project: Project, names: Sequence[str]) -> Iterator[Entry]:
    """What these briefs, or else the settings, say of a schedule."""
    otherwise = settings_of(project).regenerate
    for name in names:
        yield _entry(project, name, otherwise)


def _entry(project: Project, name: str, otherwise: Timing) -> Entry:
    from pydantic import ValidationError

    from briefgen.explaining import explain

    path = f"{BRIEFS}/{name}{SUFFIX}"
    try:
        document = load(path, project._files.read(path))
    except (OSError, OutsideProject):
        return Entry(name, schedule_of(Timing(), otherwise))  # a check says why
    tree = mapping_of(document.tree)
    said = {key: tree[key] for key in Timing.model_fields if key in tree}
    try:
        return Entry(name, schedule_of(OwnTiming.model_validate(said), otherwise))
    except ValidationError as error:
        return Entry(name, None, tuple(explain(error, OwnTiming, document)))

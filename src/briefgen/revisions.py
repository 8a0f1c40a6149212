"""Editions compared: a draft against what was published, one edition against another, two PDFs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.errors import InputProblems, Place, Problem, UsageProblem
from briefgen.evidence.frozen import LATEST, latest_in
from briefgen.library import Project, Source, loaded, settings_of
from briefgen.nested import Below
from briefgen.project import (
    BRIEFS,
    Files,
    MemoryFiles,
    Overlaid,
    brief_names,
    spec_path,
)

if TYPE_CHECKING:
    from briefgen.changes import Changes
    from briefgen.changes.record import Record
    from briefgen.settings import Settings
    from briefgen.validation import Checked

_WORD = re.compile(r"(?P<name>[^@/\\]+)(?:@(?P<number>[1-9][0-9]{0,4}|latest|draft))?")


class Side(Struct, frozen=True, dict=True):
    """One of the two that are compared: what it is called, and where its files are."""

    called: str
    name: str
    files: Files
    number: int = 0  # of an edition
    folder: str = ""  # where in the project it lies

    @cached_property
    def settings(self) -> Settings:
        """Those that it has of its own."""
        return settings_of(Project(None, self.files))

    @cached_property
    def checked(self) -> Checked:
        """Its brief, read by these settings, with all that is wrong with it."""
        from briefgen.validation import check

        return check(self.files, self.name, self.settings.yardstick)


def diff(project: Project | Source | None, old: str, new: str | None = None) -> Changes:
    """What changed from one edition to another: NAME@3 is an edition, NAME the draft.

    NAME alone is the draft against the latest edition, NAME@3 alone that edition against the
    draft. What ends in .pdf is a file, whose evidence is read; two of them need no project.
    UsageProblem for an edition that there is not; InputProblems where one of the two cannot be
    read without errors.
    """
    if is_pdf(old) and new is not None and is_pdf(new):
        return compared(pdf(old), pdf(new))
    if project is None:
        hint = "name two PDFs, or give the project"
        raise UsageProblem(Problem(Place("diff"), "editions and drafts lie in a project", hint))
    return compared(*sides(loaded(project), old, new))


def is_pdf(word: str) -> bool:
    """Whether a word names a PDF."""
    return word.lower().endswith(".pdf")


def pdf(path: str) -> Side:
    """The project that a PDF was made from; InputProblems where it does not carry it whole."""
    from briefgen.evidence.opening import taken_out

    found = taken_out(path)
    about = found.manifest
    return Side(path, about.name, MemoryFiles(dict(found.files)), about.number)


def compared(old: Side, new: Side) -> Changes:
    """What changed from one side to the other; InputProblems with all that is wrong with both."""
    from briefgen.changes.comparing import compare

    before, after = old.checked, new.checked
    if problems := (*_errors(old), *_errors(new)):
        raise InputProblems(dict.fromkeys(problems))
    return compare(before, after, (old.called, new.called), since=old.number)


def _errors(side: Side) -> Iterator[Problem]:
    """What is wrong with a side, at its files as the project has them."""
    for problem in side.checked.errors:
        file = f"{side.folder}/{problem.place.file}" if side.folder else problem.place.file
        yield replace(problem, place=replace(problem.place, file=file))


def sides(project: Project, old: str, new: str | None) -> tuple[Side, Side]:
    """What two words stand for, in the order old, new."""
    if is_pdf(old) or (new is not None and is_pdf(new)):
        return _mixed(project, old, new)
    first, number = _read(old)
    if new is None:
        if number in (None, "draft"):
            return edition(project, first), draft(project, first)
        return edition(project, first, number or LATEST), draft(project, first)
    other, later = _read(new)
    return _side(project, first, number), _side(project, other, later)


def _mixed(project: Project, old: str, new: str | None) -> tuple[Side, Side]:
    """A PDF beside an edition or a draft; alone, it is compared with the draft of its name."""
    if new is None:
        published = pdf(old)
        return published, draft(project, published.name)
    first, second = (
        pdf(word) if is_pdf(word) else _side(project, *_read(word)) for word in (old, new)
    )
    return first, second


def _side(project: Project, name: str, number: str | None) -> Side:
    return (
        draft(project, name) if number in (None, "draft") else edition(project, name, str(number))
    )


def _read(word: str) -> tuple[str, str | None]:
    found = _WORD.fullmatch(word)
    if found is None:
        hint = "write NAME for the draft, NAME@3 for an edition, or name two PDFs"
        raise UsageProblem(Problem(Place("diff"), f"“{word[:60]}” is no brief or edition", hint))
    return found["name"], found["number"]


def draft(project: Project, name: str) -> Side:
    """The brief as it now stands in the project."""
    path = spec_path(project._files, name)
    return Side("draft", path.removeprefix(f"{BRIEFS}/").rpartition(".")[0], project._files)


def edition(project: Project, name: str, number: str = LATEST) -> Side:
    """A published edition; UsageProblem where there is none of that number."""
    base = f"{settings_of(project).editions}/{name}"
    latest = latest_of(project, name)
    if latest is None:
        hint = "publish it first: briefgen publish"
        if name not in brief_names(project._files):
            spec_path(project._files, name)  # it says what there is
        raise UsageProblem(Problem(Place(base), f"“{name}” has no published edition", hint))
    wanted = latest if number == LATEST else int(number)
    files = Below(project._files, f"{base}/{wanted}")
    if not files.exists(f"{BRIEFS}/{name}.yaml"):
        hint = f"the latest edition is {latest}"
        raise UsageProblem(Problem(Place(base), f"“{name}” has no edition {wanted}", hint))
    return Side(f"edition {wanted}", name, files, wanted, files.folder)


def latest_of(project: Project, name: str) -> int | None:
    """The number of the latest edition of a brief; None where none is published."""
    return latest_in(project._files, f"{settings_of(project).editions}/{name}")


def with_changes(project: Project, names: Iterable[str], *, bars: bool = False) -> Project:
    """The project with what changed in these briefs since their latest edition, to be printed.

    A brief that says what its latest edition says keeps the list of that edition; one that was
    never published has none.
    """
    from briefgen.changes.record import encoded, record_path

    files = project._files
    told = {record_path(name): _record(project, name, bars) for name in names}
    over = {path: encoded(record) for path, record in told.items() if record is not None}
    return replace(project, _files=Overlaid(files, over))


def _record(project: Project, name: str, bars: bool) -> Record | None:
    from briefgen.changes.record import Record, read_record

    drafted = draft(project, name)
    if latest_of(project, name) is None or drafted.checked.errors:
        return None  # what forbids a draft is told when it is built
    published = edition(project, name)
    if not _may_tell(published, drafted):
        return None
    found = compared(published, drafted)
    if found.listed:
        return Record(found, bars)
    before = read_record(published.files, name)
    return replace(before, bars=bars) if before is not None else None


def _may_tell(old: Side, new: Side) -> bool:
    """Whether what stood in one may be told in the other: never what bore a stricter marking."""
    from briefgen.model.marking import TLP

    before, after = (_marking(side) for side in (old, new))
    order = list(TLP)  # from the loosest to the strictest
    if before in order and after in order:
        return order.index(before) <= order.index(after)
    return before == after


def _marking(side: Side) -> str:
    brief = side.checked.brief
    return side.settings.marking_of(brief.marking if brief is not None else None).label

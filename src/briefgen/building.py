"""Building briefs: load, check, compose, template, close, render, prove, publish; one by one.

One brief's failure never stops the others; each result says what happened.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from briefgen.conforming import problems_of
from briefgen.data_use import users_of
from briefgen.edition import Edition, NoteRecord, compose
from briefgen.edition.arranging import Arrangement, Compose
from briefgen.errors import (
    BriefgenError,
    ConformanceFailed,
    ExitCode,
    InputProblems,
    Place,
    Problem,
    RenderingFailed,
    Severity,
)
from briefgen.filling import CONTENTS_OVER, Filling
from briefgen.incremental import Memory, Seen, Watched
from briefgen.incremental.stamps import digest_of
from briefgen.kinds import KINDS
from briefgen.outputs.job import RenderJob, close_job
from briefgen.outputs.proof import Stray
from briefgen.outputs.rendering import Rendered, Worth, attempt, render
from briefgen.project import SETTINGS_FILE, Files
from briefgen.publish import publish
from briefgen.results import BuildResult
from briefgen.settings import Settings
from briefgen.templating import render_html
from briefgen.validation import Checked, check, require

Progress = Callable[[str, str], None]  # brief, stage
AIRY = frozenset({"Letter"})  # papers on which the first page may give up some of its air


@dataclass(frozen=True)
class Order:
    """What is to be built, from where and to where."""

    files: Files
    settings: Settings
    target: Callable[[str], Path] | None  # None: nothing is written
    strict: bool = False
    validate: bool = False
    memory: Memory | None = None  # None: nothing is remembered, all is made anew

    def known(self, name: str) -> str:
        """The job of a brief whose PDF stands if it is the same; else nothing."""
        return self.memory.known(name) if self.memory is not None else ""


@dataclass(frozen=True)
class Made:
    """What came of one brief; no result where it is what it was. Picklable."""

    name: str
    result: BuildResult | None
    seen: Seen


def close(edition: Edition, order: Order) -> RenderJob:
    """The closed job of an edition."""
    html = render_html(edition, order.files, order.settings.templates)
    return close_job(edition, html, order.files, order.settings.templates)


def prepare(checked: Checked, order: Order) -> tuple[Edition, RenderJob]:
    """The edition of a checked brief and its job, as it is before anything is moved."""
    edition = compose(checked, order.settings)
    return edition, close(edition, order)


def set_pages(
    checked: Checked, order: Order, prepared: tuple[Edition, RenderJob] | None = None
) -> tuple[Edition, Rendered]:
    """The pages of a brief, filled; with a table of contents where they are many."""

    def rendered(edition: Edition) -> Rendered:
        return render(close(edition, order))

    def tried(edition: Edition, worth: Worth) -> Rendered | None:
        return attempt(close(edition, order), worth)

    composed = partial(compose, checked, order.settings)
    edition, job = prepared or prepare(checked, order)
    pages = render(job)
    if pages.proof.pages > CONTENTS_OVER and not edition.contents:
        composed = partial(composed, contents=True)
        if (fuller := composed()).contents:
            edition, pages = fuller, rendered(fuller)
    filling = Filling(edition, pages, composed, tried)
    best = filling.moved()
    if not best.is_done and order.settings.page_size in AIRY:
        tight = replace(edition, tight=True)
        other = Filling(tight, rendered(tight), partial(_tightly, composed), tried)
        if (moved := other.moved()).score < best.score:
            filling, best = other, moved
    best = filling.stretched(best)
    return best.edition, best.rendered


def _tightly(composed: Compose, *, arrangement: Arrangement) -> Edition:
    return replace(composed(arrangement=arrangement), tight=True)


def build(names: Sequence[str], order: Order, progress: Progress) -> Iterator[BuildResult]:
    """Build each brief in turn; publish it, and remember what it was built from."""
    try:
        for name in names:
            started = time.perf_counter()
            try:
                made = make(name, order, progress, order.known(name))
                result = settled(made, order, progress)
            except BriefgenError as error:
                result = BuildResult(name, error.exit_code, error.problems)
            yield replace(result, seconds=time.perf_counter() - started)
    finally:
        if order.memory is not None:
            order.memory.save()


def settled(made: Made, order: Order, progress: Progress) -> BuildResult:
    """What was made, published and remembered; or the PDF that stands, if the page is the same."""
    memory = order.memory
    if made.result is None:
        assert memory is not None  # else nothing was known that could be the same
        result = memory.recalled(made.name)
    else:
        result = _published(made.result, order, progress)
        result = replace(result, reasons=memory.reasons(made.name) if memory else ())
    if memory is not None:
        memory.remember(result, made.seen)
    return result


def make(name: str, order: Order, progress: Progress, known: str = "") -> Made:
    """A brief as a finished PDF, which is not yet written anywhere, and all that was looked at.

    `known` is the job of a PDF that stands: where this brief comes to the same, nothing is made.
    """
    progress(name, "checking")
    files = Watched(order.files)
    checked = check(files, name, order.settings.yardstick)
    require(checked)
    if order.strict and checked.problems:
        raise InputProblems(checked.problems)
    if files.exists(SETTINGS_FILE):
        files.read(SETTINGS_FILE)
    watched = replace(order, files=files)
    progress(name, "setting pages")
    prepared = prepare(checked, watched)
    key = digest_of(f"{prepared[1].digest()}\0{checked.brief!r}".encode())
    result = None if key == known else _made(checked, watched, prepared, progress)
    users = users_of(checked.document, KINDS[str(checked.brief.kind)]) if checked.brief else {}
    return Made(checked.name, result, Seen.of(files, key, users))


def _made(
    checked: Checked, order: Order, prepared: tuple[Edition, RenderJob], progress: Progress
) -> BuildResult:
    edition, rendered = set_pages(checked, order, prepared)
    _require_proven(rendered, edition, checked)
    if order.validate:
        progress(checked.name, "validating")
        _require_conforming(rendered, checked)
    return BuildResult(
        checked.name,
        ExitCode.DONE,
        checked.problems + _warnings(rendered, checked.name),
        checked.files,
        pdf=rendered.pdf,
        pages=rendered.proof.pages,
        notes=len(edition.notes),
        sources=len(edition.sources),
        figures=edition.figures,
        layouts=rendered.layouts,
        page_fill=rendered.fills,
    )


def _published(result: BuildResult, order: Order, progress: Progress) -> BuildResult:
    if order.target is None or result.pdf is None:
        return result
    progress(result.name, "publishing")
    return replace(result, path=publish(result.pdf, order.target(result.name)))


def _warnings(rendered: Rendered, name: str) -> tuple[Problem, ...]:
    """Warnings where something was left to the engine that briefgen does better."""
    hint = "nothing is wrong with the brief, and its notes are proven all the same"
    place = Place(f"briefs/{name}.yaml")
    return tuple(Problem(place, said, hint, Severity.WARNING) for said in rendered.warnings)


def _require_proven(rendered: Rendered, edition: Edition, checked: Checked) -> None:
    """RenderingFailed with each note that strayed and the line of its claim."""
    records = {record.number: record for record in edition.notes}
    found = [_told(stray, records[stray.number], checked) for stray in rendered.unproven]
    if found or rendered.problems:
        raise RenderingFailed([*found, *rendered.problems])


def _require_conforming(rendered: Rendered, checked: Checked) -> None:
    """ConformanceFailed with each rule that the PDF breaks and the line it comes from."""
    found = problems_of(rendered.pdf, rendered.places, checked.document)
    if found:
        raise ConformanceFailed(found)


def _told(stray: Stray, record: NoteRecord, checked: Checked) -> Problem:
    return checked.document.problem(
        record.path,
        f"note {stray.number} cannot be proven on its page: {stray.detail}",
        "shorten the note or the block around it, or move the block",
    )

"""Building briefs: load, check, compose, template, close, render, prove, publish; one by one.

One brief's failure never stops the others; each result says what happened.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from briefgen.conforming import problems_of
from briefgen.edition import Edition, NoteRecord, compose
from briefgen.edition.arranging import Arrangement
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
from briefgen.filling import CONTENTS_OVER, filled, score
from briefgen.filling.judging import lacking
from briefgen.outputs.job import RenderJob, close_job
from briefgen.outputs.proof import Stray
from briefgen.outputs.rendering import Rendered, render
from briefgen.project import Files
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
    as_of: date | None = None


def close(edition: Edition, order: Order) -> RenderJob:
    """The closed job of an edition."""
    html = render_html(edition, order.files, order.settings.templates)
    return close_job(edition, html, order.files, order.settings.templates)


def prepare(checked: Checked, order: Order) -> tuple[Edition, RenderJob]:
    """The edition of a checked brief and its job, as it is before anything is moved."""
    edition = compose(checked, order.settings)
    return edition, close(edition, order)


def set_pages(checked: Checked, order: Order) -> tuple[Edition, Rendered]:
    """The pages of a brief, filled; with a table of contents where they are many."""

    def rendered(edition: Edition) -> Rendered:
        return render(close(edition, order))

    composed = partial(compose, checked, order.settings)
    edition = composed()
    pages = rendered(edition)
    if pages.proof.pages > CONTENTS_OVER and not edition.contents:
        composed = partial(composed, contents=True)
        if (fuller := composed()).contents:
            edition, pages = fuller, rendered(fuller)
    best = filled(edition, pages, composed, rendered)
    if not lacking(best[1].fills) or order.settings.page_size not in AIRY:
        return best

    def tightly(*, arrangement: Arrangement) -> Edition:
        return replace(composed(arrangement=arrangement), tight=True)

    tight = replace(edition, tight=True)
    other = filled(tight, rendered(tight), tightly, rendered)
    return min(best, other, key=lambda each: score(each[1]))


def build(names: Sequence[str], order: Order, progress: Progress) -> Iterator[BuildResult]:
    """Build each brief in turn."""
    for name in names:
        started = time.perf_counter()
        try:
            result = _one(name, order, progress)
        except BriefgenError as error:
            result = BuildResult(name, error.exit_code, error.problems)
        yield replace(result, seconds=time.perf_counter() - started)


def _one(name: str, order: Order, progress: Progress) -> BuildResult:
    progress(name, "checking")
    checked = check(order.files, name, order.settings.yardstick, order.as_of)
    require(checked)
    if order.strict and checked.problems:
        raise InputProblems(checked.problems)
    progress(name, "setting pages")
    edition, rendered = set_pages(checked, order)
    _require_proven(rendered, edition, checked)
    if order.validate:
        progress(name, "validating")
        _require_conforming(rendered, checked)
    path = None
    if order.target is not None:
        progress(name, "publishing")
        path = publish(rendered.pdf, order.target(checked.name))
    return BuildResult(
        checked.name,
        ExitCode.DONE,
        checked.problems + _warnings(rendered, checked.name),
        checked.files,
        pdf=rendered.pdf,
        path=path,
        pages=rendered.proof.pages,
        notes=len(edition.notes),
        sources=len(edition.sources),
        figures=edition.figures,
        layouts=rendered.layouts,
        page_fill=rendered.fills,
    )


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

"""Publishing: a brief that says something new becomes an edition, and that stays as it is."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from functools import partial
from pathlib import Path

from msgspec import structs

from briefgen.admission import admitted
from briefgen.digests import digest_of
from briefgen.errors import (
    BriefgenError,
    ExitCode,
    InputProblems,
    Place,
    Problem,
    RenderingFailed,
    Severity,
    UsageProblem,
)
from briefgen.evidence.comparing import moved_since
from briefgen.evidence.frozen import LATEST, Frozen, faults, frozen, latest_in, place_of
from briefgen.evidence.manifest import NAME
from briefgen.evidence.shelf import held, point, put
from briefgen.printing import Order, Printed, gather, make_checked
from briefgen.progress import Progress
from briefgen.project import Remembered
from briefgen.results import BuildResult, Published
from briefgen.validation import Checked

MOST_TRIES = 8  # where a system cannot hold a folder, and others take the number


def publish(
    names: Sequence[str], order: Order, root: Path, progress: Progress
) -> Iterator[Published]:
    """Publish each brief in turn; one that fails stops no other and leaves its editions alone."""
    for name in names:
        started = time.perf_counter()
        try:
            result = _one(name, order, root, progress)
        except BriefgenError as error:
            result = Published(name, error.exit_code, error.problems)
        yield replace(result, seconds=time.perf_counter() - started)


def _one(name: str, order: Order, root: Path, progress: Progress) -> Published:
    seen = structs.replace(order, files=Remembered(order.files))
    checked = admitted(name, seen, progress)
    base = root / order.settings.editions / checked.name
    waiting = partial(progress, checked.name, "waiting for another run that publishes it")
    with _written(base), held(base, waiting):
        for _ in range(MOST_TRIES):
            editions = frozen(order.files, order.settings.editions, checked.name)
            _require_whole(checked.name, editions, order)
            _point_at_last(base, editions, order)
            try:
                return _settled(checked, seen, base, editions) or _new(
                    checked, seen, base, progress
                )
            except FileExistsError:
                continue  # its number was taken meanwhile
        raise FileExistsError(f"{base} is written to by others all the time")


@contextmanager
def _written(base: Path) -> Iterator[None]:
    """What the system says against writing, as a problem."""
    try:
        yield
    except OSError as error:
        message = f"the edition cannot be written: {error.strerror or error}"
        hint = "all editions are as they were; free space, or see who may write there"
        raise RenderingFailed(Problem(Place(str(base)), message, hint)) from None


def _require_whole(name: str, editions: Sequence[Frozen], order: Order) -> None:
    """Without the manifest of the last edition nobody knows whether a brief says something new."""
    if editions and editions[-1].manifest is None:
        where = place_of(order.settings.editions, name, editions[-1].number)
        message = f"the manifest of the last edition cannot be used: {editions[-1].damage}"
        hint = f"bring {where} back as it was published, or remove that folder"
        raise InputProblems(Problem(Place(f"{where}/{NAME}"), message, hint))


def _point_at_last(base: Path, editions: Sequence[Frozen], order: Order) -> None:
    """Whoever published the last edition may have been stopped before it was said to be that."""
    if not editions:
        return
    last = editions[-1].number
    if latest_in(order.files, f"{order.settings.editions}/{base.name}") != last:
        point(base, LATEST, last)


def _settled(
    checked: Checked, order: Order, base: Path, editions: Sequence[Frozen]
) -> Published | None:
    """The last edition, if it says what the brief says."""
    last = editions[-1] if editions else None
    if last is None or last.manifest is None:
        return None
    if last.manifest.content != gather(checked, order).content:
        return None
    folder = order.settings.editions
    where = place_of(folder, checked.name, last.number)
    hint = "bring it back as it was published; an edition is never written to again"
    changed = (
        Problem(Place(where), said, hint, Severity.WARNING)
        for said in faults(order.files, folder, last)
    )
    return Published(
        checked.name,
        ExitCode.DONE,
        (*checked.problems, *changed),
        checked.files,
        path=base / str(last.number) / f"{checked.name}.pdf",
        edition=last.number,
        folder=base / str(last.number),
        moved=moved_since(last.manifest.made_with),
    )


def _new(checked: Checked, order: Order, base: Path, progress: Progress) -> Published:
    made = make_checked(checked, order, progress)
    progress(checked.name, "publishing")
    number = made.kept.manifest.number
    folder = base / str(number)
    put(folder, _frozen_files(made))
    point(base, LATEST, number)
    known = {each.name: getattr(made.result, each.name) for each in fields(BuildResult)}
    path = folder / f"{checked.name}.pdf"
    return Published(**{**known, "path": path}, edition=number, new=True, folder=folder)


def _frozen_files(made: Printed) -> Mapping[str, bytes]:
    """The files of an edition: the bundle, the PDF, and the manifest with the hash of it."""
    manifest = made.kept.manifest
    pdf = f"{manifest.name}.pdf"
    for taken in {NAME, pdf} & made.kept.files.keys():
        message = f"a file of the brief is called {taken}, which is a name of ours in an edition"
        raise UsageProblem(Problem(Place(taken), message, "give it another name"))
    # An archive of one's own keeps everything; what is withheld is withheld from the PDF.
    own = replace(manifest, pdf=digest_of(made.pdf))
    return {**made.kept.files, pdf: made.pdf, NAME: own.encoded()}

"""Editions for programs: published, listed, taken out of a PDF, proven; commands go this way."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from briefgen.asked import Ordered
from briefgen.errors import BriefgenError, InputProblems, Place, Problem, UsageProblem
from briefgen.library import Names, Project, builds, chosen, settings_of
from briefgen.library import Source as ProjectSource
from briefgen.library import load as load_project
from briefgen.progress import Progress, unheard
from briefgen.project import MemoryFiles, read_whole, unreadable
from briefgen.results import Published, PublishedEdition, Verification
from briefgen.revisions import with_changes

if TYPE_CHECKING:
    from briefgen.evidence.frozen import Frozen
    from briefgen.evidence.manifest import Manifest
    from briefgen.evidence.scanning import Found

Pdf: TypeAlias = "str | os.PathLike[str] | bytes"


def publish(
    project: Project | ProjectSource,
    *,
    names: Names = None,
    strict: bool = False,
    validate: bool = False,
    progress: Progress | None = None,
) -> tuple[Published, ...]:
    """The briefs of these names, or all, as editions of the project, where they say something new.

    Mistakes, `strict`, `validate` and `progress` are as in `build`. UsageProblem for a project in
    memory, which has no place for editions.
    """
    known = project if isinstance(project, Project) else load_project(project)
    ordered = Ordered(strict, validate)
    return tuple(publications(known, chosen(known, names), ordered, progress or unheard))


def publications(
    project: Project, names: Sequence[str], asked: Ordered, progress: Progress
) -> Iterator[Published]:
    """Each brief published, one after the other."""
    from briefgen.printing import Order
    from briefgen.publishing import publish as publish_each

    if project.root is None:
        hint = "write its files into a folder, and publish that"
        problem = Problem(Place("publish"), "a project in memory cannot keep editions", hint)
        raise UsageProblem(problem)
    if asked.validate:
        from briefgen.outputs.validating import require_validator

        require_validator()
    settings = settings_of(project)
    order = Order(project._files, settings, None, asked.strict, asked.validate)
    for name in names:
        try:
            told = with_changes(project, [name], bars=asked.change_bars)
        except BriefgenError as error:
            yield Published(name, error.exit_code, error.problems)
        else:
            yield from publish_each(
                [name], replace(order, files=told._files), project.root, progress
            )


def editions(project: Project | ProjectSource, name: str) -> tuple[PublishedEdition, ...]:
    """The published editions of a brief, the first first, each held against its hashes.

    UsageProblem where no brief of the name is there and none was published.
    """
    from briefgen.evidence.frozen import frozen

    known = project if isinstance(project, Project) else load_project(project)
    folder = settings_of(known).editions
    if name not in known._files.folders(folder):
        (name,) = chosen(known, name)
    found = frozen(known._files, folder, name)
    return tuple(_listed(known, folder, name, each) for each in found)


def _listed(project: Project, folder: str, name: str, edition: Frozen) -> PublishedEdition:
    from briefgen.evidence.frozen import faults

    said, wrong = edition.manifest, tuple(faults(project._files, folder, edition))
    if said is None:
        return PublishedEdition(name, edition.number, "", "", "", "", wrong)
    dates = (said.date, said.information_cutoff)
    return PublishedEdition(name, edition.number, *dates, said.marking, said.content, wrong)


def unpack(pdf: Pdf, *, output: str | os.PathLike[str] | None = None) -> Path:
    """The project that a PDF was made from, in a new folder: `output`, or NAME-NUMBER here.

    InputProblems where the PDF carries none or it is damaged; UsageProblem where the folder is
    there already. It is written whole or not at all, and nothing else is.
    """
    from briefgen.evidence.scanning import evidence_in
    from briefgen.evidence.shelf import put

    raw, place = _read(pdf)
    found = evidence_in(raw, place)
    _require_whole(found, place)
    about = found.manifest
    folder = Path(f"{about.name}-{about.number}" if output is None else output).absolute()
    try:
        put(folder, found.files)
    except FileExistsError:
        hint = "name another folder with -o; nothing was written"
        raise UsageProblem(Problem(Place(str(folder)), "this is there already", hint)) from None
    except OSError as error:
        message = f"the project cannot be written here ({error.strerror or error})"
        raise UsageProblem(Problem(Place(str(folder)), message, "name another with -o")) from None
    return folder


def verify(pdf: Pdf, *, progress: Progress | None = None) -> Verification:
    """What a PDF is against what its own evidence gives when it is built anew, in memory.

    InputProblems where it is no PDF, or carries no evidence that can be read.
    """
    from briefgen.evidence.comparing import compared

    def rebuilt(about: Manifest, files: Mapping[str, bytes]) -> bytes:
        project = Project(None, MemoryFiles(dict(files)))
        names = chosen(project, about.name)
        (result,) = builds(project, names, None, Ordered(), progress or unheard)
        return result.require().pdf or b""

    raw, place = _read(pdf)
    return compared(raw, place, rebuilt)


def _read(pdf: Pdf) -> tuple[bytes, Place]:
    if isinstance(pdf, bytes):
        return pdf, Place("the PDF")
    place = Place(str(pdf))
    try:
        return read_whole(Path(pdf), str(pdf)), place
    except FileNotFoundError:
        problem = Problem(place, "there is no such file", "name a PDF that briefgen has made")
        raise UsageProblem(problem) from None
    except OSError as error:
        raise InputProblems(Problem(place, *unreadable(error))) from None


def _require_whole(found: Found, place: Place) -> None:
    """InputProblems with what of the evidence is not there."""
    if found.manifest.withheld:
        message = f"this PDF does not carry what it was made from: {found.manifest.withheld}"
        raise InputProblems(Problem(place, message, "ask those who published it"))
    lost = [name for name in found.lost if name in found.manifest.files]
    hint = "take the PDF from where it was published; nothing was written"
    if lost:
        raise InputProblems(
            Problem(place, f"{name} inside this PDF is damaged or missing", hint) for name in lost
        )

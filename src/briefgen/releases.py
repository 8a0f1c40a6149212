"""Editions for programs: published, listed, taken out of a PDF, proven; commands go this way."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import structs

from briefgen.asked import Ordered
from briefgen.errors import BriefgenError, Place, Problem, UsageProblem
from briefgen.library import Names, Project, Source, builds, chosen, loaded, root_of, settings_of
from briefgen.progress import Progress, unheard
from briefgen.project import MemoryFiles
from briefgen.results import Published, PublishedEdition, Verification
from briefgen.revisions import with_changes

if TYPE_CHECKING:
    from briefgen.evidence.frozen import Frozen
    from briefgen.evidence.manifest import Manifest
    from briefgen.evidence.opening import Pdf


def publish(
    project: Project | Source,
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
    known = loaded(project)
    ordered = Ordered(strict, validate)
    return tuple(publications(known, chosen(known, names), ordered, progress or unheard))


def publications(
    project: Project, names: Sequence[str], asked: Ordered, progress: Progress
) -> Iterator[Published]:
    """Each brief published, one after the other."""
    from briefgen.printing import Order
    from briefgen.publishing import publish as publish_each

    root = root_of(project, "publish")
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
                [name], structs.replace(order, files=told._files), root, progress
            )


def editions(project: Project | Source, name: str) -> tuple[PublishedEdition, ...]:
    """The published editions of a brief, the first first, each held against its hashes.

    UsageProblem where no brief of the name is there and none was published.
    """
    from briefgen.evidence.frozen import frozen

    known = loaded(project)
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
    from briefgen.evidence.opening import taken_out
    from briefgen.evidence.shelf import put

    found = taken_out(pdf)
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
    from briefgen.evidence.opening import read_pdf

    def rebuilt(about: Manifest, files: Mapping[str, bytes]) -> bytes:
        project = Project(None, MemoryFiles(dict(files)))
        names = chosen(project, about.name)
        (result,) = builds(project, names, None, Ordered(as_of=about.day), progress or unheard)
        return result.require().pdf or b""

    raw, place = read_pdf(pdf)
    return compared(raw, place, rebuilt)

"""What the engine fails with or complains of, in words for the author."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefgen.errors import Place, Problem
from briefgen.machine import this_machine
from briefgen.outputs.asking import MOST_SAID, lines_with, place_asking, place_in
from briefgen.outputs.job import RenderJob

_SAID = re.compile(r"[^`]*[`'\"](.+?)[`'\"].* at (\d+):(\d+)", re.S)
_RULE = re.compile(r"(@[a-z-]+) rule .* at (\d+):(\d+)", re.S)
_SELECTOR = re.compile(r"Invalid or unsupported selector, '\s*([^'\n]+?)\s*['\n]")
_NOWHERE = re.compile(r"No anchor (#\S+)")
NEEDED = ("pango", "pangoft2", "harfbuzz-subset")  # brings the others along


def gave_up(job: RenderJob, error: BaseException) -> Problem:
    """The engine itself failed."""
    return Problem(
        Place(f"briefs/{job.name}.yaml"),
        f"the PDF engine gave up on this layout ({type(error).__name__}: {error})",
        "look for very deep nesting or a very large block, and report it to us",
    )


def without_room(job: RenderJob, error: OSError) -> Problem:
    """There is no room for its temporary files."""
    return Problem(
        Place(f"briefs/{job.name}.yaml"),
        f"the PDF engine cannot write its temporary files: {error.strerror or error}",
        "free space in the folder for temporary files (TMPDIR)",
    )


def refused(job: RenderJob, addresses: Iterable[str]) -> list[Problem]:
    """What the page asks for and its job has not, each at the line that asks for it."""
    return [
        Problem(
            place_asking(job, address) or Place(f"briefs/{job.name}.yaml"),
            f"the page asks for {address[:MOST_SAID]}, which is not part of the brief",
            "a brief may not load files or addresses; remove it from the template or style sheet",
        )
        for address in dict.fromkeys(addresses)
    ]


def unloaded(error: OSError | ImportError) -> Problem:
    """Why there is no engine, and the command that brings what is missing."""
    if isinstance(error, ImportError):
        what, hint = "a package of Python", "install briefgen again"
    else:
        what, hint = "a system library", this_machine().install(NEEDED)
    return Problem(
        Place("this machine"),
        f"the PDF engine cannot load {what}: {error}",
        f"{hint}; briefgen doctor tells all that is missing",
    )


def complaints(job: RenderJob, said: tuple[str, ...]) -> list[Problem]:
    """What the engine logged, as problems: a dropped rule or a missing image is a loss."""
    return [
        Problem(
            _place_said(job, line),
            f"the PDF engine says: {line}",
            "a template or style sheet asks for what the engine cannot do",
        )
        for line in dict.fromkeys(said)
    ]


def _place_said(job: RenderJob, said: str) -> Place:
    """The line that the engine speaks of, where its sheet or template is not a shipped one."""
    unknown = Place(f"briefs/{job.name}.yaml")
    if found := _NOWHERE.search(said):
        return place_in(job.templates, found[1]) or unknown
    for url, path in job.origins.items():
        lines = job.resources[url].decode("utf-8", "replace").splitlines()
        for place in _lines_said(lines, path, said):
            return place
    found = _SAID.match(said)
    return next(lines_with(job.templates, found[1].strip()), unknown) if found else unknown


def _lines_said(lines: list[str], path: str, said: str) -> Iterator[Place]:
    """The line that it names, if what it speaks of is there; of a selector the first with it."""
    if found := _RULE.match(said) or _SAID.match(said):
        name, line, column = found[1].partition(":")[0].strip(), int(found[2]), int(found[3])
        if line <= len(lines) and lines[line - 1][column - 1 :].lstrip().startswith(name):
            yield Place(path, line, column)
    elif found := _SELECTOR.match(said):
        for number, text in enumerate(lines, start=1):
            if found[1] in text:
                yield Place(path, number, text.index(found[1]) + 1)

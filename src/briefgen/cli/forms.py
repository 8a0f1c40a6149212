"""What `--to` and `-o` ask for together, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.errors import Place, Problem, UsageProblem
from briefgen.terminal import shown

if TYPE_CHECKING:
    from briefgen.results import BuildResult


def is_file(output: str) -> bool:
    """Whether -o names one file, or stdout, and not a folder."""
    return output == "-" or _format_of(output) is not None


def asked_formats(to: Sequence[str], output: str | None) -> tuple[str, ...]:
    """The formats that are asked for; a file that -o names says by its end which it is."""
    from briefgen.outputs.formats import formats_of

    ending = _format_of(output) if output else None
    named = [each.strip() for listed in to for each in listed.split(",")]
    formats = formats_of(named or ((ending,) if ending else ()))
    if output is None or not is_file(output):
        return formats
    if output == "-" and "png" in formats:
        raise _wrong("pictures of pages are several files, which standard output cannot take")
    if len(formats) > 1:
        raise _wrong(f"{output} is one file, but {len(formats)} outputs are asked for")
    if ending is not None and formats != (ending,):
        raise _wrong(f"{output} is the name of another output than --to {formats[0]}")
    return formats


def documents(result: BuildResult) -> Iterator[str]:
    """The files that were written, as one is told of them: the first of each output."""
    paths = {each.format: each.path for each in reversed(result.outputs)}
    for path in reversed(paths.values()) if paths else (result.path,):
        yield str(shown(path or Path()))


def _format_of(output: str) -> str | None:
    from briefgen.outputs.formats import FORMATS

    ends = (key for key, each in FORMATS.items() if output.endswith(each.suffix))
    return next(ends, None)


def _wrong(message: str) -> UsageProblem:
    return UsageProblem(Problem(Place("-o"), message, "name a folder"))

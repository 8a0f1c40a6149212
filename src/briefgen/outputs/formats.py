"""Everything a brief can be made into. A new output is a module, a function here and a line.

Each function loads its module when it is called, so that no output waits for the libraries of
another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from briefgen.errors import Place, Problem, UsageProblem
from briefgen.outputs.bench import Bench, Made


class Format(Struct, frozen=True):
    """An output: how its files end, what it is in words, what makes it, what else is its own."""

    suffix: str
    words: str
    make: Callable[[Bench], tuple[Made, ...]]
    beside: str = ""  # pattern of the files that may be left of an earlier build, after the stem


def _pdf(bench: Bench) -> tuple[Made, ...]:
    return (Made(f"{bench.stem}.pdf", bench.pdf()),)


def _html(bench: Bench) -> tuple[Made, ...]:
    from briefgen.outputs.web.page import web_page

    return web_page(bench)


def _docx(bench: Bench) -> tuple[Made, ...]:
    try:
        from briefgen.outputs.word.file import word_file
    except ModuleNotFoundError as error:
        if error.name not in ("docx", "lxml"):
            raise
        message = "the package that writes Word files, python-docx, is not installed"
        hint = "pip install 'briefgen[docx]'"
        raise UsageProblem(Problem(Place("--to docx"), message, hint)) from None
    return word_file(bench)


def _json(bench: Bench) -> tuple[Made, ...]:
    from briefgen.outputs.document.filling import document_json

    return document_json(bench)


def _png(bench: Bench) -> tuple[Made, ...]:
    from briefgen.outputs.pictures import page_pictures

    return page_pictures(bench)


FORMATS: Mapping[str, Format] = {
    "pdf": Format(".pdf", "the printed page", _pdf),
    "html": Format(".html", "the web page", _html, r"\.data/(figure|table)-\d+.*\.csv"),
    "docx": Format(".docx", "the Word file", _docx),
    "json": Format(".json", "the edition as JSON", _json),
    "png": Format(".png", "pictures of the pages", _png, r"-\d+\.png"),
}
PDF = "pdf"


def formats_of(asked: Iterable[str]) -> tuple[str, ...]:
    """The outputs that are asked for, each once; UsageProblem for one that there is not."""
    wanted = tuple(dict.fromkeys(asked)) or (PDF,)
    hint = f"choose from {', '.join(FORMATS)}"
    unknown = [
        Problem(Place("--to"), f"there is no output “{each}”", hint)
        for each in wanted
        if each not in FORMATS
    ]
    if unknown:
        raise UsageProblem(unknown)
    return wanted

"""Places within a source, as the author typed them, in the form of the notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from briefgen.catalogues import ENGLISH, said

# What authors type, and what is printed. Labels of other languages are printed as written.
LABELS = {
    "p": "p.", "page": "p.", "pp": "pp.", "pages": "pp.",
    "para": "para.", "paragraph": "para.", "paras": "paras.", "paragraphs": "paras.",
    "chap": "chap.", "chapter": "chap.", "ch": "chap.", "chaps": "chaps.", "chapters": "chaps.",
    "sec": "sec.", "section": "sec.", "secs": "secs.", "sections": "secs.",
    "art": "art.", "article": "art.", "arts": "arts.", "articles": "arts.",
    "fig": "fig.", "figure": "fig.", "figs": "figs.", "figures": "figs.",
    "table": "table", "tables": "tables",
    "n": "n.", "note": "n.", "nn": "nn.", "notes": "nn.",
    "col": "col.", "column": "col.", "cols": "cols.", "columns": "cols.",
}  # fmt: skip
AT = "at {time}"  # of a recording
_LABELLED = re.compile(r"([A-Za-z]+)\.?\s*(\d.*|[ivxlcdm]+(?:\s*[-–—]\s*[ivxlcdm]+)?)", re.ASCII)
_NUMBERS = re.compile(r"\d+(?:\s*[-–—]\s*\d+)?", re.ASCII)
_TIME = re.compile(r"(?:at\s+)?(\d{1,2}(?::\d{2}){1,2}(?:\s*[-–—]\s*\d{1,2}(?::\d{2}){1,2})?)")
_BETWEEN = re.compile(r"(?<=\d)\s*[-–—]\s*(?=\d)|(?<=[ivxlcdm])\s*[-–—]\s*(?=[ivxlcdm])")


def located(
    written: str,
    language: str = ENGLISH,
    *,
    bare_pages: bool,
    row: Callable[[Iterable[str]], str] = ", ".join,
) -> str:
    """The place in print: ``pp. 4-6, para 2`` gives ``4–6, para. 2`` where pages stand bare."""
    parts = (" ".join(part.split()) for part in written.strip(" .,;").split(","))
    return row(_part(part, language, bare_pages) for part in parts if part)


def is_pages(printed: str) -> bool:
    """Whether a printed place is nothing but numbers, as bare pages are."""
    return bool(printed) and all(_NUMBERS.fullmatch(part) for part in re.split("[,،] ", printed))


def _part(text: str, language: str, bare_pages: bool) -> str:
    if found := _TIME.fullmatch(text):
        return said("locator", AT, language).format(time=_dashed(found[1]))
    if _NUMBERS.fullmatch(text):
        return _dashed(text)
    found = _LABELLED.fullmatch(text)
    label = LABELS.get(found[1].lower()) if found else None
    if found is None or label is None:
        return text
    numbers = _dashed(found[2])
    return (
        numbers
        if bare_pages and label in {"p.", "pp."}
        else f"{said('locator', label, language)} {numbers}"
    )


def _dashed(numbers: str) -> str:
    return _BETWEEN.sub("–", numbers)

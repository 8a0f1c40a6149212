"""Runs of text, and the punctuation that joins them into a note without doubling a mark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias

from msgspec import Struct, structs

from briefgen.citations.words import ENGLISH, Words

Style: TypeAlias = Literal["", "italic"]
SIGNALS = frozenset({"see", "cf.", "compare", "citing", "quoting", "quoted", "after", "cited"})
Before: TypeAlias = Literal[",", ".", ":", ""]


class Run(Struct, frozen=True):
    """A stretch of text of one style; ``language`` is set where it differs from the brief's."""

    text: str
    style: Style = ""
    href: str | None = None
    language: str | None = None


Runs: TypeAlias = tuple[Run, ...]


class Piece(Struct, frozen=True):
    """A part of a citation, and the mark between it and what stands before."""

    runs: Runs
    before: Before = ","


def plain(runs: Iterable[Run]) -> str:
    """The text alone."""
    return "".join(run.text for run in runs)


def compose(pieces: Iterable[Piece], words: Words) -> Runs:
    """The pieces in a row, each after its mark; empty ones leave no trace."""
    line: Runs = ()
    for piece in pieces:
        if not plain(piece.runs).strip():
            continue
        if line:
            line = (*_marked(line, piece.before, words), Run(" "))
        line += piece.runs
    return merged(line)


def join(citations: Sequence[Runs], words: Words = ENGLISH) -> Runs:
    """One note from several citations: semicolons between them, one full stop at the end."""
    line: Runs = ()
    for citation in apart(citations, words):
        line = (*line, Run(f"{words.semicolon} "), *citation) if line else citation
    return merged(line)


def apart(citations: Sequence[Runs], words: Words = ENGLISH) -> tuple[Runs, ...]:
    """The citations of one note as they stand in it, without what stands between them."""
    told = [citation for citation in citations if plain(citation).strip()]
    if told:
        told[0] = _capitalised(told[0])
        told[-1] = closed(told[-1], words)
    return tuple(told)


def closed(runs: Runs, words: Words) -> Runs:
    """The runs as a sentence: a full stop at the end unless there is a closing mark already."""
    return merged(_marked(runs, ".", words)) if runs else ()


def merged(runs: Iterable[Run]) -> Runs:
    """Neighbours of one kind as one run; runs without text left out."""
    result: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if result and structs.replace(result[-1], text="") == structs.replace(run, text=""):
            result[-1] = structs.replace(run, text=result[-1].text + run.text)
        else:
            result.append(run)
    return tuple(result)


def _capitalised(runs: Runs) -> Runs:
    """A signal word begins like a sentence; names keep their spelling (van Densky, bne)."""
    if not runs or runs[0].text.partition(" ")[0] not in SIGNALS:
        return runs
    return (structs.replace(runs[0], text=runs[0].text[:1].upper() + runs[0].text[1:]), *runs[1:])


def _marked(runs: Runs, mark: str, words: Words) -> Runs:
    """The runs with a mark at their end, inside closing quotation marks where that is the use."""
    if not mark:
        return runs
    mark = words.mark(mark, plain(runs))
    inside = words.comma_inside and mark in ",."
    kept, closers = _split_closers(runs, words) if inside else (runs, ())
    last = plain(kept)[-1:]
    # An abbreviation's full stop also ends the sentence; so does a question or an exclamation.
    if last == mark or (mark == "." and last in ".!?…"):
        return (*kept, *closers)
    return (*kept, Run(mark), *closers)


def _split_closers(runs: Runs, words: Words) -> tuple[Runs, Runs]:
    """The runs up to the closing quotation marks at their end, and those marks."""
    marks = words.quotes[1].strip() + words.inner_quotes[1].strip()
    kept = list(runs)
    closers: list[Run] = []
    while kept and kept[-1].text and kept[-1].text[-1] in marks and not kept[-1].href:
        last = kept.pop()
        if last.text[-1] == "’" and not last.text.count("‘"):
            kept.append(last)  # an apostrophe: the workers’
            break
        closers.insert(0, structs.replace(last, text=last.text[-1]))
        if last.text[:-1]:
            kept.append(structs.replace(last, text=last.text[:-1]))
    return tuple(kept), tuple(closers)

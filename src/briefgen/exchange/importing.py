"""A file of another program into a library: read, compared with what is there, and written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath
from types import MappingProxyType

from msgspec import Struct

from briefgen.document import Document
from briefgen.errors import Place, Problem, UsageProblem, listing
from briefgen.exchange import bibtex, csl, ris
from briefgen.exchange.incoming import Fields, Incoming, checked
from briefgen.exchange.into_library import with_sources
from briefgen.exchange.merging import Fate, Outcome, settle
from briefgen.exchange.shelf import Shelf, libraries, sources_of
from briefgen.libraries import FOLDER, SUFFIX
from briefgen.loading import load, readable
from briefgen.project import Files
from briefgen.schema import LIBRARY, mode_line

MAX_BYTES = 20_000_000
MAX_ENTRIES = 5_000

Reader = Callable[[str, str], tuple[list[Incoming], list[Problem]]]
READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".json": csl.read,
        ".bib": bibtex.read,
        ".bibtex": bibtex.read,
        ".ris": ris.read,
    }
)


class Imported(Struct, frozen=True):
    """What became of a file: each of its entries, what is wrong in it, and the library’s text."""

    library: str
    outcomes: tuple[Outcome, ...]
    problems: tuple[Problem, ...]
    text: str | None  # None where nothing changes

    def count(self, fate: Fate) -> int:
        """How many entries came to this."""
        return sum(outcome.fate is fate for outcome in self.outcomes)


def import_sources(files: Files, file: str, raw: bytes, library: str) -> Imported:
    """What a file would bring to a library; nothing is written here.

    UsageProblem for a file of no known format; InputProblems where a library cannot be used.
    """
    incoming, problems, lines = _read(file, raw)
    documents = {document.file: document for document in libraries(files)}
    target = documents.get(library) or _new_library(library)
    shelf = Shelf(library)
    for document in documents.values():
        for held in sources_of(document).values():
            shelf.put(held)
    outcomes: list[Outcome] = []
    for entry in incoming:
        sound, source, wrong = checked(entry, file, lines)
        problems += wrong
        if source is not None:
            outcomes.append(settle(shelf, sound.name, sound.fields, source))
    told = tuple(sorted(problems, key=lambda problem: problem.place))
    return Imported(library, tuple(outcomes), told, _text(target, outcomes))


def _text(target: Document, outcomes: list[Outcome]) -> str | None:
    new: dict[str, Fields] = {}
    more: dict[str, Fields] = {}
    for outcome in outcomes:
        if outcome.fate is Fate.ADDED:
            new[outcome.key] = outcome.fields
        elif outcome.fate is Fate.MERGED:
            into = new if outcome.key in new else more
            into[outcome.key] = {**into.get(outcome.key, {}), **outcome.fields}
    return with_sources(target, new, more) if new or more else None


def _new_library(path: str) -> Document:
    text = f"{mode_line(LIBRARY)}\n# Brought over with “briefgen sources import”.\n\nsources:\n"
    return load(path, text.encode())


def _read(file: str, raw: bytes) -> tuple[list[Incoming], list[Problem], list[str]]:
    reader = READERS.get(PurePath(file).suffix.casefold())
    if reader is None:
        message = "nothing is known of this format"
        hint = f"export CSL-JSON, BibTeX or RIS; the file ends in {listing(list(READERS))}"
        raise UsageProblem(Problem(Place(file), message, hint))
    if len(raw) > MAX_BYTES:
        message = f"the file is {len(raw):,} bytes long; {MAX_BYTES:,} is the most that is read"
        raise UsageProblem(Problem(Place(file), message, "export a part of it"))
    text, problems = readable(file, raw)
    if text is None:
        return [], list(problems), []
    found, broken = reader(file, text)
    if len(found) > MAX_ENTRIES:
        message = f"{len(found):,} entries; {MAX_ENTRIES:,} are the most that are read at once"
        raise UsageProblem(Problem(Place(file), message, "export a part of it"))
    return found, [*problems, *broken], text.split("\n")


def library_path(files: Files, wanted: str | None) -> str:
    """The library to write into: the one that is named, or the only one; else UsageProblem."""
    known = files.listing(FOLDER, SUFFIX)
    if wanted is None:
        if len(known) == 1:
            return known[0]
        there = f"libraries here: {listing(list(known))}" if known else "as --into sources/new.yaml"
        raise UsageProblem(Problem(Place("--into"), "say into which library it goes", there))
    bare = wanted.removeprefix(f"{FOLDER}/").removesuffix(SUFFIX)
    if not bare or "/" in bare or "\\" in bare or bare.startswith("."):
        hint = f"name it as --into {FOLDER}/kazakhstan{SUFFIX}"
        message = f"a library is a file in {FOLDER}/, which “{wanted[:60]}” is not"
        raise UsageProblem(Problem(Place("--into"), message, hint))
    return f"{FOLDER}/{bare}{SUFFIX}"

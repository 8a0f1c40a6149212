"""The libraries of a project, and which of their sources is the one that another file names."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct, field
from pydantic import ValidationError

from briefgen.document import Document, Tree
from briefgen.errors import InputProblems, Place, Problem
from briefgen.exchange.incoming import Fields
from briefgen.explaining import explain
from briefgen.libraries import FOLDER, SUFFIX
from briefgen.loading import load
from briefgen.model.brief import SourceLibrary
from briefgen.model.identity import doi_of, page_of, same, title_of
from briefgen.model.source import Source
from briefgen.project import Files, OutsideProject, unreadable
from briefgen.structure import mapping_of

KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MAX_KEY = 40
_PASSED_OVER = frozenset({"a", "an", "the", "of", "on", "in", "and", "for", "to"})


class Held(Struct, frozen=True):
    """A source where it stands: its key, its fields as they are written, and its file."""

    key: str
    source: Source
    fields: Fields
    file: str


class Shelf(Struct):
    """Sources of all libraries, found again by what makes two of them one.

    Two libraries may have one key, for briefs of which none names both; of two that fit, that of
    the `target` is the one.
    """

    target: str
    held: dict[tuple[str, str], Held] = field(default_factory=dict)
    _alike: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))

    def put(self, new: Held) -> None:
        """Take a source in, or another state of one that is there."""
        at = (new.file, new.key)
        self.held[at] = new
        for sign in (*_signs(new.source), f"key:{new.key}"):
            if at not in self._alike[sign]:
                self._alike[sign].append(at)

    def find(self, source: Source, key: str) -> tuple[Held, str] | None:
        """The source that this one is, and by what: DOI, page, title, or key with title."""
        near = (at for sign in _signs(source) for at in self._alike.get(sign, ()))
        for found in self._target_first(near):
            if by := same(found.source, source):
                return found, by
        for found in self._target_first(self._alike.get(f"key:{key}", ())):
            if _letters(found.source.title) == _letters(source.title):
                return found, "key and title"
        return None

    def _target_first(self, places: Iterable[tuple[str, str]]) -> list[Held]:
        found = [self.held[at] for at in dict.fromkeys(places)]
        return sorted(found, key=lambda held: held.file != self.target)

    def free_key(self, source: Source, name: str) -> str:
        """A key that nothing has: the file’s own name for it, else one made of the source."""
        base = key_of(name) or made_key(source)
        key, number = base, 2
        while self._alike.get(f"key:{key}"):
            key, number = f"{base}-{number}", number + 1
        return key


def _signs(source: Source) -> Iterator[str]:
    for sign in (doi_of(source), page_of(source.url), title_of(source)):
        if sign:
            yield sign


def key_of(name: str) -> str:
    """What a file calls a source as a key of a library; nothing where that is only a number."""
    if KEY.fullmatch(name) and not name.isdecimal():
        return name[:MAX_KEY].strip("-")
    if "/" in name or name.isdecimal():
        return ""  # an address or a number of the other program, which says nothing
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d{4})|(?<=\d{4})(?=[A-Za-z])", "-", name)
    return _slug(parted)


def made_key(source: Source) -> str:
    """A key of name, year and a word of the title, as smith-2024-pipelines."""
    names = source.author or source.editor
    who = names[0].family if names else source.publisher or source.container or ""
    year = str(source.issued.year) if source.issued else ""
    words = [w for w in _slug(source.title or "").split("-") if w not in _PASSED_OVER]
    parts = (_slug("-".join(who.split()[:3])), year, *(words[:1] if who else words[:4]))
    made = "-".join(part for part in parts if part)[:MAX_KEY].strip("-")
    kind = _slug(source.type.replace("_", "-"))
    return f"{kind}-{made}".strip("-") if not made or made.isdecimal() else made


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", "")))[:MAX_KEY].strip("-")


def _letters(text: str | None) -> str:
    return "".join(re.findall(r"\w+", (text or "").casefold()))


def libraries(files: Files) -> Iterator[Document]:
    """The libraries of a project, read; InputProblems where one cannot be used."""
    for path in files.listing(FOLDER, SUFFIX):
        yield read_library(files, path)


def read_library(files: Files, path: str) -> Document:
    """One library or brief as a document that can be read."""
    try:
        document = load(path, files.read(path))
    except (OSError, OutsideProject) as error:
        raise InputProblems(Problem(Place(path), *unreadable(error))) from None
    if document.problems:
        raise InputProblems(document.problems)
    return document


def sources_of(document: Document) -> dict[str, Held]:
    """The sources of a library or a brief; one that holds none yet is right too."""
    tree = mapping_of(document.tree)
    if not tree.get("sources"):
        return {}
    try:
        sources = SourceLibrary.model_validate({"sources": tree["sources"]}).sources
    except ValidationError as error:
        raise InputProblems(explain(error, SourceLibrary, document)) from None
    written: dict[str, Tree] = mapping_of(tree["sources"])
    return {
        key: Held(key, source, mapping_of(written[key]), document.file)
        for key, source in sources.items()
    }

"""The sources of a project in a list: searched, and with the briefs that cite them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from briefgen.checks.cited import cited_keys
from briefgen.citations import kind_of
from briefgen.errors import Problem
from briefgen.exchange.csl import item_of
from briefgen.exchange.shelf import libraries, sources_of
from briefgen.model.source import Source
from briefgen.project import BRIEFS, SUFFIX, Files, brief_names
from briefgen.validation import Checked, check

MAX_TITLE = 80  # characters of a title in the table


@dataclass(frozen=True, slots=True)
class Listed:
    """A source, the file that it stands in, and the briefs that cite it."""

    key: str
    source: Source
    file: str
    briefs: tuple[str, ...]

    def says(self, words: Iterable[str]) -> bool:
        """Whether each of these words is in its key, title, names, publisher or address."""
        source = self.source
        names = (name.natural for name in (*source.author, *source.editor))
        parts = (source.title, source.short, source.container, source.publisher, source.url)
        text = " ".join(filter(None, (self.key, source.doi, *parts, *names))).casefold()
        return all(word.casefold() in text for word in words)

    def as_dict(self) -> dict[str, object]:
        """The same for machines: the source as an item of CSL-JSON."""
        item = item_of(self.key, self.source)
        return {"key": self.key, "file": self.file, "briefs": list(self.briefs), "source": item}


def listed(files: Files) -> tuple[tuple[Listed, ...], tuple[Problem, ...]]:
    """Every source of the project, and what is wrong with briefs whose citations are not known."""
    checked = [check(files, name) for name in brief_names(files)]
    problems = tuple(p for each in checked if each.brief is None for p in each.errors)
    return tuple(_listed(files, checked)), problems


def _listed(files: Files, checked: list[Checked]) -> Iterator[Listed]:
    usable = [each for each in checked if each.brief is not None]
    cited = {each.name: cited_keys(each) for each in usable}
    named = {each.name: {document.file for document in each.libraries} for each in checked}
    for document in libraries(files):
        for key, held in sources_of(document).items():
            here = (name for name in cited if document.file in named[name])
            users = tuple(name for name in here if key in cited[name])
            yield Listed(key, held.source, document.file, users)
    for each in usable:
        own: Mapping[str, Source] = each.brief.sources if each.brief else {}
        for key, source in own.items():
            users = (each.name,) if key in cited[each.name] else ()
            yield Listed(key, source, f"{BRIEFS}/{each.name}{SUFFIX}", users)


def table(sources: Iterable[Listed]) -> str:
    """A line for each source: key, file, grade, date, what it is, and the start of its title."""
    rows = [
        (
            each.key,
            PurePosixPath(each.file).stem,
            each.source.reliability or "-",
            str(each.source.issued or "no date"),
            kind_of(each.source)[:22],
            each.source.title or ", ".join(name.natural for name in each.source.author),
        )
        for each in sources
    ]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(5)]
    return "\n".join(
        "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=False))
        + f"  {row[5][:MAX_TITLE]}"
        for row in rows
    )


def by_key(sources: Iterable[Listed]) -> dict[str, Source]:
    """Sources by keys in order; of two that have one key the second gets a number."""
    found: dict[str, Source] = {}
    for each in sources:
        key, number = each.key, 2
        while key in found and found[key] != each.source:
            key, number = f"{each.key}-{number}", number + 1
        found[key] = each.source
    return dict(sorted(found.items()))

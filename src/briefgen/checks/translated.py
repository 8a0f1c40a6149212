"""Translations of key pages, part by part: what each was made from, and what must agree with it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from msgspec import Struct

from briefgen import prose
from briefgen.digests import digest_of
from briefgen.document import Document, Path, Tree
from briefgen.structure import list_of, mapping_of

LENGTH = 12  # of a fingerprint, in letters
_PLAIN = ("title", "subtitle", "bottom_line")
MORE = ("gaps", "method")  # which a translation may have beside the key page
KEY_PAGE = (*_PLAIN, "key_judgements", "key_facts")
_JUDGED = ("statement", "confidence_reason", "alternative")  # indicators may be named by id
_NOT_SAID = frozenset({"source", "spark"})


class Unit(Struct, frozen=True):
    """One part of a key page: its name, where it stands, and its texts by what they are."""

    name: str
    path: Path
    texts: Mapping[str, str]
    tree: Tree

    @property
    def fingerprint(self) -> str:
        """A few letters that are others as soon as a word of it is."""
        told = json.dumps(_tidy(self.tree), ensure_ascii=False, sort_keys=True)
        return digest_of(told.encode())[:LENGTH]

    def plain(self) -> str:
        """Its words without citations."""
        return " ".join(prose.parse(text).plain() for text in self.texts.values())

    def cited(self) -> set[str]:
        """The keys of the sources that it cites, in its words or beside them."""
        keys = {each.key for text in self.texts.values() for each in prose.parse(text).citations()}
        tree = mapping_of(self.tree)
        beside = [*_listed(tree.get("source")), *_listed(tree.get("rests_on"))]
        return keys | {each.strip("@ ").partition(",")[0] for each in beside}

    def facts(self) -> set[str]:
        """The facts that it prints."""
        return {
            each.id
            for text in self.texts.values()
            for each in prose.parse(text).inlines()
            if isinstance(each, prose.FactRef)
        }


def units_of(document: Document, panel: frozenset[str]) -> dict[str, Unit]:
    """The parts of a key page by name; `panel` are the names of rows of the key facts."""
    return {unit.name: unit for unit in _units(mapping_of(document.tree), panel)}


def _units(tree: Mapping[str, Tree], panel: frozenset[str]) -> Iterator[Unit]:
    for name in _PLAIN:
        if isinstance(text := tree.get(name), str):
            yield Unit(name, (name,), {name: text}, text)
    for name in MORE:
        if texts := {str(number): each for number, each in enumerate(_listed(tree.get(name)))}:
            yield Unit(name, (name,), texts, tree[name])
    for number, judgement in enumerate(list_of(tree.get("key_judgements"))):
        held = mapping_of(judgement)
        if isinstance(key := held.get("id"), str):
            texts = {field: _joined(held.get(field)) for field in _JUDGED}
            yield Unit(key, ("key_judgements", number), texts, held)
    facts = mapping_of(tree.get("key_facts"))
    for name in sorted(panel):
        if name in facts:
            yield _row(name, ("key_facts", name), facts[name])
        elif name in tree:
            yield _row(name, (name,), tree[name])


def _row(name: str, path: Path, row: Tree) -> Unit:
    held = mapping_of(row) if isinstance(row, dict) else {"value": row}
    texts = {key: _joined(value) for key, value in held.items() if key not in _NOT_SAID}
    return Unit(name, path, texts, row)


def _joined(value: Tree) -> str:
    return "; ".join(each for each in list_of(value) if isinstance(each, str)) or str(value or "")


def _listed(value: Tree) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [each for each in list_of(value) if isinstance(each, str)]


def _tidy(value: Tree) -> object:
    """A tree in which only words count, and not how their lines are broken."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, dict):
        return {str(key): _tidy(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_tidy(each) for each in value]
    return str(value)

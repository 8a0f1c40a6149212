"""What a brief says, as one hash: by it two editions are the same, or are not."""

from __future__ import annotations

import json
from collections.abc import Mapping

from pydantic import BaseModel

from briefgen.digests import digest_of
from briefgen.document import Tree
from briefgen.evidence.selecting import used_sources
from briefgen.loading import load
from briefgen.model.brief import UNPRINTED
from briefgen.project import Files
from briefgen.settings import Settings
from briefgen.structure import mapping_of
from briefgen.validation import Checked, require


def content_of(checked: Checked, files: Files, settings: Settings) -> str:
    """The hash of spec, sources and data, as they are read and used.

    Comments, spacing and the order of keys do not count, nor do templates, paper, style of
    citation and versions: those print the same content in another way.
    """
    said = {
        "spec": _spec(checked),
        "sources": _sources(checked),
        "data": {name: _data(checked, name, files) for name in sorted(checked.tables)},
        "settings": _decided(checked, settings),
    }
    return digest_of(json.dumps(said, ensure_ascii=False).encode())


def _spec(checked: Checked) -> object:
    tree = mapping_of(checked.document.tree)
    kept: dict[str, Tree] = {key: tree[key] for key in tree if key not in UNPRINTED}
    if own := mapping_of(kept.get("sources")):
        kept["sources"] = {key: _printed(entry) for key, entry in own.items()}
    return _ordered(kept, require(checked))


def _sources(checked: Checked) -> dict[str, object]:
    used, found = used_sources(checked), dict[str, object]()
    for library in checked.libraries:
        for key, entry in mapping_of(mapping_of(library.tree).get("sources")).items():
            if key in used:
                found[key] = _ordered(_printed(entry), checked.sources[key])
    return dict(sorted(found.items()))


def _data(checked: Checked, name: str, files: Files) -> object:
    table, path = checked.tables[name], f"data/{name}.yaml"
    described = load(path, files.read(path)).tree
    rows = [sorted(row.cells.items()) for row in table.rows]
    return [_ordered(_printed(described), table.description), rows]


def _printed(entry: Tree) -> Tree:
    """An entry without where it is fetched, which says nothing to a reader."""
    return {k: v for k, v in entry.items() if k != "provider"} if isinstance(entry, dict) else entry


def _decided(checked: Checked, settings: Settings) -> list[str]:
    """What a brief may leave to its project, as it then is."""
    brief = require(checked)
    marking = settings.marking_of(brief.marking)
    return [marking.label, brief.desk or settings.desk, brief.yardstick or settings.yardstick]


def _ordered(tree: Tree, read: object) -> object:
    """A tree in which keys stand in the order of the alphabet where their order says nothing.

    `read` is what was made of it: where that has fields of its own, the author's order is free;
    where it is a mapping, as the sections are, it is that of the page.
    """
    if isinstance(tree, dict):
        fields = isinstance(read, BaseModel)
        keys = sorted(tree) if fields else list(tree)
        return [[key, _ordered(tree[key], _within(read, key))] for key in keys]
    if isinstance(tree, list):
        inner = read if isinstance(read, tuple) and len(read) == len(tree) else [None] * len(tree)
        return [_ordered(each, part) for each, part in zip(tree, inner, strict=True)]
    return tree


def _within(read: object, key: str) -> object:
    if isinstance(read, Mapping):
        return read.get(key)
    return getattr(read, key, None) if isinstance(read, BaseModel) else None

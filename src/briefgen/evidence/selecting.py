"""The sources that a brief uses, and libraries cut down to them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping

from briefgen.checks.cited import cited_keys
from briefgen.checks.origins import repeated
from briefgen.document import Document, Tree
from briefgen.loading import load
from briefgen.structure import mapping_of
from briefgen.validation import Checked

_BREAKS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "\x85\u2028\u2029"}  # as YAML sees them


def used_sources(checked: Checked) -> frozenset[str]:
    """Keys of the sources a brief cites, and of those they only repeat."""
    cited = cited_keys(checked) & checked.sources.keys()
    return cited.union(*(repeated(key, checked.sources) for key in cited)) & checked.sources.keys()


def reduced(library: Document, keys: Collection[str]) -> str:
    """A library with these entries and no others, in the author's words where they can be cut out.

    To cut it down again by the same keys changes nothing.
    """
    entries = mapping_of(mapping_of(library.tree).get("sources"))
    wanted = {key: entry for key, entry in entries.items() if key in keys}
    if not wanted:
        return "sources: {}\n"
    cut = _cut(library, wanted)
    if load(library.file, cut.encode()).tree == {"sources": wanted}:
        return cut
    return "".join(["sources:\n", *(f"  {key}: {_flow(wanted[key])}\n" for key in wanted)])


def key_page(original: Document, keys: Collection[str]) -> str:
    """What a translation is compared with: these keys of its original, and how that is marked."""
    tree = mapping_of(original.tree)
    wanted = {key: tree[key] for key in tree if key in {*keys, "marking"}}
    lines = original.text.split("\n")
    starts = {
        path[0]: _with_comment(lines, span.line)
        for path, span in original.keys.items()
        if len(path) == 1
    }
    cut = "\n".join(line for key in wanted for line in _entry(lines, starts, key)).rstrip() + "\n"
    if load(original.file, cut.encode()).tree == wanted:
        return cut
    return "".join(f"{key}: {_flow(entry)}\n" for key, entry in wanted.items())


def _flow(entry: Tree) -> str:
    """An entry anew: what is JSON is YAML, but for the breaks of lines that only YAML knows."""
    return json.dumps(entry, ensure_ascii=False).translate(_BREAKS)


def _cut(library: Document, wanted: Collection[str]) -> str:
    """The lines of the entries, each with the comment right above it."""
    lines = library.text.split("\n")
    starts = {
        path[1]: _with_comment(lines, span.line)
        for path, span in library.keys.items()
        if len(path) == 2 and path[0] == "sources"
    }
    kept = (line for key in wanted for line in _entry(lines, starts, str(key)))
    return "\n".join(["sources:", *kept]).rstrip() + "\n"


def _with_comment(lines: list[str], line: int) -> int:
    while line > 0 and lines[line - 1].lstrip().startswith("#"):
        line -= 1
    return line


def _entry(lines: list[str], starts: Mapping[str | int, int], key: str) -> Iterator[str]:
    start = starts[key]
    end = min((other for other in starts.values() if other > start), default=len(lines))
    yield from lines[start:end]

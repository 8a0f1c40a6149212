"""Sources written into a library, every other line of which stays as it is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from briefgen.document import Document, Span, Tree
from briefgen.errors import InputProblems, Place, Problem
from briefgen.exchange.incoming import Fields
from briefgen.loading import load
from briefgen.starting.writing import Entry, Node, lines_of
from briefgen.structure import mapping_of

ORDER = (
    "type", "title", "short", "author", "editor", "translator", "container", "publisher", "place",
    "issued", "accessed", "url", "doi", "language", "number", "genre", "volume", "issue", "page",
    "edition", "event", "section", "via", "reliability", "reliability_reason", "derived_from",
    "note", "archived", "marking",
)  # fmt: skip


def with_sources(document: Document, new: Mapping[str, Fields], more: Mapping[str, Fields]) -> str:
    """The text of a library with new sources at its end, and more fields in those it has.

    InputProblems where the file is laid out in a way that does not take them: what comes of it
    is read back, and must hold exactly what it held before and what is added.
    """
    lines = document.text.split("\n")
    if new:
        _append(document, lines, new)
    for key in sorted(more, key=lambda key: -document.values[("sources", key)].line):
        _extend(document, lines, key, more[key])  # from below, so that places above still hold
    text = "\n".join(lines)
    tree = mapping_of(document.tree)
    held = {**mapping_of(tree.get("sources")), **new}
    expected = {
        **tree,
        "sources": {k: {**mapping_of(v), **more.get(k, {})} for k, v in held.items()},
    }
    back = load(document.file, text.encode())
    if back.problems or back.tree != expected:
        raise InputProblems(_refused(document))
    return text


def _refused(document: Document) -> Problem:
    message = "the layout of this library does not take new sources, or it would grow too large"
    hint = "write “sources:” with a key for each source on lines of its own, or name another file"
    return Problem(Place(document.file, 1, 1), message, hint)


def entry_lines(key: str, fields: Fields, indent: int = 2) -> Iterator[str]:
    """A source as lines of YAML."""
    yield from lines_of([Entry(key, _entries(fields))], indent)


def _entries(fields: Fields) -> tuple[Entry, ...]:
    known = sorted(fields, key=lambda key: ORDER.index(key) if key in ORDER else len(ORDER))
    return tuple(Entry(key, _node(fields[key])) for key in known)


def _node(value: Tree) -> Node:
    if isinstance(value, dict):
        return tuple(Entry(key, _node(child)) for key, child in value.items())
    if isinstance(value, list):
        return [_node(child) for child in value]
    return value or ""


def _append(document: Document, lines: list[str], new: Mapping[str, Fields]) -> None:
    """New sources after the last one, with the indent that the file uses."""
    held = mapping_of(mapping_of(document.tree).get("sources"))
    indent = 2
    if held:
        indent = document.keys[("sources", next(iter(held)))].column
        at = _last_line(document, document.values[("sources", list(held)[-1])]) + 1
    elif ("sources",) in document.keys:
        at = document.keys[("sources",)].line + 1
        lines[at - 1] = lines[at - 1].replace("{}", "").rstrip()
    else:
        lines[:] = [*document.text.rstrip().split("\n"), "", "sources:", ""]
        at = len(lines) - 1
    added = [line for key in new for line in ("", *entry_lines(key, new[key], indent))]
    lines[at:at] = added if held else added[1:]


def _last_line(document: Document, span: Span) -> int:
    """The last line with words of a source; its span may reach on to what follows it."""
    lines = document.text.split("\n")
    last = min(span.end_line, len(lines) - 1)
    if last > span.line and not lines[last][: span.end_column].strip():
        last -= 1
    while last > span.line and (not lines[last].strip() or lines[last].lstrip().startswith("#")):
        last -= 1
    return last


def _extend(document: Document, lines: list[str], key: str, fields: Fields) -> None:
    span = document.values[("sources", key)]
    if lines[span.line][span.column : span.column + 1] == "{":
        end = span.end_column - 1
        row = ", ".join(
            f"{name}: {json.dumps(v, ensure_ascii=False)}" for name, v in fields.items()
        )
        line = lines[span.end_line]
        lines[span.end_line] = f"{line[:end].rstrip()}, {row}{line[end:]}"
        return
    at = _last_line(document, span) + 1
    lines[at:at] = list(lines_of(_entries(fields), span.column))

"""YAML with comments, written out: keys that hold, and keys that could and are switched off."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from briefgen.loading import NULLS

WIDTH = 100
# What could be read as something else than text begins or holds one of these.
_UNSAFE = re.compile(r"""^[-?:,\[\]{}#&*!|>'"%@`\s]|: | \#|:$|\s$""")
_IN_ROW = re.compile(r"[,\[\]{}]")


@dataclass(frozen=True)
class Entry:
    """A key with its value and a word on it; `off` where it stands as a comment."""

    key: str
    value: Node
    comment: str = ""
    off: bool = False


# A text, keys of its own, or a list.
Node: TypeAlias = "str | tuple[Entry, ...] | list[Node]"


def lines_of(entries: Sequence[Entry], indent: int = 0) -> Iterator[str]:
    """The lines of some keys, so many spaces in."""
    for entry in entries:
        lines = list(_entry(entry, indent + 2 * entry.off))
        yield from _switched_off(lines, indent) if entry.off else lines


def _switched_off(lines: list[str], indent: int) -> Iterator[str]:
    for line in lines:
        said = line.lstrip().startswith("## ")
        yield line[2:] if said else f"{' ' * indent}# {line[indent + 2 :]}"


def _entry(entry: Entry, indent: int) -> Iterator[str]:
    first, *rest = _value(entry, indent)
    comment = f"  # {entry.comment}" if entry.comment else ""
    if len(first) + len(comment) > WIDTH:
        yield from explained(entry.comment, indent)
        comment = ""
    yield f"{first}{comment}"
    yield from rest


def explained(words: str, indent: int = 0) -> Iterator[str]:
    """Words as comments of their own, which are no keys that are switched off."""
    for line in textwrap.wrap(words, WIDTH - indent - 3, break_on_hyphens=False):
        yield f"{' ' * indent}## {line}"


def _value(entry: Entry, indent: int) -> Iterator[str]:
    key, value = f"{' ' * indent}{entry.key}:", entry.value
    if isinstance(value, str):
        yield from _text(key, value, indent)
    elif isinstance(value, tuple):
        yield key
        yield from lines_of(value, indent + 2)
    elif (row := _row(value)) is not None and len(key) + len(row) < WIDTH:
        yield f"{key} {row}"
    else:
        yield key
        for item in value:
            yield from _item(item, indent + 2)


def _item(item: Node, indent: int) -> Iterator[str]:
    dash = f"{' ' * indent}- "
    if isinstance(item, str):
        yield from _text(dash.rstrip(), item, indent)
    elif isinstance(item, tuple):
        # A key that holds comes first, since what is switched off cannot stand behind a dash.
        live = next(number for number, entry in enumerate(item) if not entry.off)
        ordered = (item[live], *item[:live], *item[live + 1 :])
        first, *rest = lines_of(ordered, indent + 2)
        yield f"{dash}{first[indent + 2 :]}"
        yield from rest
    else:
        yield f"{dash}{_row(item) or '[]'}"


def _text(before: str, text: str, indent: int) -> Iterator[str]:
    line = f"{before} {scalar(text)}"
    if len(line) <= WIDTH:
        yield line
        return
    yield f"{before} >-"
    width = WIDTH - indent - 2
    for part in textwrap.wrap(text, width, break_on_hyphens=False, break_long_words=False):
        yield f"{' ' * (indent + 2)}{part}"


def _row(items: Sequence[Node]) -> str | None:
    """Texts as a list on one line; None where there is more than short texts in it."""
    texts = [item for item in items if isinstance(item, str)]
    if len(texts) < len(items) or any(len(text) > WIDTH // 3 for text in texts):
        return None
    return f"[{', '.join(scalar(text, in_row=True) for text in texts)}]"


def scalar(text: str, in_row: bool = False) -> str:
    """A text as YAML has it: as it is, or in quotes where it would be read otherwise."""
    if _UNSAFE.search(text) or text in NULLS or (in_row and _IN_ROW.search(text)):
        return json.dumps(text, ensure_ascii=False)
    return text

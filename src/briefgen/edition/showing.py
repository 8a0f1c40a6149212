"""A figure or table with the lines of the spec that make it, for galleries and lessons."""

from __future__ import annotations

import re

from markupsafe import Markup
from msgspec import Struct

from briefgen.document import Document, Path
from briefgen.edition.view import Part

OPTION = "show_yaml"
BESIDE = ("half", "main")  # widths that leave room for the lines
_KEY = re.compile(r"(?P<before>(?:- )?)(?P<key>[\w-]+:)(?P<after>(?: .*)?)")


class YamlLine(Struct, frozen=True):
    """A line of the spec: by how many steps it stands in, and its words."""

    steps: int
    words: Markup


def shown(part: Part, block: object, path: Path, document: Document) -> Part:
    """The part with the lines that make it, where its block asks for them."""
    if not getattr(block, OPTION, False):
        return part
    beside = getattr(block, "width", "") in BESIDE
    lines = tuple(map(_printed, lines_of(document, path)))
    return Part("shown", {"parts": (part,), "lines": lines, "beside": beside}, spec=part.spec)


def lines_of(document: Document, path: Path) -> list[str]:
    """A block of the spec as a list item by itself, without the line that asks for these lines."""
    span = document.values[path]
    lines = [*document.text.split("\n"), ""]
    own = [*lines[span.line : span.end_line], lines[span.end_line][: span.end_column]]
    while len(own) > 1 and (not own[-1].strip() or _outside(own[-1], span.column)):
        del own[-1]
    kept = [line[span.column :].rstrip() for line in own]
    kept = [line for line in kept if not line.startswith(f"{OPTION}:")]
    return [f"{'  ' if number else '- '}{line}" for number, line in enumerate(kept)]


def _outside(line: str, column: int) -> bool:
    """Whether a line is a comment on what follows: it stands further left than the block."""
    return line.lstrip().startswith("#") and len(line) - len(line.lstrip()) < column


def _printed(line: str) -> YamlLine:
    words = line.lstrip(" ")
    steps = (len(line) - len(words)) // 2
    if (found := _KEY.fullmatch(words)) is not None:
        marked = Markup("{before}<b>{key}</b>{after}").format(**found.groupdict())
        return YamlLine(steps, marked)
    return YamlLine(steps, Markup("{}").format(words))

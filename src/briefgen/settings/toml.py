"""TOML as a document: the home of its parser, which gives no marks."""

from __future__ import annotations

import re
import tomllib

from briefgen.document import Document, Path, Span, Tree, quoted
from briefgen.errors import Place, Problem
from briefgen.loading import readable

_KEY = re.compile(r"""^\s*(?:"([^"]+)"|'([^']+)'|([A-Za-z0-9_-]+))\s*=\s*(.*?)\s*$""")
_TABLE = re.compile(r"^\s*\[+\s*([^\[\]]+?)\s*\]")
_AT = re.compile(r"line (\d+), column (\d+)")


def toml_document(file: str, raw: bytes) -> Document:
    """TOML as a document; the parser gives no marks, so lines are found by their keys."""
    text, problems = readable(file, raw)
    if text is None or problems:
        return Document(file, text or "", None, {}, {}, problems, False, [])
    try:
        tree = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        at = _AT.search(str(error))
        lines = text.split("\n")
        place = Place(file, int(at[1]), int(at[2])) if at else Place(file, len(lines), 1)
        return _broken(file, text, _toml_words(str(error)), place)
    values, keys = _places(text)
    known = {key: as_tree(value) for key, value in tree.items()}
    return Document(file, text, known, values, keys, (), True, text.split("\n"))


def with_key(raw: bytes, key: str, value: str) -> bytes | None:
    """The file with a key more at its top; None where it has it, or cannot be added to safely.

    It takes the place of the comment that shows it, or goes before the first table.
    """
    line = f"{key} = {value}"
    try:
        text = raw.decode("utf-8-sig")
        wanted = {**(before := tomllib.loads(text)), **tomllib.loads(line)}
    except ValueError:
        return None
    lines = text.splitlines(keepends=True)
    shown = [n for n, each in enumerate(lines) if re.match(rf"#\s*{key}\s*=", each)]
    tables = [n for n, each in enumerate(lines) if each.lstrip("# ").startswith("[")]
    at = (shown or tables or [len(lines)])[0]
    if not shown and at == len(lines) and lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    told = "".join([*lines[:at], f"{line}\n", *lines[at + bool(shown) :]])
    try:
        right = key not in before and tomllib.loads(told) == wanted
    except ValueError:
        return None
    return told.encode() if right else None


def _places(text: str) -> tuple[dict[Path, Span], dict[Path, Span]]:
    """Where the values and the keys of a TOML file stand, by their tables."""
    values: dict[Path, Span] = {(): Span(0, 0, 0, 0)}
    keys: dict[Path, Span] = {}
    table: Path = ()
    for number, line in enumerate(text.split("\n")):
        if (head := _TABLE.match(line)) is not None:
            table = tuple(part.strip(" \"'") for part in head[1].split("."))
            span = Span(number, head.start(1), number, head.end(1))
            for depth in range(1, len(table) + 1):
                keys.setdefault(table[:depth], span)
                values.setdefault(table[:depth], span)
        elif (match := _KEY.match(line)) is not None:
            name = match[1] or match[2] or match[3]
            start = line.index(name)
            keys.setdefault((*table, name), Span(number, start, number, start + len(name)))
            span = Span(number, match.start(4), number, match.end(4))
            values.setdefault((*table, name), span)
    return values, keys


def _toml_words(said: str) -> str:
    if "overwrite" in said or "declare" in said:
        return "a key stands twice in this file"
    return "this line cannot be read as TOML"


def _broken(file: str, text: str, message: str, place: Place) -> Document:
    lines = text.split("\n")
    hint = 'write each key once, as key = "value" with the text in quotes'
    problem = Problem(place, message, hint, excerpt=quoted(lines, place))
    return Document(file, text, None, {}, {}, (problem,), False, lines)


def as_tree(value: object) -> Tree:
    if isinstance(value, dict):
        return {str(key): as_tree(child) for key, child in value.items()}
    if isinstance(value, list | tuple):
        return [as_tree(child) for child in value]
    if value is None:
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)

"""What an editor says of a key: what it is for, what it holds, whether it is needed."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.shapes.fields import BlockList, Field, Items, Keyed, Maybe, Part, Shape, about
from briefgen.shapes.values import Value

_PROSE = (
    "`**bold**`, `*italic*`, `[@key, p. 4]` cites a source, `{{ id }}` prints a fact, `[#id]` "
    "points to a figure, table or section."
)


def plain(field: Field) -> str:
    """The description for editors that show no more than that."""
    return field.description or field.label


def hover(field: Field) -> str:
    """The description with what the key holds and whether it may be left out."""
    lines = [field.description]
    if field.label and field.label.casefold() not in field.description.casefold():
        lines[0] += f" Printed as “{field.label}”."
    need = "Needed." if field.required else "May be left out"
    if not field.required:
        need += f": then `{_word(field.default)}`." if field.default is not None else "."
    holds = holds_of(field.shape)
    lines.append(f"Holds {holds}. {need}")
    if "prose" in holds:
        lines.append(_PROSE)
    return "\n\n".join(lines)


def holds_of(shape: Shape) -> str:
    """What a shape holds, in words."""
    if isinstance(shape, Value):
        return shape.words
    if isinstance(shape, Part):
        start = "a paragraph of prose, or " if shape.short else ""
        return f"{start}keys of its own ({_small(about(shape.model))})"
    if isinstance(shape, Maybe):
        return holds_of(shape.shape)
    if isinstance(shape, Keyed):
        return f"names that you choose, each with {holds_of(shape.value)}"
    if isinstance(shape, BlockList):
        return "a list of blocks: prose, or keys of which the first says what the block is"
    return _list(shape)


def _list(shape: Items) -> str:
    counts = {
        (False, False): "",
        (True, False): f" of {shape.least} at least",
        (False, True): f" of {shape.most} at most",
        (True, True): f" of {shape.least} to {shape.most}",
    }
    count = counts[shape.least > 1, shape.most is not None]
    if shape.least == shape.most:
        count = f" of {shape.least}"
    return f"a list{count}, each entry {holds_of(shape.item)}"


def list_words(names: Iterable[str]) -> str:
    """Names in a row, as code, with “and” before the last."""
    *first, last = (f"`{name}`" for name in names)
    return f"{', '.join(first)} and {last}" if first else last


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _small(words: str) -> str:
    words = words.rstrip(".")
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]

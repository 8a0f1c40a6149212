"""Style sheets for pages that are read from the right: what was left is right."""

from __future__ import annotations

import re

_STRINGS = re.compile(r'"[^"]*"')
_DECLARED = re.compile(
    r"(?P<before>[{;]\s*|\A\s*|\*/\s*)(?P<name>-?[a-z-]+)\s*:\s*(?P<value>[^;{}]+)(?=[;}])"
)
_BOX = re.compile(r"@(?P<edge>top|bottom)-(?P<side>left|right)\b(?P<corner>-corner)?")
_SIDED = re.compile(r"(?<![a-z])(left|right)(?![a-z])")
_AS_IT_IS = re.compile(r"([^{}]*\[dir=ltr\][^{}]*\{[^{}]*\})")  # rules for what stays as it is
_FOUR = frozenset({"margin", "padding", "border-width", "border-color", "border-style"})
_WORDED = frozenset({"float", "clear", "text-align", "caption-side"})
_OTHER = {"left": "right", "right": "left"}
# Spaces between letters tear those apart that are joined.
_DROPPED = frozenset({"letter-spacing"})


def mirrored(css: str) -> str:
    """A style sheet with its sides exchanged; letters keep no distance of their own.

    Rules whose selector names `[dir=ltr]` stay as they are: code runs to the right everywhere.
    """
    parts = enumerate(_AS_IT_IS.split(css))
    return "".join(part if number % 2 else _exchanged(part) for number, part in parts)


def _exchanged(css: str) -> str:
    held: list[str] = []

    def aside(found: re.Match[str]) -> str:
        held.append(found[0])
        return f'"{len(held) - 1}"'

    css = _STRINGS.sub(aside, css)
    css = _DECLARED.sub(_declared, css)
    css = _BOX.sub(
        lambda found: f"@{found['edge']}-{_OTHER[found['side']]}{found['corner'] or ''}", css
    )
    return _STRINGS.sub(lambda found: held[int(found[0][1:-1])], css)


def _declared(found: re.Match[str]) -> str:
    name, value = found["name"], found["value"]
    if name in _DROPPED:
        return f"{found['before']}{name}:normal"
    if name in _FOUR:
        value = _turned(value)
    elif name == "text-indent":
        # The engine moves the first line by it to the right, whatever the direction.
        value = value[1:] if value.startswith("-") else f"-{value}"
    elif name in _WORDED:
        value = _SIDED.sub(lambda side: _OTHER[side[1]], value)
    return f"{found['before']}{_SIDED.sub(lambda side: _OTHER[side[1]], name)}:{value}"


def _turned(value: str) -> str:
    """Four lengths in the order of top, left, bottom, right."""
    important = " !important" if value.rstrip().endswith("!important") else ""
    lengths = re.findall(r"[^\s(]+(?:\([^)]*\))?", value.replace("!important", ""))
    if len(lengths) != 4:
        return value
    top, right, bottom, left = lengths
    return f"{top} {left} {bottom} {right}{important}"

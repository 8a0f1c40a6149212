"""What the engine reads letter by letter: its own memory, used as meant, and numbers first."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, MutableMapping
from typing import Any

Until = Callable[..., str]
Regexes = MutableMapping[tuple[Any, bool], re.Pattern[str]]


def knowing(plain: Until, known: Regexes) -> Until:
    """The parser's way to find the end of a text: it keeps patterns, but not where it looks."""

    @functools.wraps(plain)
    def chars_until(stream: Any, characters: Any, opposite: bool = False) -> str:
        if (characters, opposite) not in known:
            regex = "".join(f"\\x{ord(character):02x}" for character in characters)
            known[characters, opposite] = re.compile(f"[{'' if opposite else '^'}{regex}]+")
        return plain(stream, characters, opposite)

    return chars_until


def sized(plain: Callable[..., float]) -> Callable[..., float]:
    """The engine's way to read a length of a drawing; nearly all are plain numbers."""

    @functools.wraps(plain)
    def size(string: Any, *more: Any, **named: Any) -> float:
        if not string:
            return 0
        try:
            return float(string)
        except ValueError:
            return plain(string, *more, **named)

    return size

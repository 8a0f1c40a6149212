"""Objects of a PDF whose bytes are made once: the engine writes them, then sums them up again."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

Write = Callable[..., None]


def keeping(plain: Write) -> Write:
    """The engine's way to write a file; when it begins, nothing in it changes any more."""

    @functools.wraps(plain)
    def write(pdf: Any, *args: Any, **named: Any) -> None:
        add = pdf.add_object

        def add_kept(added: Any) -> None:
            add(added)
            _keep(added)

        for each in pdf.objects[1:]:  # the first is none
            _keep(each)
        pdf.add_object = add_kept
        plain(pdf, *args, **named)

    return write


def _keep(written: Any) -> None:
    kind: Any = type(written)
    written.__class__ = _kept(kind)


@functools.cache
def _kept(kind: Any) -> Any:
    made = kind.data.fget

    def data(self: Any) -> bytes:
        state = self.__dict__
        if "kept_data" not in state:
            state["kept_data"] = made(self)
        kept: bytes = state["kept_data"]
        return kept

    return type(kind.__name__, (kind,), {"data": property(data)})


def quickly(plain: Callable[[Any], bytes]) -> Callable[[Any], bytes]:
    """The engine's way to print a number or a word, asked for by its type and not one by one."""

    @functools.wraps(plain)
    def printed(item: Any) -> bytes:
        kind = type(item)
        if kind is float:
            whole = item.is_integer()
            return (str(int(item)) if whole else f"{item:f}".rstrip("0")).encode("ascii")
        if kind is str or kind is int:
            return str(item).encode("ascii")
        return plain(item)

    return printed

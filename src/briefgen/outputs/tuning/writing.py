"""Objects of a PDF whose bytes are made once: the engine writes them, then sums them up again."""

from __future__ import annotations

import functools
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from operator import attrgetter
from typing import Any

from briefgen.machine import cores

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
        _pack([each for each in pdf.objects[1:] if hasattr(each, "stream")])
        pdf.add_object = add_kept
        plain(pdf, *args, **named)

    return write


def _pack(streams: Sequence[Any]) -> None:
    """Compress them on all cores: it is most of writing, and other threads can run meanwhile."""
    if len(streams) > 1 and (free := cores()) > 1:
        with ThreadPoolExecutor(free) as pool:
            deque(pool.map(attrgetter("data"), streams), 0)


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

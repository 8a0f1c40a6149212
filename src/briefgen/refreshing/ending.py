"""An end to answers that never come to one: their connections are shut at the last second.

Time-outs of a socket begin anew with each byte, so a provider that sends a byte now and then could
hold a run for ever, in the head of an answer as well as in its body.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Timer
from typing import Any

from urllib3 import HTTPConnectionPool


@contextmanager
def ending(pool: HTTPConnectionPool, seconds: float) -> Iterator[None]:
    """Connections that are opened within are shut after so many seconds, and reading them fails."""
    held: list[socket.socket] = []
    usual: Any = pool.ConnectionCls

    def made(*arguments: Any, **named: Any) -> Any:
        connection = usual(*arguments, **named)
        connect = connection.connect

        def connected() -> None:
            connect()
            held.append(connection.sock)

        connection.connect = connected
        return connection

    pool.ConnectionCls = made  # type: ignore[assignment]  # it is only ever called
    timer = Timer(seconds, _shut, [held])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _shut(held: list[socket.socket]) -> None:
    for each in held:
        with suppress(OSError):  # it is closed already
            # Past what an encrypted socket makes of it: whoever reads it would stumble on that.
            socket.socket.shutdown(each, socket.SHUT_RDWR)

"""The server on this machine, until it is told to end."""

from __future__ import annotations

import asyncio
import secrets
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import uvicorn

from briefgen.errors import Place, Problem, UsageProblem
from briefgen.preview.serving import Desk, application
from briefgen.preview.values import Errand

HERE = "127.0.0.1"
LEAVE = 2  # seconds for those who still listen


class _Server(uvicorn.Server):
    """Ends quietly at the first signal, and lets those who listen for news go first."""

    desk: Desk

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take what ends a program for a wish to end it in order."""

        def end(number: int, frame: FrameType | None) -> None:
            self.should_exit = True

        ending = (signal.SIGINT, signal.SIGTERM)
        before = [(each, signal.signal(each, end)) for each in ending]
        try:
            yield
        finally:
            for each, handler in before:
                signal.signal(each, handler)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let go of the readers, then of the rest."""
        await self.desk.let_go()
        await super().shutdown(sockets)


def serve(root: Path, errand: Errand, port: int, opened: Callable[[str], None]) -> None:
    """Serve until SIGINT or SIGTERM; `opened` is called with the address once it answers."""
    with _listening(port) as place:
        asyncio.run(_serve(root, errand, place, opened))


async def _serve(
    root: Path, errand: Errand, place: socket.socket, opened: Callable[[str], None]
) -> None:
    token, port = secrets.token_urlsafe(18), place.getsockname()[1]
    desk = Desk(root, errand)
    app = application(desk, token, port)
    how = {"log_level": "error", "access_log": False, "timeout_graceful_shutdown": LEAVE}
    server = _Server(uvicorn.Config(app, server_header=False, **how))  # type: ignore[arg-type]
    server.desk = desk
    path = f"b/{errand.name}/" if errand.name else ""
    if errand.name:
        desk.session(errand.name).begin()
    telling = asyncio.create_task(
        _when_started(server, lambda: opened(f"http://{HERE}:{port}/{token}/{path}"))
    )
    try:
        await server.serve(sockets=[place])
    finally:
        telling.cancel()


async def _when_started(server: uvicorn.Server, tell: Callable[[], None]) -> None:
    while not server.started:
        await asyncio.sleep(0.02)
    await asyncio.to_thread(tell)


@contextmanager
def _listening(port: int) -> Iterator[socket.socket]:
    place = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        place.bind((HERE, port))
    except OSError as error:
        place.close()
        why = error.strerror or "it is taken"
        problem = Problem(Place("--port"), f"port {port} cannot be had ({why})", "name another")
        raise UsageProblem(problem) from None
    try:
        yield place
    finally:
        place.close()

"""A provider of data on loopback, which answers well, badly, slowly or not at all."""

from __future__ import annotations

import gzip
import json
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

GROWTH = {
    ("TJ", "Tajikistan", "TJK"): {2021: 9.2, 2022: 8.0, 2023: 8.3},
    ("KG", "Kyrgyzstan", "KGZ"): {2021: 5.5, 2022: 9.0, 2023: 6.2},
}
CSV = "country,year,value\nTajikistan,2022,8.0\nTajikistan,2023,8.4\n"


def world_bank_rows(changes: dict[tuple[str, int], object] | None = None) -> list[dict[str, Any]]:
    """Rows as the World Bank gives them: the newest first, country by country."""
    changed = changes or {}
    return [
        {
            "indicator": {"id": "NY.GDP.MKTP.KD.ZG", "value": "GDP growth (annual %)"},
            "country": {"id": iso2, "value": name},
            "countryiso3code": iso3,
            "date": str(year),
            "value": changed.get((iso2, year), value),
            "unit": "",
            "obs_status": "",
            "decimal": 1,
        }
        for (iso2, name, iso3), years in GROWTH.items()
        for year, value in sorted(years.items(), reverse=True)
    ]


def world_bank_page(rows: list[dict[str, Any]], page: int = 1, pages: int = 1) -> bytes:
    """One page of an answer."""
    size = -(-len(rows) // pages)
    head = {"page": page, "pages": pages, "per_page": str(size), "total": len(rows)}
    return json.dumps([head, rows[(page - 1) * size : page * size]]).encode()


Reply = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Provider:
    """What a server answers at each path, and what it was asked."""

    port: int = 0
    replies: dict[str, list[Reply]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def base(self) -> str:
        return f"http://localhost:{self.port}"

    def at(self, path: str, *replies: Reply) -> None:
        """Answer a path with these, one after the other; the last again and again."""
        self.replies[path] = [*replies]

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        path = handler.path.partition("?")[0]
        self.asked.append((handler.path, {k.lower(): v for k, v in handler.headers.items()}))
        listed = self.replies.get(path, [sent(b"", status=404)])
        (listed.pop(0) if len(listed) > 1 else listed[0])(handler)


def sent(body: bytes | str, kind: str = "text/csv", status: int = 200, **heads: str) -> Reply:
    """An answer in full."""
    content = body.encode() if isinstance(body, str) else body

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        told = {"Content-Type": kind, "Content-Length": str(len(content)), **heads}
        for name, value in told.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(content)

    return reply


def truncated(body: str) -> Reply:
    """An answer that announces more than it sends."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/csv")
        handler.send_header("Content-Length", str(len(body) + 500))
        handler.end_headers()
        handler.wfile.write(body.encode())
        handler.close_connection = True

    return reply


def dripping(seconds: float = 0.2) -> Reply:
    """An answer that comes a byte at a time."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/csv")
        handler.end_headers()
        for _ in range(100):
            try:
                handler.wfile.write(b"a")
                handler.wfile.flush()
            except OSError:
                return
            time.sleep(seconds)

    return reply


def dripping_heads(seconds: float = 0.2) -> Reply:
    """An answer whose head comes a byte at a time."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        for _ in range(100):
            try:
                handler.wfile.write(b"a")
            except OSError:
                return
            time.sleep(seconds)

    return reply


def silent(seconds: float) -> Reply:
    """No answer for a long time."""
    return lambda handler: time.sleep(seconds)


def endless() -> Reply:
    """An answer without an end."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/csv")
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(b"x" * 100_000)
        except OSError:
            return

    return reply


def bomb(megabytes: int) -> Reply:
    """A small answer that unpacks to a huge one."""
    packed = gzip.compress(b"0" * megabytes * 1_000_000)
    return sent(packed, Content_Encoding="gzip")


def moved(target: str) -> Reply:
    """A redirection."""
    return sent(b"", status=302, Location=target)


@contextmanager
def serving(secure: ssl.SSLContext | None = None) -> Iterator[Provider]:
    """A provider that listens until the end of the block."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            provider.answer(self)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, *args: object) -> None:
            """A client that hangs up is what some tests are about."""

    server = Server(("127.0.0.1", 0), Handler)
    if secure is not None:
        server.socket = secure.wrap_socket(server.socket, server_side=True)
    provider.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

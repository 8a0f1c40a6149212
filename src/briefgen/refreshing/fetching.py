"""Answers of the web: bounded in time, size and tries, from listed hosts. The network’s home.

Every request goes to a machine that was judged before (`reach`), and so does every redirection.
"""

from __future__ import annotations

import email.utils
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import cast
from urllib.parse import urljoin

from msgspec import Struct, field
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, Timeout
from urllib3.exceptions import HTTPError, SSLError
from urllib3.response import HTTPResponse

from briefgen import __version__
from briefgen.refreshing.ending import ending
from briefgen.refreshing.failing import Unfetched
from briefgen.refreshing.reach import Lookup, Target, looked_up, target
from briefgen.settings import RefreshSettings

MAX_REDIRECTS = 5
MAX_WAIT = 60.0  # seconds before another try, whatever the answer asks for
CHUNK = 1 << 14
CONNECT = 10.0
_AGAIN = frozenset({408, 429, 500, 502, 503, 504})
_GONE = frozenset({404, 410, 451})
_MOVED = frozenset({301, 302, 303, 307, 308})
_AGENT = f"briefgen/{__version__} (briefgen refresh)"


class Answer(Struct, frozen=True):
    """What came: nothing new, or bytes with the tags for the next time."""

    content: bytes | None  # None where it is as it was
    kind: str = ""
    etag: str = ""
    last_modified: str = ""
    charset: str = ""


class Web(Struct, frozen=True):
    """What may be reached, and how patiently; clock, sleep and lookup can be set for tests."""

    settings: RefreshSettings
    lookup: Lookup = looked_up
    sleep: Callable[[float], None] = time.sleep
    monotonic: Callable[[], float] = field(default=time.monotonic)

    def get(self, address: str, tags: Mapping[str, str] | None = None) -> Answer:
        """The answer of an address, tried again where that may help; Unfetched otherwise."""
        for attempt in range(self.settings.retries + 1):
            try:
                return self._followed(address, dict(tags or {}))
            except Unfetched as error:
                if not error.again or attempt == self.settings.retries:
                    raise
                wait = error.after if error.after is not None else float(2**attempt)
                self.sleep(min(max(wait, 0.0), MAX_WAIT))
        raise AssertionError("the last try returns or raises")

    def post(self, address: str, content: bytes, heads: Mapping[str, str]) -> None:
        """Send bytes to an address, once; Unfetched where they are not taken."""
        found = target(address, self.settings.hosts, self.settings.private, self.lookup)
        left = float(self.settings.timeout)
        waiting = Timeout(total=left, connect=min(CONNECT, left), read=left)
        with pool(found, waiting) as opened, ending(opened, left):
            try:
                with _opened(opened, found, heads, content) as response:
                    status = response.status
            except (HTTPError, OSError) as error:
                raise Unfetched(f"{found.host} did not answer ({type(error).__name__})") from None
        if not 200 <= status < 300:
            raise Unfetched(f"{found.host} answered {status}")

    def _followed(self, address: str, tags: dict[str, str]) -> Answer:
        deadline = self.monotonic() + self.settings.timeout
        for _ in range(MAX_REDIRECTS + 1):
            found = target(address, self.settings.hosts, self.settings.private, self.lookup)
            moved, answer = self._once(found, tags, deadline)
            if answer is not None:
                return answer
            if found.url.scheme == "https" and moved.startswith("http:"):
                raise Unfetched(f"{found.host} leads on to an address without https")
            address = moved
        raise Unfetched(f"more than {MAX_REDIRECTS} redirections", "name the last address")

    def _once(
        self, found: Target, tags: Mapping[str, str], deadline: float
    ) -> tuple[str, Answer | None]:
        """Where one request leads on to, or its answer."""
        left = max(0.1, deadline - self.monotonic())
        waiting = Timeout(total=left, connect=min(CONNECT, left), read=left)
        with pool(found, waiting) as opened, ending(opened, left):
            try:
                with _opened(opened, found, tags) as response:
                    read = self._read(response, found)
            except SSLError as error:
                message = f"{found.host} has no valid certificate ({error})"
                raise Unfetched(message, silent=True) from None
            except (HTTPError, OSError) as error:
                message = f"{found.host} did not answer in full ({_reason(error)})"
                raise Unfetched(message, again=True, silent=True) from None
        if self.monotonic() >= deadline:  # what was cut off then may look like an end
            message = f"{found.host} took more than {self.settings.timeout} seconds"
            raise Unfetched(message, "raise [refresh] timeout", again=True, silent=True)
        return read

    def _read(self, response: HTTPResponse, found: Target) -> tuple[str, Answer | None]:
        status, heads = response.status, response.headers
        if status in _MOVED and heads.get("Location"):
            return _joined(found, heads["Location"]), None
        tags = _tag(heads.get("ETag")), _tag(heads.get("Last-Modified"))
        if status == 304:
            return "", Answer(None, "", *tags)
        if status != 200:
            wait = _wait(heads.get("Retry-After"), heads.get("Date"))
            message = f"{found.host} answered {status} {response.reason or ''}".rstrip()
            again = status in _AGAIN
            raise Unfetched(message, again=again, after=wait, silent=True, gone=status in _GONE)
        kind, _, more = (heads.get("Content-Type") or "").partition(";")
        charset = more.partition("charset=")[2].partition(";")[0].strip(" \"'")
        content = self._body(response, found)
        return "", Answer(content, kind.strip().casefold(), *tags, charset)

    def _body(self, response: HTTPResponse, found: Target) -> bytes:
        most = self.settings.max_megabytes * 1_000_000
        parts: list[bytes] = []
        size = 0
        while part := response.read1(CHUNK, decode_content=True):
            size += len(part)
            if size > most:
                megabytes = self.settings.max_megabytes
                raise Unfetched(
                    f"{found.host} sends more than {megabytes} million bytes",
                    "ask for less, or raise [refresh] max_megabytes",
                )
            parts.append(part)
        return b"".join(parts)


@contextmanager
def _opened(
    opened: HTTPConnectionPool,
    found: Target,
    tags: Mapping[str, str],
    content: bytes | None = None,
) -> Iterator[HTTPResponse]:
    """The answer to one request, of which only the head was read."""
    response = opened.urlopen(
        "GET" if content is None else "POST",
        found.path,
        body=content,
        headers=_headers(found, tags),
        retries=False,
        redirect=False,
        assert_same_host=False,
        preload_content=False,
    )
    try:
        yield cast(HTTPResponse, response)
    finally:
        response.close()


def pool(found: Target, waiting: Timeout) -> HTTPConnectionPool:
    """A connection to the machine that was judged; its certificate must be that of the host."""
    if found.url.scheme == "https":
        return HTTPSConnectionPool(
            found.machine,
            found.port,
            timeout=waiting,
            maxsize=1,
            server_hostname=found.host,
            assert_hostname=found.host,
        )
    return HTTPConnectionPool(found.machine, found.port, timeout=waiting, maxsize=1)


def _joined(found: Target, location: str) -> str:
    try:
        return urljoin(found.url.geturl(), location)
    except ValueError:
        raise Unfetched(
            f"{found.host} leads on to “{location[:60]}”, which is no address"
        ) from None


def _headers(found: Target, tags: Mapping[str, str]) -> dict[str, str]:
    host = f"[{found.host}]" if ":" in found.host else found.host
    named = host if found.url.port is None else f"{host}:{found.port}"
    return {
        "Host": named,
        "User-Agent": _AGENT,
        "Accept": "application/json, text/csv, text/plain;q=0.8, */*;q=0.1",
        "Accept-Encoding": "gzip",
        **tags,
    }


def _tag(value: str | None) -> str:
    """A tag to send back next time; what is no plain text is left out."""
    return value if value and len(value) <= 300 and value.isascii() and value.isprintable() else ""


def _wait(written: str | None, now: str | None) -> float | None:
    """The seconds that Retry-After asks for; as a date it is counted from that of the answer."""
    if written is None:
        return None
    if written.strip().isdigit():
        return float(written.strip()[:9])
    try:
        until, since = map(email.utils.parsedate_to_datetime, (written, now or ""))
        return max(0.0, (until - since).total_seconds())
    except (TypeError, ValueError):
        return None


def _reason(error: Exception) -> str:
    said = type(error).__name__
    words = " ".join(str(error).split())
    return f"{said}: {words}"[:160]

"""The words of a page without what changes by itself: menus, scripts, heads and feet."""

from __future__ import annotations

import codecs
import re
from html.parser import HTMLParser

from briefgen.refreshing.failing import Unfetched

PAGES = frozenset({"text/html", "application/xhtml+xml"})
MOST = 5_000_000  # bytes of a page that is taken apart
_AROUND = frozenset({"head", "nav", "header", "footer", "aside", "form"})
_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg", "iframe"})
_CHARSET = re.compile(rb"""<meta[^<>]{0,200}charset=["']?([\w.:-]{1,40})""", re.IGNORECASE)


def words_of(content: bytes, kind: str, charset: str) -> str:
    """The text of a page, its white space in order; Unfetched where there is none to read."""
    if kind not in PAGES and not kind.startswith("text/") and kind != "application/json":
        raise Unfetched(f"what came ({kind or 'of no type'}) is no text to look for words in")
    text = _decoded(content, charset)
    if kind not in PAGES:
        return _tidy(text)
    if len(content) > MOST:
        raise Unfetched(f"the page has more than {MOST // 1_000_000} million bytes")
    return _text(text, _AROUND | _UNSEEN) or _text(text, _UNSEEN)


def compared(content: bytes, kind: str, charset: str) -> bytes:
    """What of an answer is compared: the words of a page, and of anything else every byte."""
    if kind in PAGES and len(content) <= MOST:
        return words_of(content, kind, charset).encode()
    return content


def _decoded(content: bytes, charset: str) -> str:
    named = _CHARSET.search(content[:2048])
    for name in (charset, named[1].decode("ascii", "replace") if named else "", "utf-8-sig"):
        try:
            return content.decode(codecs.lookup(name).name) if name else content.decode()
        except (LookupError, UnicodeDecodeError):
            continue
    return content.decode("latin-1")


def _text(text: str, skipped: frozenset[str]) -> str:
    reader = _Reader(skipped)
    reader.feed(text)
    reader.close()
    return _tidy(" ".join(reader.parts))


def _tidy(text: str) -> str:
    return " ".join(text.split())


class _Reader(HTMLParser):
    """Gathers what stands outside of the elements that are skipped."""

    def __init__(self, skipped: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.skipped, self.within, self.depth = skipped, "", 0
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if not self.within and tag in self.skipped:
            self.within, self.depth = tag, 1
        elif tag == self.within:
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        if self.within and tag == self.within:
            self.depth -= 1
            if not self.depth:
                self.within = ""

    def handle_data(self, data: str) -> None:
        if not self.within:
            self.parts.append(data)

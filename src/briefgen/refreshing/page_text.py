"""The words of a page without what changes by itself: menus, scripts, heads and feet."""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterator

from briefgen.refreshing.failing import Unfetched

PAGES = frozenset({"text/html", "application/xhtml+xml"})
MOST = 5_000_000  # bytes of a page that is taken apart
_AROUND = frozenset({"head", "nav", "header", "footer", "aside", "form"})
_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg", "iframe"})
_RAW = frozenset({"script", "style", "textarea", "title", "iframe", "noscript"})
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,40})")
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
    """What stands outside of the elements that are skipped."""
    parts: list[str] = []
    within, depth = "", 0
    for piece, tag, closing in _pieces(text):
        if not tag and not within:
            parts.append(piece)
        elif within:
            depth += (-1 if closing else 1) if tag == within else 0
            within = within if depth else ""
        elif not closing and tag in skipped:
            within, depth = tag, 1
    return _tidy(html.unescape(" ".join(parts)))


def _pieces(text: str) -> Iterator[tuple[str, str, bool]]:
    """Texts and tags in turn: a text, or the name of a tag and whether it closes.

    Every look ahead that finds nothing ends it, so that no page takes more than its length: the
    parser of the standard library takes the square of that for pages which are made to harm.
    """
    at = 0
    while (start := text.find("<", at)) >= 0:
        yield text[at:start], "", False
        found = _TAG.match(text, start)
        if found is None and text[start + 1 : start + 2] not in ("!", "?"):
            yield "<", "", False  # a sign of the text
            at = start + 1
            continue
        ending = "-->" if text.startswith("<!--", start) else ">"
        if (end := text.find(ending, start + 1)) < 0:
            return
        at = end + len(ending)
        if found is None:
            continue
        name = found[2].lower()
        yield "", name, bool(found[1])
        if not found[1] and name in _RAW:
            closing = re.compile(f"</{name}", re.IGNORECASE).search(text, at)
            if closing is None:
                return
            at = closing.start()
    yield text[at:], "", False


def _tidy(text: str) -> str:
    return " ".join(text.split())

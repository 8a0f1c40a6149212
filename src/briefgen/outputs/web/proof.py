"""Whether a finished page keeps its word: every note is there, and nothing is fetched.

As with the PDF, the page itself is read again; an override may have left something out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from msgspec import Struct

from briefgen.edition.view import Edition
from briefgen.outputs.asking import MOST_SAID

_LOADING = {"src", "srcset", "poster", "data", "background", "action", "formaction", "ping"}
_LOADERS = {"script", "iframe", "object", "embed", "base", "frame", "applet", "portal"}
_LINKS = ("#", "http://", "https://", "mailto:", "data:text/csv")
_FETCHED = re.compile(r"url\(\s*['\"]?(?!data:)([^)'\"]*)|@import\s+([^;]*)")


class Fault(Struct, frozen=True):
    """What is wrong with a page, and the words of a template that it comes from."""

    said: str
    words: str = ""


@dataclass
class Page(HTMLParser):
    """What was found on a page: anchors, where links and marks lead, what it would fetch."""

    ids: Counter[str] = field(default_factory=Counter)
    links: list[str] = field(default_factory=list)
    opened: Counter[str] = field(default_factory=Counter)
    fetched: list[Fault] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self._in_style = tag == "style"
        if "id" in told:
            self.ids[told["id"]] += 1
        if tag == "a" and "href" in told:
            self.links.append(told["href"])
        if tag == "button" and told.get("popovertargetaction") != "hide":
            self.opened[told.get("popovertarget", "")] += 1
        self.fetched += _fetched(tag, told)

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False

    def handle_data(self, data: str) -> None:
        if self._in_style:
            found = _FETCHED.finditer(data)
            self.fetched += [_loading("a style sheet", each[1] or each[2]) for each in found]


def _fetched(tag: str, told: dict[str, str]) -> Iterator[Fault]:
    if tag in _LOADERS or (tag in ("link", "image", "use") and "href" in told):
        yield Fault(f"<{tag}> is not allowed", told.get("href") or told.get("src") or f"<{tag}")
    for name, value in told.items():
        if name in _LOADING and not (tag == "img" and value.startswith("data:image/")):
            yield _loading(f"<{tag}>", value)
        elif name.startswith("on"):
            yield Fault(f"<{tag}> has a script in {name}", value)


def _loading(what: str, address: str) -> Fault:
    return Fault(f"{what} loads {address[:MOST_SAID]}", address)


def page_of(html: str) -> Page:
    """A page, read."""
    page = Page()
    page.feed(html)
    page.close()
    return page


def faults(html: str, edition: Edition, beside: Iterable[str]) -> Iterator[Fault]:
    """What is wrong with the page of an edition; `beside` are the files it may link to."""
    page, allowed = page_of(html), set(beside)
    yield from page.fetched
    for note in edition.notes:
        own = (f"note-{note.number}", f"fn-{note.number}", f"ref-{note.number}")
        if missing := [anchor for anchor in own if page.ids[anchor] != 1]:
            yield Fault(f"note {note.number} is not there as it must be ({', '.join(missing)})")
        elif (marks := page.opened[own[0]]) != note.marks:
            yield Fault(f"note {note.number} is marked {marks} times, not {note.marks}")
    for link in dict.fromkeys(page.links):
        if link.startswith("#") and link[1:] not in page.ids:
            yield Fault(f"a link leads to {link}, which is not there", link)
        elif not link.startswith(_LINKS) and link not in allowed:
            yield Fault(f"a link leads to {link}", link)

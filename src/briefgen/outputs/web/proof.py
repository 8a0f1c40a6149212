"""Whether a finished page keeps its word: every note is there, and nothing is fetched.

As with the PDF, the page itself is read again; an override may have left something out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from briefgen.edition.view import Edition

_LOADING = {"src", "srcset", "poster", "data", "background", "action", "formaction", "ping"}
_LOADERS = {"script", "iframe", "object", "embed", "base", "frame", "applet", "portal"}
_LINKS = ("#", "http://", "https://", "mailto:", "data:text/csv")
_FETCHED = re.compile(r"url\(\s*['\"]?(?!data:)([^)'\"]*)|@import\s+([^;]*)")


@dataclass
class Page(HTMLParser):
    """What was found on a page: anchors, where links and marks lead, what it would fetch."""

    ids: Counter[str] = field(default_factory=Counter)
    links: list[str] = field(default_factory=list)
    opened: Counter[str] = field(default_factory=Counter)
    fetched: list[str] = field(default_factory=list)

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
            self.fetched += [f"a style sheet loads {each[1] or each[2]}" for each in found]


def _fetched(tag: str, told: dict[str, str]) -> Iterator[str]:
    if tag in _LOADERS or (tag in ("link", "image", "use") and "href" in told):
        yield f"<{tag}> is not allowed"
    for name, value in told.items():
        if name in _LOADING and not (tag == "img" and value.startswith("data:image/")):
            yield f"<{tag}> loads {value}"
        elif name.startswith("on"):
            yield f"<{tag}> has a script in {name}"


def page_of(html: str) -> Page:
    """A page, read."""
    page = Page()
    page.feed(html)
    page.close()
    return page


def faults(html: str, edition: Edition, beside: Iterable[str]) -> Iterator[str]:
    """What is wrong with the page of an edition; `beside` are the files it may link to."""
    page, allowed = page_of(html), set(beside)
    yield from page.fetched
    for note in edition.notes:
        own = (f"note-{note.number}", f"fn-{note.number}", f"ref-{note.number}")
        if missing := [anchor for anchor in own if page.ids[anchor] != 1]:
            yield f"note {note.number} is not there as it must be ({', '.join(missing)})"
        elif (marks := page.opened[own[0]]) != note.marks:
            yield f"note {note.number} is marked {marks} times, not {note.marks}"
    for link in dict.fromkeys(page.links):
        if link.startswith("#") and link[1:] not in page.ids:
            yield f"a link leads to {link}, which is not there"
        elif not link.startswith(_LINKS) and link not in allowed:
            yield f"a link leads to {link}"

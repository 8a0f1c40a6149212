"""When two sources are one: the same DOI, the same page, the same title by the same hand."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from briefgen.model.source import Source

_DOI_HOSTS = frozenset({"doi.org", "dx.doi.org"})
# Parameters that say how a reader came to a page and never which page it is.
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|mc_[ce]id|igshid|_ga|cmpid|ns_\w+|at_\w+",
    re.IGNORECASE,
)
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)
_SHOWN_AS = re.compile(r"^(?:www\d?|m|amp|mobile)\.(?=[^.]+\.)")


def doi_of(source: Source) -> str:
    """The DOI in small letters, given as such or as an address; else nothing."""
    if source.doi:
        return source.doi.casefold()
    parts = urlsplit(source.url or "")
    on_doi = (parts.hostname or "").casefold() in _DOI_HOSTS
    return unquote(parts.path).strip("/").casefold() if on_doi else ""


def page_of(address: str | None) -> str:
    """An address without what differs between two links to one page; else nothing."""
    if not address:
        return ""
    parts = urlsplit(address)
    host = _SHOWN_AS.sub("", (parts.hostname or "").casefold())
    path = _INDEX.sub("/", unquote(parts.path)).rstrip("/")
    asked = sorted(
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(key)
    )
    query = f"?{urlencode(asked)}" if asked else ""
    # What follows “#” is a place in the page, unless it is the address itself (“#!/…”, “#/…”).
    fragment = f"#{parts.fragment}" if parts.fragment.startswith(("!", "/")) else ""
    return f"{host}{path}{query}{fragment}"


def title_of(source: Source) -> str:
    """Title, year and number in plain letters; nothing where a title alone proves little."""
    words = _plain(source.title or "")
    if len(words.split()) < 3:
        return ""
    when = str(source.issued.year) if source.issued else ""
    return f"{words}|{when}|{_plain(source.number or '')}"


def _who(source: Source) -> str:
    names = source.author or source.editor
    return _plain(names[0].family if names else source.publisher or source.container or "")


def same(one: Source, other: Source) -> str:
    """By what two entries are one source: “DOI”, “page” or “title”; nothing if they are two."""
    if (doi := doi_of(one)) and (also := doi_of(other)):
        return "DOI" if doi == also else ""
    if page_of(one.url) and page_of(one.url) == page_of(other.url):
        # A database has many series on one page, each with a number of its own.
        apart = one.number and other.number and one.number != other.number
        return "" if apart else "page"
    if page_of(one.url) and page_of(other.url):
        return ""  # two pages may have one title
    names = _who(one), _who(other)
    alike = names[0] == names[1] or not all(names)
    return "title" if alike and title_of(one) and title_of(one) == title_of(other) else ""


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.findall(r"\w+", bare))

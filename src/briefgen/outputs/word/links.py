"""Where links of a Word file may lead: within it, to the web, and to a letter box."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_NOTE = re.compile(r"#(?:fn|ref)-(\d+)(?:-\d+)?")
_KEPT = ":/?#[]@!$&'()*+,;=%-._~"
LONGEST = 2000


def note_of(address: str) -> int:
    """The number of the note that a link within the edition leads to; 0 for another link."""
    found = _NOTE.fullmatch(address)
    return int(found[1]) if found else 0


def safe_address(address: str) -> str:
    """An address as Word takes it; empty where a link must not or cannot lead there."""
    try:
        parts = urlsplit(address)
        whole = bool(parts.hostname) if parts.scheme in ("http", "https") else bool(parts.path)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https", "mailto") or not whole or len(address) > LONGEST:
        return ""
    if re.search(r"[\x00-\x20\x7f]", address):
        return ""
    return re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", quote(address, safe=_KEPT))

"""Citations as they are written: `key, p. 4`, alone or in brackets after an `@`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.prose.tree import Citation

KEY = r"[A-Za-z0-9][A-Za-z0-9_:./+-]*[A-Za-z0-9]|[A-Za-z0-9]"
CITE_ITEM = re.compile(
    rf"^(?P<prefix>[^@]*?)(?P<minus>-?)@(?P<key>{KEY})(?:\s*,\s*(?P<locator>.+))?$", re.S
)
_BARE = re.compile(rf"(?<![\w@/.\\\[])@(?P<key>{KEY})")
_BRACKETED = re.compile(r"\[[^\[\]@]*@[^\[\]]*\]")
AT = re.compile(r"(?<![\w.])@")


def parse_citation(source: str) -> Citation | None:
    """A citation written alone, as in `source: key, p. 4`; None if it is none."""
    written = source.strip()
    match = CITE_ITEM.match(written if AT.search(written) else f"@{written}")
    if match is None or match["minus"]:
        return None
    return Citation(match["key"], (match["locator"] or "").strip(), match["prefix"].strip())


def bare_mentions(source: str) -> Iterator[str]:
    """Keys written as @key outside brackets, which pandoc would print as author and year."""
    for match in _BARE.finditer(_BRACKETED.sub("", source)):
        yield match["key"]

"""Quotations in a text: the words between quotation marks, English ones, straight ones or «these».

One that is opened and never closed is none; an opening mark ends what was opened before it, so no
text has to be searched through again and again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_QUOTED = re.compile('“([^“”]+)”|"([^"]+)"|«([^«»]+)»')


def quotations(text: str) -> Iterator[str]:
    """What is quoted, without the marks."""
    return (next(filter(None, found.groups())) for found in _QUOTED.finditer(text))


def without_quotations(text: str) -> str:
    """The text with blanks for what is quoted, so that all else stays at its place."""
    return _QUOTED.sub(lambda found: " " * len(found[0]), text)

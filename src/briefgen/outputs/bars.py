"""Elements of a page that say something else than in the last edition, marked for their bars."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

CHANGED = "data-changed"
_PLACE = re.compile(r'data-spec="([^"]*)"')
DEEP = 2  # steps that an address must keep to be worth a bar: all of a section is none


def marked(html: str, changed: Iterable[str]) -> str:
    """The page with a mark at each element that stands for one of these places in the spec."""
    there = {unescape(found) for found in _PLACE.findall(html)}
    wanted = {place for each in changed for place in _standing_for(each, there)}
    return _PLACE.sub(
        lambda found: f"{found[0]} {CHANGED}" if unescape(found[1]) in wanted else found[0], html
    )


def _standing_for(place: str, there: set[str]) -> Iterator[str]:
    """The element of a place; else those below it; else the nearest one around it."""
    if place in there:
        yield place
        return
    below = [each for each in there if each.startswith(f"{place}/")]
    yield from below
    steps = place.split("/")
    while not below and len(steps) > DEEP:
        steps.pop()
        if "/".join(steps) in there:
            yield "/".join(steps)
            return

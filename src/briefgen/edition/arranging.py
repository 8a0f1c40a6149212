"""Moving figures and tables so that pages fill: text calls them by number, so they may move.

There are no page floats in the engine. A figure that does not fit leaves white space; set a
paragraph or two later, the text in between fills the page. Order among figures, and the order of
notes, never change.
"""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from briefgen.edition.view import Edition, Part

MOVABLE = frozenset({"figure", "pair", "shown", "table"})
# What may not stand directly before a figure: a heading without its text, a side note without
# the paragraph it belongs to.
NOT_LAST = frozenset({"heading", "note", "judgement"})
NOTE = 'class="fn"'


def moved_later(edition: Edition, key: str, steps: int) -> Edition | None:
    """The edition with one part set `steps` places later; None where it must not move so far."""
    row = [
        (number, part) for number, section in enumerate(edition.sections) for part in section.parts
    ]
    at = next((i for i, (_, part) in enumerate(row) if part.key == key), None)
    if at is None or row[at][1].kind not in MOVABLE or _has_notes(row[at][1]):
        return None
    target = _landing(row, at, steps)
    if target is None:
        return None
    part = row.pop(at)[1]
    row.insert(target, (row[target - 1][0], part))
    sections = tuple(
        replace(section, parts=tuple(p for n, p in row if n == number))
        for number, section in enumerate(edition.sections)
    )
    return replace(edition, sections=sections) if all(s.parts for s in sections) else None


def _landing(row: list[tuple[int, Part]], at: int, steps: int) -> int | None:
    """The index at which the part stands once it has passed `steps` texts."""
    passed = 0
    for index in range(at + 1, len(row)):
        part = row[index][1]
        if part.kind in MOVABLE:
            return None
        passed += part.kind not in NOT_LAST
        if passed == steps:
            return index
    return None


def _has_notes(part: Part) -> bool:
    return any(NOTE in text for text in _texts(part.data))


def _texts(value: object) -> list[str]:
    if isinstance(value, str | Markup):
        return [str(value)]
    if isinstance(value, Part):
        return _texts(value.data)
    if isinstance(value, dict):
        return [text for child in value.values() for text in _texts(child)]
    if isinstance(value, tuple | list):
        return [text for child in value for text in _texts(child)]
    return []

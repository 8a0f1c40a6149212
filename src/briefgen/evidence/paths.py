"""Paths of files that may leave a PDF: content is untrusted, and a PDF may come from anybody."""

from __future__ import annotations

import re
from collections.abc import Iterable

MAX_PATH = 200
MAX_DEPTH = 8
# No sign that a system reads in a way of its own, and no name that one of them keeps for a device.
_NAME = re.compile(r'[^\x00-\x1f\x7f<>:"/\\|?*]{1,120}')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)


def may_be_written(path: str) -> bool:
    """Whether a path stays inside its folder on every system, and hides nothing there."""
    parts = path.split("/")
    return len(path) <= MAX_PATH and len(parts) <= MAX_DEPTH and all(map(_is_plain, parts))


def _is_plain(name: str) -> bool:
    if not (_NAME.fullmatch(name) and name.isprintable()):
        return False
    return name[0] not in ". " and name[-1] not in ". " and not _DEVICE.fullmatch(name)


def in_each_others_way(paths: Iterable[str]) -> bool:
    """Whether two of these are one file where case does not count, or one a folder of the other."""
    known = [path.casefold() for path in paths]
    folders = {path[: at.start()] for path in known for at in re.finditer("/", path)}
    return len(set(known)) < len(known) or not folders.isdisjoint(known)

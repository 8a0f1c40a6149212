"""Addresses by which editors open a file at a line."""

from __future__ import annotations

import re

COPY = "copy"
EDITORS = {
    "vscode": "vscode://file/{file}:{line}:{column}",
    "vscodium": "vscodium://file/{file}:{line}:{column}",
    "cursor": "cursor://file/{file}:{line}:{column}",
    "zed": "zed://file/{file}:{line}:{column}",
    "idea": "idea://open?file=/{file}&line={line}",
    "pycharm": "pycharm://open?file=/{file}&line={line}",
    "textmate": "txmt://open?url=file:///{file}&line={line}&column={column}",
    COPY: "",
}
_BLANK = re.compile(r"\{(?:file|line|column)\}")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:")
_NO_EDITOR = ("javascript:", "data:", "blob:", "http:", "https:", "vbscript:")


def address_of(editor: str) -> str:
    """The address of an editor by its name, with {file}, {line} and {column} to be filled in."""
    return EDITORS.get(editor, editor)


def is_address(words: str) -> bool:
    """Whether these words are such an address, and one that can only open a program."""
    scheme = _SCHEME.match(words)
    blanks = set(_BLANK.findall(words))
    plain = not re.search(r"[{}\s\"<>]", _BLANK.sub("", words))
    if scheme is None or scheme[0] in _NO_EDITOR:
        return False
    return "{file}" in blanks and plain

"""Reading the mistakes kept in tests/mistakes: a piece of a spec with what is to be said of it.

A file takes the place of the same top-level keys of the small project in projects.py; the rest
of the project follows after it, so the lines of the file are the lines of the spec. Comments:

    # file: sources/tajikistan.yaml     another file of the project than the spec
    # without: title                    leave this key of the project out
    # replace                           nothing of the project's file follows
    # expect: line+1:13 error: words    the problem whose place is so many lines below
    #   hint: words                     and what it says is to be done
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from projects import LIBRARY, SPEC, checked, minimal_project

FOLDER = Path(__file__).parent / "mistakes"
ELSEWHERE = "sources/kyrgyzstan.yaml"
_EXPECT = re.compile(r"^ *# expect: line\+(\d+):(\d+) (error|warning): (.*)$")
_HINT = re.compile(r"^ *#   hint: (.*)$")
_OTHER = "sources:\n  kyrgyz-census: {type: report, title: Census, issued: 2022}\n"


@dataclass(frozen=True, order=True)
class Said:
    """A problem as the reader sees it."""

    line: int
    column: int
    severity: str
    message: str
    hint: str


def project_of(text: str) -> tuple[str, dict[str, str]]:
    """The file that the mistake is in, and the project with it."""
    files = minimal_project() | {ELSEWHERE: _OTHER}
    named = re.search(r"^# file: (.+)$", text, re.M)
    path = named[1] if named else SPEC
    ours = set(re.findall(r"^([a-z_]+):", text, re.M))
    ours |= set(re.findall(r"^# without: (.+)$", text, re.M))
    rest = "" if re.search("^# replace$", text, re.M) else _without(files[path], ours)
    if path == LIBRARY:  # the sources that the mistake leaves out are not missed
        rest = ""
    files[path] = text + rest
    return path, files


def _without(text: str, keys: set[str]) -> str:
    kept: list[str] = []
    keeping = True
    for line in text.splitlines(keepends=True):
        if (key := re.match(r"([a-z_]+):", line)) is not None:
            keeping = key[1] not in keys
        kept += [line] if keeping else []
    return "".join(kept)


def expected(text: str) -> list[Said]:
    """What the comments of a mistake announce, in the order of the file."""
    lines = text.split("\n")
    said = []
    for number, line in enumerate(lines, start=1):
        if (found := _EXPECT.match(line)) is not None:
            hint = _HINT.match(lines[number])
            said.append(
                Said(
                    number + int(found[1]),
                    int(found[2]),
                    found[3],
                    found[4],
                    hint[1] if hint else "",
                )
            )
    return sorted(said)


def told(text: str) -> list[Said]:
    """What the program says of a mistake; a problem in another file has its name in the message."""
    path, files = project_of(text)
    return sorted(
        Said(
            p.place.line,
            p.place.column,
            str(p.severity),
            p.message if p.place.file == path else f"{p.place.file}: {p.message}",
            p.hint,
        )
        for p in checked(files).problems
    )

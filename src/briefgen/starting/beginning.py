"""A new project: settings, an example that builds, and what an editor and a server need."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from msgspec import Struct

from briefgen.kinds import KINDS
from briefgen.project import BRIEFS, SUFFIX, Files, Overlaid
from briefgen.starting.project import NewFile, given_for, new_files, settings_files

EXAMPLE, KIND = "example", next(iter(KINDS))
IGNORED = ("/out/", "/.briefgen/")
IGNORE, TASKS, EDITOR = ".gitignore", ".vscode/tasks.json", ".vscode/settings.json"
RUNS = ".github/workflows/briefs.yml"
_TASK = {
    "label": "briefgen check",
    "type": "process",
    "command": "briefgen",
    "args": ["check", "--all"],
    "group": {"kind": "build", "isDefault": True},
    "presentation": {"reveal": "silent"},
    "problemMatcher": {
        "owner": "briefgen",
        "fileLocation": ["relative", "${workspaceFolder}"],
        "pattern": [
            {
                "regexp": r"^(.+?):(\d+):(\d+): (error|warning)(?:\[(\w+)\])?: (.+)$",
                "file": 1,
                "line": 2,
                "column": 3,
                "severity": 4,
                "code": 5,
                "message": 6,
            }
        ],
    },
}
_EDITOR = {
    "yaml.suggest.parentSkeletonSelectedFirst": True,
    "editor.quickSuggestions": {"strings": True, "other": True, "comments": False},
}
_RUNS = """\
# Checks every brief on every change. Put the address of your copy of briefgen after “uses:”.
name: briefs
on: [push, pull_request]
permissions:
  contents: read
  security-events: write
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - id: briefs
        uses: your-organisation/briefgen@main
        with:
          arguments: --strict
      - uses: github/codeql-action/upload-sarif@v3
        if: always()
        with:
          sarif_file: ${{ steps.briefs.outputs.sarif }}
"""


class Beginning(Struct, frozen=True):
    """What is to be written into a folder, and what is there already and stays as it is."""

    made: tuple[NewFile, ...]
    kept: tuple[str, ...]


def new_project(files: Files, today: str) -> Beginning:
    """The files of a new project in a folder that may hold some of them; none is replaced."""
    made, kept = list[NewFile](), list[str]()
    for each in (*_example(files, today), *_around()):
        if each.path == IGNORE and files.exists(IGNORE):
            made += _with_more_ignored(files, each)
        elif files.exists(each.path):
            kept.append(each.path)
        else:
            made.append(each)
    return Beginning(tuple(made), tuple(kept))


def _example(files: Files, today: str) -> Iterator[NewFile]:
    """The example with settings and sources; a folder that has briefs needs the settings alone."""
    if files.listing(BRIEFS, SUFFIX):
        yield from settings_files(files)
        return
    yield from new_files(Overlaid(files, {}), KIND, given_for(EXAMPLE, None, (), today))


def _around() -> Iterator[NewFile]:
    yield NewFile(IGNORE, "".join(f"{each}\n" for each in IGNORED), "what git leaves alone")
    yield NewFile(TASKS, _json({"version": "2.0.0", "tasks": [_TASK]}), "a check, for your editor")
    yield NewFile(EDITOR, _json(_EDITOR), "how your editor completes")
    yield NewFile(RUNS, _RUNS, "a check on every change, for GitHub; name your copy in it")


def _with_more_ignored(files: Files, wanted: NewFile) -> Iterator[NewFile]:
    """The file of the author with the lines that it lacks after its own."""
    text = files.read(IGNORE).decode("utf-8", "surrogateescape")
    there = {line.strip().strip("/") for line in text.splitlines()}
    missing = [each for each in IGNORED if each.strip("/") not in there]
    if missing:
        text += "" if text.endswith("\n") or not text else "\n"
        what = f"{' and '.join(missing)} added after its own lines"
        yield NewFile(wanted.path, text + "".join(f"{each}\n" for each in missing), what)


def _json(content: Mapping[str, object]) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"

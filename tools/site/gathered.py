"""Gather the pages of the site: those of docs, and pages of the repository that belong to it.

    python tools/site/gathered.py FOLDER

Nothing but links is changed: between pages they lead to pages, all others to the files themselves.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
# Pages from outside docs, and where they stand on the site.
BESIDES = {
    "README.md": "readme.md",
    "CHANGELOG.md": "changelog.md",
    "benchmarks/README.md": "benchmarks/README.md",
    "benchmarks/footnotes.md": "benchmarks/footnotes.md",
    "benchmarks/check_many.md": "benchmarks/check_many.md",
}
_FENCE = re.compile(r"^(```.*?^```)$", re.S | re.M)
_LINK = re.compile(r"\]\((?!\w+:|#)([^)#\s]+)(#[^)\s]*)?\)")


def main(folder: Path) -> None:
    """Write every page into a folder of its own."""
    shutil.rmtree(folder, ignore_errors=True)
    for path, place in placed().items():
        target = folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("".join(_linked(path, target, folder)), "utf-8")


def placed() -> Mapping[Path, str]:
    """The file of each page, and its place on the site."""
    own = {path: path.relative_to(DOCS).as_posix() for path in sorted(DOCS.rglob("*.md"))}
    return {**own, **{ROOT / path: place for path, place in BESIDES.items()}}


def _linked(path: Path, target: Path, folder: Path) -> Iterator[str]:
    """The text of a page with its links as they are from its place in the folder."""
    pages = placed()

    def led(match: re.Match[str]) -> str:
        meant = Path(os.path.normpath(path.parent / match[1]))
        if not meant.exists():
            return match[0]  # Sphinx says so
        goal = folder / pages[meant] if meant in pages else meant
        scheme = "path:" if meant.suffix == ".md" and meant not in pages else ""
        return f"]({scheme}{Path(os.path.relpath(goal, target.parent)).as_posix()}{match[2] or ''})"

    for piece in _FENCE.split(path.read_text("utf-8")):
        yield piece if piece.startswith("```") else _LINK.sub(led, piece)


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute())

"""Brings the shipped catalogues up to date: every message, with what is translated already.

python tools/catalogues.py: new messages are empty, and the tests name them until they are filled.
"""

from __future__ import annotations

from pathlib import Path

from briefgen.catalogues.tongue import FOLDER
from briefgen.catalogues.writing import filled
from briefgen.messages import messages

HEAD = "# Words of the pages that briefgen prints, to be translated: see docs/languages.md."


def main() -> None:
    """Write each catalogue anew; its comment at the head stays."""
    for path in sorted(FOLDER.glob("*.po")):
        content = path.read_bytes()
        path.write_bytes(filled(messages(), path.stem, head_of(path), content))
        print(path)
    template = FOLDER / "page.pot"
    template.write_bytes(filled(messages(), None, HEAD))
    print(template)


def head_of(path: Path) -> str:
    """The comment at the head of a catalogue."""
    lines = path.read_text("utf-8").splitlines()
    return "\n".join(line for line in lines[: lines.index('msgid ""')] if line.startswith("#"))


if __name__ == "__main__":
    main()

"""What the benchmarks find, put into docs/speed.md between marks of their own."""

from __future__ import annotations

import re

from one_brief import ROOT

PAGE = ROOT / "docs/speed.md"


def document(section: str, text: str) -> None:
    """Put a text in the place of what an earlier run found."""
    page = PAGE.read_text("utf-8")
    begins, ends = f"<!-- {section} -->\n", f"<!-- /{section} -->\n"
    found = re.compile(f"{re.escape(begins)}.*?{re.escape(ends)}", re.S)
    if not found.search(page):
        raise SystemExit(f"{PAGE.name} has no place for {section}")
    PAGE.write_text(found.sub(lambda _: f"{begins}\n{text.strip()}\n\n{ends}", page), "utf-8")

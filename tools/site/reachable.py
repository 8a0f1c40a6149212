"""What the theme leaves out for those who listen to the site, or go through it by the keyboard."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

# Colours on which text has a contrast of 7 to 1; those of the preview.
LIGHT = {
    "color-brand-primary": "#1D4E6B",
    "color-brand-content": "#1D4E6B",
    "color-brand-visited": "#5A2A86",
    "color-foreground-secondary": "#3F464E",
    "color-foreground-muted": "#454C54",
}
DARK = {
    "color-brand-primary": "#8FC3DF",
    "color-brand-content": "#8FC3DF",
    "color-brand-visited": "#CDB6EE",
    "color-foreground-secondary": "#C6CBD0",
    "color-foreground-muted": "#B3B9BF",
}
# Headings without a level and two landmarks without a name.
MENDED = {
    ' role="heading"': ' role="heading" aria-level="2"',
    '<aside class="sidebar-drawer"': '<aside aria-label="Manual" class="sidebar-drawer"',
    '<aside class="toc-drawer': '<aside aria-label="On this page" class="toc-drawer',
}
ARTICLE = '<article role="main" id="furo-main-content">'


def setup(app: Sphinx) -> None:
    """Called by Sphinx before it reads a page."""
    app.connect("build-finished", _mend)
    app.add_js_file("keyboard.js")


def _mend(app: Sphinx, failed: Exception | None) -> None:
    """Mend every page that was written."""
    for path in () if failed else Path(app.outdir).rglob("*.html"):
        text = path.read_text("utf-8")
        for found, better in MENDED.items():
            if found not in text:
                raise ExtensionError(f"{path}: the theme has changed, there is no {found}")
            text = text.replace(found, better)
        if path.name == "search.html":
            text = text.replace(ARTICLE, f"{ARTICLE}<h1>Search</h1>")
        path.write_text(text, "utf-8")

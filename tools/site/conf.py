"""How Sphinx makes the site of the manual from its pages; `sh tools/manual` calls it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

from briefgen import __version__

sys.path.insert(0, str(Path(__file__).parent))
from reachable import DARK, LIGHT

project = "briefgen"
version = release = __version__
root_doc = "index"
extensions = ["myst_parser", "reachable"]
myst_heading_anchors = 4
nitpicky = True
highlight_language = "none"
html_theme = "furo"
html_theme_options = {"light_css_variables": LIGHT, "dark_css_variables": DARK}
html_static_path = ["static"]
html_css_files = ["site.css"]
html_favicon = "../../templates/preview/preview.svg"
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "github-dark-high-contrast"
html_title = f"briefgen {__version__}"
html_copy_source = False
html_use_index = False
html_show_sphinx = False
html_show_copyright = False

CONTENTS = ("index", "rules/README")  # pages whose links are what the site is ordered by
_PART = re.compile(r"^## ", re.M)
_LISTED = re.compile(r"^(?:- |\| )\[[^\]]+\]\(([^)#\s]+)\.md\)", re.M)


def setup(app: Sphinx) -> None:
    """Called by Sphinx before it reads a page."""
    app.connect("source-read", _ordered)
    app.add_lexer("csv", TextLexer)


def _ordered(app: Sphinx, page: str, source: list[str]) -> None:
    """Pages stay as they are read on GitHub; the order of the site is added here."""
    if page in CONTENTS:
        source[0] += "".join(_contents(source[0]))


def _contents(text: str) -> Iterator[str]:
    """The order of the site: a part for each heading, a page for each link that begins a line."""
    for part in _PART.split(text)[1:]:
        heading = part.partition("\n")[0]
        listed = "\n".join(_LISTED.findall(part))
        yield f"\n```{{toctree}}\n:hidden:\n:caption: {heading}\n\n{listed}\n```\n"

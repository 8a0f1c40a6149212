"""Where the manual lies as a site, and which page of it is on a rule."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

# Where your [manual](manual.md) lies, a folder or an address, as
# `https://docs.example.org/briefgen`. Codes then lead to their pages: as links in a terminal, as
# `helpUri` in SARIF, and below what `explain` prints.
VARIABLE = "BRIEFGEN_MANUAL"
_SCHEMES = ("https://", "http://", "file://")
_KEPT = "/:?#[]@!$&()*+,;=%~"  # what an address may have besides letters and digits


def manual_at(environment: Mapping[str, str]) -> str:
    """The address of the manual, of a site or of a folder here; empty where none is given."""
    given = environment.get(VARIABLE, "").strip()
    if given and not given.startswith(_SCHEMES):
        given = Path(given).absolute().as_uri()
    return quote(given, safe=_KEPT).rstrip("/")


def page_of_rule(code: str) -> str:
    """The page of a rule, seen from the top of the manual."""
    return f"rules/{code}.html"

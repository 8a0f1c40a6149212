"""The versions of all that has a hand in the bytes of a PDF."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from briefgen import __version__
from briefgen.outputs.engine import pango_version
from briefgen.templating import shipped_digest

PACKAGES = (
    *("weasyprint", "pydyf", "fonttools", "tinycss2", "tinyhtml5", "cssselect2", "pyphen"),
    *("pillow", "brotli", "jinja2", "markupsafe", "markdown-it-py", "pycountry"),
)


@cache
def made_with() -> Mapping[str, str]:
    """Each by its name; equal versions and equal files give equal PDFs."""
    known = {name: _version(name) for name in PACKAGES}
    own = {"briefgen": __version__, "templates": shipped_digest()}
    libraries = {"pango": pango_version(), "zlib": zlib.ZLIB_RUNTIME_VERSION}
    return {name: said for name, said in {**own, **libraries, **known}.items() if said}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""

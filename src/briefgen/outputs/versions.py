"""The versions of all that has a hand in the bytes of a PDF."""

from __future__ import annotations

import ctypes
import zlib
from collections.abc import Mapping
from functools import cache

from briefgen import __version__
from briefgen.incremental.program import versions
from briefgen.machine import library_files
from briefgen.outputs import engine
from briefgen.templating import shipped_digest

PACKAGES = (
    *("weasyprint", "pydyf", "fonttools", "tinycss2", "tinyhtml5", "cssselect2", "pyphen"),
    *("pillow", "brotli", "jinja2", "markupsafe", "markdown-it-py", "pycountry"),
)


@cache
def made_with() -> Mapping[str, str]:
    """Each by its name; equal versions and equal files give equal PDFs."""
    there = versions()
    known = {name: there.get(name) or _version(name) for name in PACKAGES}
    own = {"briefgen": __version__, "templates": shipped_digest()}
    libraries = {"pango": _pango(), "zlib": zlib.ZLIB_RUNTIME_VERSION}
    return {name: said for name, said in {**own, **libraries, **known}.items() if said}


def _pango() -> str:
    """The library that breaks lines, asked without the engine; RenderingFailed if there is none."""
    try:
        number = int(ctypes.CDLL(library_files()["pango"]).pango_version())
    except (OSError, AttributeError):
        number = engine.pango_version()
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


def _version(package: str) -> str:
    """The version of a package that does not lie in a folder of that name."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return ""

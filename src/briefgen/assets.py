"""Files that travel with the program: fonts, their measures, geometry, styles.

A wheel carries them inside the package; a source checkout keeps them at its root.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_PLACES = (_PACKAGE / "_assets", _PACKAGE.parents[1] / "assets")
_TEMPLATES = (_PACKAGE / "_templates", _PACKAGE.parents[1] / "templates")


@cache
def asset_folder() -> Path:
    """The folder that holds the program's own files."""
    for place in _PLACES:
        if place.is_dir():
            return place
    raise FileNotFoundError(
        "The files that belong to briefgen are missing (looked in "
        + " and ".join(str(place) for place in _PLACES)
        + "); install it again."
    )


def asset_path(name: str) -> Path:
    """Where an asset lies; ``name`` is relative, with slashes, as in ``fonts/metrics.json``."""
    return asset_folder() / name


@cache
def asset_bytes(name: str) -> bytes:
    """The content of an asset, read once."""
    return asset_path(name).read_bytes()


@cache
def asset_text(name: str) -> str:
    """The content of a text asset, read once."""
    return asset_bytes(name).decode("utf-8")


@cache
def template_folder() -> Path:
    """Where the shipped templates lie: inside a wheel, or at the root of a checkout."""
    return next(place for place in _TEMPLATES if place.is_dir())


@cache
def template_text(name: str) -> str:
    """A shipped file that stands beside the templates, read once."""
    return (template_folder() / name).read_text("utf-8")


def source_folder() -> Path:
    """Where the program itself lies."""
    return _PACKAGE

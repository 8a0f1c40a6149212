"""Web pages of small projects, for the tests of what they hold."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from briefgen.outputs.bench import Bench, Made
from briefgen.outputs.web.page import web_page
from briefgen.outputs.web.proof import Page, page_of
from briefgen.project import DiskFiles, Files, MemoryFiles
from briefgen.settings import read_settings
from briefgen.validation import check
from pages import ROOT, project


def bench(
    files: Files, name: str = "small", *, stem: str | None = None, alone: bool = False
) -> Bench:
    """All that making an output of a brief may draw on, but for its pages."""
    settings = read_settings(files)
    return Bench(check(files, name), files, settings, stem or name, bytes, alone)


def made(changes: Mapping[str, str] | None = None, settings: str = "") -> tuple[Made, ...]:
    """The web page of the small project, with these files changed or added."""
    files = {**project(), **(changes or {})}
    files["briefgen.toml"] += settings
    return web_page(bench(MemoryFiles.of(files)))


def html_of(files: tuple[Made, ...]) -> str:
    """The page itself."""
    return files[0].content.decode()


@cache
def small() -> str:
    """The page of the small project."""
    return html_of(made())


@cache
def read() -> Page:
    """The same, read."""
    return page_of(small())


@cache
def shipped(name: str) -> tuple[Made, ...]:
    """The web page of a brief of this checkout."""
    return web_page(bench(DiskFiles(ROOT), name))


def shipped_names() -> list[str]:
    """The briefs of this checkout."""
    return sorted(path.stem for path in Path(ROOT, "briefs").glob("*.yaml"))


def whole_briefs() -> list[str]:
    """Those that are no translations of the key page of another."""
    specs = {name: Path(ROOT, f"briefs/{name}.yaml").read_text("utf-8") for name in shipped_names()}
    return [name for name, spec in specs.items() if "\ntranslation_of:" not in spec]

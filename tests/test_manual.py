"""The manual as a site, and the man page: whole, of today, and asking nothing of anybody."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from doc_examples import DOCS, ROOT, claimed, page
from manuals import made_site, needs_extra

sys.path.insert(0, str(ROOT / "tools" / "site"))
sys.path.insert(0, str(ROOT / "tools"))
import command_table
import commands_page
import gathered
import man_page

MAN = ROOT / "man" / "briefgen.1"
PARTS = ["Tutorial", "How-to guides", "Reference", "Explanation"]
# What a browser fetches by itself; a link that a reader may follow is none of these.
FETCHED = {"src", "srcset", "poster", "data", "action", "background"}


class Page(HTMLParser):
    """What a page of the site fetches, where it links to, and which anchors it has."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in FETCHED or (tag == "link" and name == "href"):
                self.fetched.append(value or "")
            elif tag == "a" and name == "href":
                self.links.append(value or "")
            elif name == "id":
                self.anchors.add(value or "")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_site(tmp_path_factory)


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Page]:
    return {
        path.relative_to(site).as_posix(): Page(path.read_text("utf-8"))
        for path in site.rglob("*.html")
    }


def target(page: Path, path: str) -> Path:
    """The file that an address without a host means on a page."""
    return Path(os.path.normpath(page.parent / unquote(path))) if path else page


@needs_extra
def test_every_page_of_the_docs_is_a_page_of_the_site(pages: dict[str, Page]) -> None:
    written = {str(Path(place).with_suffix(".html")) for place in gathered.placed().values()}
    assert set(pages) - written == {"search.html"}
    assert written <= set(pages)


@needs_extra
def test_the_site_has_the_four_parts_of_a_manual(site: Path) -> None:
    front = (site / "index.html").read_text("utf-8")
    assert re.findall(r'class="caption-text">([^<]+)<', front)[: len(PARTS)] == PARTS


@needs_extra
def test_pages_fetch_nothing_from_elsewhere(site: Path, pages: dict[str, Page]) -> None:
    for name, each in pages.items():
        for address in each.fetched:
            parts = urlsplit(address)
            if parts.scheme != "data" and address != "#":
                assert not (parts.scheme or parts.netloc), f"{name} fetches {address}"
                assert target(site / name, parts.path).is_file(), address
    for sheet in site.rglob("*.css"):
        for address in re.findall(r"url\(['\"]?([^)'\"]+)|@import", sheet.read_text("utf-8")):
            assert address.startswith("data:") or (sheet.parent / address).is_file(), address


@needs_extra
def test_links_of_the_site_lead_somewhere(site: Path, pages: dict[str, Page]) -> None:
    for name, each in pages.items():
        for address in each.links:
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                assert parts.scheme in ("https", "http", "mailto"), f"{name}: {address}"
                continue
            target = (
                (site / name).parent.joinpath(unquote(parts.path)) if parts.path else site / name
            )
            assert target.is_file(), f"{name}: {address}"
            if parts.fragment and target.suffix == ".html":
                there = pages[target.resolve().relative_to(site.resolve()).as_posix()]
                assert unquote(parts.fragment) in there.anchors, f"{name}: {address}"


@needs_extra
def test_pages_from_outside_docs_lead_to_pages_of_the_site(pages: dict[str, Page]) -> None:
    assert "tutorial.html" in pages["readme.html"].links
    assert "outputs.html" in pages["changelog.html"].links
    assert "../speed.html" in pages["benchmarks/README.html"].links
    assert "benchmarks/footnotes.html" in pages["footnotes.html"].links
    assert "readme.html" in pages["index.html"].links


@pytest.mark.parametrize("path", gathered.placed(), ids=lambda path: path.stem)
def test_every_column_of_a_table_has_a_head(path: Path) -> None:
    heads = re.findall(r"^(\|.*\|)\n\|[-| ]+\|$", path.read_text("utf-8"), re.M)
    assert [head for head in heads if re.search(r"\|\s*\|", head)] == []


def test_the_front_page_names_every_page() -> None:
    named = set(re.findall(r"^- \[[^\]]+\]\(([^)]+)\)", page("index.md"), re.M))
    named -= {f"../{path}" for path in gathered.BESIDES}
    inside = {"index.md", *(f"rules/{path.name}" for path in (DOCS / "rules").glob("???[0-9]*.md"))}
    assert named == {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")} - inside


def test_the_page_of_every_command_is_up_to_date() -> None:
    assert page("command-reference.md") == commands_page.page(), (
        "run: python tools/commands_page.py"
    )


def test_the_man_page_is_up_to_date() -> None:
    assert MAN.read_text("utf-8") == man_page.page(), "run: python tools/man_page.py"


def test_every_command_and_option_explains_itself() -> None:
    for command in command_table.root().each():
        assert command.help, command.name
        for each in command.parameters:
            assert each.help, f"{command.name} {each}"


@pytest.mark.skipif(not shutil.which("mandoc"), reason="there is no mandoc")
def test_mandoc_finds_nothing_wrong_with_the_man_page() -> None:
    done = subprocess.run(["mandoc", "-Tlint", str(MAN)], capture_output=True, text=True)
    told = (done.stdout + done.stderr).splitlines()
    # A date would have to be kept by hand; the version stands beside it.
    assert [line for line in told if "missing date" not in line] == []


@pytest.mark.skipif(not shutil.which("man"), reason="there is no man")
def test_man_prints_every_command_exit_code_and_variable() -> None:
    man, *shown = claimed("manual.md", "test_manual")[1].split()
    done = subprocess.run(
        [man, "--warnings", "-E", "UTF-8", *shown],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "MANWIDTH": "200", "LC_ALL": "C.UTF-8", "MANPAGER": "cat"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    printed = " ".join(re.sub(".\b", "", done.stdout).split())
    for command in command_table.root().each():
        assert " ".join(command.usage.split()) in printed
    for heading in ("EXIT STATUS", "ENVIRONMENT", "BRIEFGEN_TODAY", "130"):
        assert heading in printed

"""Whether the engine is the one that the correction was written for and tested with."""

from __future__ import annotations

import hashlib
import inspect
import linecache
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from operator import attrgetter
from typing import Any

TESTED = "70.0"
# What is replaced, and what the replacements take for granted, by the source of each.
KNOWN: Mapping[str, str] = {
    "weasyprint.document:Document._build_layout_context": "29711ad49647d057",
    "weasyprint.document:Document._render": "146919114db6b610",
    "weasyprint.layout:LayoutContext.__init__": "0bc2e74b91a8ebd0",
    "weasyprint.layout:LayoutContext.overflows_page": "6168e19177430479",
    "weasyprint.layout:LayoutContext.create_block_formatting_context": "1da4e2d0e3c5a4c6",
    "weasyprint.layout:LayoutContext.finish_block_formatting_context": "507787ec9348a8e0",
    "weasyprint.layout:LayoutContext.layout_footnote": "27caee273a71a261",
    "weasyprint.layout:LayoutContext.unlayout_footnote": "bf7d04c9e9cdded3",
    "weasyprint.layout:LayoutContext.report_footnote": "3bac37012feace26",
    "weasyprint.layout:LayoutContext._update_footnote_area": "2e317e4b066fb80c",
    "weasyprint.layout:layout_document": "5ba5f8a026fd21f1",
    "weasyprint.layout:make_all_pages": "b5e4034894841caa",
    "weasyprint.layout.block:_linebox_layout": "82527507186f8276",
    "weasyprint.layout.block:_break_line": "4188449e02ed3da8",
    "weasyprint.layout.block:_out_of_flow_layout": "5419f36c3204ed7c",
    "weasyprint.layout.block:avoid_page_break": "570e5b88d18af769",
    "weasyprint.layout.block:block_container_layout": "96d13701d9fc0f51",
    "weasyprint.layout.block:block_level_layout": "af70e1bee0f574b1",
    "weasyprint.layout.block:remove_placeholders": "576f39cc3e384952",
    "weasyprint.layout.column:_report_footnotes": "5fc22751b7ca6d52",
    "weasyprint.layout.column:columns_layout": "e32d66b73106c2d4",
    "weasyprint.layout.inline:get_next_linebox": "01f5c81b1c82df24",
    "weasyprint.layout.float:avoid_collisions": "5fc7793c573af328",
    "weasyprint.layout.float:float_layout": "50b3a44df67ae5b8",
    "weasyprint.layout.grid:grid_layout": "c80044013f555b30",
    "weasyprint.layout.inline:iter_line_boxes": "4a87f59876254ea7",
    "weasyprint.layout.page:make_page": "ce4de922cbb720bc",
    "weasyprint.layout.page:remake_page": "b2c9affc1966f023",
    "weasyprint.css.targets:CounterLookupItem.__init__": "46ec5e17811cb126",
    "weasyprint.formatting_structure.build:content_to_boxes": "01800089a558d603",
    "weasyprint.formatting_structure.boxes:FootnoteAreaBox.__init__": "e589e07d9c555df5",
}


def objection(version: str, digests: Mapping[str, str], known: Mapping[str, str] = KNOWN) -> str:
    """Why the correction may not be used, in one line; empty where it may."""
    found = misfit(version, digests, known, "it is made")
    return without(found) if found else ""


def misfit(version: str, digests: Mapping[str, str], known: Mapping[str, str], made: str) -> str:
    """In what the engine is another than something was `made` for; empty where it is that one."""
    if version != TESTED:
        return f"{made} for WeasyPrint {TESTED} and this is {version}"
    changed = sorted(name for name, digest in known.items() if digests.get(name) != digest)
    return f"the engine has another {', '.join(changed)} than {made} for" if changed else ""


def digests_of(names: Iterable[str]) -> dict[str, str]:
    """A digest of the source of each function; empty where there is none to read."""
    return {name: _digest(name) for name in names}


def _digest(name: str) -> str:
    module, _, path = name.partition(":")
    try:
        source = "".join(_source(attrgetter(path)(import_module(module))))
    except (ImportError, AttributeError):
        return ""
    return hashlib.sha256(source.encode()).hexdigest()[:16]


def _source(function: Callable[..., Any]) -> Iterator[str]:
    """The lines of a function; `inspect` would take a tenth of a second for all of them."""
    code = inspect.unwrap(function).__code__
    lines = iter(linecache.getlines(code.co_filename)[code.co_firstlineno - 1 :])
    for line in lines:
        yield line
        if line.lstrip().startswith("def "):
            depth = len(line) - len(line.lstrip())
            break
    for line in lines:
        if line.strip() and len(line) - len(line.lstrip()) <= depth:
            return
        yield line


def without(reason: str) -> str:
    """The warning that the engine's own way with notes was taken."""
    return f"footnotes are laid out without the correction, since {reason}"

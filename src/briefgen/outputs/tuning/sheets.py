"""Style sheets read once for the process: the next layout has the same, and so the next brief.

A sheet is kept by its content and only if it does nothing but set rules for elements and pages: one
that brings faces or other sheets leaves traces beside itself. As soon as the engine complains of
anything all are forgotten, since a complaint is made once for what was read, and each layout is to
hear its own.
"""

from __future__ import annotations

import copy
import logging
import re
from collections.abc import Callable
from typing import Any

MOST = 32  # sheets; a brief has five
_MORE = re.compile(rb"@(?!page\b|media\b|top-|bottom-|left-|right-|footnote\b)", re.I)


class Complaints(logging.Filter):
    """Lets every record pass, and tells of it."""

    def __init__(self, told: Callable[[], None]) -> None:
        super().__init__()
        self._told = told

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno >= logging.WARNING:
            self._told()
        return True


class Sheets:
    """The engine's way to read a sheet, which looks first whether it has it."""

    def __init__(self, plain: Callable[..., Any], logger: logging.Logger) -> None:
        self._plain = plain
        self._kept: dict[tuple[str, str, bytes], Any] = {}
        self._complaints = 0
        logger.addFilter(Complaints(self._forget))

    def _forget(self) -> None:
        self._complaints += 1
        self._kept.clear()

    def __call__(self, **asked: Any) -> Any:
        url: str = asked.get("url", "")
        content: bytes | None = getattr(asked.get("url_fetcher"), "resources", {}).get(url)
        if content is None or asked.get("matcher") is not None or _MORE.search(content):
            return self._plain(**asked)
        sheet = copy.copy(self._read(asked, (url, asked["media_type"], content)))
        # The lists are those of the document, to which each of its sheets adds.
        asked["page_rules"].extend(sheet.page_rules)
        sheet.page_rules, sheet.layers = asked["page_rules"], asked["layers"]
        return sheet

    def _read(self, asked: dict[str, Any], key: tuple[str, str, bytes]) -> Any:
        kept = self._kept.get(key)
        if kept is not None:
            return kept
        before = self._complaints
        sheet = self._plain(**{**asked, "page_rules": [], "layers": []})
        if self._complaints == before:
            if len(self._kept) >= MOST:
                self._kept.clear()
            self._kept[key] = sheet
        return sheet

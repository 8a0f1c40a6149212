"""The manifest: what an edition is, what it was made from and with, and the hash of each part."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date as Date  # noqa: N812  # a field has its name
from typing import Self

from briefgen.digests import digest_of

NAME = "edition.json"
MARK = "briefgen"
FORMAT = 1
MAX_PARTS = 2000
_LEFT_OUT = frozenset({"as_of", "content", "pdf", "withheld"})  # where they are empty
_HASH = re.compile(r"[0-9a-f]{64}")


class Damaged(ValueError):  # noqa: N818  # what the manifest is
    """A manifest that cannot be read, and why."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """An edition in numbers and hashes; `pdf` is known beside the PDF and not inside it."""

    name: str
    number: int
    title: str
    date: str
    information_cutoff: str
    marking: str
    content: str  # the hash of what it says
    withheld: str = ""  # why the PDF carries nothing of what it was made from, if so
    made_with: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, str] = field(default_factory=dict)
    pdf: str = ""
    as_of: str = ""  # the day of looking, where it was built as of one

    @property
    def day(self) -> Date | None:
        """The day of looking, where the PDF was built as of one."""
        return Date.fromisoformat(self.as_of) if self.as_of else None

    def with_files(self, files: Mapping[str, bytes]) -> Self:
        """The same with the hashes of these files."""
        return replace(self, files={path: digest_of(files[path]) for path in files})

    def encoded(self) -> bytes:
        """As JSON that a person can read; the same value gives the same bytes."""
        said = {k: value for k, value in asdict(self).items() if value or k not in _LEFT_OUT}
        whole = {MARK: "edition", "format": FORMAT, **said}
        return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def decoded(raw: bytes) -> Manifest:
    """A manifest out of JSON, which may come from anybody; Damaged where it is none."""
    try:
        said = json.loads(raw)
    except (ValueError, RecursionError):
        raise Damaged("it is no JSON") from None
    if not isinstance(said, dict) or said.get(MARK) != "edition":
        raise Damaged("it is no manifest of an edition")
    if said.get("format") != FORMAT:
        raise Damaged("it was written by another version of briefgen")
    values = {each.name: said[each.name] for each in fields(Manifest) if each.name in said}
    for name, value in values.items():
        if not _fits(name, value):
            raise Damaged(f"“{name}” is not what it has to be")
    try:
        return Manifest(**{"content": "", **values})
    except TypeError:
        raise Damaged("something is missing in it") from None


def _fits(name: str, value: object) -> bool:
    if name == "number":
        return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 100_000
    if name in ("files", "figures", "made_with"):
        return _is_table(value, hashes=name != "made_with")
    if name == "withheld":  # it is told on terminals, and may come from anybody
        return isinstance(value, str) and value.isprintable()
    if name == "as_of":
        return isinstance(value, str) and (not value or _is_day(value))
    if name in ("content", "pdf"):
        return isinstance(value, str) and _HASH.fullmatch(value) is not None
    return isinstance(value, str)


def _is_day(value: str) -> bool:
    try:
        return Date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_table(value: object, *, hashes: bool) -> bool:
    return (
        isinstance(value, dict)
        and len(value) <= MAX_PARTS
        and all(isinstance(each, str) and each.isprintable() for each in value.values())
        and all(name.isprintable() for name in value)
        and (not hashes or all(_HASH.fullmatch(each) for each in value.values()))
    )

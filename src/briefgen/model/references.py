"""What a brief may refer to, and what is said of a name that nothing goes by.

Names that must exist elsewhere in the brief are checked while its fields are read, against the
`Names` in the validation context, so one run finds wrong types and wrong names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct
from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError

from briefgen import yardstick
from briefgen.errors import did_you_mean
from briefgen.prose import Finding

UNKNOWN = "SPC106"  # the code of a name that nothing goes by


class Names(Struct, frozen=True):
    """What may be referred to in one brief."""

    sources: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()  # figures, tables and sections
    unread: frozenset[str] = frozenset()  # “sources” or “facts”, where some could not be read
    judgements: frozenset[str] = frozenset()
    indicators: frozenset[str] = frozenset()
    yardstick: yardstick.Yardstick = yardstick.ICD203
    # The file of each key of a library that is not included; read only when a key is missed.
    elsewhere: Callable[[], Mapping[str, str]] = dict

    def may_cite(self, key: str) -> bool:
        """Whether a source has this key, or could have it in a file that could not be read."""
        return key in self.sources or "sources" in self.unread

    def may_state(self, fact: str) -> bool:
        """Whether there is this fact, or could be in a file that could not be read."""
        return fact in self.facts or "facts" in self.unread


def names_of(info: ValidationInfo) -> Names | None:
    """The names of the brief under validation; None outside one, when nothing is looked up."""
    return info.context if isinstance(info.context, Names) else None


def wrong_in_parts(findings: Iterable[Finding]) -> PydanticCustomError:
    """An error of several findings, each of its own piece of the text; `explaining` tells all."""
    listed = tuple(findings)
    return PydanticCustomError(
        "briefgen_findings", "{count} findings", {"count": len(listed), "findings": listed}
    )


def unknown_source(key: str, names: Names, snippet: str) -> Iterator[Finding]:
    """That no source has this key, told at `snippet`, the form in which it is cited there."""
    if names.may_cite(key):
        return
    hint = source_hint(key, names)
    pattern = rf"{re.escape(snippet)}(?![A-Za-z0-9_/+-]|[:.][A-Za-z0-9])"
    yield Finding(snippet, f"no source has the key “{key}”", hint, pattern, UNKNOWN)


def source_hint(key: str, names: Names) -> str:
    """What to do about the key of a source that is not there."""
    elsewhere = names.elsewhere()
    if key in elsewhere:
        return f"it stands in {elsewhere[key]}: add that file to “source_files:”"
    return did_you_mean(key, names.sources, "add it under “sources:” or in a library file")

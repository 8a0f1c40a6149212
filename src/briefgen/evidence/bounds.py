"""Whether what a brief was made from may leave with it: nothing above its own marking does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from briefgen.evidence.paths import in_each_others_way, may_be_written
from briefgen.evidence.selecting import used_sources
from briefgen.model.marking import TLP, travels_under
from briefgen.settings import Settings
from briefgen.structure import mapping_of
from briefgen.validation import Checked, require

_LABEL = re.compile(rb"\bTLP:\s?(?:RED|AMBER\+STRICT|AMBER|GREEN)\b", re.IGNORECASE)
_PAGE = (".html", ".css")
MAX_CARRIED = 20_000_000  # bytes of all files together, before they are packed


def withheld(checked: Checked, settings: Settings, files: Mapping[str, bytes]) -> str:
    """Why the PDF must carry none of its evidence; empty where it may.

    It says how the brief is marked and not what is marked above it: that is not for its readers.
    """
    if not settings.evidence:
        return "the project keeps it to itself"
    borne = settings.marking_of(require(checked).marking).label
    borne_by_parts = (*labels(checked, files), *_of_original(checked, settings))
    if not all(travels_under(label, borne) for label in borne_by_parts):
        return f"a part of it is marked above {borne}, the marking of the brief"
    if not all(map(may_be_written, files)) or in_each_others_way(files):
        return "the name of a file in it cannot be used on every system"
    if sum(map(len, files.values())) > MAX_CARRIED:
        return f"it is larger than {MAX_CARRIED:,} bytes"
    return ""


def labels(checked: Checked, files: Mapping[str, bytes]) -> Iterator[str]:
    """Every label of a source or a data file in use, and every one that is written anywhere.

    A comment that names a stricter label is no proof, but nobody is asked: better carry nothing.
    """
    for key in used_sources(checked):
        if (marking := checked.sources[key].marking) is not None:
            yield marking.label
    for table in checked.tables.values():
        if table.description.marking is not None:
            yield table.description.marking.label
    for path, content in files.items():
        # A template may well know every label there is.
        yield from labels_in(content) if not path.endswith(_PAGE) else ()


def _of_original(checked: Checked, settings: Settings) -> Iterator[str]:
    """The label of the brief that this one translates, whose key page goes along."""
    if checked.original is not None:
        own = mapping_of(checked.original.tree).get("marking")
        yield own if isinstance(own, str) else settings.marking.label


def labels_in(content: bytes) -> Iterator[str]:
    """Every label of TLP that is written in a file, but the one that lets all through."""
    for found in _LABEL.findall(content):
        label = found.decode().upper().replace(" ", "")
        yield label if label in TLP else "TLP:RED"

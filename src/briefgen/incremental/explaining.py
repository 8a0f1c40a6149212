"""What changed in an input, down to the cell of a table and the field of a spec."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from difflib import unified_diff

from briefgen.incremental.deciding import Decision, Reason
from briefgen.incremental.journal import Journal, kept_content
from briefgen.language import joined

MOST = 12  # lines on one file; a reader wants to see why, not everything


def explained(journal: Journal, decision: Decision) -> Iterator[str]:
    """Why a brief was built, each reason with what changed in its file."""
    for reason in decision.reasons:
        yield f"{decision.name}: {reason.words}"
        yield from (f"    {line}" for line in _detail(journal, decision, reason))


def _detail(journal: Journal, decision: Decision, reason: Reason) -> Sequence[str]:
    old = kept_content(journal, reason.before) if reason.before else None
    if old is None or not reason.path:
        return ()
    try:
        new = (journal.root / reason.path).read_bytes()
        texts = old.decode("utf-8-sig"), new.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return ()
    found = list(_cells(*texts) if reason.path.endswith(".csv") else _lines(*texts))
    users = decision.built.uses.get(reason.path, ()) if decision.built else ()
    used = [f"used in {joined(users)}"] if users else []
    more = [f"and {len(found) - MOST} more"] if len(found) > MOST else []
    return found[:MOST] + more + used


def _cells(old: str, new: str) -> Iterator[str]:
    """Cells that differ, each by the words of its row that stand before the first number."""
    before, after = _rows(old), _rows(new)
    heads = {head for rows in (before, after) for row in rows.values() for head in row}
    order = [head for head in next(iter(after.values()), {}) if head in heads]
    for key in dict.fromkeys([*before, *after]):
        was, now = before.get(key), after.get(key)
        if was is None or now is None:
            yield f"{' '.join(key)}: {'this row is new' if was is None else 'this row is gone'}"
            continue
        for head in dict.fromkeys([*order, *was]):
            if was.get(head) != now.get(head):
                yield f"{' '.join(key)}: {head} from {_said(was, head)} to {_said(now, head)}"


def _rows(text: str) -> dict[tuple[str, ...], dict[str, str]]:
    """Rows of a table by what tells them apart: the first columns that do so together."""
    listed = list(csv.DictReader(io.StringIO(text)))
    heads = list(listed[0]) if listed else []
    for width in range(1, len(heads) + 1):
        keys = [tuple(str(row[head]) for head in heads[:width]) for row in listed]
        if len(set(keys)) == len(keys):
            return dict(zip(keys, listed, strict=True))
    return {(f"row {number}",): row for number, row in enumerate(listed, start=2)}


def _said(row: dict[str, str], head: str) -> str:
    return row.get(head) or "nothing"


def _lines(old: str, new: str) -> Iterator[str]:
    """Lines that differ, with their numbers in the file as it is now."""
    line = 0
    for said in unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm=""):
        if said.startswith("@@"):
            line = int(said.split("+")[1].split(" ")[0].split(",")[0])
        elif said.startswith("+") and not said.startswith("+++"):
            yield f"line {line}: {said[1:].strip()}"
            line += 1
        elif said.startswith("-") and not said.startswith("---"):
            yield f"was: {said[1:].strip()}"

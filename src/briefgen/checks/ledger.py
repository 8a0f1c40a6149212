"""The ledger: every claim of a brief with what stands behind it, a line for each source.

ICD 206 asks for a reference for each source on which a part of the analysis depends; here they
stand in one list, for those who review a brief or answer for it later.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace

from briefgen.checks.claims import Claim, claims
from briefgen.checks.origins import repeated
from briefgen.errors import Place
from briefgen.validation import Checked, require


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim and one of its sources; without any, the reason why there is none."""

    brief: str
    claim: int  # counted from 1, in the order of the spec
    section: str
    kind: str
    text: str
    basis: str
    reason: str
    place: Place
    source: str = ""
    title: str = ""
    locator: str = ""
    grade: str = ""  # Admiralty code: letter of the source, number of the fact
    issued: str = ""
    accessed: str = ""
    derived_from: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """The same for machines and tables, a column each."""
        columns = asdict(self)
        place = columns.pop("place")
        columns["derived_from"] = " ".join(self.derived_from)
        return columns | {"file": place["file"], "line": place["line"], "column": place["column"]}


def ledger(checked: Checked) -> Iterator[Entry]:
    """The entries of a brief, in the order of the spec; InputProblems for one that has errors."""
    require(checked)
    for number, claim in enumerate(claims(checked), start=1):
        yield from _entries(checked, number, claim)


def _entries(checked: Checked, number: int, claim: Claim) -> Iterator[Entry]:
    bare = Entry(
        checked.name,
        number,
        claim.section,
        str(claim.kind),
        claim.text,
        str(claim.basis),
        claim.reason,
        claim.place,
    )
    if not claim.citations:
        yield bare
    for citation in dict.fromkeys(claim.citations):
        yield _with_source(bare, citation.key, citation.locator, checked, claim)


def _with_source(bare: Entry, key: str, locator: str, checked: Checked, claim: Claim) -> Entry:
    source = checked.sources[key]
    return replace(
        bare,
        source=key,
        title=source.called,
        locator=locator,
        grade=f"{source.reliability or ''}{_credibility(checked, claim, key)}",
        issued=str(source.issued or ""),
        accessed=source.accessed.isoformat() if source.accessed else "",
        derived_from=repeated(key, checked.sources),
    )


def _credibility(checked: Checked, claim: Claim, key: str) -> str:
    """The number given to what was taken from this source, where a fact of the claim has one."""
    facts = require(checked).facts
    given = (
        facts[name].credibility
        for name in claim.facts
        if key in {citation.key for citation in facts[name].source}
    )
    return str(next((number for number in given if number is not None), ""))

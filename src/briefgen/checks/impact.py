"""What hangs on a source: claims, judgements, figures and data of a brief, each with its place."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from briefgen.checks.claims import Claim, Kind, claims, fact_sources
from briefgen.checks.origins import repeated
from briefgen.data.asking import data_files
from briefgen.document import Path
from briefgen.errors import Place, Problem, UsageProblem, did_you_mean
from briefgen.model.contents import models_in
from briefgen.model.data_figure import DataFigure
from briefgen.model.drawn_data import DrawnData
from briefgen.model.figure import Figure
from briefgen.model.source import Source
from briefgen.model.tables import Table
from briefgen.prose import Citation
from briefgen.validation import Checked, require


class Hanging(enum.StrEnum):
    """What may hang on a source."""

    JUDGEMENT = "judgement"
    CLAIM = "claim"
    FIGURE = "figure"
    TABLE = "table"


class Impact(Struct, frozen=True):
    """One thing that hangs on a source, and whether it has no other to stand on."""

    brief: str
    what: Hanging
    text: str
    place: Place
    section: str
    source: str  # what is asked for, or a source that repeats it
    alone: bool

    def as_dict(self) -> dict[str, object]:
        """The same for machines, a column each."""
        return {
            "brief": self.brief,
            "what": str(self.what),
            "section": self.section,
            "text": self.text,
            "source": self.source,
            "alone": self.alone,
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
        }


def impact(checked: Checked, key: str) -> tuple[Impact, ...]:
    """All of a brief that hangs on a source or on what repeats it, in the order of the spec."""
    fallen = repeating(key, checked.sources)
    if not fallen:
        return ()
    found = [
        *(_claim(checked, claim, fallen) for claim in claims(checked) if _cited(claim, fallen)),
        *_figures(checked, fallen),
    ]
    return tuple(sorted(found, key=lambda each: each.place))


def impact_of_facts(checked: Checked, *names: str, of: str = "") -> tuple[Impact, ...]:
    """All claims and judgements of a brief that use one of these facts."""
    fallen = frozenset(names)
    rests = {c for name in names for c in fact_sources(checked, name)}
    found: list[Impact] = []
    for claim in claims(checked):
        if used := [name for name in claim.facts if name in fallen]:
            alone = rests.issuperset(claim.citations)
            found.append(_hanging(checked, claim, of or used[0], alone))
    return tuple(found)


def impact_of_files(checked: Checked, name: str) -> tuple[Impact, ...]:
    """What of a brief hangs on a data file: claims by its facts, and what is drawn of it."""
    brief = require(checked)
    facts = [key for key, fact in brief.facts.items() if name in data_files(fact)]
    drawn = [
        _figure(checked, path, model, (name, set(data_files(model)) == {name}))
        for path, model in models_in(brief)
        if isinstance(model, DataFigure | Table) and name in data_files(model)
    ]
    found = (*impact_of_facts(checked, *facts, of=name), *drawn)
    return tuple(sorted(found, key=lambda each: each.place))


def repeating(key: str, sources: Mapping[str, Source]) -> frozenset[str]:
    """The source and all that repeats it; none where the brief does not know it."""
    known = frozenset({key}) & sources.keys()
    return known | {other for other in sources if key in repeated(other, sources)}


def require_source(key: str, known: Iterable[str]) -> None:
    """UsageProblem for a key that no brief and no library has."""
    names = set(known)
    if key not in names:
        message = f"no source has the key “{key[:60]}”"
        hint = did_you_mean(key, names, "“briefgen ledger --all” lists those that are cited")
        raise UsageProblem(Problem(Place("briefgen"), message, hint))


def _cited(claim: Claim, keys: frozenset[str]) -> frozenset[str]:
    return keys.intersection(citation.key for citation in claim.citations)


def _claim(checked: Checked, claim: Claim, fallen: frozenset[str]) -> Impact:
    return _hanging(checked, claim, *_standing(claim.citations, fallen))


def _hanging(checked: Checked, claim: Claim, source: str, alone: bool) -> Impact:
    what = Hanging.JUDGEMENT if claim.kind is Kind.JUDGEMENT else Hanging.CLAIM
    return Impact(checked.name, what, claim.text, claim.place, claim.section, source, alone)


def _standing(citations: Iterable[Citation], fallen: frozenset[str]) -> tuple[str, bool]:
    """The first source of these that falls, and whether all of them do."""
    keys = [citation.key for citation in citations]
    return next(key for key in keys if key in fallen), fallen.issuperset(keys)


def _figures(checked: Checked, fallen: frozenset[str]) -> Iterator[Impact]:
    for path, model in models_in(require(checked)):
        if isinstance(model, Figure | Table):
            cited = tuple(_sources(checked, model))
            if fallen.intersection(citation.key for citation in cited):
                yield _figure(checked, path, model, _standing(cited, fallen))


def _sources(checked: Checked, block: Figure | Table) -> Iterator[Citation]:
    yield from getattr(block, "source", ())
    if isinstance(block, DrawnData | Table):
        for name in data_files(block):
            yield from checked.tables[name].description.source


def _figure(
    checked: Checked, path: Path, block: Figure | Table, standing: tuple[str, bool]
) -> Impact:
    what = Hanging.FIGURE if isinstance(block, Figure) else Hanging.TABLE
    title = (block.title if isinstance(block, Figure) else block.table).plain()
    place = checked.document.place(path)
    section = str(path[1] if path[0] == "sections" else path[0])
    return Impact(checked.name, what, title, place, section, *standing)

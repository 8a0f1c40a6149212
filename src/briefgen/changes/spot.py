"""Where two editions are compared: the two sides, the place in each, and what stands there."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct, field, structs
from pydantic import BaseModel

from briefgen.addresses import address
from briefgen.changes.change import About, Change, What
from briefgen.changes.reading import Called, words
from briefgen.data.worded import fact_words
from briefgen.document import Path
from briefgen.model import blocks, outlook_figures
from briefgen.model.brief import Judgement, Section
from briefgen.model.facts import Fact
from briefgen.model.facts_panel import PanelRow
from briefgen.model.figure import Figure
from briefgen.model.rating import RatedPart, Rating
from briefgen.model.source import Source
from briefgen.model.tables import Table
from briefgen.prose import Prose
from briefgen.validation import Checked, require

FIRST_WORDS = 60  # characters of a text that has no name
MOST_NAME = 240  # characters of a name


class Sides(Struct, frozen=True):
    """Two editions, and how what they have in common is called in each."""

    old: Checked
    new: Checked
    called: Called = field(default_factory=Called)
    old_facts: Mapping[str, str] = field(default_factory=dict)
    new_facts: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, old: Checked, new: Checked) -> Sides:
        """The two, with their facts in words."""
        return cls(old, new, old_facts=printed(old), new_facts=printed(new))

    def words(self, old: object, new: object) -> tuple[str, str]:
        """Two values in words; as they are written where they are printed alike."""
        before, after = words(old, self.old_facts), words(new, self.new_facts)
        if before == after and isinstance(old, Prose) and isinstance(new, Prose):
            return " ".join(old.source.split()), " ".join(new.source.split())
        return before, after


def printed(checked: Checked) -> dict[str, str]:
    """The facts of a brief as they stand on its page."""
    brief = require(checked)
    return {
        key: fact_words(fact, checked.tables, brief.language) for key, fact in brief.facts.items()
    }


class Subject(Struct, frozen=True):
    """What a reader would say has changed."""

    about: About
    key: str = ""
    name: str = ""


class Spot(Struct, frozen=True):
    """One place in both specs; None where only one of them has it."""

    sides: Sides
    old: Path | None = ()
    new: Path | None = ()
    subject: Subject = Subject(About.BRIEF)
    part: tuple[str, ...] = ()
    section: str = ""

    def down(self, step: str | int, *, was: str | int | None = None, named: str = "") -> Spot:
        """The place of a field, a key or a member; `was` is its step in the old spec."""
        before = step if was is None else was
        return structs.replace(
            self,
            old=None if self.old is None else (*self.old, before),
            new=None if self.new is None else (*self.new, step),
            part=(*self.part, named or str(step)),
        )

    def only(self, side: str) -> Spot:
        """The same place where only one spec has it."""
        return structs.replace(self, new=None) if side == "old" else structs.replace(self, old=None)

    def into(self, value: object, label: str = "") -> Spot:
        """The same place, told as a change of what stands there, if that has a name of its own."""
        path = self.new if self.new is not None else self.old
        found = subject_of(value, path or (), self, label)
        return structs.replace(self, subject=found, part=()) if found else self

    def change(self, what: What, old: str = "", new: str = "", **more: str) -> Change:
        """A change at this place."""
        side, path = (
            (self.sides.new, self.new)
            if self.new is not None
            else (
                self.sides.old,
                self.old,
            )
        )
        return Change(
            self.subject.about,
            what,
            self.subject.key,
            self.subject.name,
            old,
            new,
            part=more.get("part", ", ".join(self.part)),
            section=self.section,
            as_of=more.get("as_of", ""),
            place=side.document.place(path or ()),
            before=() if self.old is None else (address(self.old),),
            after=() if self.new is None else (address(self.new),),
        )


def subject_of(value: object, path: Path, spot: Spot, label: str = "") -> Subject | None:
    """What a value is for a reader; None for what is only part of something else."""
    facts = spot.sides.new_facts if spot.new is not None else spot.sides.old_facts
    for sort, describe in _SUBJECTS.items():
        if isinstance(value, sort):
            about, key, name = describe(value, label)
            if about is About.NUMBER and spot.subject.about in (About.FIGURE, About.TABLE):
                return None
            return Subject(about, key or address(path), _short(words(name, facts)))
    return None


def _short(name: str) -> str:
    line = " ".join(name.split())
    if len(line) <= MOST_NAME:
        return line
    return line[:MOST_NAME].rsplit(" ", 1)[0] + " …"


def first_words(text: str) -> str:
    """How a text without a name begins."""
    line = " ".join(text.split())
    return line if len(line) <= FIRST_WORDS else line[:FIRST_WORDS].rsplit(" ", 1)[0] + " …"


_Described = Callable[..., tuple[About, str, object]]
_SUBJECTS: Mapping[type[BaseModel], _Described] = {
    Judgement: lambda each, _: (About.JUDGEMENT, each.id, each.statement),
    Fact: lambda each, key: (About.NUMBER, key, each.about or key),
    Source: lambda each, key: (About.SOURCE, key, each.called),
    blocks.KeyFigure: lambda each, _: (About.NUMBER, "", each.label),
    PanelRow: lambda _, label: (About.NUMBER, "", label),
    Section: lambda each, key: (About.SECTION, key, each.title),
    blocks.Scenario: lambda each, _: (About.SCENARIO, each.name, each.name),
    outlook_figures.StripEntry: lambda each, _: (About.SCENARIO, each.name, each.name),
    blocks.Indicators: lambda each, _: (About.INDICATOR, each.id or "", each.indicators),
    blocks.Indicator: lambda each, _: (About.INDICATOR, each.id or "", each.indicator),
    Rating: lambda each, _: (About.RATING, "", f"against {each.against}"),
    RatedPart: lambda _, label: (About.RATING, label, label),
    Figure: lambda each, _: (About.FIGURE, each.id or "", each.title),
    Table: lambda each, _: (About.TABLE, each.id or "", each.table),
    blocks.Heading: lambda each, _: (About.TEXT, "", each.heading),
    blocks.Note: lambda each, _: (About.TEXT, "", each.note),
    blocks.Quotation: lambda each, _: (About.TEXT, "", each.speaker),
    blocks.Implication: lambda each, _: (About.TEXT, "", each.audience),
    blocks.RatingBlock: lambda each, _: (About.TEXT, "", each.rating),
    blocks.JudgementBlock: lambda each, _: (About.TEXT, "", each.judgement),
    blocks.Listing: lambda each, _: (About.TEXT, "", each.title or "list"),
    blocks.Scenarios: lambda _, __: (About.TEXT, "", "scenarios"),
    blocks.KeyFigures: lambda _, __: (About.TEXT, "", "key figures"),
    blocks.Implications: lambda _, __: (About.TEXT, "", "implications"),
}

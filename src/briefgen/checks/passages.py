"""Every text of a brief with its place, whose voice it is, and the sources that cover it."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from itertools import chain

from msgspec import Struct, structs
from pydantic import BaseModel

from briefgen.document import Path
from briefgen.model.blocks import Implication, Indicator, Scenario, Scenarios
from briefgen.model.brief import Brief, Judgement
from briefgen.model.contents import children
from briefgen.model.fields import Model
from briefgen.model.tables import Column
from briefgen.prose import Citation, FactRef, Prose


class Voice(enum.Enum):
    """What kind of thing a text says, which decides what is asked of it."""

    CLAIM = "claim"  # tells what is so; wants sources
    JUDGEMENT = "judgement"  # the statement of a key judgement; its grounds carry the sources
    DESK = "desk"  # the desk's own reasoning: scenarios, thresholds, advice
    METHOD = "method"  # about the brief itself
    LABEL = "label"  # names a column or an indicator; states nothing


# Texts that do not tell what is so; every other text of a brief does.
_VOICES: Mapping[tuple[type[BaseModel], str], Voice] = {
    (Brief, "method"): Voice.METHOD,
    (Brief, "gaps"): Voice.METHOD,
    (Judgement, "statement"): Voice.JUDGEMENT,
    (Judgement, "confidence_reason"): Voice.DESK,
    (Judgement, "assumptions"): Voice.DESK,
    (Judgement, "alternative"): Voice.DESK,
    (Judgement, "would_change"): Voice.DESK,
    (Judgement, "change_reason"): Voice.DESK,
    (Scenario, "text"): Voice.DESK,
    (Scenario, "needs"): Voice.DESK,
    (Scenarios, "note"): Voice.DESK,
    (Indicator, "indicator"): Voice.LABEL,
    (Indicator, "threshold"): Voice.DESK,
    (Indicator, "points_to"): Voice.LABEL,
    (Implication, "text"): Voice.DESK,
    (Column, "title"): Voice.LABEL,
}


class Passage(Struct, frozen=True):
    """One text: where it stands, what it says, and what is cited for the whole of it."""

    path: Path
    prose: Prose
    voice: Voice = Voice.CLAIM
    cover: tuple[Citation, ...] = ()
    data: str = ""  # the data file of the figure or table that the text belongs to
    facts: tuple[str, ...] = ()  # printed beside it, in the value of its row

    @property
    def section(self) -> str:
        """The section it stands in, or the part of the brief before the sections."""
        first, *rest = self.path
        return str(rest[0]) if first == "sections" and rest else str(first)


def passages(brief: Brief) -> tuple[Passage, ...]:
    """Every text of a brief, in the order of its fields and blocks."""
    skipped = {"sources", "facts"}  # read as sources and facts, not as texts
    return tuple(
        chain.from_iterable(
            _below(getattr(brief, name), (info.alias or name,), Passage((), _NOTHING, voice))
            for name, info in type(brief).model_fields.items()
            if name not in skipped
            for voice in (_voice(brief, name, Voice.CLAIM),)
        )
    )


_NOTHING = Prose("", ())


def _below(value: object, path: Path, around: Passage) -> Iterator[Passage]:
    """The texts in a value; `around` holds the voice and the sources that reach down to it."""
    if isinstance(value, Prose):
        yield structs.replace(around, path=path, prose=value)
    elif isinstance(value, Model):
        yield from _within(value, path, around)
    else:
        for key, child in children(value):
            yield from _below(child, (*path, key), around)


def _within(model: Model, path: Path, around: Passage) -> Iterator[Passage]:
    cited, data = getattr(model, "source", ()), getattr(model, "data", None)
    value = getattr(model, "value", None)
    inner = structs.replace(
        around,
        cover=(*around.cover, *(cited if isinstance(cited, tuple) else ())),
        data=data if isinstance(data, str) else around.data,
        facts=_facts_in(value) if isinstance(value, Prose) else around.facts,
    )
    for name, info in type(model).model_fields.items():
        if (child := getattr(model, name)) is not None:
            voice = _voice(model, name, around.voice)
            spoken = inner if voice is inner.voice else structs.replace(inner, voice=voice)
            yield from _below(child, (*path, info.alias or name), spoken)


def _facts_in(text: Prose) -> tuple[str, ...]:
    return tuple(inline.id for inline in text.inlines() if isinstance(inline, FactRef))


def _voice(model: BaseModel, name: str, around: Voice) -> Voice:
    for kind in type(model).__mro__:
        if (kind, name) in _VOICES:
            return _VOICES[(kind, name)]
    return around

"""Figures written out in the spec, not drawn from data: who proposed what, who stands with whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Self

from pydantic import Field, PlainValidator, model_validator
from pydantic_core import PydanticCustomError

from briefgen.errors import did_you_mean
from briefgen.model.citation_fields import Citations
from briefgen.model.fields import (
    Flag,
    Identifier,
    Model,
    ShortWords,
    Words,
    choice,
    words_within,
    wrong,
)
from briefgen.model.figure import Figure
from briefgen.model.prose_fields import Line

STANCES = ("proposed", "endorsed", "none")
LINK_TYPES = ("rivalry", "pressure", "allegiance", "cooperation", "split", "other")
MOST_ACTORS = 12
MOST_IN_LAYER = 7
MOST_IN_A_BOX = 48  # characters

InABox = Annotated[str, PlainValidator(words_within(MOST_IN_A_BOX))]
Stance = Annotated[str, PlainValidator(choice(*STANCES))]
LinkType = Annotated[str, PlainValidator(choice(*LINK_TYPES))]
Wide = Annotated[str, PlainValidator(choice("full", "main"))]


class MatrixRow(Model):
    """One row of a matrix: the head of a group, or an item with a stance for each column."""

    group: Words | None = Field(None, description="The head of a group; then nothing else.")
    item: Line | None = Field(None, description="What was proposed.")
    cells: tuple[Stance, ...] = Field(
        (), description="One for each column: proposed, endorsed or none."
    )
    outcome: Line | None = Field(None, description="What came of it.")
    source: Citations = Field((), description="Its source.")

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.group is None) == (self.item is None):
            raise wrong(
                "a row of a matrix is a group or an item",
                "write “group: Words” alone, or “item:” with “cells:”",
            )
        if self.group is not None and (self.cells or self.outcome or self.source):
            raise wrong(
                "a group has no cells, outcome or source", "give them to the items below it"
            )
        return self


class MatrixFigure(Figure):
    """Who proposed what: full dot, open dot or dash for each item and each party."""

    width: Wide = Field("full", description="full (173 mm) or main (116 mm).")
    columns: tuple[Words, ...] = Field(
        description="The parties, in order; eight at most.", min_length=2, max_length=8
    )
    rows: tuple[MatrixRow, ...] = Field(
        description="Groups and items, in order.", min_length=1, max_length=60
    )
    item_head: Words | None = Field(None, description="Head of the first column; else “Proposal”.")
    outcome_head: Words | None = Field(
        None, description="Head of the last column; else “What came of it”."
    )
    legend: dict[Stance, Words] = Field(
        {}, description="Other words for proposed, endorsed or none."
    )

    @model_validator(mode="after")
    def _even(self) -> Self:
        columns = len(self.columns)
        for number, row in enumerate(self.rows):
            if row.item is not None and len(row.cells) != columns:
                cells = "1 cell" if len(row.cells) == 1 else f"{len(row.cells)} cells"
                raise wrong(
                    f"this row has {cells}, the matrix has {columns} columns",
                    "write one of proposed, endorsed, none for each column",
                    ("rows", number, "cells"),
                )
        if all(row.item is None for row in self.rows):
            raise wrong("the matrix has groups but no items", "add a row with “item:”", ("rows",))
        return self


class Actor(Model):
    """One actor of a network."""

    id: Identifier = Field(description="An id for the links, as isk.")
    name: InABox = Field(description="Its name.")
    text: ShortWords | None = Field(None, description="A second, short line.")
    layer: Words = Field(description="The layer it stands in, one of “layers:”.")
    subject: Flag = Field(False, description="Whether the figure is about this one.")
    source: Citations = Field((), description="Its source.")


class Link(Model):
    """A typed relation between two actors."""

    start: Identifier = Field(alias="from", description="The id of an actor.")
    end: Identifier = Field(alias="to", description="The id of another.")
    type: LinkType = Field(
        description="rivalry, pressure, allegiance, cooperation, split, or other with its own word."
    )
    text: InABox = Field(description="What the relation is, in a few words.")
    both: Flag = Field(False, description="Draw an arrow head at both ends.")
    source: Citations = Field((), description="Its source.")


class NetworkFigure(Figure):
    """Actors in layers and the relations between them."""

    width: Wide = Field("full", description="full (173 mm) or main (116 mm).")
    layers: tuple[Words, ...] = Field(
        description="The layers, top to bottom.", min_length=1, max_length=5
    )
    actors: tuple[Actor, ...] = Field(
        description="The actors; twelve at most.", min_length=2, max_length=MOST_ACTORS
    )
    links: tuple[Link, ...] = Field(
        description="The relations; twenty at most.", min_length=1, max_length=20
    )
    legend: dict[LinkType, Words] = Field(
        {}, description="Other words for a type in the legend; needed for other."
    )

    @model_validator(mode="after")
    def _joined(self) -> Self:
        for error in (*self._layer_errors(), *self._link_errors()):
            raise error
        return self

    def _layer_errors(self) -> Iterator[PydanticCustomError]:
        yield from _repeated([actor.id for actor in self.actors], "actors", "id")
        for number, actor in enumerate(self.actors):
            if actor.layer not in self.layers:
                yield wrong(
                    f"no layer is called “{actor.layer[:40]}”",
                    did_you_mean(actor.layer, self.layers, "add it under “layers:”"),
                    ("actors", number, "layer"),
                )
        for layer in self.layers:
            crowd = sum(actor.layer == layer for actor in self.actors)
            if crowd > MOST_IN_LAYER:
                yield wrong(
                    f"{crowd} actors in the layer “{layer[:40]}”; {MOST_IN_LAYER} is the most",
                    "make two layers of it, or leave some out",
                    ("layers",),
                )

    def _link_errors(self) -> Iterator[PydanticCustomError]:
        known = {actor.id for actor in self.actors}
        for number, link in enumerate(self.links):
            for key, actor in (("from", link.start), ("to", link.end)):
                if actor not in known:
                    yield wrong(
                        f"no actor has the id “{actor}”",
                        did_you_mean(actor, known, "add it under “actors:”"),
                        ("links", number, key),
                    )
            if link.type == "other" and "other" not in self.legend:
                yield wrong(
                    "the legend has no word for “other”",
                    "add “legend: {other: …}” to the figure",
                    ("links", number, "type"),
                )
            if link.start == link.end:
                yield wrong(
                    f"“{link.start}” is linked to itself",
                    "a link needs two actors",
                    ("links", number, "to"),
                )


def _repeated(ids: Iterable[str], field: str, key: str) -> Iterator[PydanticCustomError]:
    seen: set[str] = set()
    for number, each in enumerate(ids):
        if each in seen:
            yield wrong(f"the id “{each}” is used twice", "give each its own", (field, number, key))
        seen.add(each)

"""A threat rating: three parts with a level and a reason each, and the level that follows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Self

from msgspec import Struct
from pydantic import Field, PlainValidator, model_validator

from briefgen.model.fields import Model, Words, choice, wrong
from briefgen.model.prose_fields import Line

LEVELS = ("very low", "low", "medium", "high", "very high")

Level = Annotated[str, PlainValidator(choice(*LEVELS))]


class RatedPart(Model):
    """One part of a rating: how much of it there is, and why we say so."""

    level: Level = Field(description="very low, low, medium, high or very high.")
    reason: Line = Field(description="Why, in a sentence or two, with citations.")


class Rating(Model):
    """Intent, capability and opportunity, and the overall level that follows from them."""

    against: Words = Field(description="Whom or what the threat is rated against.")
    intent: RatedPart = Field(description="What the actor wants to do.")
    capability: RatedPart = Field(description="What the actor is able to do.")
    opportunity: RatedPart = Field(description="What circumstances let the actor do.")
    overall: Level = Field(
        description="The middle of the three, but at most one level above the lowest."
    )

    def parts(self) -> Iterator[tuple[str, RatedPart]]:
        """The three parts by name, in the order of the page."""
        yield "intent", self.intent
        yield "capability", self.capability
        yield "opportunity", self.opportunity

    @model_validator(mode="after")
    def _follows(self) -> Self:
        levels = [part.level for _, part in self.parts()]
        follows = overall_level(levels)
        if self.overall != follows:
            _, middle, _ = sorted(levels, key=LEVELS.index)
            capped = "" if middle == follows else f", capped one level above the lowest: {follows}"
            given = ", ".join(f"{name} {part.level}" for name, part in self.parts())
            raise wrong(
                f"the overall level is “{self.overall}”, but “{follows}” follows from {given}",
                f"the rule is the middle of the three ({middle}){capped}; "
                f"write “overall: {follows}”, or change a level and its reason",
                ("overall",),
            )
        return self


class RatingStrip(Struct, frozen=True):
    """The levels of a rating in one row, for a first page; the block `rating` gives the reasons."""

    rating: Rating


def overall_level(levels: list[str]) -> str:
    """The middle of three levels, but at most one above the lowest.

    So no actor is rated high that lacks the means, and none low that lacks but one thing.
    """
    lowest, middle, _ = sorted(LEVELS.index(level) for level in levels)
    return LEVELS[min(middle, lowest + 1)]

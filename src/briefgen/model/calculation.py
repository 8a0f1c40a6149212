"""What is taken from a data file, and what the program makes of it before it is shown."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BeforeValidator, Field, PlainValidator, model_validator

from briefgen.model.fields import Model, WordList, Words, choice, read_number, text_of, whole, wrong

Year = Annotated[int, PlainValidator(whole(1, 9999, "a year"))]
Where = dict[str, WordList]
YEARLY = "yearly"
TOTAL = "total"


def _growth(value: object) -> int | str:
    written = text_of(value, "yearly or a year") if not isinstance(value, int) else value
    if isinstance(written, int) or written == YEARLY:
        return written
    number = read_number(written)
    if number is None or number != int(number) or not 1 <= number <= 9999:
        raise wrong(
            f"yearly or a year is needed here, found “{written[:40]}”",
            "yearly is the change on the year before, 2015 the change since 2015",
        )
    return int(number)


Growth = Annotated[int | str, PlainValidator(_growth)]


class Ratio(Model):
    """What values are divided by: another column, of the same or of another data file."""

    column: Words = Field("value", description="The column to divide by.")
    data: Words | None = Field(
        None, description="The data file it is in; else the same. Rows are matched by their labels."
    )


def _ratio(value: object) -> object:
    return {"column": value} if isinstance(value, str) else value


class Steps(Model):
    """What can be worked out of the values of a data file."""

    combine: Annotated[str, PlainValidator(choice("sum", "mean"))] | None = Field(
        None, description="Rows that fall on one bar, point or cell: their sum or mean."
    )
    per: Annotated[Ratio, BeforeValidator(_ratio)] | None = Field(
        None, description="Divide by a column, as population."
    )
    index: Year | None = Field(None, description="The year that is 100.")
    growth: Growth | None = Field(None, description="yearly, or the year since which; in per cent.")

    def shared(self) -> bool:
        """Whether values become shares of a total."""
        return False

    @model_validator(mode="after")
    def _of_one_kind(self) -> Self:
        asked = {"index": self.index, "growth": self.growth, "share_of": self.shared() or None}
        named = [key for key, value in asked.items() if value is not None]
        if len(named) > 1:
            raise wrong(
                f"“{named[0]}” and “{named[1]}” cannot both be worked out of one value",
                "keep one of them",
                (named[1],),
            )
        if self.shared() and self.per is not None:
            raise wrong("a ratio has no share", "keep “per:” or “share_of:”", ("share_of",))
        if not named and self.combine is None and self.per is None:
            raise wrong("nothing is worked out here", "add combine, per, index, growth or share_of")
        return self


class Calculation(Steps):
    """What is worked out from the values of a data file, in the order of these fields."""

    share_of: Words | None = Field(
        None,
        description="total; or a column, in each of whose values the parts add up to 100 per cent.",
    )

    def shared(self) -> bool:
        return self.share_of is not None


class FactCalculation(Steps):
    """What is worked out from data for one fact, in the order of these fields."""

    share_of: Where = Field(
        {}, description="The rows that are 100 per cent: column and value, as in “where”."
    )

    def shared(self) -> bool:
        return bool(self.share_of)

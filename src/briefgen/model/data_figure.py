"""What all figures that are drawn from a data file have besides."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, PlainValidator, model_validator

from briefgen.model.drawn_data import DrawnData
from briefgen.model.fields import Words, whole, wrong
from briefgen.model.figure import Figure


class DataFigure(DrawnData, Figure):
    """A figure drawn from a data file."""

    top: Annotated[int, PlainValidator(whole(1, 100))] | None = Field(
        None, description="Only so many, the largest; by the last year where years are shown."
    )
    others: Words | None = Field(
        None, description="The name under which all that “top” leaves out is added up."
    )

    @model_validator(mode="after")
    def _others_of_top(self) -> Self:
        if self.others is not None and self.top is None:
            raise wrong(
                "“others” adds up what “top” leaves out", "add “top:” with a number", ("others",)
            )
        return self

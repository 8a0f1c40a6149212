"""Figures that show a course: lines over time, slopes between two dates, small multiples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Self

from pydantic import Field, PlainValidator, model_validator

from briefgen.dates import PartialDate, moment
from briefgen.model.calculation import Where
from briefgen.model.citation_fields import Citations
from briefgen.model.data_figure import DataFigure
from briefgen.model.drawn_data import Asked, Called, Cells, Misfit
from briefgen.model.fields import AnyDate, Flag, Model, WordList, Words, choice, words_within, wrong

_EVENT = 45


class CourseFigure(DataFigure):
    """A figure of values by year, or another column."""

    x: Words = Field("year", description="The column of years; of a line also one of dates.")
    y: Words = Field("value", description="The column of values.")

    def measured(self) -> tuple[str, ...]:
        return (self.y,)


class ChartMark(Model):
    """A point of a line with words of its own."""

    at: AnyDate = Field(description="The year, or the date of a line by dates.")
    text: Words = Field(description="What to say of it.")


class ChartEvent(Model):
    """Something that happened, marked across all lines."""

    at: AnyDate = Field(description="The year or date, which is printed.")
    text: Annotated[str, PlainValidator(words_within(_EVENT))] = Field(
        description=f"What happened, in a few words; {_EVENT} characters at most."
    )
    source: Citations = Field((), description="Its source.")


class LineFigure(CourseFigure):
    """A line chart: values over time, one to six lines."""

    series: Words | None = Field(None, description="The column that tells the lines apart.")
    only: WordList = Field((), description="Only these lines, in this order.")
    highlight: Words | None = Field(None, description="The line in the accent colour.")
    relabel: dict[str, Words] = Field({}, description="Other words for a line than the file's.")
    mark: tuple[ChartMark, ...] = Field((), description="Points with words.", max_length=3)
    label: tuple[AnyDate, ...] = Field(
        (), description="Years or dates whose value is printed, besides the last."
    )
    events: tuple[ChartEvent, ...] = Field(
        (), description="What happened in the time shown; five at most.", max_length=5
    )
    projected_from: AnyDate | None = Field(
        None, description="The first year or date that is a projection, drawn dashed."
    )
    projected_where: Where = Field(
        {}, description="Rows that are projections, by column, as {status: forecast}."
    )

    def labels(self) -> tuple[str, ...]:
        return (self.x,) if self.series is None else (self.x, self.series)

    def named(self) -> str | None:
        return self.series

    def asked(self) -> Iterator[Asked]:
        yield "x", self.x, "time"
        yield "y", self.y, "number"
        if self.series is not None:
            yield "series", self.series, ""

    def called(self) -> Iterator[Called]:
        if self.series is not None:
            yield "only", self.only, (self.series,)
            yield "highlight", (self.highlight,) if self.highlight else (), (self.series,)
            yield "relabel", tuple(self.relabel), (self.series,)

    def misfits(self, rows: Sequence[Cells]) -> Iterator[Misfit]:
        drawn = {moment(row[self.x]) for row in rows}
        first, last = min(drawn), max(drawn)
        what = "years" if all(each.month is None for each in drawn) else "dates"
        for number, event in enumerate(self.events):
            place = ("events", number, "at")
            if event.at.latest() < first.earliest() or last.latest() < event.at.earliest():
                outside = f"lies outside the {what} drawn, {first} to {last}"
                hint = f"leave it out, or draw more {what}"
                yield place, f"the event of {event.at} {outside}", hint
            elif what == "years" and event.at.month is not None:
                message = f"{event.at} is more exact than the line, which goes by years"
                yield place, message, f"write {event.at.year}"
        ahead = self.projected_from
        if ahead is not None and ahead.earliest() > last.latest():
            yield ("projected_from",), f"no {what[:-1]} from {ahead} on is drawn", ""
        if self.calculate is None:
            yield from self._unlabelled(rows)
        yield from self._early_projections(rows)

    def _unlabelled(self, rows: Sequence[Cells]) -> Iterator[Misfit]:
        """Years to be labelled that have no value on the line that carries the labels."""
        name = self.highlight or next(iter(self.only), None)
        if self.series is not None and name is None:
            name = rows[0][self.series]
        known = {
            moment(row[self.x])
            for row in rows
            if row[self.y].strip() and (self.series is None or row[self.series] == name)
        }
        asked = [(("label", number), each) for number, each in enumerate(self.label)]
        marks = [(("mark", number, "at"), mark.at) for number, mark in enumerate(self.mark)]
        for place, each in (*asked, *marks):
            if each not in known:
                line = f" of “{name[:40]}”" if name else ""
                what = "another year" if each.month is None else "a date of the file"
                yield place, f"there is no value{line} in {each} to print", f"choose {what}"

    def _early_projections(self, rows: Sequence[Cells]) -> Iterator[Misfit]:
        """Projections that are followed by values that are none."""
        starts = self.projections(rows)
        for row in rows:
            name = row[self.series] if self.series is not None else ""
            start = starts.get(name)
            if start is None or self._is_projected(row) or moment(row[self.x]) < start:
                continue
            message = f"{row[self.x]} is no projection, but stands after one of {start}"
            yield ("projected_where",), message, "projections are the last years of a line"
            return

    def projections(self, rows: Sequence[Cells]) -> dict[str, PartialDate]:
        """The first projected year or date of each line that has one."""
        starts: dict[str, PartialDate] = {}
        for row in rows:
            if self._is_projected(row):
                name = row[self.series] if self.series is not None else ""
                each = moment(row[self.x])
                starts[name] = min(starts.get(name, each), each)
        return starts

    def _is_projected(self, row: Cells) -> bool:
        if self.projected_from is not None:
            return moment(row[self.x]).earliest() >= self.projected_from.earliest()
        wanted = self.projected_where
        return bool(wanted) and all(row.get(name) in values for name, values in wanted.items())

    @model_validator(mode="after")
    def _projected_once(self) -> Self:
        if self.projected_from is not None and self.projected_where:
            raise wrong(
                "“projected_from” and “projected_where” say the same in two ways",
                "keep one of them",
                ("projected_where",),
            )
        return self


class SlopeFigure(CourseFigure):
    """Slopes: the change between two dates, a line for each name."""

    series: Words = Field(description="The column that names the lines.")
    only: WordList = Field((), description="Only these lines, in this order.")
    highlight: WordList = Field((), description="The lines in the accent colour.")
    relabel: dict[str, Words] = Field({}, description="Other words for a line than the file's.")

    def labels(self) -> tuple[str, ...]:
        return (self.x, self.series)

    def named(self) -> str:
        return self.series

    def asked(self) -> Iterator[Asked]:
        yield "x", self.x, ""
        yield "y", self.y, "number"
        yield "series", self.series, ""

    def called(self) -> Iterator[Called]:
        yield "only", self.only, (self.series,)
        yield "highlight", self.highlight, (self.series,)
        yield "relabel", tuple(self.relabel), (self.series,)

    def misfits(self, rows: Sequence[Cells]) -> Iterator[Misfit]:
        dates = list(dict.fromkeys(row[self.x] for row in rows))
        if len(dates) != 2:
            found = f"{len(dates)} are" if len(dates) != 1 else "1 is"
            yield (
                ("where",),
                f"a slope goes from one date to another; {found} selected in “{self.x}”",
                f"choose two, as where: {{{self.x}: [{min(dates)}, {max(dates)}]}}"
                if len(dates) > 2
                else f"choose two by “where: {{{self.x}: [one, other]}}”",
            )


class MultiplesFigure(CourseFigure):
    """Small multiples: the same small chart for each name, on one scale unless told otherwise."""

    by: Words = Field(description="The column that makes the panels.")
    draw: Annotated[str, PlainValidator(choice("line", "bar"))] = Field(
        "line", description="line, or bar."
    )
    own_scales: Flag = Field(
        False, description="Each panel on a scale of its own, which the figure then says."
    )
    only: WordList = Field((), description="Only these panels, in this order.")
    highlight: WordList = Field((), description="The panels in the accent colour.")
    relabel: dict[str, Words] = Field({}, description="Other words for a panel than the file's.")

    def labels(self) -> tuple[str, ...]:
        return (self.x, self.by)

    def named(self) -> str:
        return self.by

    def asked(self) -> Iterator[Asked]:
        yield "x", self.x, "year"
        yield "y", self.y, "number"
        yield "by", self.by, ""

    def called(self) -> Iterator[Called]:
        yield "only", self.only, (self.by,)
        yield "highlight", self.highlight, (self.by,)
        yield "relabel", tuple(self.relabel), (self.by,)

"""The data of figures inside the PDF: what is shown, under a name, the same bytes each time."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import get_args

import pikepdf
import pytest
from msgspec import structs
from pydantic import PlainValidator

from briefgen.columns import column_words
from briefgen.edition.compose import compose
from briefgen.edition.view import Edition
from briefgen.enclosed import Attachment
from briefgen.model.data_figure import DataFigure
from briefgen.model.diagrams import STANCES
from briefgen.model.fields import Choice, Model, is_choice
from briefgen.model.figure import Figure
from briefgen.outputs.engine import lay_out, write
from briefgen.outputs.job import RenderJob
from briefgen.project import MemoryFiles
from briefgen.settings import Settings
from briefgen.validation import check
from pages import Notes, sheet
from projects import NAME, SPEC, changed, minimal_project

BAR = """\
      - figure: bar
        title: Tajikistan grew faster
        data: growth
        category: country
        where: {year: 2023}
        highlight: Tajikistan
"""
DERIVED = """\
      - figure: bar
        id: fig-share
        title: Tajikistan has {{ population }} people
        data: growth
        category: country
        where: {year: 2023}
        decimals: 1
        calculate: {share_of: total}
        relabel: {Kyrgyzstan: Kyrgyz Republic}
"""


def edition_of(files: dict[str, str]) -> Edition:
    checked = check(MemoryFiles.of(files), NAME)
    assert checked.problems == ()
    return compose(checked, Settings())


def with_bar(block: str) -> dict[str, str]:
    files = minimal_project()
    files[SPEC] = changed(files[SPEC], BAR, block)
    return files


def rows(attachment: Attachment) -> list[list[str]]:
    return list(csv.reader(io.StringIO(attachment.content.decode("utf-8"))))


def test_what_a_figure_shows_is_attached_under_its_number() -> None:
    line, bar, *_ = edition_of(minimal_project()).attachments
    assert (line.name, bar.name) == ("figure-01-growth.csv", "figure-02.csv")
    assert line.figure.startswith("Line chart. Growth has held since 2021: from 9.2 in 2021")
    assert rows(line) == [
        ["Year", "Country", "Growth (percent)"],
        ["2021", "Tajikistan", "9.2"],
        ["2022", "Tajikistan", "8.0"],
        ["2023", "Tajikistan", "8.3"],
    ]
    assert line.description == (
        "Figure 1: Growth has held since 2021. Real growth; retrieved on 20 November 2026."
    )
    assert line.media_type == "text/csv"


def test_what_was_worked_out_is_attached_as_it_was_worked_out() -> None:
    edition = edition_of(with_bar(DERIVED))
    assert rows(edition.attachments[1]) == [
        ["Country", "Growth (shares of the total in per cent)"],
        ["Tajikistan", "57.2413793103"],
        ["Kyrgyz Republic", "42.7586206897"],
    ]
    assert edition.attachments[1].description.startswith(
        "Figure 2: Tajikistan has 10.3\u00a0million people. "
    )


def test_the_page_tells_of_the_files_inside_it() -> None:
    said = edition_of(minimal_project()).attached
    assert said == "The data of figures\u00a01–4 are attached to this file as CSV."


def test_what_a_figure_writes_out_is_attached_list_by_list() -> None:
    places, routes, dates = edition_of(minimal_project()).attachments[2:]
    assert (places.name, routes.name) == ("figure-03-points.csv", "figure-03-routes.csv")
    assert rows(places)[:2] == [
        ["name", "longitude", "latitude", "type"],
        ["Dushanbe", "68.78", "38.56", "capital"],
    ]
    assert rows(routes)[1][:2] == ["Road", "68.78 38.56; 69.6 37.2"]
    assert rows(dates) == [
        ["date", "text", "turning point"],
        ["1991-09-09", "Independence", ""],
        ["1997-06", "Peace", "yes"],
        ["2016", "New constitution", ""],
    ]
    assert dates.description == "Figure 4: Three turns."


ONE = Attachment("b.csv", "Figure 1: Å", "text/csv", b"Year\r\n2020\r\n")


def job_with(*attachments: Attachment) -> RenderJob:
    return structs.replace(
        sheet("<p>Words.</p>", Notes()), attachments=attachments, day="2026-11-23"
    )


def pdf_of(job: RenderJob) -> bytes:
    written = write(lay_out(job), job)
    assert (written.said, written.untagged) == ((), "")
    return written.pdf


def test_scenarios_are_attached_with_their_terms_in_words() -> None:
    strip = """\
      - figure: scenario-strip
        title: Calm is likely
        scenarios:
          - {name: Calm, likelihood: likely, base: true}
          - {name: Storm, likelihood: unlikely}
"""
    attached = edition_of(with_bar(strip)).attachments
    (found,) = (each for each in attached if rows(each)[0][:2] == ["name", "likelihood"])
    assert rows(found) == [
        ["name", "likelihood", "base"],
        ["Calm", "likely", "yes"],
        ["Storm", "unlikely", ""],
    ]


def in_language(language: str) -> tuple[Attachment, ...]:
    files = minimal_project()
    return edition_of(
        files | {SPEC: changed(files[SPEC], "language: en", f"language: {language}")}
    ).attachments


def test_heads_and_choices_are_in_the_language_of_the_brief() -> None:
    places, routes, dates = in_language("tr")[2:]
    assert rows(places)[:2] == [
        ["ad", "boylam", "enlem", "tür"],
        ["Dushanbe", "68.78", "38.56", "başkent"],
    ]
    assert rows(routes)[0] == ["ad", "noktalar", "çizgi", "ok"]
    assert rows(routes)[1][2:] == ["düz", "yok"]
    assert rows(dates)[0] == ["tarih", "metin", "dönüm noktası"]
    assert rows(dates)[2] == ["1997-06", "Peace", "evet"]


@pytest.mark.parametrize("language", ["ar", "fr", "kk", "ru", "tr", "uz"])
def test_what_programs_go_by_is_the_same_in_all_languages(language: str) -> None:
    english, own = in_language("en"), in_language(language)
    assert [each.name for each in own] == [each.name for each in english]
    assert [each.columns for each in own] == [each.columns for each in english]
    assert english[0].columns == ("year", "country", "value")
    assert english[-1].columns == ("date", "text", "turning_point")
    for mine, its in zip(own[2:], english[2:], strict=True):
        assert rows(mine)[0] != rows(its)[0]


def test_every_column_and_choice_has_its_words() -> None:
    """So that no key of the spec stands in a sheet as it is."""
    parts = {
        part
        for figure in _models(Figure)
        if not issubclass(figure, DataFigure)
        for info in figure.model_fields.values()
        for part in get_args(info.annotation)
        if isinstance(part, type) and issubclass(part, Model)
    }
    words, told = column_words("en"), {"source", "at", "cells"}
    fields = [(part, name, info) for part in parts for name, info in part.model_fields.items()]
    assert {info.alias or name for _, name, info in fields} - told <= set(words.heads)
    chosen = [
        each.func.allowed
        for part, name, info in fields
        if is_choice(part, name)
        for each in info.metadata
        if isinstance(each, PlainValidator) and isinstance(each.func, Choice)
    ]
    assert {word for words in (*chosen, STANCES) for word in words} <= set(words.cells)


def _models(base: type[Model]) -> Iterator[type[Model]]:
    for model in base.__subclasses__():
        yield model
        yield from _models(model)


def test_the_pdf_holds_the_bytes_of_the_day_of_the_edition() -> None:
    raw = pdf_of(job_with(structs.replace(ONE, name="a.csv"), ONE))
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        assert list(pdf.attachments) == ["a.csv", "b.csv"]
        attached = pdf.attachments["b.csv"]
        file = attached.get_file()
        assert file.read_bytes() == ONE.content
        assert attached.description == ONE.description
        assert file.mime_type == "text/csv"
        assert str(file.obj.Params.CreationDate) == "D:20261123000000Z"
        assert str(file.obj.Params.ModDate) == "D:20261123000000Z"


CHART = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" role="img">'
    "<title>One &amp; two.</title><rect width='5' height='5'/></svg>"
)


def test_a_file_is_tied_to_its_figure_as_its_data() -> None:
    job = structs.replace(
        sheet(f"<p>Words.</p>{CHART}", Notes()),
        attachments=(
            structs.replace(ONE, name="a.csv", figure="One & two."),
            structs.replace(ONE, name="aa.csv", figure="One & two."),
            ONE,
        ),
        day="2026-11-23",
    )
    with pikepdf.open(io.BytesIO(pdf_of(job))) as pdf:
        files = {str(each.UF): each for each in pdf.Root.AF}
        assert sorted(files) == ["a.csv", "aa.csv", "b.csv"]
        assert {str(each.AFRelationship) for each in files.values()} == {"/Data"}
        (figure,) = (
            each
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"
        )
        assert [str(each.UF) for each in figure.AF] == ["a.csv", "aa.csv"]


def test_a_file_is_what_it_is_said_to_be_whatever_the_machine_makes_of_its_name() -> None:
    spec = structs.replace(ONE, name="a.yaml", media_type="application/yaml", relationship="Source")
    with pikepdf.open(io.BytesIO(pdf_of(job_with(spec)))) as pdf:
        (file,) = pdf.Root.AF
        assert (str(file.AFRelationship), str(file.EF.F.Subtype)) == (
            "/Source",
            "/application/yaml",
        )


def test_the_same_files_give_the_same_bytes() -> None:
    assert pdf_of(job_with(ONE)) == pdf_of(job_with(ONE))


@pytest.mark.parametrize(
    "other",
    [
        job_with(),
        job_with(structs.replace(ONE, content=b"x")),
        job_with(structs.replace(ONE, name="c.csv")),
        job_with(structs.replace(ONE, description="Figure 2")),
        job_with(structs.replace(ONE, figure="A line")),
        job_with(structs.replace(ONE, relationship="Source")),
        structs.replace(job_with(ONE), day="2026-11-24"),
    ],
)
def test_every_part_of_an_attachment_counts_for_the_name_of_the_pdf(other: RenderJob) -> None:
    assert other.digest() != job_with(ONE).digest()

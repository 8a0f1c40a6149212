"""Sources: what is read in, and what is said about mistakes."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from briefgen.dates import PartialDate
from briefgen.model.source import TYPES_MEANT, Name, Source, SourceType


def source(**fields: object) -> Source:
    return Source.model_validate({"type": "webpage", "title": "Cholera"} | fields)


def messages(**fields: object) -> str:
    with pytest.raises(ValidationError) as caught:
        source(**fields)
    return " | ".join(error["msg"] for error in caught.value.errors())


def test_all_fields_come_as_text() -> None:
    read = source(
        title="GDP (current\n  US$)", issued="2026-03", accessed="2026-11-23", number="280",
        doi="https://doi.org/10.1080/02684527.2012.708275", derived_from=["wb-gdp"],
        language="pt-BR", reliability="A", reliability_reason="official",
    )  # fmt: skip
    assert read.type is SourceType.WEBPAGE
    assert read.title == "GDP (current US$)"
    assert (read.issued, read.accessed) == (PartialDate(2026, 3), date(2026, 11, 23))
    assert (read.number, read.doi) == ("280", "10.1080/02684527.2012.708275")
    assert read.derived_from == ("wb-gdp",)


def test_empty_lines_count_as_left_out() -> None:
    read = source(author=None, issued=None, url=None, derived_from=None)
    assert (read.author, read.issued, read.url, read.derived_from) == ((), None, None, ())


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("World Bank", [Name("World Bank")]),
        ("Kassenova, Togzhan", [Name("Kassenova", "Togzhan")]),
        (["Friedman, Jeffrey A.", "IMF"], [Name("Friedman", "Jeffrey A."), Name("IMF")]),
        ({"organisation": "Health, Labour and Welfare"}, [Name("Health, Labour and Welfare")]),
        ({"family": "Park", "given": "Sae-jin", "family_first": "true"},
         [Name("Park", "Sae-jin", family_first=True)]),
        ("O’Brien, Conan (@ConanOBrien)", [Name("O’Brien", "Conan", handle="@ConanOBrien")]),
        ("King, Martin Luther, Jr.", [Name("King", "Martin Luther", "Jr.")]),
    ],
)  # fmt: skip
def test_names(written: object, names: list[Name]) -> None:
    assert source(author=written).author == tuple(names)


def test_names_in_both_orders() -> None:
    king = Name.parse("King, Martin Luther, Jr.")
    assert (king.natural, king.inverted) == (
        "Martin Luther King Jr.", "King, Martin Luther, Jr.",
    )  # fmt: skip
    assert Name("Park", "Sae-jin", family_first=True).inverted == "Park Sae-jin"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"type": "news"}, "“news” is not a type of source: did you mean “article-newspaper”?"),
        ({"type": "web page"}, "did you mean “webpage”?"),
        ({"title": ["a"]}, "Found a list or a group of fields where one text belongs"),
        ({"title": "  "}, "Nothing is written here"),
        ({"title": None}, "has no title"),
        ({"note": "x" * 2001}, "2001 characters are too many"),
        ({"author": "Smith, Ann and Doe, John"}, "several as a list"),
        ({"author": "Ministry of Health, Labour and Welfare"}, 'as {organisation: "…"}'),
        ({"author": "Smith,"}, "half a name"),
        ({"author": [None]}, "A name is missing here"),
        ({"author": {"name": "Smith"}}, "either the field organisation, or family and given"),
        ({"issued": "20 November 2022"}, "“20 November 2022” is not a date: write 2022, 2022-11"),
        ({"issued": "2022-13"}, "not a day of the calendar"),
        ({"accessed": "2026-11"}, "not a whole date"),
        ({"issued": "2026-12", "accessed": "2026-11-23"}, "before it was published (2026-12)"),
        ({"url": "www.example.org"}, "beginning with https://"),
        ({"url": "javascript:alert(1)"}, "not an address a reader can open"),
        ({"url": "https://me:secret@example.org/"}, "not an address"),
        ({"url": "https://[bad"}, "not an address"),
        ({"archived": "file:///etc/passwd"}, "not an address"),
        ({"doi": "02684527"}, "is not a DOI"),
        ({"language": "kz"}, "(did you mean “kk”?)"),
        ({"language": "engl"}, "is not the code of a language:"),
        ({"reliability": "b", "reliability_reason": "x"}, "one capital letter"),
        ({"reliability": "B"}, "The grade B stands without a reason"),
        ({"derived_from": ["WB GDP"]}, "“WB GDP” is not the key of a source"),
        ({"nmae": "x"}, "Extra inputs"),
    ],
)
def test_mistakes_are_named_with_what_to_do(fields: dict[str, object], said: str) -> None:
    assert said in messages(**fields)


def test_only_a_talk_with_its_author_has_no_title() -> None:
    assert source(type="interview", title=None, author="Umarov, Temur").title is None
    assert "has no title" in messages(type="interview", title=None)


def test_every_meant_type_exists() -> None:
    assert set(TYPES_MEANT.values()) <= {str(member) for member in SourceType}

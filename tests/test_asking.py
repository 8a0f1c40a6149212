"""Addresses that a page may not ask for, told at the line of the template that asks for them."""

from __future__ import annotations

import pytest

from briefgen.errors import Place, RenderingFailed
from briefgen.outputs.asking import place_in
from briefgen.outputs.rendering import render
from pages import job_of, project

OWN = 'templates = ["own"]\n'
PART = "own/parts/colophon.html"
TEMPLATE = """\
{# <img src="logo.png"> was here #}
<p>one</p> <img src="logo.png" alt="x">
<link rel="stylesheet" href="brief:none.css">
<p>and</p>
<p style="background:url('https://a.example/b c.png')">two</p>
{% set name = "late" %}<object data="files/{{ name }}.png" type="image/png">x</object>
<p>three</p>
<style>@import url(https://a.example/é.css);</style>
<style>
@font-face{font-family:Y;src:url(../fonts/y.woff2)} p{font-family:Y}
</style>
"""


def refused(files: dict[str, str]) -> dict[str, Place]:
    """Where each address is asked for that the page of a project may not have."""
    with pytest.raises(RenderingFailed) as raised:
        render(job_of(files))
    assert all("remove it from the template" in each.hint for each in raised.value.problems)
    return {
        each.message.split()[4].rstrip(","): each.place
        for each in raised.value.problems
        if each.message.endswith("is not part of the brief")
    }


def test_all_that_a_template_asks_for_is_told_at_once_at_its_line() -> None:
    found = refused({**project(settings=OWN), PART: TEMPLATE})
    assert found == {
        "logo.png": Place(PART, 2, 22),
        "brief:none.css": Place(PART, 3, 30),
        "https://a.example/b%20c.png": Place(PART, 5, 27),
        "files/late.png": Place(PART, 6, 38),
        "https://a.example/%C3%A9.css": Place(PART, 8, 20),
        "../fonts/y.woff2": Place(PART, 10, 34),
    }


def test_what_is_asked_for_while_the_pdf_is_written_has_its_line_too() -> None:
    part = (
        '<svg width="9" height="9">\n<image href="pictures/a.png" width="9" height="9"/></svg>'
        '<a rel="attachment"\nhref="file:///etc/passwd">x</a>'
    )
    assert refused({**project(settings=OWN), PART: part}) == {
        "pictures/a.png": Place(PART, 2, 14),
        "file:///etc/passwd": Place(PART, 3, 7),
    }


def test_a_theme_and_a_style_sheet_have_their_lines() -> None:
    files = {
        **project(settings='theme = "themes/house"\n'),
        "themes/house/theme.toml": "",
        "themes/house/theme.css": "h1{color:red}\nh2{background:url(wave.png)}\n",
        "themes/house/parts/colophon.html": '<img src="seal.png" alt="Seal">',
    }
    assert refused(files) == {
        "wave.png": Place("themes/house/theme.css", 2, 19),
        "seal.png": Place("themes/house/parts/colophon.html", 1, 11),
    }


def test_a_complaint_about_a_template_has_its_line() -> None:
    part = '<style>p{colour:red}</style>\n<p><a href="#nowhere">x</a></p>'
    problems = render(job_of({**project(settings=OWN), PART: part})).problems
    assert [each.place for each in problems] == [Place(PART, 1, 10), Place(PART, 2, 13)]


@pytest.mark.parametrize(
    ("template", "address", "place"),
    [
        ('<img src="{{ x }}">\n<img src="{{ x }}.gif">', "a.gif", (2, 11)),  # the more is said
        ('<img src="{{ x }}">\n<img src="{{ x }}.gif">', "a.png", (1, 11)),
        ('<img src="a/{{ x }}/{% if y %}b{% endif %}.png">', "a/1/b.png", (1, 11)),
        ("{% set logo = 'b.png' %}<img src={{ logo }}>", "a/b.png", (1, 16)),
        ('<img src="a&amp;b.png">', "a&b.png", (1, 11)),
        ('<!-- <img src="a.png"> -->\n<img src=a.png>', "a.png", (2, 10)),
        ('<img src="ab{{ x }}ba">', "aba", None),
        ("<p>nothing</p>", "a.png", None),
        ("<p>nothing</p>", "", None),
    ],
)
def test_the_line_is_that_which_says_most_of_an_address(
    template: str, address: str, place: tuple[int, int] | None
) -> None:
    found = place_in({"own/a.html": template}, address)
    assert found == (Place("own/a.html", *place) if place else None)


@pytest.mark.parametrize("text", ["{{", "{#", "<!--", "{%", 'src="', "url( "])
def test_a_template_that_never_ends_what_it_begins_is_looked_through(text: str) -> None:
    assert place_in({"own/a.html": text * 20_000 + "\nseal.png"}, "seal.png") is not None

"""Drawings as outlines: what they show is what the engine draws, and nothing needs a font."""

from __future__ import annotations

from io import BytesIO

from lxml import etree
from PIL import Image, ImageChops, ImageStat

from briefgen.outputs.word.arranging import blocks_of
from briefgen.outputs.word.blocks import Picture
from briefgen.outputs.word.pictures import Printed, printed
from briefgen.outputs.word.places import runs_in
from pages import edition_of, project

SVG = "{http://www.w3.org/2000/svg}"
LETTERS = '<text x="2" y="12" font-family="BG Sans,BG Naskh" font-size="9" fill="#123456">{}</text>'


def small() -> list[Picture]:
    """The drawings of the small project."""
    found = {
        run.picture.svg: run.picture
        for run in runs_in(blocks_of(edition_of(project())))
        if run.picture
    }
    return list(found.values())


def shown(made: Printed) -> Image.Image:
    """A picture on white, in greys."""
    drawn = Image.open(BytesIO(made.png))
    ground = Image.new("RGBA", drawn.size, "white")
    ground.alpha_composite(drawn)
    return ground.convert("L")


def drawing(inner: str) -> Picture:
    """A drawing of these elements."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="60pt" height="20pt" '
        f'viewBox="0 0 60 20" role="img"><title>T</title>{inner}</svg>'
    )
    return Picture(svg, "T", 60.0, 20.0)


def test_outlines_show_what_the_engine_draws() -> None:
    pictures = small()
    assert len(pictures) > 5
    first = printed(pictures, "small", {})
    again = [
        Picture(made.svg, "", each.width, each.height, each.scale)
        for each, made in zip(pictures, first.values(), strict=True)
    ]
    for one, other in zip(first.values(), printed(again, "small", {}).values(), strict=True):
        difference = ImageChops.difference(shown(one), shown(other))
        assert ImageStat.Stat(difference).mean[0] < 1.0  # of 255: edges of letters
        assert {each.tag for each in etree.fromstring(one.svg).iter()} == {
            f"{SVG}svg",
            f"{SVG}path",
        }


def test_dashes_ends_and_what_shines_through_are_kept() -> None:
    line = '<path d="M2 2L58 2" stroke="#FF0000" stroke-width="2" stroke-dasharray="4 2" '
    each = drawing(f'{line}stroke-linecap="round" fill="none" stroke-opacity="0.5"/>')
    (made,) = printed([each], "t", {}).values()
    (path,) = etree.fromstring(made.svg)
    told = {str(name): value for name, value in path.attrib.items() if name != "d"}
    assert told == {
        "fill": "none",
        "stroke": "#FF0000",
        "stroke-opacity": "0.5",
        "stroke-width": "2",
        "stroke-linecap": "round",
        "stroke-dasharray": "4 2",
    }


def test_letters_that_join_are_left_to_the_picture() -> None:
    latin, arabic = drawing(LETTERS.format("Astana")), drawing(LETTERS.format("بلد"))
    made = list(printed([latin, arabic], "t", {}).values())
    assert [bool(each.svg) for each in made] == [True, False]
    assert all(ImageStat.Stat(shown(each)).mean[0] < 254 for each in made)  # all have letters

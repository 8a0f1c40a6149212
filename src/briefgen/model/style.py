"""The tokens of a style: a few colours, faces and words that a project or a theme decides."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import Field, PlainValidator

from briefgen.model.fields import Model, Words, text_of, wrong
from briefgen.project import OutsideProject, inside

COLOURS = ("ink", "ink2", "ink3", "rule", "hair", "panel", "paper")  # the same in every kind
FACES = ("serif", "serif_bold", "serif_italic", "sans", "sans_bold", "sans_italic", "display")
FONTS = (".woff2", ".ttf", ".otf")
PICTURES = (".svg", ".png")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


def _colour(value: object) -> str:
    written = text_of(value, "a colour").strip()
    if not _COLOUR.fullmatch(written):
        hint = "write # and six hexadecimal digits, as #1F4E79"
        raise wrong(f"“{written[:40]}” is no colour", hint)
    return written.upper()


def _file(value: object, endings: tuple[str, ...]) -> str:
    written = text_of(value, "the path of a file").strip()
    if not written.lower().endswith(endings):
        raise wrong(
            f"“{written[:60]}” is no file of the kinds that can be used here",
            f"name a file that ends in {' or '.join(endings)}",
        )
    if written.startswith(INSTALLED):
        return written
    try:
        return str(inside(written))
    except OutsideProject:
        message = f"“{written[:60]}” lies outside the project"
        raise wrong(message, "put the file into the project and name it from its root") from None


def _font(value: object) -> str:
    return _file(value, FONTS)


def _picture(value: object) -> str:
    return _file(value, PICTURES)


INSTALLED = "theme:"  # before the name of a theme that is not a folder of the project
PAGE = "brief:own/"  # before the path of a project’s file that a page asks for


def own_address(path: str) -> str:
    """The address of a project’s font or logo on the page."""
    return PAGE + path.removeprefix(INSTALLED)


Colour = Annotated[str, PlainValidator(_colour)]
FontFile = Annotated[str, PlainValidator(_font)]
PictureFile = Annotated[str, PlainValidator(_picture)]


class Style(Model):
    """What a project, or a theme, changes of the page without a template."""

    accent: Colour | None = Field(
        None, description="Rules, labels and what drawings pick out, instead of the kind’s colour."
    )
    accent_mid: Colour | None = Field(
        None, description="What stands beside it in a drawing; mixed from the accent if left out."
    )
    tint: Colour | None = Field(None, description="Grounds; mixed from the accent if left out.")
    ink: Colour | None = Field(None, description="The text.")
    ink2: Colour | None = Field(None, description="Notes, subtitles and other lesser text.")
    ink3: Colour | None = Field(None, description="Source lines and the palest text.")
    rule: Colour | None = Field(None, description="Rules between parts of the page.")
    hair: Colour | None = Field(None, description="Hairlines in tables and lists.")
    panel: Colour | None = Field(None, description="The ground of the key facts panel.")
    paper: Colour | None = Field(None, description="The ground of the whole page.")
    serif: FontFile | None = Field(None, description="A font for the text.")
    serif_bold: FontFile | None = Field(None, description="The same, bold.")
    serif_italic: FontFile | None = Field(None, description="The same, italic.")
    sans: FontFile | None = Field(None, description="A font for notes, labels and tables.")
    sans_bold: FontFile | None = Field(None, description="The same, bold.")
    sans_italic: FontFile | None = Field(None, description="The same, italic.")
    display: FontFile | None = Field(None, description="A font for titles and key figures.")
    logo: PictureFile | None = Field(
        None, description="A picture for the masthead, SVG or PNG, in the place of the desk’s name."
    )
    head: Words = Field("", description="Words in the running head, before the title.")
    foot: Words = Field(
        "", description="Words at the foot of each page, in the place of the desk’s name."
    )

    def over(self, other: Style) -> Style:
        """These tokens, and those of the other where this one says nothing."""
        return other.model_copy(update={key: getattr(self, key) for key in self.model_fields_set})

    @property
    def faces(self) -> tuple[tuple[str, str], ...]:
        """The fonts that are named, with what each is for."""
        return tuple((key, path) for key in FACES if (path := getattr(self, key)))

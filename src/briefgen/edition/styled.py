"""What the tokens of a style make of the colours of a kind and of its drawings."""

from __future__ import annotations

from dataclasses import replace

from briefgen.charts.colours import mixed
from briefgen.charts.svg import Look
from briefgen.edition.view import StyleView
from briefgen.model.kind import PAPER_IN_MID, PAPER_IN_TINT, Accent
from briefgen.model.style import COLOURS, Style, own_address

WHITE = "#FFFFFF"


def accent_of(accent: Accent, style: Style) -> Accent:
    """The colours of the kind, or those of the style; what it leaves out is mixed from its own."""
    strong, paper = style.accent, style.paper or WHITE
    if strong is not None:
        accent = Accent(
            strong, mixed(strong, paper, PAPER_IN_MID), mixed(strong, paper, PAPER_IN_TINT)
        )
    return Accent(accent.strong, style.accent_mid or accent.mid, style.tint or accent.tint)


def look_of(accent: Accent, style: Style) -> Look:
    """The colours of drawings."""
    look = Look(accent=accent.strong, tint=accent.tint, mid=accent.mid)
    own = {key: colour for key in COLOURS if (colour := getattr(style, key))}
    return replace(look, **own)


def style_view(style: Style) -> StyleView:
    """What templates see of a style."""
    return StyleView(own_address(style.logo) if style.logo else "", style.head, style.foot)

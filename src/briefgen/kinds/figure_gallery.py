"""The figure gallery: figures and tables, each with the lines that make it."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from briefgen.model.brief import Brief, Judgement
from briefgen.model.kind import Accent


class FigureGallery(Brief):
    """A figure gallery: what can be drawn, from real data, each with the lines that make it."""

    kind_name: ClassVar[str] = "Figure gallery"
    accent: ClassVar[Accent] = Accent("#6B2F6B", "#B892B8", "#F2E9F2")
    required_sections: ClassVar[dict[str, str]] = {
        "charts": "charts, the first of them a line",
        "tables": "tables",
    }
    required_blocks: ClassVar[dict[str, tuple[str, ...]]] = {
        "charts": ("figure: line",),
        "tables": ("table",),
    }

    key_judgements: tuple[Judgement, ...] = Field(
        (), description="As a rule none: a gallery shows and does not judge.", max_length=7
    )

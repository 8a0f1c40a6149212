"""Setting what is faster into the engine's modules, once for the process."""

from __future__ import annotations

import pydyf
from weasyprint import css
from weasyprint.css import computed_values, units
from weasyprint.layout import (
    absolute,
    block,
    column,
    float,
    grid,
    inline,
    page,
    percent,
    preferred,
    table,
)
from weasyprint.text import line_break

from briefgen.outputs.tuning import guard
from briefgen.outputs.tuning.lengths import resolving
from briefgen.outputs.tuning.lines import remembering
from briefgen.outputs.tuning.styles import computed, strut
from briefgen.outputs.tuning.writing import keeping, quickly


def install() -> None:
    """Where the engine is the one that this fits; else it stays as it is."""
    if not guard.is_tuned() or hasattr(line_break.split_first_line, "__wrapped__"):
        return
    split = remembering(line_break.split_first_line)
    for module in (line_break, inline, preferred):
        module.split_first_line = split
    lowest = strut(line_break.strut)
    for module in (line_break, inline, units, computed_values):
        module.strut = lowest
    resolve = resolving(percent.resolve_percentages)
    for module in (percent, absolute, block, column, float, grid, inline, page, table):
        module.resolve_percentages = resolve
    css.ComputedStyle.__missing__ = computed(css.ComputedStyle.__missing__)
    pydyf._to_bytes = quickly(pydyf._to_bytes)
    pydyf.PDF.write = keeping(pydyf.PDF.write)

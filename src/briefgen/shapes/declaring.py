"""What the values of a declaration look like to an editor: names of fields, blocks to be had."""

from __future__ import annotations

from briefgen.model.blocks import BLOCKS
from briefgen.model.declaration import FIGURE, KEY
from briefgen.model.figures import FIGURES
from briefgen.shapes.rules import Rule, either, matching

FIELD_KEY = Rule("field-key", matching(rf"^{KEY}$", "small letters, digits and _, a letter first"))
NEEDED = Rule(
    "needed-block",
    either(
        {"type": "string", "enum": [*BLOCKS, *(f"{FIGURE}: {name}" for name in FIGURES)]},
        {
            "type": "object",
            "properties": {FIGURE: {"type": "string", "enum": [*FIGURES]}},
            "required": [FIGURE],
            "additionalProperties": False,
        },
    ),
)

"""Handling markings: the labels of TLP 2.0 by their own rules, or a free classification."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated

from msgspec import Struct
from pydantic import PlainValidator

from briefgen.model.fields import text_of, wrong

# Text colours on black as FIRST's TLP 2.0 has them, with what each label lets a recipient do.
TLP: Mapping[str, tuple[str, str]] = {
    "TLP:CLEAR": ("#FFFFFF", "may be shared without limit"),
    "TLP:GREEN": ("#33FF00", "may be shared within the recipients' community, not publicly"),
    "TLP:AMBER": (
        "#FFC000",
        "may be shared within the organisation and with its clients, need to know",
    ),
    "TLP:AMBER+STRICT": ("#FFC000", "may be shared within the organisation only, need to know"),
    "TLP:RED": ("#FF2B2B", "for the individual recipients only, no further disclosure"),
}
OLD = {"TLP:WHITE": "TLP:CLEAR"}
MAX_LENGTH = 40


class Marking(Struct, frozen=True):
    """A handling marking as printed at head and foot of each page."""

    label: str
    colour: str = "#FFFFFF"
    meaning: str = ""

    def __str__(self) -> str:
        return self.label


def marking(value: object) -> Marking:
    """The marking an author wrote; TLP labels must be exact, since they may not be translated."""
    if isinstance(value, Marking):
        return value
    label = " ".join(text_of(value, "a marking").split())
    if not label.upper().startswith("TLP"):
        if len(label) > MAX_LENGTH:
            raise wrong(
                f"a marking of {len(label)} characters; {MAX_LENGTH} is the most", "shorten it"
            )
        return Marking(label)
    if label not in TLP:
        tidy = OLD.get(
            label.upper(), re.sub(r"\s*([:+])\s*", r"\1", label.upper()).replace(" ", "+")
        )
        # Never a guess: a label that is nearly right may be the wrong one to share by.
        hint = f"write {tidy}" if tidy in TLP else f"the labels are {', '.join(TLP)}"
        raise wrong(f"“{label[:40]}” is no label of TLP 2.0", hint)
    return Marking(label, *TLP[label])


def travels_under(label: str, borne: str) -> bool:
    """Whether what bears a label may go along with what bears another.

    How another scheme compares with TLP is not for us to say, so there only equals do.
    """
    if label in TLP and borne in TLP:
        order = list(TLP)  # from the loosest to the strictest
        return order.index(label) <= order.index(borne)
    return label == borne or label == "TLP:CLEAR"


HandlingMarking = Annotated[Marking, PlainValidator(marking)]

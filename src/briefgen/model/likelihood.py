"""The field of a likelihood: a term of the yardstick of the brief, and what another is near to."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import PlainValidator, ValidationInfo

from briefgen import yardstick
from briefgen.errors import nearest
from briefgen.folding import folded
from briefgen.model.fields import text_of, wrong
from briefgen.model.references import names_of

# Words of no yardstick, each with the odds that are meant, in per cent.
OTHER_TERMS = {
    "possible": 50,
    "even chance": 50,
    "toss-up": 50,
    "certain": 97,
    "impossible": 3,
}


def nearest_term(written: str, scale: yardstick.Yardstick) -> str:
    """The term of a yardstick for words of another, or for odds given as a percentage."""
    words = folded(written)
    other = next((o.find(words) for o in yardstick.YARDSTICKS.values() if o.find(words)), None)
    found = re.fullmatch(r"(\d{1,2}) ?%", words, re.ASCII)
    odds = int(found[1]) if found else OTHER_TERMS.get(words)
    if other is not None:
        return next(term.words for term in scale.bands if term.key == other.key)
    return scale.of_odds(odds).words if odds is not None and odds < 99 else ""


def _likelihood(value: object, info: ValidationInfo) -> yardstick.Term:
    if isinstance(value, yardstick.Term):
        return value
    written = text_of(value, "a likelihood")
    names = names_of(info)
    scale = names.yardstick if names is not None else yardstick.ICD203
    term = scale.find(written)
    if term is None:
        known = [t.words for t in scale.bands]
        other, near = nearest_term(written, scale), nearest(written, known)
        meant = f"did you mean “{near}”? " if near else ""
        raise wrong(
            f"“{written[:40]}” is no term of likelihood of {scale.name}",
            (f"the nearest term is “{other}”; " if other else meant)
            + f"the scale is {', '.join(known)}",
        )
    return term


Likelihood = Annotated[yardstick.Term, PlainValidator(_likelihood)]

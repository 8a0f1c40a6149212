"""The labelled sentences of tests/tradecraft, and what the rules find in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from briefgen.checks.wording import Around, Context, faults, hear, mixed, text_faults
from briefgen.model.rating import Rating
from briefgen.prose import paragraphs, parse
from briefgen.sentences import sentences
from briefgen.yardstick import ICD203, PHIA

FOLDER = Path(__file__).parent / "tradecraft"
SILENT = ("gap", "method")  # contexts in which nothing is judged
YEAR = 2026  # of the cut-off
RATING = Rating.model_validate(
    {
        "against": "the ports",
        "intent": {"level": "high", "reason": "It says so."},
        "capability": {"level": "medium", "reason": "A few hundred men."},
        "opportunity": {"level": "low", "reason": "The river is watched."},
        "overall": "medium",
    }
)


@dataclass(frozen=True)
class Labelled:
    """A sentence, what it stands in, and the codes that are to be found."""

    place: str
    context: str
    codes: frozenset[str]
    text: str

    @property
    def around(self) -> Around:
        """What the rules are told besides the words."""
        first, _, field = (part.strip() for part in self.context.partition("="))
        *before, name = first.split()
        scale = PHIA if "phia" in before else ICD203
        reason = name == "reason"
        other = {"cited": Context.PROSE, "rated": Context.PROSE}
        return Around(
            other.get(name) or Context(name),
            name == "cited",
            scale,
            None if reason else scale.find(field),
            field if reason else "",
            RATING if name == "rated" else None,
            YEAR,
        )

    @property
    def silent(self) -> bool:
        """Whether nothing is judged in such a text, so that no rule looks at it."""
        return self.context in SILENT


def labelled(half: str) -> tuple[Labelled, ...]:
    """The sentences of one half: `develop` or `held_out`."""
    return tuple(
        Labelled(f"{path.name}:{number}", context, frozenset(_codes(codes)), text)
        for path in sorted(FOLDER.glob(f"{half}_*.txt"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if line and not line.startswith("#")
        for context, codes, text in [[part.strip() for part in line.split("|", 2)]]
    )


def _codes(written: str) -> Iterator[str]:
    yield from (f"JDG{code}" for code in written.split() if code != "-")


def found_in(each: Labelled) -> frozenset[str]:
    """The codes that the rules find in a sentence that stands for itself."""
    if each.silent:
        return frozenset()
    around, read = each.around, parse(each.text)
    heard = [hear(s, around) for part in paragraphs(read.blocks) for s in sentences(part)]
    codes = {fault.code for one in heard for fault in faults(one)}
    codes |= {code for code, _, _ in text_faults(read.plain(), around)}
    used = [(one, found.term) for one in heard for found in one.found if found.term is not None]
    return frozenset(codes | ({"JDG102"} if mixed(used) else set()))


@dataclass
class Tally:
    """How often a rule was right, found what is not there, and missed what is."""

    right: Counter[str]
    invented: Counter[str]
    missed: Counter[str]

    def precision(self, *codes: str) -> float:
        """The share of what was found that is there."""
        return self._share(self.invented, codes)

    def recall(self, *codes: str) -> float:
        """The share of what is there that was found."""
        return self._share(self.missed, codes)

    def _share(self, wrong: Counter[str], codes: Iterable[str]) -> float:
        chosen = tuple(codes) or tuple(self.right)
        right = sum(self.right[code] for code in chosen)
        return right / (right + sum(wrong[code] for code in chosen)) if right else 0.0


def tally(half: Iterable[Labelled]) -> Tally:
    """What the rules make of these sentences."""
    counted = Tally(Counter(), Counter(), Counter())
    for each in half:
        found = found_in(each)
        counted.right.update(found & each.codes)
        counted.invented.update(found - each.codes)
        counted.missed.update(each.codes - found)
    return counted

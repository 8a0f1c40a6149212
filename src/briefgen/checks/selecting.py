"""Which rules apply: chosen in the settings, in the brief, on the command line, at a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from briefgen.checks.ignoring import Ignore
from briefgen.checks.rule import Rule
from briefgen.errors import Problem

ALL = "all"


def named_by(word: str, rules: Iterable[Rule]) -> frozenset[str]:
    """The codes that a word stands for: a code or its beginning, a name, a group, or all."""
    wanted = word.strip()
    if wanted.casefold() == ALL:
        return frozenset(rule.code for rule in rules)
    upper = wanted.upper()
    begins = len(upper) >= 3 and upper[:3].isalpha()
    return frozenset(
        rule.code
        for rule in rules
        if wanted.casefold() in (rule.name, rule.group.value)
        or (begins and rule.code.startswith(upper))
    )


class Selection(Struct, frozen=True):
    """The codes that apply to a brief."""

    codes: frozenset[str]

    @classmethod
    def of(
        cls, rules: Mapping[str, Rule], select: Iterable[str] = (ALL,), ignore: Iterable[str] = ()
    ) -> Selection:
        """Everything that is selected and not ignored."""
        chosen: frozenset[str] = frozenset().union(*(named_by(w, rules.values()) for w in select))
        return cls(chosen.difference(*(named_by(word, rules.values()) for word in ignore)))

    def keeps(self, problem: Problem) -> bool:
        """Whether a problem is to be told; what has no code of a rule always is."""
        return not problem.code or problem.code in self.codes


def silenced(
    problems: Iterable[Problem], comments: Iterable[Ignore], rules: Mapping[str, Rule]
) -> tuple[list[Problem], list[Ignore]]:
    """The problems that no comment silences, and the comments that silenced nothing."""
    told, idle = list(problems), []
    for comment in comments:
        codes = frozenset().union(*(named_by(word, rules.values()) for word in comment.rules))
        kept = [p for p in told if not (p.code in codes and comment.covers(p.place))]
        if len(kept) == len(told):
            idle.append(comment)
        told = kept
    return told, idle


def unknown(words: Iterable[str], rules: Mapping[str, Rule]) -> Iterator[str]:
    """The words among these that stand for no rule."""
    for word in words:
        if not named_by(word, rules.values()):
            yield word

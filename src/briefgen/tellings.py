"""What the page says of changes and of ages, by language; beside `language` for its size."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from briefgen.catalogues import Plural, spoken


class ChangeWords(Struct, frozen=True):
    """How the first page tells what changed since the last edition."""

    title: str = "What changed since edition {number}"
    title_bare: str = "What changed"
    judgement: str = "Judgement {number}"
    judgements: str = "Judgements"
    moves: Mapping[str, str] = field(
        default_factory=lambda: {
            "raised": "raised from {old} to {new}",
            "lowered": "lowered from {old} to {new}",
            "more confident": "confidence up from {old} to {new}",
            "less confident": "confidence down from {old} to {new}",
            "added": "new: {new}",
        }
    )
    short_moves: Mapping[str, str] = field(
        default_factory=lambda: {
            "raised": "{new}, was {old}",
            "lowered": "{new}, was {old}",
            "more confident": "confidence {new}, was {old}",
            "less confident": "confidence {new}, was {old}",
            "added": "new: {new}",
        }
    )
    because: str = ", because "
    no_reason: str = "; no reason given."
    reworded: str = "reworded."
    rewritten: str = "rewritten."
    withdrawn: str = "Withdrawn"
    rating: str = "Rating"
    scenario: str = "Scenario"
    numbers: str = "Numbers"
    revised: str = "{name} {new}, was {old}"
    revised_count: Plural = Plural("{count} revised", "{count} revised")
    cells: Plural = Plural("1 value of the data revised", "{count} values of the data revised")
    more: Plural = Plural("{count} more", "{count} more")
    and_more: Plural = Plural("and {count} more", "and {count} more")
    sources: str = "Sources"
    of_sources: Mapping[str, Plural] = field(
        default_factory=lambda: {
            "added": Plural("{count} added", "{count} added"),
            "replaced": Plural("{count} replaced", "{count} replaced"),
            "dropped": Plural("{count} dropped", "{count} dropped"),
            "regraded": Plural("{count} regraded", "{count} regraded"),
        }
    )
    sections: str = "Sections"
    new_sections: str = "new: {names}"
    changed_sections: str = "changed: {names}"


def change_words(language: str) -> ChangeWords:
    """How a language tells what changed."""
    return spoken(ChangeWords, "changes", language)


class AgeWords(Struct, frozen=True):
    """How the page tells that figures are old."""

    as_of: str = "as of {date}"
    looked: str = "last looked at on {date}"
    heard: str = "stale figure, {told}"
    marked: Plural = Plural(
        "† marks one figure that on {date} was older than the desk allows.",
        "† marks {count} figures that on {date} were older than the desk allows.",
    )
    source_changed: str = "Says something else since it was read, as seen on {date}."
    source_gone: str = "Not there any more, as seen on {date}."
    oldest: str = "The oldest is “{name}”, {told}."


def age_words(language: str) -> AgeWords:
    """How a language tells that figures are old."""
    return spoken(AgeWords, "ages", language)

"""The words that the page itself says, in English; catalogues have them in other languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from msgspec import Struct, field, structs

from briefgen.catalogues import Plural, base_of, is_english, said, spoken


class Words(Struct, frozen=True):
    """Every word of the templates in one language; each field is a message of the catalogues."""

    wordless: ClassVar[frozenset[str]] = frozenset({"direction"})

    # How lines run, as HTML says it: no words, so catalogues do not have it.
    direction: str = "ltr"
    # Between the parts of a list that the page puts together.
    comma: str = ", "
    semicolon: str = "; "
    edition: str = "Edition"
    new: str = "{edition}, new"
    date: str = "Date"
    information_to: str = "Information to"
    reference: str = "Reference"
    sources: str = "Sources"
    graded_on: str = "{count} listed, p."
    listed: str = "{count} listed"
    bottom_line: str = "Bottom line"
    key_judgements: str = "Key judgements"
    key_facts: str = "Key facts"
    contents: str = "Contents"
    confidence: str = "{level} confidence"
    figure: str = "Figure"
    table: str = "Table"
    source: str = "Source"
    sourced: Plural = Plural("Source:", "Sources:")
    grounds_of: str = "Grounds of judgement"
    grounds: str = "Grounds of the key judgements"
    grounds_note: str = "Rests on {sources}; grounds on p."
    grounds_note_linked: str = "Rests on {sources}; "
    see_grounds: str = "its grounds"
    because: str = "Why this confidence"
    rests_on: str = "Rests on"
    assumes: str = "Assumes"
    alternative: str = "Alternative weighed"
    would_change: str = "Would change our view"
    to_be_judged: str = "To be scored on {date}."
    needs: str = "Needs:"
    indicator: str = "Indicator"
    now: str = "Now"
    threshold: str = "Would change our view"
    points_to: str = "Points to"
    gaps: str = "What we do not know"
    sources_and_method: str = "Sources and method"
    method: str = "Method"
    number: str = "No."
    grade: str = "Grade"
    cited_on: str = "Pages"
    cited_in: str = "Cited in"
    notes: str = "Notes"
    page_of: str = "Page {page} of {pages}"
    note_named: str = "Note {number}"
    note_in_list: str = "Note {number} in the list of notes"
    close_note: str = "Close note {number}"
    back_to_mark: str = "Back to the mark of note {number}"
    back_to_further_mark: str = "Back to mark {nth} of note {number}"
    skip_to_text: str = "Skip to the text"
    data: str = "Data:"
    scrolls: str = "{label}, scrolls sideways"
    all_accessed: str = "All sources were opened on {date}."
    most_accessed: str = "Sources were opened on {date} unless an entry has another day."
    likelihood: str = "Likelihood"
    icd203_key: str = (
        "Seven terms of ICD 203, each with one range; the terms this brief uses are lit. "
        "A term never stands for our certainty about the sources."
    )
    phia_key: str = (
        "Seven terms of the British PHIA yardstick; edges are approximate, and the gaps are meant. "
        "Those this brief uses are lit. A term never stands for our certainty about the sources."
    )
    confidence_label: str = "Confidence"
    source_grade: str = "Source grade"
    high: str = "High"
    high_key: str = "Several good sources agree; few gaps."
    moderate: str = "Moderate"
    moderate_key: str = "Credible and plausible, but thin or from one side."
    low: str = "Low"
    low_key: str = "Scarce or doubtful; the judgement leans on inference."
    letter: str = "Letter: the source."
    letter_key: str = (
        "A completely reliable, B usually, C fairly, D not usually, E unreliable, "
        "F cannot be judged."
    )
    digit: str = "Number: the item."
    digit_key: str = (
        "1 confirmed, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, "
        "6 cannot be judged. "
        "The best and the worst that this brief uses of a source are given."
    )
    abbreviations: str = "Abbreviations:"
    set_in: str = "Set in Source Serif 4 and Source Sans 3."
    proposal: str = "Proposal"
    outcome: str = "What came of it"
    proposed: str = "Proposed"
    endorsed: str = "Endorsed or mentioned"
    not_mentioned: str = "No mention"
    rivalry: str = "Rivalry"
    pressure: str = "Pressure"
    allegiance: str = "Allegiance"
    cooperation: str = "Cooperation"
    split: str = "Split"
    member: str = "Member"
    observer: str = "Observer"
    no_data: str = "No data"
    class_below: str = "under {high}"
    class_between: str = "{low}–{high}"
    class_above: str = "{low} and over"
    disputed_borders: str = "Dashed borders are disputed or not settled."
    not_to_scale: str = "Not to scale"
    since: str = "Since {date}"
    day_known: str = "Day known"
    within_band: str = "Only month or year known: within the band"
    span_known: str = "Span; pale where its end is not known to the day"
    turning_point: str = "Filled: turning point"
    base_case: str = "base case"
    rating: str = "Threat rating"
    against: str = "Against"
    intent: str = "Intent"
    capability: str = "Capability"
    opportunity: str = "Opportunity"
    overall: str = "Overall"
    overall_rule: str = (
        "Follows by the rule: the middle of the three, at most one level above the lowest."
    )
    official_terms: str = "Terms of {yardstick}: {terms}."
    manifest: str = "What this document was made from, with the hash of each part."
    made_from: str = "{path}: this document was made from it."
    geometry: str = "Lines on the map do not imply a view on the status of any territory."


UNITS: Mapping[str, str] = {
    "percent": "per cent",
    "usd": "US dollars",
    "usd_m": "millions of US dollars",
    "usd_bn": "billions of US dollars",
    "usd_tn": "trillions of US dollars",
    "mt": "million tonnes",
    "t": "tonnes",
    "km": "kilometres",
    "km2": "square kilometres",
    "million": "millions",
    "billion": "billions",
    "count": "",
}


class CalculationWords(Struct, frozen=True):
    """How the page tells what the program worked out of data."""

    own: str = "Own calculation: {steps}."
    sums: str = "sums by {labels}"
    means: str = "means by {labels}, all values of the same weight"
    sum_of: str = "sum of {count} values"
    mean_of: str = "mean of {count} values of the same weight"
    ratio: str = "{value} divided by {column}"
    index: str = "index, {year} = 100"
    yearly: str = "change on the year before in per cent"
    since: str = "change since {year} in per cent"
    shares: str = "shares of the total in per cent"
    shares_within: str = "shares of the total of each {column} in per cent"
    share_of: str = "share of the sum of {count} values in per cent"
    others: str = "all but the {top} largest are added up"
    largest: str = "The {top} largest of {count} are shown."
    smallest: str = "The {top} smallest of {count} are shown."
    the_rest: str = "All but the {top} largest are added up."
    rounded: str = "rounded"
    rounded_whole: str = "rounded to whole numbers"
    rounded_one: str = "rounded to one decimal"
    rounded_to: str = "rounded to {decimals} decimals"
    not_available: str = "–, not available."
    unrounded: str = "Parts may not add up to the total, since each is rounded."
    total: str = "Total"
    mean: str = "Mean"
    units: Mapping[str, str] = field(default_factory=lambda: UNITS)
    attached: str = "The data of {blocks} are attached to this file as CSV."
    figure: Plural = Plural("figure", "figures")
    table: Plural = Plural("table", "tables")
    and_: str = " and "
    retrieved: str = "retrieved on {date}"


class SummaryWords(Struct, frozen=True):
    """How the page sums its sources up."""

    sources: str = "{count}: {sorts}; graded {grades}."
    source: Plural = Plural("{count} source", "{count} sources")
    sorts: Mapping[str, Plural] = field(
        default_factory=lambda: {
            "news": Plural("{count} news report", "{count} news reports"),
            "studies": Plural("{count} report or study", "{count} reports and studies"),
            "data": Plural("{count} data set", "{count} data sets"),
            "official": Plural("{count} official text", "{count} official texts"),
            "other": Plural("{count} other", "{count} others"),
        }
    )
    ungraded: str = "none {count}"
    ages: Plural = Plural(
        "At the cut-off half of them were older than {count} month",
        "At the cut-off half of them were older than {count} months",
    )
    newest: str = "the newest is of {date}"
    undated: Plural = Plural("{count} bear no date", "{count} bear no date")
    single: Plural = Plural(
        "Judgement {numbers} rests on one independent source.",
        "Judgements {numbers} rest on one independent source each.",
    )
    weak: Plural = Plural(
        "No source of judgement {numbers} is graded A or B.",
        "No source of judgements {numbers} is graded A or B.",
    )
    parting: Plural = Plural(
        "On {count} figure sources part, and both sides are given.",
        "On {count} figures sources part, and both sides are given.",
    )
    all_sourced: Plural = Plural(
        "All {count} claim counted have a source.", "All {count} claims counted have a source."
    )
    some_sourced: Plural = Plural(
        "Of {count} claim counted {sourced} have a source.",
        "Of {count} claims counted {sourced} have a source.",
    )


def words_of(language: str) -> Words:
    """The words of a language by its BCP 47 code; the region does not matter."""
    words = spoken(Words, "page", language)
    return (
        words if is_english(language) else structs.replace(words, direction=direction_of(language))
    )


def calculation_words(language: str) -> CalculationWords:
    """How a language tells what was worked out."""
    return spoken(CalculationWords, "calculation", language)


def summary_words(language: str) -> SummaryWords:
    """How a language sums sources up."""
    return spoken(SummaryWords, "summary", language)


def direction_of(language: str) -> str:
    """How lines run, as HTML says it: ltr or rtl."""
    if is_english(language):
        return "ltr"
    from briefgen.catalogues.locales import local  # Babel: not for English

    found = local(base_of(language))
    return found.direction if found is not None else "ltr"


def confidence_words(level: str, language: str) -> str:
    """A level of confidence as it is printed."""
    return said("confidence", level, language)


def around_level(words: Words) -> tuple[str, str]:
    """What stands before and after the level in “high confidence”."""
    before, _, after = words.confidence.partition("{level}")
    return before, after


def level_words(level: str, language: str) -> str:
    """A level of a rating as it is printed."""
    return said("level", level, language)


def in_a_row(names: Sequence[str], language: str) -> str:
    """Names in a row as the language joins them: a, b and c."""
    if is_english(language) or len(names) < 2:
        return joined(names)
    from briefgen.catalogues.locales import local  # Babel: not for English

    found = local(base_of(language))
    return found.listed(names) if found is not None else joined(names)


def joined(names: Sequence[str], last: str = " and ") -> str:
    """Names in a row with “and”, or another word, before the last."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])}{last}{names[-1]}"

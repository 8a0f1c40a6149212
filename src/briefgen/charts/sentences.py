"""What drawings say to those who cannot see them, sentence by sentence.

Names stand as they are, so that no language has to bend them.
"""

from __future__ import annotations

from msgspec import Struct

from briefgen.catalogues import Plural, spoken


class Sentences(Struct, frozen=True):
    """The sentences of one language; each field is a message of the catalogues."""

    # Between the parts of a list, and between a name and what is said of it.
    comma: str = ", "
    semicolon: str = "; "
    named: str = "{name}: {words}"
    valued: str = "{name} {value}"
    to: str = "{low} to {high}"
    more: Plural = Plural("and {count} more", "and {count} more")
    more_among: Plural = Plural(
        "and {count} more, among them {ends}", "and {count} more, among them {ends}"
    )
    the_highest: str = "the highest {name}, {value}"
    the_lowest: str = "the lowest {name}, {value}"
    both: str = "{one} and {other}"
    # A course of values.
    in_year: str = "{value} in {place}"
    on_day: str = "{value} on {place}"
    highest: str = "{point} (the highest)"
    lowest: str = "{point} (the lowest)"
    high_of: str = "a high of {point}"
    low_of: str = "a low of {point}"
    course: str = "from {first} to {last}"
    course_through: str = "from {first}, through {turns}, to {last}"
    unchanged: str = "{point}, unchanged to {place}"
    with_trend: str = "{course}, {trend}"
    back: str = "back at the first value"
    rise: str = "a rise"
    fall: str = "a fall"
    rise_of: str = "a rise of {by}"
    fall_of: str = "a fall of {by}"
    rise_times: str = "a rise to {times} times the first value"
    points: str = "{number} percentage points"
    steady: str = "{trend} without a break"
    missing: Plural = Plural("{count} value is missing", "{count} values are missing")
    projected: str = "Projected from {place}"
    named_projected: str = "{name} is projected from {place}"
    event_of: str = "Event of {place}: {text}"
    note_at: str = "Note at {place}: {text}"
    # Charts.
    bars: str = "Bar chart."
    grouped_bars: str = "Grouped bar chart."
    stacked_bars: str = "Stacked bar chart."
    together: str = "{parts}, together {total}"
    dots: str = "Dot plot."
    lines: str = "Line chart."
    slopes: str = "Slope chart."
    slope: str = "{name}: {start} in {first}, {stop} in {last}"
    ranges: str = "Ranges."
    central: str = "{span}, central value {value}"
    small_bars: Plural = Plural("{count} small bar chart", "{count} small bar charts")
    small_lines: Plural = Plural("{count} small line chart", "{count} small line charts")
    own_scales: str = "{charts} each on its own scale."
    one_scale: str = "{charts} on one scale."
    # Likelihood and confidence.
    likelihood: str = "Likelihood: {term}, {low} to {high} per cent"
    confidence: str = "Confidence: {level}"
    terms: str = "Seven terms of likelihood with the odds they stand for, in per cent: {terms}."
    term: str = "{term} {low} to {high}"
    terms_used: str = "Used in this document: {terms}."
    scenarios: str = "Scenarios by likelihood. {told}."
    scenario: str = "{name}: {term}, {low} to {high} per cent"
    base_case: str = "{scenario} (base case)"
    # Networks and timelines.
    network: str = "Diagram of actors in layers. {layers}. Relations: {ties}."
    tie_to: str = "{start} to {end}: {text} ({kind})"
    tie_both: str = "{start} and {end}: {text} ({kind})"
    timeline: str = "Timeline, not to scale. {told}."
    time_scale: str = "Timeline to scale, {first} to {last}. {told}."
    turning_point: str = "{event} (turning point)"


class MapSentences(Struct, frozen=True):
    """What maps say: a sentence for the land and one for what is drawn on it."""

    globe: str = "Globe with {names} picked out."
    map: str = "Map"
    map_of: str = "Map of {country}"
    with_sides: str = "{map} with {sides}"
    of_sides: str = "{map} of {sides}"
    both_sides: str = "{one} and of {other}"
    members: Plural = Plural("member {countries}", "members {countries}")
    observers: Plural = Plural("observer {countries}", "observers {countries}")
    standing: str = "“{word}” {countries}"
    highlighted: str = "{map}, with {countries} highlighted"
    neighbours: str = "{map} and its neighbours {countries}"
    neighbours_too: str = "{map}, and its neighbours {countries}"
    capital: str = "the capital {name}"
    marked: Plural = Plural("{places} is marked", "{places} are marked")
    events: str = "numbered marks stand for events at {places}"
    numbered: str = "numbered are {places}"
    line: str = "a line labelled “{label}”"
    dashed_line: str = "a dashed line labelled “{label}”"
    arrow: str = "{line} with an arrow"
    arrow_back: str = "{line} with an arrow back"
    arrows: str = "{line} with arrows both ways"
    drawn: str = "{line} is drawn"
    runs: str = "{line} runs from {start} to {end}"
    runs_through: str = "{line} runs from {start} through {stops} to {end}"
    tints: Plural = Plural(
        "Map of countries in {count} tint.", "Map of countries in {count} tints."
    )
    ends: Plural = Plural(
        "of {count} country the highest are {highest}, the lowest {lowest}",
        "of {count} countries the highest are {highest}, the lowest {lowest}",
    )
    no_data_for: str = "{values}; no data for {countries}"


ENGLISH = Sentences()
MAPS = MapSentences()


def sentences_of(language: str) -> Sentences:
    """The sentences of the language, or the English ones."""
    return spoken(Sentences, "drawings", language)


def map_sentences_of(language: str) -> MapSentences:
    """The sentences of maps in the language, or the English ones."""
    return spoken(MapSentences, "maps", language)


def opened(opening: str, measure: str, words: str, said: Sentences) -> str:
    """A kind of chart, what it measures if that is said, and what it shows."""
    measured = measure.rstrip(". ")
    told = said.named.format(name=measured, words=words) if measured else words
    return f"{opening} {told}."

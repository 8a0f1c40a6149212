"""What the rules on sources say; where they are applied is in `sources` and `sourcing`."""

from __future__ import annotations

from briefgen.checks.rule import Group, Rule
from briefgen.errors import Severity

MOST_WORDS = 75  # of one quotation
MOST_WORDS_IN_ALL = 200  # of one source, quoted in a brief
MOST_OF_ONE_PUBLISHER = 50  # percent of the claims
FEWEST_CLAIMS = 10  # below which shares mean nothing
FEWEST_GRADES = 12

UNUSED = Rule(
    "SRC201",
    "unused-source",
    Group.SOURCES,
    Severity.WARNING,
    "A source in the brief’s own list that nothing cites.",
    "It is printed nowhere. Either a sentence lost its citation, or the source was read and not "
    "used; ICD 206 keeps background reading apart from what a judgement rests on. In a library "
    "that several briefs share an entry may wait for its use.",
    "Cite it where it stands behind a sentence, move it to a library, or take it away.",
    "sources:\n  smith-2024: {…}  # and no [@smith-2024] anywhere",
    "It grew by 5%.[@smith-2024]",
)
UNDATED = Rule(
    "SRC202",
    "undated-source",
    Group.SOURCES,
    Severity.ERROR,
    "A source that is cited has neither a date of issue nor a day on which it was read.",
    "ICD 206 asks for the date of issue. Where none is known, the day of reading is all that tells "
    "a reader how old the words may be.",
    "Write `issued`, as precisely as it is known; else `accessed`, the day you read it.",
    "about-us:\n  type: webpage\n  title: About us\n  url: https://turkicstates.org/en",
    "about-us:\n  type: webpage\n  title: About us\n  url: https://turkicstates.org/en\n"
    "  accessed: 2026-11-02",
)
UNREAD = Rule(
    "SRC203",
    "no-day-of-reading",
    Group.SOURCES,
    Severity.WARNING,
    "A source that is online does not say on which day it was read.",
    "ICS 206-01 wants the access date beside the address: pages are changed and go, and the day "
    "says which state of the page you saw.",
    "Add `accessed`, the day you opened it. A source with a DOI needs none.",
    "wb-gdp:\n  …\n  url: https://data.worldbank.org/indicator/NY.GDP.MKTP.CD",
    "wb-gdp:\n  …\n  url: https://data.worldbank.org/indicator/NY.GDP.MKTP.CD\n"
    "  accessed: 2026-11-23",
)
UNGRADED = Rule(
    "SRC204",
    "ungraded-source",
    Group.SOURCES,
    Severity.WARNING,
    "A source that is cited has no grade of reliability.",
    "ICD 203 asks first that the quality and credibility of sources be described. A list in which "
    "some entries have a grade and others none leaves the reader to guess.",
    "Add `reliability`, A to E, or F if it cannot be judged, and `reliability_reason`.",
    "smith-2024:\n  type: book\n  title: Pipelines",
    "smith-2024:\n  type: book\n  title: Pipelines\n  reliability: B\n"
    "  reliability_reason: scholarly press, author worked in the field",
)
TWICE = Rule(
    "SRC205",
    "source-twice",
    Group.SOURCES,
    Severity.WARNING,
    "Two keys for one source: the same DOI, the same page, or the same title, name and year.",
    "It is counted twice, so a judgement on one source looks as if it stood on two. Links are "
    "compared without `www.`, `#…`, a last slash and what trackers add. Series of one database "
    "that have different numbers are two sources.",
    "Keep one entry and cite it by its key; the place in it goes into the citation.",
    "wb-a: {url: 'https://www.worldbank.org/kz/', …}\nwb-b: {url: 'https://worldbank.org/kz', …}",
    "wb-a: {url: 'https://www.worldbank.org/kz/', …}",
)
DOUBTFUL = Rule(
    "SRC206",
    "doubtful-link",
    Group.SOURCES,
    Severity.WARNING,
    "An address that is well formed, yet can hardly be the one a reader needs.",
    "It was cut short, carries a mark of the sentence it stood in, holds a second address, or "
    "leads to a machine that only you can reach. Whoever follows it does not see what you saw.",
    "Open the page again and copy the address whole; for a page that was reached through another "
    "one, give the address of the page itself.",
    "url: https://www.example.com/news/2024/…",
    "url: https://astanatimes.com/2024/05/pipeline-opens/",
)
TOO_NEW = Rule(
    "SRC207",
    "issued-after-cutoff",
    Group.SOURCES,
    Severity.ERROR,
    "A source that is cited was published after the information cut-off.",
    "The cut-off tells the reader what the brief could not know. A later source makes it untrue.",
    "Move `information_cutoff`, or leave the source out.",
    "information_cutoff: 2026-06-30\nsources:\n  smith: {issued: 2026-07-02, …}",
    "information_cutoff: 2026-07-02\nsources:\n  smith: {issued: 2026-07-02, …}",
)
UNPLACED = Rule(
    "SRC208",
    "undated-after-cutoff",
    Group.SOURCES,
    Severity.WARNING,
    "A source without a date was read after the information cut-off, and nothing says that it "
    "stood there before.",
    "A page with a date may be read later; one without may have changed since the cut-off. ICD 206 "
    "asks for a word where the time of the information is not that of the source.",
    "Add `issued`, if only the year; else say in `note` of when it is, or give the copy that was "
    "kept before the cut-off in `archived`.",
    "information_cutoff: 2026-06-30\nsources:\n  factbook: {accessed: 2026-11-02, …}",
    "information_cutoff: 2026-06-30\nsources:\n"
    "  factbook: {accessed: 2026-11-02, note: Figures of 2025., …}",
)
CIRCULAR = Rule(
    "SRC301",
    "circular-sources",
    Group.SOURCES,
    Severity.ERROR,
    "Sources that are each derived from the other, in a circle.",
    "Then none of them is where the information began, and no number of them confirms it.",
    "Find out who said it first, and take `derived_from` away there.",
    "a: {derived_from: [b], …}\nb: {derived_from: [a], …}",
    "a: {derived_from: [b], …}\nb: {…}",
)
ONE_ORIGIN = Rule(
    "SRC302",
    "one-origin",
    Group.SOURCES,
    Severity.WARNING,
    "A claim cites several sources that all go back to one.",
    "Two papers that print the same agency report are one source. Cited side by side they look "
    "like confirmation, which the Admiralty scale grants only to sources that are independent.",
    "Cite the one it began with, or add a source that does not derive from it.",
    "Ten died.[@reuters-may; @daily-times]  # daily-times: derived_from: [reuters-may]",
    "Ten died.[@reuters-may]",
)
ONE_PUBLISHER = Rule(
    "SRC303",
    "one-publisher",
    Group.SOURCES,
    Severity.WARNING,
    f"More than {MOST_OF_ONE_PUBLISHER}% of the claims rest on one publisher alone.",
    "Whatever view or interest that publisher has, the brief has it too. A claim counts where "
    f"every source it cites is from that publisher; with fewer than {FEWEST_CLAIMS} sourced claims "
    "nothing is said. The publisher is `publisher`, else `container`, else the first author.",
    "Look for a second voice on the claims that carry the judgements; where there is none, say so "
    "in `method` and silence the rule in the brief with that reason.",
    "Exports fell by 4%.[@times-may] Wages rose by 2%.[@times-june]  # and so on, claim by claim",
    "Exports fell by 4%.[@times-may; @customs-2024] Wages rose by 2%.[@statistics-office]",
)
TOO_LONG = Rule(
    "SRC304",
    "long-quotation",
    Group.SOURCES,
    Severity.WARNING,
    f"A quotation of more than {MOST_WORDS} words, or more than {MOST_WORDS_IN_ALL} words of one "
    "source in all.",
    "No law names a number: what is fair depends on how much of a work is taken, how much of it "
    "is the heart, and what is done with it. The measure here is that of this program, so that "
    "somebody looks before a page of another’s words goes out.",
    "Keep the words that matter and tell the rest in your own; or silence the rule there with the "
    "reason, as that it is a law, or that leave was given.",
    "- quotation: We have come a long way, and …  # eighty words of it\n  source: address",
    "He said that they had come “a long way”.[@address, p. 2]",
)
HABIT = Rule(
    "SRC305",
    "grade-habit",
    Group.SOURCES,
    Severity.WARNING,
    "Reliability and credibility go together like one grade: A with 1, B with 2, C with 3.",
    "The letter is about the source, the figure about the single piece of information; a good "
    "source can be wrong. Where nearly all pairs lie on the diagonal, more than chance would put "
    f"there, one was copied from the other. From {FEWEST_GRADES} graded facts on, a brief is "
    "reported where at least three quarters lie there and fewer than one set in forty of such "
    "letters and figures would by chance.",
    "Look at each fact again: is it confirmed by another source, whatever this one is worth?",
    "population: {source: census, credibility: 1, …}  # census: A\n"
    "harvest: {source: ministry, credibility: 2, …}  # ministry: B, and so on",
    "harvest: {source: ministry, credibility: 4, …}  # the ministry is good, this figure doubtful",
)
RULES = (
    UNUSED, UNDATED, UNREAD, UNGRADED, TWICE, DOUBTFUL, TOO_NEW, UNPLACED,
    CIRCULAR, ONE_ORIGIN, ONE_PUBLISHER, TOO_LONG, HABIT,
)  # fmt: skip

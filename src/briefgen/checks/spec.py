"""Rules that validation itself applies: a spec that breaks one of them cannot be printed.

They are listed here so that each has a code and a page; where they are found is in `validation`
and the modules it calls.
"""

from __future__ import annotations

from briefgen.checks.rule import Group, Rule
from briefgen.errors import Severity

_NO_PRINT = "A brief with this problem cannot be printed, so the rule cannot be switched off."


def _rule(
    code: str,
    name: str,
    summary: str,
    why: str,
    remedy: str,
    bad: str = "",
    good: str = "",
    fixable: bool = False,
) -> Rule:
    group = next(group for group in Group if code.startswith(group.prefix))
    why = f"{why} {_NO_PRINT}"
    return Rule(code, name, group, Severity.ERROR, summary, why, remedy, bad, good, fixable)


RULES = (
    _rule(
        "SPC101",
        "unreadable-file",
        "The file cannot be read as YAML.",
        "Indentation, an open quote, a tab, a byte that is no UTF-8, or a file that is too large, "
        "too deep or full of aliases: what stands after it would be guessed.",
        "Look at the line that is shown; the mistake is on it or just above.",
        "title: Kazakhstan: a profile",
        'title: "Kazakhstan: a profile"',
    ),
    _rule(
        "SPC102",
        "unknown-key",
        "A key that is not known here.",
        "A misspelt key would leave its field empty without a word.",
        "Take the suggestion, or look the field up in the reference.",
        "subtitel: Balance abroad",
        "subtitle: Balance abroad",
        fixable=True,
    ),
    _rule(
        "SPC103",
        "missing-key",
        "A key that is needed is missing.",
        "Readers of this kind of brief expect it, and a page without it would be incomplete.",
        "Add the key that is named.",
        "title: Kazakhstan  # and no information_cutoff",
        "title: Kazakhstan\ninformation_cutoff: 2026-11-23",
    ),
    _rule(
        "SPC104",
        "wrong-value",
        "A value that its field cannot hold.",
        "Each field knows what it holds: a date, a term of likelihood, a country, a number.",
        "Write the value as the hint says. A date that can only mean one day is corrected, and "
        "an address that begins twice (https://https://…); 5/6/2024 may mean two days, and a term "
        "or a name must be chosen by the author.",
        "issued: 5 June 2024",
        "issued: 2024-06-05",
        fixable=True,
    ),
    _rule(
        "SPC105",
        "wrong-shape",
        "A list where keys belong, keys where a text belongs, a row with too few cells.",
        "YAML reads the lines otherwise than they were meant.",
        "Indent the lines, begin entries with “- ”, or put quotes round a text with “: ” in it.",
        "keywords: {oil: transit}",
        "keywords: [oil, transit]",
    ),
    _rule(
        "SPC106",
        "unknown-name",
        "A source, fact, figure, judgement, indicator, library or kind that is nowhere.",
        "A citation that leads nowhere is no citation.",
        "Take the suggestion, or add what is named.",
        "It grew by 5%.[@wrold-bank]",
        "It grew by 5%.[@world-bank]",
    ),
    _rule(
        "SPC107",
        "used-twice",
        "One id for two things.",
        "A reference to it could mean either.",
        "Give one of them another id.",
        "- {id: kj-oil, …}\n- {id: kj-oil, …}",
        "- {id: kj-oil, …}\n- {id: kj-gas, …}",
    ),
    _rule(
        "SPC108",
        "broken-prose",
        "Signs in a text that begin something and do not end it, or that a brief has not.",
        "They would be printed as they stand.",
        "End the citation, fact or emphasis, or write a backslash before the sign.",
        "It grew by 5%.[@world-bank",
        "It grew by 5%.[@world-bank]",
    ),
    _rule(
        "SPC109",
        "no-glyph",
        "Characters that the fonts do not have.",
        "They would be printed in a foreign font or not at all.",
        "Write the sign in words.",
        "Growth → 5%",
        "Growth rises to 5%",
    ),
    _rule(
        "SPC110",
        "missing-part",
        "A section or block that this kind of brief needs is missing.",
        "Readers know the kind by its parts.",
        "Add the section or block that is named.",
        "sections:\n  economy: …",
        "sections:\n  politics: …\n  economy: …",
    ),
    _rule(
        "SPC111",
        "dates-in-disorder",
        "A date before the date it must follow.",
        "A brief cannot know what came after its information cut-off.",
        "Correct one of the two dates.",
        "date: 2026-01-01\ninformation_cutoff: 2026-02-01",
        "date: 2026-02-01\ninformation_cutoff: 2026-02-01",
    ),
    Rule(
        "SPC112",
        "too-long",
        Group.SPEC,
        Severity.WARNING,
        "A heading or a margin note longer than its place on the page.",
        "A heading holds one line, a margin note stays a note.",
        "Shorten it.",
        "title: Politics, parties, the president and everything about them",
        "title: Politics and parties",
    ),
    _rule(
        "SPC113",
        "broken-kind",
        "A kind of brief whose declaration, or package, cannot be used as it is.",
        "The kind says what a brief must have, so nothing of the brief could be judged.",
        "Correct the declaration at the line that is shown, or install a package that can be "
        "loaded.",
        "fields:\n  port: {type: word, description: Full name of the port.}",
        "fields:\n  port: {type: words, description: Full name of the port.}",
    ),
    _rule(
        "SRC101",
        "broken-library",
        "A library of sources that cannot be used as it is.",
        "Sources are checked before anything is cited from them.",
        "Correct the library at the line that is shown.",
        "source_files: [sources/kazakstan.yaml]",
        "source_files: [sources/kazakhstan.yaml]",
    ),
    _rule(
        "FIG101",
        "broken-data",
        "A data file that is missing or wrong, or a figure that asks it for what it has not.",
        "A figure drawn from a wrong cell misleads more than no figure.",
        "Correct the data file at the row that is shown, or the figure.",
        "data: gdp\nx: yaer",
        "data: gdp\nx: year",
    ),
    Rule(
        "FIG102",
        "alternative-out-of-date",
        Group.FIGURES,
        Severity.WARNING,
        "A number in the alternative text of a figure that the figure does not show.",
        "Who cannot see the figure would be told what was true of older data.",
        "Tell what the figure shows, or leave `alt` out: it is then made from the data.",
        "alt: Output rose to $200 bn.  # the data say 261",
        "alt: Output rose to $261 bn.",
    ),
    _rule(
        "FIG103",
        "no-room",
        "A figure or table without room for what it is to show, or that its data forbid.",
        "Words that lie on words cannot be read.",
        "Leave something out, shorten names, or give it more room.",
        "columns: [Country, 2015, 2016, 2017, 2018, 2019, 2020, 2021]",
        "columns: [Country, 2015, 2018, 2021]",
    ),
    _rule(
        "LNG101",
        "unknown-language",
        "A language in which briefgen has no words for the page.",
        "Labels, dates and numbers would be in another language than the text.",
        "Choose one of the languages that are named, or put a catalogue into `translations/`.",
        "language: xx",
        "language: en",
    ),
    _rule(
        "LNG102",
        "broken-catalogue",
        "A catalogue of the project for the words of a language that cannot be used.",
        "A field in braces that the original does not have would leave a hole in the page.",
        "Correct that line: a translation has the fields of its original and no others.",
        'msgid "Page {page} of {pages}"\nmsgstr "Seite {seite}"',
        'msgid "Page {page} of {pages}"\nmsgstr "Seite {page} von {pages}"',
    ),
    Rule(
        "LNG103",
        "unused-translation",
        Group.LANGUAGE,
        Severity.WARNING,
        "A translation in a catalogue of the project of something that no page says.",
        "It has no effect: a misspelt context or text, or one that an update of briefgen changed.",
        "Write context and text as `page.pot` has them, or take the translation out.",
        'msgctxt "page.botom_line"\nmsgid "Bottom line"\nmsgstr "Kernaussage"',
        'msgctxt "page.bottom_line"\nmsgid "Bottom line"\nmsgstr "Kernaussage"',
    ),
    _rule(
        "FRS301",
        "known-later",
        "Something that became known only after the day given by `--as-of`.",
        "A brief as of a day tells what was known then. A source counts as known from the day it "
        "was read (`accessed`), else published; a data file from the day it was retrieved, a row "
        "with a `vintage` from that, a fact from its own `vintage`.",
        "Leave it out, or build the spec as it was then.",
        "sources:\n  smith: {accessed: 2026-11-02, …}  # and --as-of 2025-06-30",
        "sources:\n  smith: {accessed: 2025-05-12, …}",
    ),
)

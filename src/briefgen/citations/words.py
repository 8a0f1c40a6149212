"""The words and quotation marks of notes, in English; catalogues have them in other languages."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefgen import dates
from briefgen.catalogues import is_english, spoken
from briefgen.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Words:
    """What a note says besides the source's own words; ``{}`` is filled in."""

    language: str = ""
    quotes: tuple[str, str] = ("“", "”")
    inner_quotes: tuple[str, str] = ("‘", "’")
    comma: str = ","
    semicolon: str = ";"
    comma_inside: bool = True
    conjunction: str = " and "
    series_comma: bool = True
    et_al: str = "et al."
    in_container: str = "in {}"
    edited_by: str = "ed."
    editor: str = "ed."
    editors: str = "eds."
    translated_by: str = "trans."
    edition: str = "{} ed."
    issue: str = "no. {}"
    number: str = "No. {}"
    accessed: str = "accessed {}"
    no_date: str = "n.d."
    note: str = "n. {}"
    seen_through: str = "seen through {}"
    archived: str = "archived at"
    speech: str = "speech"
    thesis: str = "thesis"
    paper_at: str = "paper presented at {}"
    interview: str = "interview"
    interview_by_author: str = "interview by the author"
    filmed: str = "filmed {}"
    video: str = "video"
    blog: str = "blog"
    volume: str = "vol. {}"

    def date(self, day: PartialDate) -> str:
        """The date in the wording of the language."""
        return dates.words(day, self.language)

    def people(self, names: tuple[str, ...], at_most: int = 3) -> str:
        """Names in a row: all up to ``at_most``, else the first and the others in one word."""
        if len(names) > at_most:
            return f"{names[0]} {self.et_al}"
        if len(names) < 2:
            return "".join(names)
        # "Roe, Jane, and John Doe": a name turned round is closed by its comma.
        last = "," if self.series_comma and (len(names) > 2 or ", " in names[0]) else ""
        row = f"{self.comma} ".join(names[:-1])
        return f"{row}{last}{self.conjunction}{names[-1]}"

    def mark(self, mark: str) -> str:
        """A mark between the parts of a citation, as the language has it."""
        return {",": self.comma, ";": self.semicolon}.get(mark, mark)


ENGLISH = Words(language="en")


def words_for(language: str) -> Words:
    """The words of the language, else the English ones."""
    words = replace(spoken(Words, "notes", language), language=language)
    # Where a comma goes into the quotation marks and before “and” is the custom of English alone.
    return words if is_english(language) else replace(words, comma_inside=False, series_comma=False)

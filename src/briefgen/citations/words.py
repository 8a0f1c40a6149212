"""The words and quotation marks of notes, in English; catalogues have them in other languages."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, structs

from briefgen import dates
from briefgen.catalogues import is_english, spoken
from briefgen.dates import PartialDate

RIGHT_TO_LEFT = "\u200f"
FIRST_ARABIC = "\u0600"


class Words(Struct, frozen=True):
    """What a note says besides the source's own words; ``{}`` is filled in."""

    language: str = ""
    quotes: tuple[str, str] = ("“", "”")
    inner_quotes: tuple[str, str] = ("‘", "’")
    comma: str = ","
    semicolon: str = ";"
    mixed: bool = False  # Latin letters in a brief of others
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

    def beside(self, latin: bool) -> Words:
        """The words for a source: in one that is told in Latin letters, stops follow their word."""
        return structs.replace(self, mixed=latin and self.comma != ",")

    def date(self, day: PartialDate) -> str:
        """The date in the wording of the language."""
        told = dates.words(day, self.language)
        # A line may begin with the day, which would else stand apart among Latin letters.
        return f"{RIGHT_TO_LEFT}{told}" if self.mixed else told

    def people(self, names: tuple[str, ...], at_most: int = 3) -> str:
        """Names in a row: all up to ``at_most``, else the first and the others in one word."""
        if len(names) > at_most:
            return f"{names[0]} {self.et_al}"
        if len(names) < 2:
            return "".join(names)
        # "Roe, Jane, and John Doe": a name turned round is closed by its comma.
        last = "," if self.series_comma and (len(names) > 2 or ", " in names[0]) else ""
        return f"{self.row(names[:-1])}{last}{self.conjunction}{names[-1]}"

    def row(self, parts: Iterable[str]) -> str:
        """Parts with commas between them."""
        told = ""
        for part in parts:
            told += f"{self.mark(',', told)} {part}" if told else part
        return told

    def mark(self, mark: str, before: str) -> str:
        """A mark after some words of a citation, as the language has it."""
        own = {",": self.comma, ";": self.semicolon}.get(mark, mark)
        letter = next((sign for sign in reversed(before) if sign.isalpha()), "")
        return mark if self.mixed and letter < FIRST_ARABIC else own


ENGLISH = Words(language="en")


def words_for(language: str) -> Words:
    """The words of the language, else the English ones."""
    words = structs.replace(spoken(Words, "notes", language), language=language)
    # Where a comma goes into the quotation marks and before “and” is the custom of English alone.
    return (
        words
        if is_english(language)
        else structs.replace(words, comma_inside=False, series_comma=False)
    )

"""The language of a brief, with the words that its project has for it."""

from __future__ import annotations

from pathlib import Path

ENGLISH = "en"
SUFFIX = ".po"
DOTTED = ("tr", "az")
FOLDER = Path(__file__).parent / "po"


class Tongue(str):
    """The code of a language, and the catalogue that the project adds for it, as a file of gettext.

    It is a string wherever a language is asked for. So the words of a project reach all that
    prints, and nothing has to hold them for all briefs of a process.
    """

    own: bytes

    def __new__(cls, code: str, own: bytes = b"") -> Tongue:
        made = super().__new__(cls, code)
        made.own = own
        return made


def base_of(language: str) -> str:
    """The language without region or alphabet, by which catalogues are named."""
    return language.partition("-")[0].lower()


def is_english(language: str) -> bool:
    """Whether the words are those of the program itself; then no library of languages is loaded."""
    return base_of(language) == ENGLISH


def in_capitals(words: str, language: str) -> str:
    """Words in capitals; the small i of Turkish keeps its dot."""
    dotted = words.replace("i", "İ") if base_of(language) in DOTTED else words
    return dotted.upper()


def shipped() -> tuple[str, ...]:
    """The languages of the shipped catalogues, with English first."""
    return (ENGLISH, *sorted(path.stem for path in FOLDER.glob(f"*{SUFFIX}")))


def template_bytes() -> bytes:
    """The template of all messages, for whoever begins a catalogue or looks one over."""
    return (FOLDER / "page.pot").read_bytes()


def shipped_bytes(base: str) -> bytes:
    """The shipped catalogue of a language; empty where there is none."""
    path = FOLDER / f"{base}{SUFFIX}"
    return path.read_bytes() if path.is_file() else b""

"""Where words of Kazakh, Turkish and Uzbek may be parted, of which the engine has no patterns.

Their spelling follows the sounds and their rules need no lists of words: a syllable has one vowel,
and of the consonants before it the last. So say the rules of Turkish (TDK, Yazım Kılavuzu), Kazakh
and Uzbek spelling; what is one sound stays together, signs stay with the letter before them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

from msgspec import Struct

APOSTROPHES = "'‘’ʻʼ"


class Spelling(Struct, frozen=True):
    """What counts in the alphabet of a language."""

    vowels: str
    consonants: str
    lower: Mapping[int, str] = {}  # frozen, as the value is
    glides: str = ""  # consonants after a vowel, else vowels
    signs: str = ""  # without a sound of their own
    turned: str = ""  # letters that an apostrophe makes others
    joined: tuple[str, ...] = ()  # two letters for one sound
    doubtful: tuple[str, ...] = ()  # two letters for one sound or for two, as the word has it


SPELLINGS: Mapping[str, Spelling] = {
    "kk": Spelling("аәеёиоөұүыіэюя", "бвгғджзйкқлмнңпрстфхһцчшщ", glides="у", signs="ьъ"),
    "tr": Spelling(
        "aâeıiîoöuüû", "bcçdfgğhjklmnpqrsştvwxyz", lower=str.maketrans({"I": "ı", "İ": "i"})
    ),
    "uz": Spelling(
        "aeiou", "bdfghjklmnpqrstvxyzcw", signs=APOSTROPHES, turned="og", joined=("sh", "ch"),
        doubtful=("ng",),
    ),
}  # fmt: skip
LIQUIDS = "lr"


class Sound(Struct, frozen=True):
    """One sound of a word and where it begins."""

    start: int
    is_vowel: bool | None  # None where it is no letter of the language
    is_closed: bool = False  # by a sign, which keeps it from the vowel that follows
    is_doubtful: bool = False
    is_liquid: bool = False


def breaks(word: str, spelling: Spelling) -> list[int]:
    """Before which letters a word may be parted; nowhere in an abbreviation."""
    if word.isupper():
        return []
    sounds = list(_sounds(_lowered(word, spelling), spelling))
    return [sounds[at].start for at in range(1, len(sounds)) if _begins(sounds, at)]


def _lowered(word: str, spelling: Spelling) -> str:
    """The word in small letters, each in its place."""
    return "".join(sign.lower()[:1] for sign in word.translate(dict(spelling.lower)))


def _sounds(word: str, spelling: Spelling) -> Iterator[Sound]:
    at, after_vowel = 0, False
    while at < len(word):
        sign, end = word[at], at + _length(word[at : at + 2], spelling)
        is_vowel = sign in spelling.vowels or (sign in spelling.glides and not after_vowel)
        if not is_vowel and sign not in spelling.consonants + spelling.glides:
            yield Sound(at, None)
            at, after_vowel = end, False
            continue
        letter, start = word[at:end], at
        while end < len(word) and word[end] in spelling.signs:
            end += 1
        closed = not is_vowel and end > at + len(letter)
        yield Sound(start, is_vowel, closed, letter in spelling.doubtful, letter in LIQUIDS)
        at, after_vowel = end, is_vowel


def _length(two: str, spelling: Spelling) -> int:
    """How many of two letters are one sound."""
    is_turned = two[0] in spelling.turned and two[1:] in (*APOSTROPHES,)
    return 2 if is_turned or two in spelling.joined or two in spelling.doubtful else 1


def _begins(sounds: list[Sound], at: int) -> bool:
    """Whether a syllable begins with this sound, and another goes before it in the same word."""
    before, sound = sounds[at - 1], sounds[at]
    if None in (before.is_vowel, sound.is_vowel) or not _has_vowel(sounds[:at]):
        return False
    if sound.is_vowel:
        return bool(before.is_vowel) or before.is_closed
    after = sounds[at + 1] if at + 1 < len(sounds) else Sound(0, None)
    if not after.is_vowel or sound.is_closed or sound.is_doubtful:
        return False
    return not (before.is_doubtful and sound.is_liquid)


def _has_vowel(sounds: list[Sound]) -> bool:
    for sound in reversed(sounds):
        if sound.is_vowel is None:
            return False
        if sound.is_vowel:
            return True
    return False


class Syllables:
    """What the library of hyphenation asks of a language."""

    def __init__(self, spelling: Spelling, position: Any) -> None:
        self._spelling = spelling
        self._position = position

    def positions(self, word: str) -> list[Any]:
        """As `pyphen.HyphDict.positions`."""
        return [self._position(at) for at in breaks(word, self._spelling)]


def install() -> None:
    """Have the library know them; where it has patterns of its own for one, those are taken."""
    import pyphen

    for language, spelling in SPELLINGS.items():
        if language not in pyphen.LANGUAGES:
            place = PurePath("briefgen", language)
            pyphen.LANGUAGES[language] = place
            pyphen.LANGUAGES_LOWERCASE[language] = language
            pyphen.hdcache[place] = Syllables(spelling, pyphen.DataInt)

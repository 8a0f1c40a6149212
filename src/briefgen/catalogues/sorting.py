"""The order of words by language: the alphabet of each, declared, since no small library has it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from briefgen.catalogues.tongue import base_of

Key = tuple[tuple[int, ...], str]

# Letters in the order of dictionaries. What is not in an alphabet stands by its code after it;
# other accents are set aside first, as French does.
_ALPHABETS = {
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "tr": "abcçdefgğhıijklmnoöpqrsştuüvwxyz",
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
}
# Two letters that count as one, with a sign for it; apostrophes are of several shapes.
_UZBEK = (("o\u02bb", "\ue001"), ("g\u02bb", "\ue002"), ("sh", "\ue003"), ("ch", "\ue004"))
_ALPHABETS["uz"] = "abdefghijklmnopqrstuvxyz" + "".join(sign for _, sign in _UZBEK)
_APOSTROPHES = str.maketrans("\u2018\u2019'`\u02bc", "\u02bb" * 5)
_ARABIC = str.maketrans("أإآٱؤئىة", "اااا" + "ويي" + "ه")
_TURKISH = str.maketrans("Iİ", "ıi")


def sort_key(language: str) -> Callable[[str], Key]:
    """A key that puts words into the order of a language; English is sorted by code, as ever."""
    base = base_of(language)
    if base == "en":
        return lambda words: ((), words)
    order = {sign: number for number, sign in enumerate(_ALPHABETS.get(base, ""))}

    def key(words: str) -> Key:
        return tuple(_places(_prepared(words, base), order)), words

    return key


def _prepared(words: str, base: str) -> str:
    """Words in small letters, as the alphabet of the language counts them."""
    if base in ("tr", "az"):
        words = words.translate(_TURKISH)
    small = words.casefold() if base not in ("tr", "az") else words.lower()
    if base == "ru":
        return small.replace("ё", "е")
    if base == "ar":
        return small.translate(_ARABIC).removeprefix("ال")
    if base == "uz":
        small = small.translate(_APOSTROPHES)
        for pair, sign in _UZBEK:
            small = small.replace(pair, sign)
    return small


def _places(words: str, order: dict[str, int]) -> list[int]:
    found = []
    for sign in words:
        if sign in order:
            found.append(order[sign] + 1000)
            continue
        for bare in unicodedata.normalize("NFKD", sign):
            if not unicodedata.combining(bare):
                found.append(order[bare] + 1000 if bare in order else _foreign(bare))
    return found


def _foreign(sign: str) -> int:
    """Signs and digits before the alphabet, letters of others after it."""
    return ord(sign) + 2000 if sign.isalpha() else min(ord(sign), 999)

"""Languages as Word knows them: with a land, or its spelling check does not take them up."""

from __future__ import annotations

from collections.abc import Mapping

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_LANDS: Mapping[str, str] = {
    "ar": "ar-SA",
    "az": "az-Latn-AZ",
    "de": "de-DE",
    "en": "en-GB",
    "es": "es-ES",
    "fa": "fa-IR",
    "fr": "fr-FR",
    "he": "he-IL",
    "hu": "hu-HU",
    "it": "it-IT",
    "ja": "ja-JP",
    "kk": "kk-KZ",
    "ko": "ko-KR",
    "ky": "ky-KG",
    "mn": "mn-MN",
    "pl": "pl-PL",
    "ps": "ps-AF",
    "pt": "pt-PT",
    "ru": "ru-RU",
    "tg": "tg-Cyrl-TJ",
    "tk": "tk-TM",
    "tr": "tr-TR",
    "uk": "uk-UA",
    "ur": "ur-PK",
    "uz": "uz-Latn-UZ",
    "zh": "zh-CN",
}


def tongue(language: str) -> str:
    """A language with the land that most write it in; one that has a land is left as it is."""
    return _LANDS.get(language.lower(), language)


def runs_from_the_right(language: str) -> bool:
    """Whether words of a language run from right to left."""
    return language.split("-")[0].lower() in RIGHT_TO_LEFT

"""The few words that charts say by themselves, by language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words of one language; braces hold a printed value."""

    no_data: str
    projected: str
    own_scales: str
    at_most: str
    at_least: str


PHRASES: Mapping[str, Phrases] = MappingProxyType(
    {
        "en": Phrases(
            "no data", "projected", "Each panel has its own scale.", "up to {}", "{} or more"
        ),
        "ru": Phrases("нет данных", "прогноз", "У каждого графика своя шкала.", "до {}", "от {}"),
        "kk": Phrases(
            "дерек жоқ", "болжам", "Әр графиктің өз шкаласы бар.", "{} дейін", "{} бастап"
        ),
        "tr": Phrases(
            "veri yok", "tahmin", "Her grafiğin ölçeği ayrıdır.", "en çok {}", "en az {}"
        ),
        "de": Phrases(
            "keine Angabe", "Prognose", "Jedes Feld hat seine eigene Skala.", "bis zu {}", "ab {}"
        ),
        "fr": Phrases(
            "sans donnée",
            "projection",
            "Chaque graphique a son échelle.",
            "jusqu’à {}",
            "au moins {}",
        ),
    }
)


def phrases_of(language: str) -> Phrases:
    """The words of the language, or the English ones."""
    return PHRASES.get(language.partition("-")[0].lower(), PHRASES["en"])

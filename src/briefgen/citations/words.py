"""The words and quotation marks of notes, by the language of the brief."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from briefgen import dates
from briefgen.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Words:
    """What a note says besides the source's own words; ``{}`` is filled in."""

    language: str
    quotes: tuple[str, str]
    inner_quotes: tuple[str, str]
    comma_inside: bool
    conjunction: str
    series_comma: bool
    et_al: str
    in_container: str
    edited_by: str
    editor: str
    editors: str
    translated_by: str
    edition: str
    issue: str
    number: str
    accessed: str
    no_date: str
    note: str
    seen_through: str
    archived: str
    speech: str
    thesis: str
    paper_at: str
    interview: str
    interview_by_author: str
    filmed: str
    video: str

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
        comma = "," if self.series_comma and (len(names) > 2 or ", " in names[0]) else ""
        return f"{', '.join(names[:-1])}{comma} {self.conjunction} {names[-1]}"


ENGLISH = Words(
    language="en",
    quotes=("“", "”"), inner_quotes=("‘", "’"), comma_inside=True,
    conjunction="and", series_comma=True, et_al="et al.",
    in_container="in", edited_by="ed.", editor="ed.", editors="eds.",
    translated_by="trans.",
    edition="{} ed.", issue="no. {}", number="No. {}",
    accessed="accessed {}", no_date="n.d.", note="n. {}",
    seen_through="seen through {}", archived="archived at",
    speech="speech", thesis="thesis", paper_at="paper presented at {}",
    interview="interview", interview_by_author="interview by the author",
    filmed="filmed {}", video="video",
)  # fmt: skip

RUSSIAN = Words(
    language="ru",
    quotes=("«", "»"), inner_quotes=("„", "“"), comma_inside=False,
    conjunction="и", series_comma=False, et_al="и др.",
    in_container="в кн.:", edited_by="под ред.", editor="ред.", editors="ред.",
    translated_by="пер.",
    edition="{}-е изд.", issue="№ {}", number="№ {}",
    accessed="дата обращения: {}", no_date="б. г.", note="прим. {}",
    seen_through="просмотрено через: {}", archived="копия:",
    speech="речь", thesis="диссертация", paper_at="доклад: {}",
    interview="интервью", interview_by_author="интервью автора",
    filmed="снято: {}", video="видео",
)  # fmt: skip

KAZAKH = Words(
    language="kk",
    quotes=("«", "»"), inner_quotes=("„", "“"), comma_inside=False,
    conjunction="және", series_comma=False, et_al="және т.б.",
    in_container="", edited_by="ред.", editor="ред.", editors="ред.",
    translated_by="ауд.",
    edition="{}-бас.", issue="№ {}", number="№ {}",
    accessed="қаралған күні: {}", no_date="жылы көрсетілмеген", note="{}-ескертпе",
    seen_through="мына көшірмеден қаралды: {}", archived="көшірмесі:",
    speech="сөз", thesis="диссертация", paper_at="баяндама: {}",
    interview="сұхбат", interview_by_author="автордың сұхбаты",
    filmed="түсірілген: {}", video="бейне",
)  # fmt: skip

TURKISH = Words(
    language="tr",
    quotes=("“", "”"), inner_quotes=("‘", "’"), comma_inside=False,
    conjunction="ve", series_comma=False, et_al="vd.",
    in_container="", edited_by="ed.", editor="ed.", editors="ed.",
    translated_by="çev.",
    edition="{}. bs.", issue="sayı {}", number="No. {}",
    accessed="erişim tarihi {}", no_date="t.y.", note="dn. {}",
    seen_through="görüldüğü yer: {}", archived="arşiv kopyası:",
    speech="konuşma", thesis="tez", paper_at="bildiri: {}",
    interview="mülakat", interview_by_author="yazarın mülakatı",
    filmed="çekim: {}", video="video",
)  # fmt: skip

FRENCH = Words(
    language="fr",
    quotes=("«\u00a0", "\u00a0»"), inner_quotes=("“", "”"), comma_inside=False,
    conjunction="et", series_comma=False, et_al="et al.",
    in_container="dans", edited_by="éd.", editor="éd.", editors="éd.",
    translated_by="trad.",
    edition="{}e éd.", issue="nº {}", number="nº {}",
    accessed="consulté le {}", no_date="s. d.", note="n. {}",
    seen_through="vu à travers {}", archived="copie archivée :",
    speech="discours", thesis="thèse", paper_at="communication, {}",
    interview="entretien", interview_by_author="entretien avec l’auteur",
    filmed="filmé {}", video="vidéo",
)  # fmt: skip

GERMAN = Words(
    language="de",
    quotes=("„", "“"), inner_quotes=("‚", "‘"), comma_inside=False,
    conjunction="und", series_comma=False, et_al="u. a.",
    in_container="in", edited_by="hrsg. von", editor="Hrsg.", editors="Hrsg.",
    translated_by="übers. von",
    edition="{}. Aufl.", issue="Nr. {}", number="Nr. {}",
    accessed="abgerufen am {}", no_date="o. J.", note="Anm. {}",
    seen_through="gesehen über {}", archived="archiviert:",
    speech="Rede", thesis="Dissertation", paper_at="Vortrag, {}",
    interview="Interview", interview_by_author="Interview des Verfassers",
    filmed="gefilmt {}", video="Video",
)  # fmt: skip

WORDS: Mapping[str, Words] = MappingProxyType(
    {
        "en": ENGLISH,
        "en-us": replace(ENGLISH, language="en-US"),
        "ru": RUSSIAN,
        "kk": KAZAKH,
        "tr": TURKISH,
        "fr": FRENCH,
        "de": GERMAN,
    }
)


def words_for(language: str) -> Words:
    """The words of the language, else of its base, else the English ones."""
    tag = language.lower()
    return WORDS.get(tag) or WORDS.get(tag.partition("-")[0]) or ENGLISH

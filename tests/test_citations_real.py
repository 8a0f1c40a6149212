"""Real entries as desks meet them: no author, no date, other languages, reposts, odd titles."""

from __future__ import annotations

import pytest

from briefgen.citations import STYLES, Mention, Run, join, plain, words_for
from briefgen.model.source import Source

CHICAGO, NUMBERED = STYLES["chicago-notes"], STYLES["numbered"]
EN, RU, FR = (words_for(language) for language in ("en", "ru", "fr"))


def source(**fields: object) -> Source:
    return Source.model_validate({"accessed": "2026-11-23"} | fields)


def first(cited: Source, locator: str = "", language: str = "en") -> str:
    words = words_for(language)
    return plain(join([CHICAGO.first(Mention(cited, locator), words)], words))


REAL: dict[str, tuple[dict[str, object], str, str]] = {
    "author and day": (
        {"type": "article-newspaper", "title": "Kazakhstan: CSTO troops to quell protests",
         "author": "van Densky, Anna", "container": "Europe Diplomatic", "issued": "2022-01-06",
         "url": "https://europediplomatic.com/2022/01/06/kazakhstan-csto-troops-to-quell-protests/"},
        "Anna van Densky, “Kazakhstan: CSTO troops to quell protests,” Europe Diplomatic, "
        "6 January 2022, europediplomatic.com.",
        "van Densky, Anna. “Kazakhstan: CSTO troops to quell protests.” Europe Diplomatic, "
        "6 January 2022. Accessed 23 November 2026. "
        "europediplomatic.com.",
    ),
    "no author": (
        {"type": "article-newspaper", "container": "The Astana Times", "issued": "2022-11-21",
         "title": "Preliminary results of presidential election: incumbent Tokayev wins 81.31%"},
        "“Preliminary results of presidential election: incumbent Tokayev wins 81.31%,” "
        "The Astana Times, 21 November 2022.",
        "“Preliminary results of presidential election: incumbent Tokayev wins 81.31%.” "
        "The Astana Times, 21 November 2022. Accessed 23 November 2026.",
    ),
    "no author, date or address": (
        {"type": "article-newspaper", "container": "Modern Diplomacy", "section": "Central Asia",
         "title": "Kazakhstan’s Reforms and Future Perspectives Create Basis"},
        "“Kazakhstan’s Reforms and Future Perspectives Create Basis,” Modern Diplomacy, "
        "Central Asia, accessed 23 November 2026.",
        "“Kazakhstan’s Reforms and Future Perspectives Create Basis.” Modern Diplomacy, "
        "Central Asia, n.d. Accessed 23 November 2026.",
    ),
    "repost of an agency": (
        {"type": "article-newspaper", "author": "Auyezov, Olzhas", "publisher": "Reuters",
         "title": "Analysis-Shocked by Ukraine war, Russian neighbour Kazakhstan looks west",
         "issued": "2022-11-17", "via": "repost by heitordepaola.online",
         "url": "https://www.heitordepaola.online/post/analysis-shocked-by-ukraine-war-russian"},
        "Olzhas Auyezov, “Analysis-Shocked by Ukraine war, Russian neighbour Kazakhstan looks "
        "west,” Reuters, 17 November 2022, www.heitordepaola.online.",
        "Auyezov, Olzhas. “Analysis-Shocked by Ukraine war, Russian neighbour Kazakhstan looks "
        "west.” Reuters, 17 November 2022. Seen through repost by heitordepaola.online. Accessed "
        "23 November 2026. www.heitordepaola.online.",
    ),
    "title in Russian": (
        {"type": "webpage", "publisher": "CIS Executive Committee", "language": "ru",
         "title": "Казахстан продлил приостановление безвизового режима для 54 стран"},
        "“Казахстан продлил приостановление безвизового режима для 54 стран,” CIS Executive "
        "Committee, accessed 23 November 2026.",
        "“Казахстан продлил приостановление безвизового режима для 54 стран.” CIS Executive "
        "Committee, n.d. Accessed 23 November 2026.",
    ),
    "title in Spanish": (
        {"type": "article-newspaper", "container": "ABC Color", "language": "es",
         "title": "Kazajistán exportó en 2025 un 11,6% más de crudo", "issued": "2026-02-27"},
        "“Kazajistán exportó en 2025 un 11,6% más de crudo,” ABC Color, 27 February 2026.",
        "“Kazajistán exportó en 2025 un 11,6% más de crudo.” ABC Color, 27 February 2026. "
        "Accessed 23 November 2026.",
    ),
    "quotation in the title": (
        {"type": "article-newspaper", "author": "Karlovskyi, Denys", "issued": "2022-06-17",
         "title": "Tokayev does not recognise \"quasi-state formations\"",
         "container": "Ukrainska Pravda"},
        "Denys Karlovskyi, “Tokayev does not recognise ‘quasi-state formations,’” Ukrainska "
        "Pravda, 17 June 2022.",
        "Karlovskyi, Denys. “Tokayev does not recognise ‘quasi-state formations.’” Ukrainska "
        "Pravda, 17 June 2022. Accessed 23 November 2026.",
    ),
    "data set seen in a copy": (
        {"type": "dataset", "title": "GDP (current US$)", "author": "World Bank",
         "publisher": "World Bank", "container": "World Development Indicators",
         "number": "NY.GDP.MKTP.CD", "issued": "2026-03-20",
         "via": "copy by datasets/gdp, commit 822019c", "url": "https://github.com/datasets/gdp"},
        "World Bank, “GDP (current US$),” World Development Indicators, NY.GDP.MKTP.CD, "
        "20 March 2026, github.com/datasets/gdp.",
        "World Bank. “GDP (current US$).” World Development Indicators, NY.GDP.MKTP.CD, "
        "20 March 2026. Seen through copy by datasets/gdp, commit 822019c. Accessed "
        "23 November 2026. github.com/datasets/gdp.",
    ),
    "reference work": (
        {"type": "entry-encyclopedia", "author": "US Central Intelligence Agency",
         "title": "Kazakhstan", "container": "The World Factbook", "issued": "2026-01-22"},
        "US Central Intelligence Agency, “Kazakhstan,” The World Factbook, 22 January 2026.",
        "US Central Intelligence Agency. “Kazakhstan.” The World Factbook, 22 January 2026. "
        "Accessed 23 November 2026.",
    ),
    "owner that is the site": (
        {"type": "webpage", "author": "Freedom House", "publisher": "Freedom House",
         "container": "Freedom House", "title": "Freedom in the World 2025: Kazakhstan"},
        "Freedom House, “Freedom in the World 2025: Kazakhstan,” accessed 23 November 2026.",
        "Freedom House. “Freedom in the World 2025: Kazakhstan.” N.d. Accessed 23 November 2026.",
    ),
    "several editors": (
        {"type": "book", "editor": ["Roe, Jane", "Doe, John"], "translator": "Poe, Ann",
         "title": "Oil", "edition": "2", "place": "London", "publisher": "Hurst", "issued": "2019"},
        "Jane Roe and John Doe, eds., Oil, trans. Ann Poe, 2nd ed. (London: Hurst, 2019).",
        "Roe, Jane, and John Doe, eds. Oil. Trans. Ann Poe, 2nd ed. London: Hurst, 2019. "
        "Accessed 23 November 2026.",
    ),
    "number in a series": (
        {"type": "report", "publisher": "OECD", "title": "Reforming Kazakhstan", "issued": "2023",
         "genre": "working paper", "number": "12"},
        "OECD, Reforming Kazakhstan, working paper No. 12 (2023).",
        "OECD. Reforming Kazakhstan. Working paper No. 12. 2023. Accessed 23 November 2026.",
    ),
    "treaty": (
        {"type": "treaty", "title": "Treaty on the State Border", "place": "Astana",
         "issued": "2005-01-18"},
        "Treaty on the State Border, Astana, 18 January 2005.",
        "Treaty on the State Border. Astana, 18 January 2005. Accessed 23 November 2026.",
    ),
    "name with the family first": (
        {"type": "article-newspaper", "title": "Kazakhstan to hold referendum in March?",
         "author": {"family": "Park", "given": "Sae-jin", "family_first": "true"},
         "publisher": "Aju Press", "issued": "2026-02-20"},
        "Park Sae-jin, “Kazakhstan to hold referendum in March?,” Aju Press, 20 February 2026.",
        "Park Sae-jin. “Kazakhstan to hold referendum in March?” Aju Press, 20 February 2026. "
        "Accessed 23 November 2026.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REAL)
def test_real_entries(name: str) -> None:
    fields, note, listed = REAL[name]
    assert first(source(**fields)) == note
    assert plain(CHICAGO.entry(source(**fields), EN)) == listed


def test_a_foreign_title_says_its_language() -> None:
    runs = CHICAGO.first(Mention(source(**REAL["title in Russian"][0])), EN)
    assert runs[1].language == "ru"
    assert [run.language for run in runs if run is not runs[1]] == [None] * (len(runs) - 1)


def test_works_in_cyrillic_are_quoted_since_there_is_no_italic() -> None:
    cited = source(type="article-newspaper", title="Хлеб", container="Известия", language="ru")
    runs = CHICAGO.first(Mention(cited), EN)
    assert plain(runs) == "“Хлеб,” “Известия,” accessed 23 November 2026"
    assert not any(run.style for run in runs)


@pytest.mark.parametrize(
    ("language", "note"),
    [
        ("ru", "Джейн Роу, «Спор о „воде“», «Известия», 3 мая 2024, с. 4."),
        ("tr", "Джейн Роу, “Спор о «воде»”, “Известия”, 3 Mayıs 2024, с. 4."),
        ("uz", "Джейн Роу, “Спор о «воде»”, “Известия”, 2024-yil 3-may, с. 4."),
        ("ar", "Джейн Роу، «Спор о “воде”»، «Известия»، 3 مايو 2024، с. 4."),
        ("fr", "Джейн Роу, «\u00a0Спор о “воде”\u00a0», «\u00a0Известия\u00a0», 3 mai 2024, с. 4."),
    ],
)
def test_marks_follow_the_language_of_the_brief(language: str, note: str) -> None:
    cited = source(type="article-newspaper", title="Спор о «воде»", author="Роу, Джейн",
                   container="Известия", issued="2024-05-03", language="ru")  # fmt: skip
    assert first(cited, "с. 4", language) == note


@pytest.mark.parametrize(
    ("locator", "printed"),
    [
        ("p. 4", "4"), ("pp. 4-6", "4–6"), ("p.4, 7 - 9", "4, 7–9"), ("p. xii", "xii"),
        ("pages 12", "12"), ("para 12", "para. 12"), ("paras. 12-14", "paras. 12–14"),
        ("chap. 3, p. 12", "chap. 3, 12"), ("section 2.1", "sec. 2.1"), ("Figure 2", "fig. 2"),
        ("table 4.", "table 4"), ("n. 7", "n. 7"), ("col 3", "col. 3"), ("03:10", "at 03:10"),
        ("at 1:03:10-1:04:00", "at 1:03:10–1:04:00"), ("annex 2-B", "annex 2-B"),
        ("on the court order", "on the court order"), ("§ 12", "§ 12"), ("", ""),
    ],
)  # fmt: skip
def test_places_within_a_source(locator: str, printed: str) -> None:
    book = source(type="book", title="Atomic Steppe", issued="2022")
    assert first(book, locator) == f"Atomic Steppe (2022){', ' if printed else ''}{printed}."


def test_a_page_keeps_its_label_where_there_are_no_pages() -> None:
    page = source(type="webpage", title="Visas", issued="2022", container="Kazinform")
    assert first(page, "p. 4") == "“Visas,” Kazinform, 2022, p. 4."


@pytest.mark.parametrize(
    ("url", "printed"),
    [
        ("https://timesca.com/?p=51256", "timesca.com/?p=51256"),
        ("http://example.org/", "example.org"),
        ("https://today.az./", "today.az"),
        ("https://example.org/" + "a" * 60, "example.org"),
    ],
)
def test_long_addresses_are_printed_as_their_site(url: str, printed: str) -> None:
    cited = source(type="webpage", title="Visas", url=url)
    note, listed = CHICAGO.first(Mention(cited), EN), CHICAGO.entry(cited, EN)
    assert note[-1] == Run(printed, href=url)
    assert listed[-2] == Run(printed, href=url)
    assert listed[-1] == Run(".")


def test_later_note_links_back_to_the_first() -> None:
    book = source(type="book", author="Kassenova, Togzhan", title="Atomic Steppe", issued="2022")
    assert CHICAGO.later(Mention(book, "13"), EN, 3) == (
        Run("Kassenova, "), Run("Atomic Steppe", "italic"), Run(", 13 ("),
        Run("n. 3", href="#fn-3"), Run(")"),
    )  # fmt: skip
    assert plain(CHICAGO.later(Mention(book), EN, None)) == "Kassenova, Atomic Steppe"


def test_several_sources_share_a_note() -> None:
    book = source(type="book", author="Kassenova, Togzhan", title="Atomic Steppe", issued="2022")
    news = source(type="article-newspaper", title="What Now?", container="Azattyq")
    note = join([
        CHICAGO.later(Mention(book, "p. 13", prefix="see"), EN, 3), (),
        CHICAGO.later(Mention(news), EN, None),
    ])  # fmt: skip
    assert plain(note) == "See Kassenova, Atomic Steppe, 13 (n. 3); “What Now?”"
    assert join([]) == join([()]) == ()


@pytest.mark.parametrize(
    ("count", "note"),
    [
        (2, "Ann Roe and Bob Doe"),
        (3, "Ann Roe, Bob Doe, and Cy Poe"),
        (4, "Ann Roe et al."),
    ],
)
def test_authors_in_the_first_note(count: int, note: str) -> None:
    names = ["Roe, Ann", "Doe, Bob", "Poe, Cy", "Loe, Di"][:count]
    cited = source(type="book", title="Water", author=names, issued="2022")
    assert first(cited) == f"{note}, Water (2022)."


def test_numbered_notes() -> None:
    cited = source(**REAL["data set seen in a copy"][0], short="GDP")
    mention = Mention(cited, "p. 12", label="S4", anchor="#source-4")
    words = words_for("en")
    assert plain(join([NUMBERED.first(mention, words)])) == (
        "S4 World Bank, “GDP,” 20 March 2026, p. 12."
    )
    later = NUMBERED.later(mention, words, 3)
    assert plain(join([later])) == "S4, p. 12 (n. 3)."
    assert later[0] == Run("S4", href="#source-4")
    assert plain(join([NUMBERED.later(mention, words, None)])) == "S4, p. 12."
    assert NUMBERED.entry(cited, words) == CHICAGO.entry(cited, words)


def test_archived_copies_are_listed() -> None:
    cited = source(type="webpage", title="Visas", archived="https://web.archive.org/web/1/x")
    assert plain(CHICAGO.entry(cited, EN)).endswith("Archived at web.archive.org/web/1/x.")

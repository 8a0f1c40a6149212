"""Notes as the manual has them, with the house's differences; values in, exact text out."""

from __future__ import annotations

import pytest

from briefgen.citations import STYLES, Mention, join, kind_of, plain, words_for
from briefgen.model.source import Source

CHICAGO = STYLES["chicago-notes"]
EN = words_for("en")
NOTE = 3


def source(**fields: object) -> Source:
    return Source.model_validate(fields)


def notes(cited: Source, here: str = "", there: str = "", language: str = "en") -> tuple[str, str]:
    """The first note with one locator, a later one with another."""
    words = words_for(language)
    first = CHICAGO.first(Mention(cited, here), words)
    later = CHICAGO.later(Mention(cited, there), words, NOTE)
    return plain(join([first], words)), plain(join([later], words))


KINDS: dict[str, tuple[dict[str, object], str, str, str, str]] = {
    "book": (
        {"type": "book", "author": "Kassenova, Togzhan",
         "title": "Atomic Steppe: How Kazakhstan Gave Up the Bomb", "place": "Stanford, CA",
         "publisher": "Stanford University Press", "issued": "2022"},
        "p. 12", "p. 13",
        "Togzhan Kassenova, Atomic Steppe: How Kazakhstan Gave Up the Bomb "
        "(Stanford, CA: Stanford University Press, 2022), 12.",
        "Kassenova, Atomic Steppe, 13 (n. 3).",
    ),
    "chapter": (
        {"type": "chapter", "author": "Roe, Jane", "title": "Pipelines and Politics",
         "container": "Energy in Central Asia", "editor": "Doe, John", "place": "London",
         "publisher": "Routledge", "issued": "2019", "page": "101-120"},
        "112", "p. 113",
        "Jane Roe, “Pipelines and Politics,” in Energy in Central Asia, ed. John Doe "
        "(London: Routledge, 2019), 112.",
        "Roe, “Pipelines and Politics,” 113 (n. 3).",
    ),
    "journal article": (
        {"type": "article-journal", "author": ["Friedman, Jeffrey A.", "Zeckhauser, Richard"],
         "title": "Assessing Uncertainty in Intelligence", "short": "Assessing Uncertainty",
         "container": "Intelligence and National Security", "volume": "27", "issue": "6",
         "issued": "2012", "page": "824-847", "doi": "10.1080/02684527.2012.708275"},
        "p. 830", "pp. 831-832",
        "Jeffrey A. Friedman and Richard Zeckhauser, “Assessing Uncertainty in Intelligence,” "
        "Intelligence and National Security 27, no. 6 (2012): 830, "
        "doi.org/10.1080/02684527.2012.708275.",
        "Friedman and Zeckhauser, “Assessing Uncertainty,” 831–832 (n. 3).",
    ),
    "newspaper article": (
        {"type": "article-newspaper", "author": "Smith, Ann", "short": "Harvest Fails",
         "title": "Harvest Fails in Three Provinces", "container": "New York Times",
         "issued": "2024-08-03", "accessed": "2026-11-02", "url": "https://www.nytimes.com/2024/h"},
        "", "",
        "Ann Smith, “Harvest Fails in Three Provinces,” New York Times, 3 August 2024, "
        "www.nytimes.com/2024/h.",
        "Smith, “Harvest Fails” (n. 3).",
    ),
    "web page": (
        {"type": "webpage", "title": "Cholera", "publisher": "World Health Organization",
         "issued": "2024-12-05", "url": "https://www.who.int/cholera/"},
        "", "",
        "“Cholera,” World Health Organization, 5 December 2024, www.who.int/cholera.",
        "World Health Organization, “Cholera” (n. 3).",
    ),
    "web page without date": (
        {"type": "webpage", "title": "About Us", "container": "Organization of Turkic States",
         "accessed": "2026-11-02", "url": "https://turkicstates.org/en/about-us"},
        "", "para 2",
        "“About Us,” Organization of Turkic States, accessed 2 November 2026, "
        "turkicstates.org/en/about-us.",
        "Organization of Turkic States, “About Us,” para. 2 (n. 3).",
    ),
    "report of an institution": (
        {"type": "report", "publisher": "World Bank", "place": "Washington, DC", "issued": "2025",
         "title": "Kazakhstan Economic Update: Winter 2025", "url": "https://wb.org/keu"},
        "12", "13",
        "World Bank, Kazakhstan Economic Update: Winter 2025 (Washington, DC: World Bank, 2025), "
        "12, wb.org/keu.",
        "World Bank, Kazakhstan Economic Update, 13 (n. 3).",
    ),
    "UN document": (
        {"type": "report", "author": "UN Security Council", "number": "S/2025/71",
         "title": "Thirty-Fifth Report of the Analytical Support and Sanctions Monitoring Team",
         "issued": "2025-02-06"},
        "para. 12", "paras 13-14",
        "UN Security Council, Thirty-Fifth Report of the Analytical Support and Sanctions "
        "Monitoring Team, S/2025/71 (6 February 2025), para. 12.",
        "UN Security Council, S/2025/71, paras. 13–14 (n. 3).",
    ),
    "data set": (
        {"type": "dataset", "author": "World Bank", "publisher": "World Bank",
         "title": "GDP (Current US$)", "short": "GDP", "number": "NY.GDP.MKTP.CD",
         "container": "World Development Indicators", "accessed": "2026-11-02",
         "url": "https://data.worldbank.org/"},
        "", "",
        "World Bank, “GDP (Current US$),” World Development Indicators, NY.GDP.MKTP.CD, "
        "accessed 2 November 2026, data.worldbank.org.",
        "World Bank, “GDP” (n. 3).",
    ),
    "speech": (
        {"type": "speech", "author": "Tokayev, Kassym-Jomart", "short": "State of the Nation",
         "title": "State of the Nation Address", "event": "Parliament", "place": "Astana",
         "issued": "2025-09-08", "url": "https://akorda.kz/a"},
        "", "",
        "Kassym-Jomart Tokayev, “State of the Nation Address” (speech, Parliament, Astana, "
        "8 September 2025), akorda.kz/a.",
        "Tokayev, “State of the Nation” (n. 3).",
    ),
    "statute of the United States": (
        {"type": "legislation", "title": "Energy Policy Act of 2005", "short": "Energy Policy Act",
         "number": "Pub. L. No. 109-58, 119 Stat. 594", "issued": "2005-08-08"},
        "", "§ 12",
        "Energy Policy Act of 2005, Pub. L. No. 109-58, 119 Stat. 594 (2005).",
        "Energy Policy Act, § 12 (n. 3).",
    ),
    "law of another state": (
        {"type": "legislation", "title": "Law of the Republic of X on Subsoil",
         "short": "Law on Subsoil", "number": "125-VI", "issued": "2017-12-27"},
        "art 7", "article 9",
        "Law of the Republic of X on Subsoil, No. 125-VI, 27 December 2017, art. 7.",
        "Law on Subsoil, art. 9 (n. 3).",
    ),
    "decree": (
        {"type": "regulation", "author": "President of Kazakhstan", "genre": "Decree",
         "title": "On the Concept of the Foreign Policy", "number": "280", "issued": "2020-03-06"},
        "", "",
        "President of Kazakhstan, On the Concept of the Foreign Policy, Decree No. 280, "
        "6 March 2020.",
        "President of Kazakhstan, On the Concept of the Foreign Policy (n. 3).",
    ),
    "unpublished interview": (
        {"type": "interview", "author": "Umarov, Temur", "place": "Tashkent",
         "issued": "2025-03-04"},
        "", "",
        "Temur Umarov, interview by the author, Tashkent, 4 March 2025.",
        "Umarov, interview (n. 3).",
    ),
    "published interview": (
        {"type": "interview", "author": "Umarov, Temur", "title": "The New Balance",
         "genre": "interview by Kim Lee", "publisher": "Radio Free Europe",
         "issued": "2025-03-04", "url": "https://rferl.org/a/1"},
        "", "",
        "Temur Umarov, “The New Balance,” interview by Kim Lee, Radio Free Europe, 4 March 2025, "
        "rferl.org/a/1.",
        "Umarov, “The New Balance” (n. 3).",
    ),
    "social media post": (
        {"type": "post", "author": "O'Brien, Conan (@ConanOBrien)", "short": "Earth Day",
         "title": "In honor of Earth Day, I'm recycling my tweets.", "container": "Twitter",
         "issued": "2015-04-22", "url": "https://twitter.com/ConanOBrien/status/590940792967016448"},
        "", "",
        "Conan O’Brien (@ConanOBrien), “In honor of Earth Day, I’m recycling my tweets,” Twitter, "
        "22 April 2015, twitter.com/ConanOBrien/status/590940792967016448.",
        "O’Brien, “Earth Day” (n. 3).",
    ),
    "video": (
        {"type": "motion_picture", "author": "Bouman, Katie", "event": "TEDxBeaconStreet",
         "title": "How to Take a Picture of a Black Hole", "short": "Picture of a Black Hole",
         "place": "Brookline, MA", "genre": "TED video", "number": "12:51", "issued": "2016-11",
         "url": "https://ted.com/t"},
        "", "03:10",
        "Katie Bouman, “How to Take a Picture of a Black Hole,” filmed November 2016 at "
        "TEDxBeaconStreet, Brookline, MA, TED video, 12:51, ted.com/t.",
        "Bouman, “Picture of a Black Hole,” at 03:10 (n. 3).",
    ),
    "thesis": (
        {"type": "thesis", "author": "Kesselman, Rachel F.", "genre": "master's thesis",
         "title": "Verbal Probability Expressions in National Intelligence Estimates",
         "short": "Verbal Probability Expressions", "publisher": "Mercyhurst College",
         "issued": "2008"},
        "p. 12", "p. 13",
        "Rachel F. Kesselman, “Verbal Probability Expressions in National Intelligence Estimates” "
        "(master’s thesis, Mercyhurst College, 2008), 12.",
        "Kesselman, “Verbal Probability Expressions,” 13 (n. 3).",
    ),
    "press release": (
        {"type": "webpage", "publisher": "OPEC", "genre": "press release",
         "title": "OPEC+ Countries Reaffirm Voluntary Adjustments",
         "short": "Voluntary Adjustments", "issued": "2025-11-02", "url": "https://opec.org/1"},
        "", "",
        "OPEC, “OPEC+ Countries Reaffirm Voluntary Adjustments,” press release, 2 November 2025, "
        "opec.org/1.",
        "OPEC, “Voluntary Adjustments” (n. 3).",
    ),
    "answer of an AI tool": (
        {"type": "personal_communication", "author": "ChatGPT", "publisher": "OpenAI",
         "edition": "GPT-3.5", "genre": "response to prompt from author", "issued": "2023-02-22"},
        "", "",
        "ChatGPT (OpenAI, GPT-3.5), response to prompt from author, 22 February 2023.",
        "ChatGPT, response to prompt from author (n. 3).",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_source(kind: str) -> None:
    fields, here, there, first, later = KINDS[kind]
    assert notes(source(**fields), here, there) == (first, later)


def test_american_dates() -> None:
    fields = KINDS["newspaper article"][0]
    assert "New York Times, August 3, 2024, www" in notes(source(**fields), language="en-US")[0]


LISTED = {
    "book": "Kassenova, Togzhan. Atomic Steppe: How Kazakhstan Gave Up the Bomb. Stanford, CA: "
    "Stanford University Press, 2022.",
    "chapter": "Roe, Jane. “Pipelines and Politics.” In Energy in Central Asia, ed. John Doe, "
    "101–120. London: Routledge, 2019.",
    "journal article": "Friedman, Jeffrey A., and Richard Zeckhauser. “Assessing Uncertainty "
    "in Intelligence.” Intelligence and National Security 27, no. 6 (2012): 824–847. "
    "doi.org/10.1080/02684527.2012.708275.",
    "newspaper article": "Smith, Ann. “Harvest Fails in Three Provinces.” New York Times, "
    "3 August 2024. Accessed 2 November 2026. www.nytimes.com/2024/h.",
    "web page without date": "“About Us.” Organization of Turkic States, n.d. Accessed "
    "2 November 2026. turkicstates.org/en/about-us.",
    "report of an institution": "World Bank. Kazakhstan Economic Update: Winter 2025. "
    "Washington, DC: World Bank, 2025. wb.org/keu.",
    "UN document": "UN Security Council. Thirty-Fifth Report of the Analytical Support and "
    "Sanctions Monitoring Team. S/2025/71. 6 February 2025.",
    "data set": "World Bank. “GDP (Current US$).” World Development Indicators, NY.GDP.MKTP.CD, "
    "n.d. Accessed 2 November 2026. data.worldbank.org.",
    "speech": "Tokayev, Kassym-Jomart. “State of the Nation Address.” Speech, Parliament, Astana, "
    "8 September 2025. akorda.kz/a.",
    "video": "Bouman, Katie. “How to Take a Picture of a Black Hole.” Filmed November 2016 at "
    "TEDxBeaconStreet, Brookline, MA, TED video, 12:51. ted.com/t.",
    "press release": "OPEC. “OPEC+ Countries Reaffirm Voluntary Adjustments.” Press release, "
    "2 November 2025. opec.org/1.",
}


@pytest.mark.parametrize("kind", LISTED)
def test_list_of_sources(kind: str) -> None:
    assert plain(CHICAGO.entry(source(**KINDS[kind][0]), EN)) == LISTED[kind]


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"type": "article-newspaper"}, "News report"),
        ({"type": "dataset", "genre": "official statistics"}, "Official statistics"),
        ({"type": "report", "number": "A/RES/77/1"}, "UN document"),
        ({"type": "report", "number": "R47591"}, "Report"),
    ],
)
def test_kind_in_the_readers_words(fields: dict[str, object], name: str) -> None:
    assert kind_of(source(title="x", **fields)) == name

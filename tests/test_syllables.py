"""Words of languages whose rules of parting are known: as their rules of spelling part them."""

from __future__ import annotations

import pyphen
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.outputs.engine import lay_out
from briefgen.outputs.speaking_sheet import HYPHENATED
from briefgen.outputs.syllables import SPELLINGS, breaks, install
from pages import Notes, sheet

PARTED = {
    "tr": "a-ra-ba sa-at al-dı alt-lık Türk-çe İs-tan-bul Is-par-ta ISPARTA prog-ram e-lekt-ro-nik"
    " An-ka-ra’nın Tür-ki-ye’de-ki-ler cum-hur-baş-ka-nı ti-yat-ro mü-da-fa-a kont-rol hâ-kim",
    "kk": "та-уық сөй-леу ау-ру ту-ған тә-уел-сіз қи-ын қо-ян мек-теп қант-тар у-ни-вер-си-тет"
    " аль-бом объ-ект БҰҰ ын-ты-мақ-тас-тық мем-ле-кет-те-рі 2022-жыл-ғы ұ-йым-дас-ты-ру",
    "uz": "singil dengiz pe-shay-von pi-choq maʼ-no sanʼ-at mas’-u-li-yat doʻst-lik ingliz"
    " teng-dosh oʻz-be-kis-ton gʻa-la-ba togʻ-lar yi-gʻi-lish qo‘sh-ni xavf-siz-lik AQSh",
}


@pytest.mark.parametrize(
    ("language", "parted"),
    [(language, word) for language, words in PARTED.items() for word in words.split()],
)
def test_a_word_is_parted_by_the_rules_of_its_language(language: str, parted: str) -> None:
    given_hyphen = parted.replace("2022-", "2022\0")
    word = given_hyphen.replace("-", "")
    at = breaks(word.replace("\0", "-"), SPELLINGS[language])
    pieces = [word[i:j] for i, j in zip([0, *at], [*at, len(word)], strict=True)]
    assert "-".join(pieces) == given_hyphen


@given(st.sampled_from(sorted(SPELLINGS)), st.text(max_size=30))
def test_any_word_is_parted_inside_and_each_part_has_a_vowel(language: str, word: str) -> None:
    spelling = SPELLINGS[language]
    at = breaks(word, spelling)
    assert at == sorted(set(at))
    assert all(0 < each < len(word) for each in at)
    small = [sign.translate(dict(spelling.lower)).lower()[:1] for sign in word]
    sounding = spelling.vowels + spelling.glides
    for start, end in zip([0, *at], [*at, len(word)], strict=True):
        assert not at or any(sign in sounding for sign in small[start:end])


def test_the_library_knows_them_and_keeps_its_own() -> None:
    install()
    for language in SPELLINGS:
        assert pyphen.language_fallback(f"{language}-XX") == language
    assert pyphen.Pyphen(lang="tr", left=3, right=3).inserted("İstanbul") == "İstan-bul"
    assert pyphen.Pyphen(lang="ru").inserted("договор") == "до-го-вор"
    assert set(SPELLINGS) <= HYPHENATED


@pytest.mark.parametrize(
    ("language", "word", "first"),
    [
        ("tr", "kolaylaştıramadıklarımızdan", "kolay"),
        ("kk", "ұйымдастырушылардың", "ұйым"),
        ("uz", "hamkorliklarimizdagilarning", "ham"),
    ],
)
def test_a_long_word_is_parted_on_the_page(language: str, word: str, first: str) -> None:
    css = "p{hyphens:auto;hyphenate-limit-chars:7 3 3;hyphenate-character:'-'}"
    job = sheet(f'<p lang="{language}">{word}</p>', Notes(), width=100, css=css)
    (page,) = lay_out(job).document.pages
    lines = [
        "".join(box.text for box in line.descendants() if hasattr(box, "text"))
        for line in page._page_box.descendants()
        if type(line).__name__ == "LineBox"
    ]
    assert len(lines) > 1
    assert lines[0].startswith(first)
    assert all(line.endswith("-") for line in lines[:-1])
    assert "".join(line.removesuffix("-") for line in lines) == word

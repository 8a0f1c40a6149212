"""Whatever the fields hold, marks are never doubled, stray or unbalanced."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.catalogues import shipped
from briefgen.citations import STYLES, Mention, join, plain, words_for
from briefgen.model.source import Source, SourceType

WORD = st.sampled_from(
    ["Oil", "water", "Inc.", "U.S.", "Астана", "why?", "Stop!", "a, b", "x,", "end.", "(GDP)",
     "“quoted”", '"straight"', "‘single’", "«свой»", "it's", "workers'", "2024", "...", "A: b"]
)  # fmt: skip
TEXT = st.lists(WORD, min_size=1, max_size=5).map(" ".join)
NAME = st.one_of(
    st.just("World Bank"), st.just("Acme Inc."), st.just("Roe, Jane A."),
    st.just("O'Brien, Conan (@conan)"),
)  # fmt: skip
OPTIONAL = (
    "short", "container", "publisher", "place", "number", "genre", "volume", "issue",
    "edition", "event", "section", "via",
)  # fmt: skip
SOURCES = st.fixed_dictionaries(
    {"type": st.sampled_from([str(kind) for kind in SourceType]), "title": TEXT},
    optional={
        **dict.fromkeys(OPTIONAL, TEXT),
        "author": st.lists(NAME, max_size=5),
        "editor": st.lists(NAME, max_size=2),
        "translator": st.lists(NAME, max_size=2),
        "issued": st.sampled_from(["2022", "2022-11", "2022-11-20"]),
        "accessed": st.just("2026-11-23"),
        "url": st.sampled_from(["https://a.org/", "https://a.org/x.", "https://a.org/" + "y" * 70]),
        "doi": st.just("10.1080/1234.56"),
        "page": st.sampled_from(["824-847", "12"]),
        "language": st.sampled_from(["en", "ru", "fr"]),
    },
).map(Source.model_validate)
LOCATORS = st.sampled_from(["", "p. 4", "pp. 4-6,", "para 2.", "at 03:10", "on the order, p. 3"])
LANGUAGES = st.sampled_from(shipped())
WRONG = re.compile(r"\.\.|,,|,\.|;;| [,;.]|‘’|«\s*»|  |\(\s*\)|\(,|,\)|\( |^[,.;: ]|: *,")


@settings(max_examples=400, deadline=None)
@given(SOURCES, LOCATORS, LANGUAGES, st.sampled_from(sorted(STYLES)), st.sampled_from([None, 3]))
def test_marks_are_sound(
    cited: Source, locator: str, language: str, style: str, back: int | None
) -> None:
    words, made = words_for(language), STYLES[style]
    mention = Mention(cited, locator, label="S4")
    first, later = made.first(mention, words), made.later(mention, words, back)
    for runs in (join([first], words), join([first, later], words), made.entry(cited, words)):
        printed = plain(runs)
        assert not WRONG.search(printed), printed
        assert printed.rstrip("“”’»\u00a0")[-1] in ".?!…", printed
        assert printed.count("«") == printed.count("»"), printed
        assert printed.count("(") == printed.count(")"), printed
        if language not in {"ru", "kk"}:
            assert printed.count("“") == printed.count("”"), printed
            assert not re.search("“[”,.]", printed), printed
        assert all(run.text for run in runs)


@pytest.mark.parametrize("language", shipped())
def test_each_language_fills_in_its_words(language: str) -> None:
    words = words_for(language)
    for pattern in (words.accessed, words.note, words.edition, words.issue, words.number,
                    words.seen_through, words.paper_at, words.filmed):  # fmt: skip
        assert pattern.count("{}") == 1

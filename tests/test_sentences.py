"""Sentences: where they end, and what belongs to each."""

from __future__ import annotations

import pytest

from briefgen.prose import Declared, paragraphs, parse
from briefgen.sentences import FACT, REFERENCE, Sentence, sentences


def split(source: str) -> list[Sentence]:
    return [each for part in paragraphs(parse(source).blocks) for each in sentences(part)]


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("One “ends here.” Two.", ["One “ends here.”", "Two."]),
        ("J. Smith of the U.S. came. He left.", ["J. Smith of the U.S. came.", "He left."]),
        ("It rose by 1.5% in 2020. It fell.", ["It rose by 1.5% in 2020.", "It fell."]),
        ("Who? We! They.", ["Who?", "We!", "They."]),
        ("A point:\n\n- one. Two\n- three", ["A point:", "one.", "Two", "three"]),
        ("It was *The Times. Daily* again.", ["It was The Times. Daily again."]),
        ("No full stop", ["No full stop"]),
        ("من كتبه؟ كتبه زيد. وهو قصير.", ["من كتبه؟", "كتبه زيد.", "وهو قصير."]),
        ("Voilà. État neuf. İki gün.", ["Voilà.", "État neuf.", "İki gün."]),
    ],
)
def test_sentences_end_where_a_reader_sees_them_end(source: str, texts: list[str]) -> None:
    assert [each.text for each in split(source)] == texts


def test_a_citation_belongs_to_the_sentence_before_it() -> None:
    first, second, third = split("One rose,[@a] then fell.[@b, p. 3] Two[@c]. Three.")
    assert [c.key for c in first.citations] == ["a", "b"]
    assert [c.key for c in second.citations] == ["c"]
    assert third.citations == ()


def test_facts_and_references_stand_as_signs() -> None:
    (only,) = split("It was {{ gdp }} in [#fig-gdp], then {{ other }}.")
    assert only.text == f"It was {FACT} in {REFERENCE}, then {FACT}."
    assert only.facts == ("gdp", "other")
    assert only.words == "It was in , then ."


def test_runs_set_off_are_known() -> None:
    (only,) = split("The *Daily 24* and [Құрылтай]{lang=kk} but not **this**.")
    assert only.set_off == ("Daily 24", "Құрылтай")


def test_a_declared_reason_is_no_word_of_the_text() -> None:
    first, second = split("They are 5.[desk: our sum] Snow is white.[known: seen by all]")
    assert first.text == "They are 5."
    assert first.declared == (Declared("desk", "our sum"),)
    assert second.declared == (Declared("known", "seen by all"),)

"""Claims: which sentences are, where they stand, and what they rest on."""

from __future__ import annotations

import pytest

from briefgen.checks.claims import Basis, Claim, Kind, claims, kind_of
from briefgen.checks.passages import Passage
from briefgen.prose import paragraphs, parse
from briefgen.sentences import sentences
from projects import SPEC, changed, checked, minimal_project

ONE = "      - One party holds parliament, as [#tab-partners] shows.[@handbook, ch. 2; @report]\n"


def claimed(text: str) -> list[Claim]:
    """The claims of a paragraph that takes the place of the first one."""
    files = minimal_project()
    body = "".join(f"        {line}\n" for line in text.splitlines())
    files[SPEC] = changed(files[SPEC], ONE, f"      - |\n{body}")
    at = ("sections", "politics", "blocks", 0)
    return [claim for claim in claims(checked(files)) if claim.path == at]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("It rose by 5%.", Kind.NUMBER),
        ("It cost $3.5 bn.", Kind.NUMBER),
        ("Over a hundred died.", Kind.NUMBER),
        ("It happened on 7 May.", Kind.DATE),
        ("It happened in July 2022.", Kind.DATE),
        ("Things changed in 2015–16.", Kind.DATE),
        ("He called it “a great day”.", Kind.QUOTATION),
        ("He called it «a great day».", Kind.QUOTATION),
        ("He called it “a “great day.", None),
        ("They call themselves “reformers”.", None),
        ("The 34th report of the G7 says so.", None),
        ("The document S/2025/71 is public.", None),
        ("It stands in *Report 24*.", None),
        ("See [#fig-growth].", None),
        ("Nothing to count.", None),
        ("It may rain in May.", None),
    ],
)
def test_what_makes_a_sentence_a_claim(text: str, kind: Kind | None) -> None:
    read = parse(text)
    (sentence,) = (each for part in paragraphs(read.blocks) for each in sentences(part))
    assert kind_of(sentence, Passage(("bottom_line",), read)) is kind


def test_what_a_claim_rests_on() -> None:
    found = claimed(
        "It was 5 in 2020.[@handbook] It was {{ population }}. It was 7.[desk: our sum]\n"
        "Water boils at 100 degrees.[known: school physics] It was 9."
    )
    assert [claim.basis for claim in found] == [
        Basis.CITED, Basis.FACT, Basis.DESK, Basis.KNOWN, Basis.NONE,
    ]  # fmt: skip
    assert [claim.sourced for claim in found] == [True, True, True, True, False]
    assert [c.key for c in found[1].citations] == ["census"]
    assert found[2].reason == "our sum"


def test_a_claim_is_found_where_its_sentence_begins() -> None:
    found = claimed("First it was\n5. Then **it** was 6 in\n2020. Then it was 7.")
    lines = [(claim.place.line, claim.place.column) for claim in found]
    first = lines[0][0]
    assert lines == [(first, 9), (first + 1, 12), (first + 2, 15)]


def test_judgements_are_claims_with_their_grounds() -> None:
    found = claims(checked(minimal_project()))
    (judged,) = (claim for claim in found if claim.kind is Kind.JUDGEMENT)
    assert judged.basis is Basis.GROUNDS
    assert {c.key for c in judged.citations} >= {"bank"}

"""Comments that silence rules: what they name, what they cover, where they are none."""

from __future__ import annotations

import pytest

from briefgen.checks.ignoring import Ignore, ignores
from briefgen.loading import load

TEXT = """\
title: A  # briefgen: ignore LNG101 - a name
# briefgen: ignore CLM101, claims - the sum is ours
list:
  - one
  - two
after: |
  # briefgen: ignore CLM101 - this is text
  and “# briefgen: ignore all”
# briefgen: ignore JDG

last: {a: b}
"""


def read(text: str) -> list[Ignore]:
    return list(ignores(load("x.yaml", text.encode())))


def test_comments_name_rules_and_give_a_reason() -> None:
    first, second, third = read(TEXT)
    assert (first.rules, first.reason) == (("LNG101",), "a name")
    assert (second.rules, second.reason) == (("CLM101", "claims"), "the sum is ours")
    assert (third.rules, third.reason) == (("JDG",), "")


def test_a_comment_covers_what_begins_on_its_line_or_the_next() -> None:
    assert [(each.first, each.last) for each in read(TEXT)] == [(1, 1), (3, 5), (11, 11)]


@pytest.mark.parametrize("text", ["a: '# briefgen: ignore X1'", "a: |\n  # briefgen: ignore all"])
def test_words_in_a_text_silence_nothing(text: str) -> None:
    assert read(text) == []

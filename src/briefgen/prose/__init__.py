"""Prose as the analyst writes it: CommonMark without raw HTML, plus five additions.

    [@key]  [see @key, p. 4; @other]    citations, in pandoc's and Quarto's form
    {{ fact_id }}                       a fact, printed with its own note
    [#fig-gdp]                          a figure, table or section of the same brief
    [desk: our sum]  [known: reason]    why a sentence needs no source; not printed
    [Құрылтай]{lang=kk}                 a run in another language (pandoc's bracketed span)

The result is a small tree of our own; what is wrong in it are findings with the piece of text
they speak of, never exceptions.
"""

from briefgen.prose.citing import KEY, bare_mentions, parse_citation
from briefgen.prose.reading import MAX_FINDINGS, parse
from briefgen.prose.tree import (
    Block,
    Break,
    Citation,
    Cite,
    CrossRef,
    Declared,
    FactRef,
    Finding,
    Inline,
    Link,
    Listing,
    Paragraph,
    Prose,
    Styled,
    Text,
    paragraphs,
    verbatim,
)

__all__ = [
    "KEY",
    "MAX_FINDINGS",
    "Block",
    "Break",
    "Citation",
    "Cite",
    "CrossRef",
    "Declared",
    "FactRef",
    "Finding",
    "Inline",
    "Link",
    "Listing",
    "Paragraph",
    "Prose",
    "Styled",
    "Text",
    "bare_mentions",
    "paragraphs",
    "parse",
    "parse_citation",
    "verbatim",
]

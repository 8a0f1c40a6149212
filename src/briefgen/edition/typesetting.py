"""Prose into markup: facts printed, notes marked, references resolved.

A fact carries its own source. Its note stands at the end of the sentence, together with what the
author cites there, so that one sentence has one call and a source named twice makes one note.
Sentences in a row that rest on the same source share one call, after the last of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TypeAlias

from markupsafe import Markup, escape
from msgspec import Struct, field

from briefgen import prose
from briefgen.addresses import address
from briefgen.edition.facts import PrintedFact
from briefgen.edition.notes import Cited, NoteBook, Scope
from briefgen.prose import Citation, Prose
from briefgen.sentences import stops

_ENDED = re.compile(r"""[.!?؟][”’»"')\]]*$""")
_CLOSING = re.compile(r"""^[.,;:!?،؛؟]+[”’»"')\]]*|^[”’»)\]]+[.,;:!?،؛؟]*""")


class _Token(Struct, frozen=True):
    kind: str  # text | cite | fact | ref | open | close | link | br
    text: str = ""
    items: tuple[Citation, ...] = ()
    extra: str = ""


# A piece of a paragraph: words, or what a note is owed for where they end.
_Piece: TypeAlias = "Markup | list[Cited]"


class _Sentence(Struct):
    """What a sentence still owes a note for, and what it has noted already."""

    between: str  # two caveats of one source
    owed: list[Cited] = field(default_factory=list)
    noted: set[tuple[str, str]] = field(default_factory=set)

    def owe(self, cited: Cited) -> None:
        """Owe a note for a source, once a sentence; each caveat of a fact is kept."""
        identity = (cited.citation.key, cited.citation.locator)
        for place, owed in enumerate(self.owed):
            if (owed.citation.key, owed.citation.locator) == identity:
                self.owed[place] = owed.with_caveat(cited.caveat, self.between)
                return
        if identity not in self.noted or cited.caveat:
            self.noted.add(identity)
            self.owed.append(cited)

    def settle(self) -> list[Cited]:
        owed, self.owed = self.owed, []
        return owed


class Typesetter(Struct, frozen=True):
    """Sets the texts of one edition."""

    notes: NoteBook
    facts: Mapping[str, PrintedFact]
    targets: Mapping[str, str]  # id -> words, as “Figure 2”

    def line(self, text: Prose | None, scope: Scope) -> Markup:
        """One paragraph without its <p>."""
        if text is None:
            return Markup("")
        return Markup(" ").join(
            self.inline(p.children, scope) for p in prose.paragraphs(text.blocks)
        )

    def cited(self, sources: tuple[Citation, ...], scope: Scope) -> Markup:
        """The mark of a note for sources named beside a text."""
        return self.notes.mark([Cited(citation) for citation in sources], scope)

    def blocks(self, text: Prose, scope: Scope) -> Markup:
        """Paragraphs and lists."""
        return self._blocks(text.blocks, scope, tight=False)

    def block(self, block: prose.Block, scope: Scope) -> Markup:
        """One paragraph or list."""
        return self._blocks((block,), scope, tight=False)

    def _blocks(self, blocks: tuple[prose.Block, ...], scope: Scope, *, tight: bool) -> Markup:
        out, where = Markup(""), address(scope.path)
        for block in blocks:
            if isinstance(block, prose.Listing):
                tag = "ol" if block.ordered else "ul"
                items = Markup("").join(
                    Markup("<li>{}</li>").format(self._blocks(item, scope, tight=True))
                    for item in block.items
                )
                out += Markup('<{0} class="plain" data-spec="{2}">{1}</{0}>').format(
                    Markup(tag), items, where
                )
            else:
                # A mark used again must be on the page of its note; the next paragraph may not be.
                words = self.inline(block.children, Scope(scope.path))
                out += words if tight else Markup('<p data-spec="{}">{}</p>').format(where, words)
        return out

    def inline(self, children: tuple[prose.Inline, ...], scope: Scope) -> Markup:
        """Inline text with its notes."""
        tokens = list(_flat(children))
        sentence = _Sentence(self.notes.semicolon)
        out: list[_Piece] = []
        carried = ""  # closing punctuation already printed before a mark
        for index, token in enumerate(tokens):
            if token.kind == "text":
                text = token.text.removeprefix(carried)
                carried = ""
                out += self._text(text, tokens, index, sentence)
            elif token.kind == "cite":
                carried = _cite(out, tokens, index, sentence)
            else:
                out.append(self._other(token, sentence))
        return self._marked([*out, sentence.settle()], scope)

    def _text(
        self, text: str, tokens: list[_Token], index: int, sentence: _Sentence
    ) -> Iterator[_Piece]:
        start = 0
        for end in stops(text):
            if end.end() >= len(text.rstrip()) and _next_is_cite(tokens, index):
                break  # the citation that follows settles this sentence
            if end.end() == len(text) and _runs_on(tokens, index):
                break  # “v.” before emphasis: no space follows, so no sentence ends
            yield escape(text[start : end.end()])
            yield sentence.settle()
            start = end.end()
            sentence.noted.clear()
        rest = text[start:]
        yield escape(rest.rstrip() if _next_is_cite(tokens, index) else rest)

    def _marked(self, pieces: list[_Piece], scope: Scope) -> Markup:
        """The pieces with a mark for each note; sentences in a row on one source share the last."""
        marks = [n for n, piece in enumerate(pieces) if isinstance(piece, list)]
        shared = {here for here, after in pairwise(marks) if pieces[here] == pieces[after]}
        out = Markup("")
        for number, piece in enumerate(pieces):
            if not isinstance(piece, list):
                out += piece
            elif number not in shared:
                out += self.notes.mark(piece, scope)
        return out

    def _other(self, token: _Token, sentence: _Sentence) -> Markup:
        if token.kind == "fact":
            fact = self.facts[token.text]
            for cited in fact.cited:
                self.notes.grade(cited.citation.key, fact.credibility)
                sentence.owe(cited)
            return escape(fact.words) + self.notes.dagger(fact.stale)
        if token.kind == "ref":
            return Markup('<a class="xref" href="#{}">{}</a>').format(
                token.text, self.targets[token.text]
            )
        if token.kind == "link":
            return Markup('<a class="url" href="{}">{}</a>').format(token.extra, token.text)
        if token.kind == "open":
            return (
                Markup('<span lang="{}">').format(token.extra)
                if token.text == "lang"
                else Markup(f"<{token.text}>")
            )
        if token.kind == "close":
            return Markup("</span>") if token.text == "lang" else Markup(f"</{token.text}>")
        return Markup("<br>")


def _flat(children: tuple[prose.Inline, ...]) -> Iterator[_Token]:
    for child in children:
        if isinstance(child, prose.Text):
            yield _Token("text", child.text)
        elif isinstance(child, prose.Cite):
            yield _Token("cite", items=child.items)
        elif isinstance(child, prose.FactRef):
            yield _Token("fact", child.id)
        elif isinstance(child, prose.CrossRef):
            yield _Token("ref", child.id)
        elif isinstance(child, prose.Link):
            yield _Token("link", child.text, extra=child.href)
        elif isinstance(child, prose.Styled):
            yield _Token("open", child.kind, extra=child.lang)
            yield from _flat(child.children)
            yield _Token("close", child.kind, extra=child.lang)
        elif isinstance(child, prose.Break):
            yield _Token("br")


def _cite(out: list[_Piece], tokens: list[_Token], index: int, sentence: _Sentence) -> str:
    """Settle a sentence at its citation; the punctuation that goes before the mark."""
    for citation in tokens[index].items:
        sentence.owe(Cited(citation))
    carried = ""
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following is not None and following.kind == "text":
        closing = _CLOSING.match(following.text)
        carried = closing[0] if closing else ""
    out += [escape(carried), sentence.settle()]
    if _ENDED.search(carried or (tokens[index - 1].text.rstrip() if index else "")):
        sentence.noted.clear()
    return carried


def _next_is_cite(tokens: list[_Token], index: int) -> bool:
    return next((t.kind == "cite" for t in tokens[index + 1 :] if t.kind != "close"), False)


def _runs_on(tokens: list[_Token], index: int) -> bool:
    """Whether something follows without a space, within this paragraph."""
    following = next((token for token in tokens[index + 1 :] if token.kind != "close"), None)
    if following is None or following.kind == "br":
        return False
    return not (following.kind == "text" and following.text[:1].isspace())

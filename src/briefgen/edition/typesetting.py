"""Prose into markup: facts printed, notes marked, references resolved.

A fact carries its own source. Its note stands at the end of the sentence, together with what the
author cites there, so that one sentence has one call and a source named twice makes one note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from briefgen import prose
from briefgen.addresses import address
from briefgen.edition.facts import PrintedFact
from briefgen.edition.notes import Cited, NoteBook, Scope
from briefgen.prose import Citation, Prose

# A full stop that may end a sentence: closing quotes, then space and a capital, or the end.
_STOP = re.compile(r"""[.!?][”’"')\]]*(?=\s+["“‘'(]?[A-ZА-ЯӘҒҚҢӨҰҮІ0-9]|\s*$)""")
# What a full stop belongs to without ending anything: initials (J., U.S.) and these.
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|No|Nos|St|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Gov|Sen|Rep|Art|Arts|Fig|vs|cf|ca|approx"
    r"|p|pp|para|e\.g|i\.e|al|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec)$"
)
_ENDED = re.compile(r"""[.!?][”’"')\]]*$""")
_CLOSING = re.compile(r"""^[.,;:!?]+[”’"')\]]*|^[”’)\]]+[.,;:!?]*""")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # text | cite | fact | ref | open | close | link | br
    text: str = ""
    items: tuple[Citation, ...] = ()
    extra: str = ""


@dataclass
class _Sentence:
    """What a sentence still owes a note for, and what it has noted already."""

    owed: list[Cited] = field(default_factory=list)
    noted: set[tuple[str, str]] = field(default_factory=set)

    def owe(self, cited: Cited) -> None:
        """Owe a note for a source, once a sentence; each caveat of a fact is kept."""
        identity = (cited.citation.key, cited.citation.locator)
        for place, owed in enumerate(self.owed):
            if (owed.citation.key, owed.citation.locator) == identity:
                self.owed[place] = owed.with_caveat(cited.caveat)
                return
        if identity not in self.noted or cited.caveat:
            self.noted.add(identity)
            self.owed.append(cited)

    def settle(self) -> list[Cited]:
        owed, self.owed = self.owed, []
        return owed


@dataclass(frozen=True)
class Typesetter:
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
        sentence = _Sentence()
        out = Markup("")
        carried = ""  # closing punctuation already printed before a mark
        for index, token in enumerate(tokens):
            if token.kind == "text":
                text = token.text.removeprefix(carried)
                carried = ""
                out += self._text(text, tokens, index, sentence, scope)
            elif token.kind == "cite":
                out, carried = self._cite(out, tokens, index, sentence, scope)
            else:
                out += self._other(token, sentence)
        return out + self._settled(sentence, scope)

    def _text(
        self, text: str, tokens: list[_Token], index: int, sentence: _Sentence, scope: Scope
    ) -> Markup:
        out, start = Markup(""), 0
        for end in _ends(text):
            if end.end() >= len(text.rstrip()) and _next_is_cite(tokens, index):
                break  # the citation that follows settles this sentence
            if end.end() == len(text) and _runs_on(tokens, index):
                break  # “v.” before emphasis: no space follows, so no sentence ends
            out += escape(text[start : end.end()]) + self._settled(sentence, scope)
            start = end.end()
            sentence.noted.clear()
        rest = text[start:]
        if _next_is_cite(tokens, index):
            rest = rest.rstrip()
        return out + escape(rest)

    def _cite(
        self, out: Markup, tokens: list[_Token], index: int, sentence: _Sentence, scope: Scope
    ) -> tuple[Markup, str]:
        for citation in tokens[index].items:
            sentence.owe(Cited(citation))
        carried = ""
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if following is not None and following.kind == "text":
            closing = _CLOSING.match(following.text)
            carried = closing[0] if closing else ""
        out = out + escape(carried) + self._settled(sentence, scope)
        if _ENDED.search(carried or (tokens[index - 1].text.rstrip() if index else "")):
            sentence.noted.clear()
        return out, carried

    def _settled(self, sentence: _Sentence, scope: Scope) -> Markup:
        return self.notes.mark(sentence.settle(), scope)

    def _other(self, token: _Token, sentence: _Sentence) -> Markup:
        if token.kind == "fact":
            fact = self.facts[token.text]
            for cited in fact.cited:
                self.notes.grade(cited.citation.key, fact.credibility)
                sentence.owe(cited)
            return escape(fact.words)
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
        else:
            yield _Token("br")


def _next_is_cite(tokens: list[_Token], index: int) -> bool:
    return next((t.kind == "cite" for t in tokens[index + 1 :] if t.kind != "close"), False)


def _ends(text: str) -> Iterator[re.Match[str]]:
    """The full stops of a text that end a sentence."""
    for stop in _STOP.finditer(text):
        if not (stop[0][0] == "." and _ABBREVIATION.search(text, 0, stop.start())):
            yield stop


def _runs_on(tokens: list[_Token], index: int) -> bool:
    """Whether something follows without a space, within this paragraph."""
    following = next((token for token in tokens[index + 1 :] if token.kind != "close"), None)
    if following is None or following.kind == "br":
        return False
    return not (following.kind == "text" and following.text[:1].isspace())

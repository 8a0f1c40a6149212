"""Reading a text: the parser's tokens into our tree, with what is wrong in it as findings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token

from briefgen.prose.citing import CITE_ITEM
from briefgen.prose.grammar import markdown
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
    words_of,
)

_BRACKETS = re.compile(r"\\.|[\[\]]", re.S)
_HTML = re.compile(r"</?[A-Za-z][^<>\n]*>|<!--")
# What CommonMark has and a brief has not, by its look, with the words to say so.
_ELSEWHERE = (
    (re.compile(r"^ {0,3}#{1,6}\s.*", re.M), "a heading", "make it a block: “- heading: …”"),
    (re.compile(r"^ {0,3}>\s.*", re.M), "a quotation set off", "make it a block: “- quotation: …”"),
    (re.compile(r"!\[[^\[\]\n]*\]\("), "an image", "make it a block: “- figure: …”"),
    (re.compile(r"^ *\|.*\| *$", re.M), "a table row", "make it a block: “- table: …”"),
    (re.compile(r"^ *(?:```.*|~~~.*|={3,} *|-{3,} *)$", re.M), "a rule or fence", "remove it"),
)
# What begins one of our additions, and how it goes on when it is whole.
_BEGUN = (
    ("[@", "a key and “]”", "[@key] or [@key, p. 4]"),
    ("{{", "the id of a fact and “}}”", "{{ id }}"),
    ("[#", "an id and “]”", "[#fig-x]"),
    ("]{", "a language and “}”", "[words]{lang=kk}"),
    ("**", "words and “**”", "**words**"),
)
MAX_FINDINGS = 50  # in one text; who has more has pasted something else
MAX_NESTING = 12  # of brackets and of emphasis; deeper text is no prose, and slow to read
_SCHEMES = ("http://", "https://", "mailto:")


def parse(source: str) -> Prose:
    """Read a text; what is wrong in it is in the findings."""
    if _bracket_depth(source) > MAX_NESTING:
        return _entangled(source, "[")
    tokens = markdown().parse(source)
    if max(map(_depth, tokens), default=0) > MAX_NESTING:
        return _entangled(source, "*")
    reader = _Reader(list(_surface(source)))
    blocks = reader.blocks(tokens)
    return Prose(source, blocks, tuple(reader.findings[:MAX_FINDINGS]))


def _entangled(source: str, sign: str) -> Prose:
    finding = Finding(
        sign,
        f"more than {MAX_NESTING} “{sign}” one inside the other",
        f"end each of them, or write \\{sign} for the sign itself",
    )
    return Prose(source, (Paragraph((Text(source),)),), (finding,))


def _bracket_depth(source: str) -> int:
    """How many brackets are open at once, at most."""
    depth = deepest = 0
    for match in _BRACKETS.finditer(source):
        depth = max(0, depth + {"[": 1, "]": -1}.get(match[0], 0))
        deepest = max(deepest, depth)
    return deepest


def _depth(token: Token) -> int:
    depth = deepest = 0
    for child in token.children or ():
        depth += child.nesting
        deepest = max(deepest, depth)
    return deepest


def _surface(source: str) -> Iterator[Finding]:
    """What is wrong by the look of the text, before it is parsed."""
    for match in _HTML.finditer(source):
        if not re.match(r"<(https?://|mailto:)", match[0]):
            yield Finding(
                match[0],
                f"raw HTML ({match[0][:40]}) is not printed as such in a brief",
                "use **bold**, *italic* or a block; write &lt; for the sign itself",
            )
    for pattern, what, hint in _ELSEWHERE:
        for match in pattern.finditer(source):
            yield Finding(match[0].strip(), f"{what} inside prose", hint)


class _Reader:
    """Turns parser tokens into our tree, gathering findings."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings

    def blocks(self, tokens: list[Token]) -> tuple[Block, ...]:
        found: list[Block] = []
        index = 0
        while index < len(tokens):
            token = tokens[index]
            if token.type == "inline":
                found.append(Paragraph(self.inlines(token.children or [])))
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                end = _closing(tokens, index)
                found.append(self._listing(tokens[index + 1 : end], token.type[0] == "o"))
                index = end
            index += 1
        return tuple(found)

    def _listing(self, tokens: list[Token], ordered: bool) -> Listing:
        items: list[tuple[Block, ...]] = []
        index = 0
        while index < len(tokens):
            end = _closing(tokens, index)
            items.append(self.blocks(tokens[index + 1 : end]))
            index = end + 1
        return Listing(tuple(items), ordered)

    def inlines(self, tokens: list[Token]) -> tuple[Inline, ...]:
        found: list[Inline] = []
        index = 0
        while index < len(tokens):
            token = tokens[index]
            if token.nesting == 1:
                end = _closing(tokens, index)
                found.extend(self._nested(token, tokens[index + 1 : end]))
                index = end
            else:
                found.extend(self._leaf(token))
            index += 1
        return _joined(found)

    def _nested(self, token: Token, inner: list[Token]) -> Iterator[Inline]:
        if token.type == "link_open":
            yield self._link(str(token.attrGet("href") or ""), inner)
        elif token.type == "bg_lang_open":
            yield Styled("lang", self.inlines(inner), token.content)
        else:
            yield Styled("strong" if token.type == "strong_open" else "em", self.inlines(inner))

    def _link(self, href: str, inner: list[Token]) -> Inline:
        words = "".join(words_of(child) for child in self.inlines(inner))
        if not href.lower().startswith(_SCHEMES):
            self.findings.append(
                Finding(
                    href,
                    f"a link to “{href[:40]}”" if href else "a link that leads nowhere",
                    "links lead to addresses with http://, https:// or mailto:",
                )
            )
            return Text(words)
        return Link(href, words)

    def _leaf(self, token: Token) -> Iterator[Inline]:
        if token.type == "text":
            yield from self._text(token.content)
        elif token.type == "text_special":
            yield Text(token.content)
        elif token.type == "bg_cite":
            yield from self._cite(token.content)
        elif token.type == "bg_fact":
            yield FactRef(token.content)
        elif token.type == "bg_ref":
            yield CrossRef(token.content)
        elif token.type == "bg_declared":
            yield Declared(token.info, token.content)
        elif token.type == "softbreak":
            yield Text(" ")
        elif token.type == "hardbreak":
            yield Break()

    def _text(self, content: str) -> Iterator[Inline]:
        for sign, missing, right in _BEGUN:
            escaped = "".join(f"\\{letter}" for letter in sign)
            for match in re.finditer(re.escape(sign), content):
                self.findings.append(
                    Finding(
                        content[match.start() : match.start() + 24],
                        f"“{sign}” without {missing} after it",
                        f"write {right}, or {escaped} for the signs themselves",
                    )
                )
        if content:
            yield Text(content)

    def _cite(self, inner: str) -> Iterator[Inline]:
        items: list[Citation] = []
        for part in inner.split(";"):
            match = CITE_ITEM.match(part.strip())
            if match is None or match["minus"]:
                self.findings.append(
                    Finding(
                        part.strip() or inner,
                        f"“[{' '.join(inner.split())[:60]}]” is no citation",
                        "write [@key], [@key, p. 4] or [@key; @other]",
                    )
                )
                continue
            items.append(
                Citation(
                    match["key"],
                    " ".join((match["locator"] or "").split()),
                    " ".join(match["prefix"].split()),
                )
            )
        if items:
            yield Cite(tuple(items))


def _closing(tokens: list[Token], start: int) -> int:
    depth = 0
    for index in range(start, len(tokens)):
        depth += tokens[index].nesting
        if depth == 0:
            return index
    return len(tokens) - 1


def _joined(inlines: list[Inline]) -> tuple[Inline, ...]:
    """Adjacent texts made one, and adjacent citation groups: one call stands at one place."""
    found: list[Inline] = []
    for inline in inlines:
        last = found[-1] if found else None
        if isinstance(inline, Text) and isinstance(last, Text):
            found[-1] = Text(last.text + inline.text)
        elif isinstance(inline, Cite) and isinstance(last, Cite):
            found[-1] = Cite(last.items + inline.items)
        else:
            found.append(inline)
    return tuple(found)

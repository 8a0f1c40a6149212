"""Prose as the analyst writes it: CommonMark without raw HTML, plus four additions.

    [@key]  [see @key, p. 4; @other]    citations, in pandoc's and Quarto's form
    {{ fact_id }}                       a fact, printed with its own note
    [#fig-gdp]                          a figure, table or section of the same brief
    [Құрылтай]{lang=kk}                 a run in another language (pandoc's bracketed span)

The result is a small tree of our own; what is wrong in it are findings with the piece of text
they speak of, never exceptions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

KEY = r"[A-Za-z0-9][A-Za-z0-9_:./+-]*[A-Za-z0-9]|[A-Za-z0-9]"
_CITE_ITEM = re.compile(
    rf"^(?P<prefix>[^@]*?)\s*(?P<minus>-?)@(?P<key>{KEY})(?:,\s*(?P<locator>.+))?$", re.S
)
_BARE = re.compile(rf"(?<![\w@/.])@(?P<key>{KEY})")
_FACT = re.compile(r"\{\{\s*([A-Za-z0-9_-]+)\s*\}\}")
_REF = re.compile(r"\[#([A-Za-z0-9_-]+)\]")
_LANG = re.compile(r"\{\s*lang=[\"']?([A-Za-z0-9-]+)[\"']?\s*\}")
_HTML = re.compile(r"</?[A-Za-z][^<>\n]*>|<!--")
_HEADING = re.compile(r"^ {0,3}#{1,6}\s", re.M)
_SCHEMES = ("http://", "https://", "mailto:")


@dataclass(frozen=True, slots=True)
class Citation:
    """One source in a citation, with what stands before it and where in it to look."""

    key: str
    locator: str = ""
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words."""

    text: str


@dataclass(frozen=True, slots=True)
class Cite:
    """A citation group: becomes one note."""

    items: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class FactRef:
    """Where a fact is printed."""

    id: str


@dataclass(frozen=True, slots=True)
class CrossRef:
    """A mention of a figure, table or section by its id."""

    id: str


@dataclass(frozen=True, slots=True)
class Styled:
    """Inline children in emphasis, strong emphasis, or another language (`lang`)."""

    kind: str  # em | strong | lang
    children: tuple[Inline, ...]
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A live link; its words are plain text, since an element inside a link breaks PDF/UA."""

    href: str
    text: str


@dataclass(frozen=True, slots=True)
class Break:
    """A line break the author asked for."""


Inline: TypeAlias = "Text | Cite | FactRef | CrossRef | Styled | Link | Break"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A bulleted or numbered list."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False


Block: TypeAlias = "Paragraph | Listing"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in a text: the piece it speaks of, what is wrong, what to do."""

    snippet: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """A parsed text; `source` is what the author wrote."""

    source: str
    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...] = ()

    def inlines(self) -> Iterator[Inline]:
        """Every inline, depth first, in reading order."""
        for paragraph in paragraphs(self.blocks):
            yield from _walk(paragraph.children)

    def citations(self) -> Iterator[Citation]:
        """Every citation, in reading order."""
        for inline in self.inlines():
            if isinstance(inline, Cite):
                yield from inline.items

    def plain(self) -> str:
        """The words alone, without citations; facts stand as their ids in braces."""
        return " ".join(
            "".join(_plain(child) for child in paragraph.children).strip()
            for paragraph in paragraphs(self.blocks)
        )


def paragraphs(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """Every paragraph, also those inside lists."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for item in block.items:
                yield from paragraphs(item)


def _walk(children: tuple[Inline, ...]) -> Iterator[Inline]:
    for child in children:
        yield child
        if isinstance(child, Styled):
            yield from _walk(child.children)


def _plain(inline: Inline) -> str:
    if isinstance(inline, Text | Link):
        return inline.text
    if isinstance(inline, Styled):
        return "".join(_plain(child) for child in inline.children)
    if isinstance(inline, FactRef):
        return f"{{{inline.id}}}"
    return " " if isinstance(inline, Break) else ""


def parse(source: str) -> Prose:
    """Read a text; what is wrong in it is in the findings."""
    tokens = _markdown().parse(source)
    reader = _Reader(list(_surface(source)))
    blocks = reader.blocks(tokens)
    return Prose(source, blocks, tuple(reader.findings))


def parse_citation(source: str) -> Citation | None:
    """A citation written alone, as in `source: key, p. 4`; None if it is none."""
    match = _CITE_ITEM.match(source.strip() if "@" in source else f"@{source.strip()}")
    if match is None or match["minus"]:
        return None
    return Citation(match["key"], (match["locator"] or "").strip(), match["prefix"].strip())


def bare_mentions(source: str) -> Iterator[str]:
    """Keys written as @key outside brackets, which pandoc would print as author and year."""
    outside = re.sub(r"\[[^\[\]]*@[^\[\]]*\]", "", source)
    for match in _BARE.finditer(outside):
        yield match["key"]


def _surface(source: str) -> Iterator[Finding]:
    """What is wrong by the look of the text, before it is parsed."""
    for match in _HTML.finditer(source):
        if not re.match(r"<(https?://|mailto:)", match[0]):
            yield Finding(
                match[0],
                f"raw HTML ({match[0][:40]}) is not printed as such in a brief",
                "use **bold**, *italic* or a block; write &lt; for the sign itself",
            )
    if (heading := _HEADING.search(source)) is not None:
        line = source[heading.start() :].split("\n", 1)[0]
        yield Finding(
            line.strip(), "a heading inside prose", "make it a block of its own: “- heading: …”"
        )


@cache
def _markdown() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": False})
    md.disable(
        [
            "heading",
            "lheading",
            "code",
            "fence",
            "hr",
            "html_block",
            "html_inline",
            "image",
            "reference",
            "blockquote",
            "backticks",
        ]
    )
    md.inline.ruler.before("link", "briefgen_cite", _cite_rule)
    md.inline.ruler.before("link", "briefgen_ref", _ref_rule)
    md.inline.ruler.before("link", "briefgen_span", _span_rule)
    md.inline.ruler.before("link", "briefgen_fact", _fact_rule)
    return md


def _push(state: StateInline, kind: str, content: str, end: int, silent: bool) -> bool:
    if not silent:
        token = state.push(kind, "", 0)
        token.content = content
    state.pos = end
    return True


def _cite_rule(state: StateInline, silent: bool) -> bool:
    text = state.src
    if text[state.pos] != "[":
        return False
    end = text.find("]", state.pos)
    inner = text[state.pos + 1 : end] if end > 0 else ""
    if "@" not in inner or "[" in inner or text[end + 1 : end + 2] == "(":
        return False
    return _push(state, "bg_cite", inner, end + 1, silent)


def _ref_rule(state: StateInline, silent: bool) -> bool:
    match = _REF.match(state.src, state.pos)
    return match is not None and _push(state, "bg_ref", match[1], match.end(), silent)


def _fact_rule(state: StateInline, silent: bool) -> bool:
    match = _FACT.match(state.src, state.pos)
    return match is not None and _push(state, "bg_fact", match[1], match.end(), silent)


def _span_rule(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[":
        return False
    close = state.md.helpers.parseLinkLabel(state, state.pos)
    match = _LANG.match(state.src, close + 1) if close > 0 else None
    if match is None:
        return False
    if not silent:
        opening = state.push("bg_lang_open", "span", 1)
        opening.content = match[1]
        start, maximum = state.pos, state.posMax
        state.pos, state.posMax = start + 1, close
        state.md.inline.tokenize(state)
        state.pos, state.posMax = start, maximum
        state.push("bg_lang_close", "span", -1)
    state.pos = match.end()
    return True


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
        words = "".join(_plain(child) for child in self.inlines(inner))
        if not href.startswith(_SCHEMES):
            self.findings.append(
                Finding(
                    href,
                    f"a link to “{href}”",
                    "links lead to http://, https:// or mailto: addresses",
                )
            )
            return Text(words)
        return Link(href, words)

    def _leaf(self, token: Token) -> Iterator[Inline]:
        if token.type in ("text", "text_special"):
            yield from self._text(token.content)
        elif token.type == "bg_cite":
            yield from self._cite(token.content)
        elif token.type == "bg_fact":
            yield FactRef(token.content)
        elif token.type == "bg_ref":
            yield CrossRef(token.content)
        elif token.type == "softbreak":
            yield Text(" ")
        elif token.type == "hardbreak":
            yield Break()

    def _text(self, content: str) -> Iterator[Inline]:
        for sign, name, right in (("[@", "citation", "[@key]"), ("{{", "fact", "{{ id }}")):
            if sign in content:
                start = content.index(sign)
                self.findings.append(
                    Finding(
                        content[start : start + 24],
                        f"a {name} that is begun with “{sign}” and not ended",
                        f"write it as {right}",
                    )
                )
        if content:
            yield Text(content)

    def _cite(self, inner: str) -> Iterator[Inline]:
        items: list[Citation] = []
        for part in inner.split(";"):
            match = _CITE_ITEM.match(part.strip())
            if match is None or match["minus"]:
                self.findings.append(
                    Finding(
                        part.strip() or inner,
                        f"“[{inner}]” is no citation",
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

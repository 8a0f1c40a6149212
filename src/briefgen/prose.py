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
    rf"^(?P<prefix>[^@]*?)(?P<minus>-?)@(?P<key>{KEY})(?:\s*,\s*(?P<locator>.+))?$", re.S
)
_BARE = re.compile(rf"(?<![\w@/.\\\[])@(?P<key>{KEY})")
_BRACKETED = re.compile(r"\[[^\[\]@]*@[^\[\]]*\]")
_AT = re.compile(r"(?<![\w.])@")
_FACT = re.compile(r"\{\{\s*([A-Za-z0-9_-]+)\s*\}\}")
_REF = re.compile(r"\[#([A-Za-z0-9_-]+)\]")
_LANG = re.compile(r"\{\s*lang=[\"']?([A-Za-z0-9-]+)[\"']?\s*\}")
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
    pattern: str = ""  # what to look for in the source, where the snippet alone is not exact


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
    if _bracket_depth(source) > MAX_NESTING:
        return _entangled(source, "[")
    tokens = _markdown().parse(source)
    if max(map(_depth, tokens), default=0) > MAX_NESTING:
        return _entangled(source, "*")
    reader = _Reader(list(_surface(source)))
    blocks = reader.blocks(tokens)
    return Prose(source, blocks, tuple(reader.findings[:MAX_FINDINGS]))


def verbatim(words: str) -> Prose:
    """The words as prose, without a reading of signs in them."""
    return Prose(words, (Paragraph((Text(words),)),))


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


def parse_citation(source: str) -> Citation | None:
    """A citation written alone, as in `source: key, p. 4`; None if it is none."""
    written = source.strip()
    match = _CITE_ITEM.match(written if _AT.search(written) else f"@{written}")
    if match is None or match["minus"]:
        return None
    return Citation(match["key"], (match["locator"] or "").strip(), match["prefix"].strip())


def bare_mentions(source: str) -> Iterator[str]:
    """Keys written as @key outside brackets, which pandoc would print as author and year."""
    for match in _BARE.finditer(_BRACKETED.sub("", source)):
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
    for pattern, what, hint in _ELSEWHERE:
        for match in pattern.finditer(source):
            yield Finding(match[0].strip(), f"{what} inside prose", hint)


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
    md.validateLink = lambda url: True  # type: ignore[method-assign]  # or it would be text: see _link
    md.core.ruler.disable("text_join")  # or “\[@z]” could not be told from “[@z”
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
    if not _AT.search(inner) or "[" in inner or text[end + 1 : end + 2] == "(":
        return False
    return _push(state, "bg_cite", inner, end + 1, silent)


def _ref_rule(state: StateInline, silent: bool) -> bool:
    match = _REF.match(state.src, state.pos)
    return match is not None and _push(state, "bg_ref", match[1], match.end(), silent)


def _fact_rule(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "{":
        return False
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
            match = _CITE_ITEM.match(part.strip())
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

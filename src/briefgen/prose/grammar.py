"""The parser: CommonMark without what a brief has not, with what it has besides."""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from briefgen.prose.citing import AT

_FACT = re.compile(r"\{\{\s*([A-Za-z0-9_-]+)\s*\}\}")
_REF = re.compile(r"\[#([A-Za-z0-9_-]+)\]")
_DECLARED = re.compile(r"\[(desk|known):\s*([^\[\]]+?)\s*\]")
_LANG = re.compile(r"\{\s*lang=[\"']?([A-Za-z0-9-]+)[\"']?\s*\}")


@cache
def markdown() -> MarkdownIt:
    """The parser, made once."""
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
    md.inline.ruler.before("link", "briefgen_declared", _declared_rule)
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
    if not AT.search(inner) or "[" in inner or text[end + 1 : end + 2] == "(":
        return False
    return _push(state, "bg_cite", inner, end + 1, silent)


def _ref_rule(state: StateInline, silent: bool) -> bool:
    match = _REF.match(state.src, state.pos)
    return match is not None and _push(state, "bg_ref", match[1], match.end(), silent)


def _declared_rule(state: StateInline, silent: bool) -> bool:
    match = _DECLARED.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        token = state.push("bg_declared", "", 0)
        token.content, token.info = " ".join(match[2].split()), match[1]
    state.pos = match.end()
    return True


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

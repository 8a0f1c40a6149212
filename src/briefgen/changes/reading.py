"""Values of a brief in words, and in a form in which equal content is equal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

from msgspec import Struct, field
from pydantic import BaseModel

from briefgen import prose
from briefgen.model.blocks import JudgementBlock
from briefgen.model.brief import Ground
from briefgen.model.contents import children, citations_in
from briefgen.model.marking import Marking
from briefgen.model.names import Name
from briefgen.prose import Citation, Prose
from briefgen.yardstick import Term

Form: TypeAlias = "str | tuple[object, ...] | None"


class Called(Struct, frozen=True):
    """What goes by another name in one edition than in the other: its name here, and there."""

    sources: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    judgements: Mapping[str, str] = field(default_factory=dict)


ALIKE = Called()


def form(value: object, called: Called = ALIKE) -> Form:
    """The content of a value: without order of keys, ways of writing, and other names."""
    if isinstance(value, Prose):
        return form(value.blocks, called)
    if isinstance(value, Citation):
        key = called.sources.get(value.key, value.key)
        return "citation", key, value.locator, value.prefix
    if isinstance(value, prose.FactRef):
        return "fact", called.facts.get(value.id, value.id)
    if isinstance(value, Ground) and value.fact is not None:
        return "fact", called.facts.get(value.fact, value.fact)
    if isinstance(value, JudgementBlock):
        return "judgement", called.judgements.get(value.judgement, value.judgement)
    if isinstance(value, Mapping):
        return tuple(sorted((str(key), form(each, called)) for key, each in value.items()))
    if isinstance(value, tuple | list):
        return tuple(form(each, called) for each in value)
    if isinstance(value, BaseModel):
        named = ((name, getattr(value, name)) for name in type(value).model_fields)
        return (type(value).__name__, *((name, form(each, called)) for name, each in named))
    if isinstance(value, Struct):
        parts = (getattr(value, name) for name in value.__struct_fields__)
        return (type(value).__name__, *(form(part, called) for part in parts))
    return value if value is None else str(value)


def words(value: object, facts: Mapping[str, str]) -> str:
    """A value as a reader of changes sees it; facts stand as they are printed."""
    if value is None:
        return ""
    if isinstance(value, Prose):
        return "\n".join(_paragraphs(value.blocks, facts))
    if isinstance(value, Term):
        return value.words
    if isinstance(value, Marking):
        return value.label
    if isinstance(value, Name):
        return value.natural
    if isinstance(value, Citation):
        return cited(value)
    if isinstance(value, Ground):
        return cited(value.citation) if value.citation else value.fact or ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {words(each, facts)}" for key, each in value.items())
    if isinstance(value, tuple | list):
        return "; ".join(words(each, facts) for each in value)
    if isinstance(value, BaseModel):
        told = ((name, words(getattr(value, name), facts)) for name in type(value).model_fields)
        defaults = type(value).model_fields
        return "; ".join(
            f"{name}: {each}"
            for name, each in told
            if each and getattr(value, name) != defaults[name].default
        )
    return str(value.value) if isinstance(value, Enum) else str(value)


def cited(citation: Citation) -> str:
    """A citation as it is written in a text."""
    place = f", {citation.locator}" if citation.locator else ""
    return f"{citation.prefix} @{citation.key}{place}".strip()


def sources_in(value: object) -> Iterator[str]:
    """The keys of the sources that a value cites, in its order."""
    return (citation.key for _, citation in citations_in(value))


def atoms(value: object) -> Iterator[str]:
    """Every word of a value, to tell how much two values have in common."""
    if isinstance(value, BaseModel | Mapping | tuple | list):
        for _, each in children(value):
            yield from atoms(each)
    elif value is not None and not isinstance(value, bool):
        yield from words(value, {}).casefold().split()


def _paragraphs(blocks: tuple[prose.Block, ...], facts: Mapping[str, str]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, prose.Listing):
            for item in block.items:
                yield "– " + " ".join(_paragraphs(item, facts))
        else:
            yield "".join(_inline(child, facts) for child in block.children).strip()


def _inline(inline: prose.Inline, facts: Mapping[str, str]) -> str:
    if isinstance(inline, prose.FactRef):
        return facts.get(inline.id, f"{{{{ {inline.id} }}}}")
    if isinstance(inline, prose.Cite):
        return f" [{'; '.join(cited(each) for each in inline.items)}]"
    if isinstance(inline, prose.CrossRef):
        return f"[#{inline.id}]"
    if isinstance(inline, prose.Styled):
        return "".join(_inline(child, facts) for child in inline.children)
    if isinstance(inline, prose.Declared):
        return f" [{inline.ground}: {inline.reason}]"
    return inline.text if isinstance(inline, prose.Text | prose.Link) else " "

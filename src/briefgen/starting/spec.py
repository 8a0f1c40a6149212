"""The spec of a new brief, made of the model of its kind and of the sections it asks for."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.model.blocks import BLOCK_NAMES, BLOCKS
from briefgen.model.brief import MAX_REFERENCE, Brief, Section
from briefgen.model.figures import FIGURES
from briefgen.schema import mode_line
from briefgen.shapes.fields import Items, Maybe, Shape, about, fields_of
from briefgen.shapes.values import Value
from briefgen.starting.filling import Filler, Given, draft_sources, placeholder
from briefgen.starting.known import MARK, SOURCE
from briefgen.starting.writing import Entry, Node, explained, lines_of
from briefgen.structure import MAX_TITLE_CHARACTERS

SUBTITLE = "A draft in which every text is still a placeholder"


def spec_text(kind: str, model: type[Brief], given: Given, library: str, own_source: bool) -> str:
    """The spec of a kind, its keys explained; `own_source` puts the source it cites into it."""
    known: dict[str, Node] = {
        "kind": kind,
        "title": given.title,
        "subtitle": SUBTITLE,
        "reference": f"DRAFT-{given.name}".upper()[:MAX_REFERENCE].rstrip("-"),
        "source_files": [library],
        "sections": tuple(_sections(model, given)),
    }
    if own_source:
        known["sources"] = draft_sources(given, explain=False)
    filler = Filler(given, wanted=model.begins_with)
    entries = {entry.key: entry for entry in filler.keys(model, known)}
    lines = [mode_line(kind), *_head(model, given)]
    for key in order_of(model):
        lines += [""] if _stands_apart(entries[key]) else []
        lines += lines_of([entries[key]])
    return "\n".join(lines) + "\n"


def _head(model: type[Brief], given: Given) -> Iterator[str]:
    yield from explained(about(model))
    yield from explained(
        f"Each “{MARK}” is a placeholder. A key behind a single “#” may be left out: take “# ” "
        "away to use it, here and in all lines below it that belong to it. Sections are made of "
        f"text and of blocks: {', '.join(BLOCK_NAMES)}."
    )
    yield from explained(f"Ask at any time what is missing or wrong: briefgen check {given.name}")


def _stands_apart(entry: Entry) -> bool:
    return not entry.off and isinstance(entry.value, tuple | list) and entry.key != "source_files"


def order_of(model: type[Brief]) -> list[str]:
    """The keys of a kind as people read them: what it is about comes first, the sections last."""
    common = [field.key for field in fields_of(Brief)]
    own = [field for field in fields_of(model) if field.key not in common]
    plain = [field.key for field in own if _is_plain(field.shape)]
    others = [field.key for field in own if field.key not in plain]
    start, sections = common.index("kind") + 1, common.index("sections")
    return [*common[:start], *plain, *common[start:sections], *others, *common[sections:]]


def _is_plain(shape: Shape) -> bool:
    """Whether a field holds a word or a few, and no keys of its own."""
    if isinstance(shape, Maybe):
        return _is_plain(shape.shape)
    return _is_plain(shape.item) if isinstance(shape, Items) else isinstance(shape, Value)


def _sections(model: type[Brief], given: Given) -> Iterator[Entry]:
    needed = dict(model.required_sections) or {"main": "what the brief is about"}
    for number, (key, what) in enumerate(needed.items()):
        known: dict[str, Node] = {
            "title": _section_title(key, what),
            "blocks": [_prose(what), *_blocks(model, key, given)],
        }
        filler = Filler(given, explain=number == 0)
        yield Entry(key, filler.keys(Section, known), f"On {what}.")


def _section_title(key: str, what: str) -> str:
    """The key in words; where it has several, as what the section is on joins them."""
    words, subject = key.split("_"), what.partition(",")[0]
    joined = len(words) > 1 and set(words) <= set(subject.split())
    return (subject if joined else " ".join(words)).capitalize()[:MAX_TITLE_CHARACTERS]


def _prose(what: str) -> str:
    subject = what.partition(",")[0]
    return f"{placeholder(f'text on {subject}, each claim with its source')}.[@{SOURCE}]"


def _blocks(model: type[Brief], section: str, given: Given) -> Iterator[Node]:
    for what in model.required_blocks.get(section, ()):
        key, _, figure = what.partition(": ")
        filler = Filler(given, explain=not figure)  # a figure has many, which the editor tells
        known: dict[str, Node] = {"figure": figure} if figure else {}
        entries = filler.keys(FIGURES[figure] if figure else BLOCKS[key], known)
        yield tuple(sorted(entries, key=lambda entry: entry.key != key))

"""What is wrong with a declaration as a whole: names that lead nowhere, fields in wrong places.

As with a spec the tree is read and not the model, so that one mistake does not hide another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain

from briefgen.charts.colours import contrast
from briefgen.document import Document, Path, Tree
from briefgen.errors import Problem, Severity, did_you_mean, nearest
from briefgen.model.field_types import (
    CHOICE,
    FIELD_TYPES,
    GLOBE,
    NAMES,
    OPENING,
    PANEL,
    RATING,
    ROW,
)
from briefgen.model.kind import is_colour
from briefgen.structure import list_of, mapping_of

PAPER = "#FFFFFF"
LEAST = 4.5  # of contrast for labels of this size, after WCAG 2.2 (1.4.3)
_OTHERS = "globe_others"
_PLACES = (NAMES, GLOBE, _OTHERS, OPENING)

Named = list[tuple[str, str, Path]]  # where on the page, the field, where it is named


def consistency_problems(document: Document) -> Iterator[Problem]:
    """Everything that no single key can show."""
    tree = mapping_of(document.tree)
    declared = {key: mapping_of(each) for key, each in mapping_of(tree.get("fields")).items()}
    types = {key: said for key, each in declared.items() if (said := _type(each)) is not None}
    named = list(_named(tree))
    yield from chain(
        _unknown(document, declared, named),
        _misplaced(document, types, named),
        _unseen(document, types, named),
        _alone(document, declared, types),
        _pale(document, tree),
        _globes(document, tree),
        _strange(document, tree, declared),
    )


def _type(said: Mapping[str, Tree]) -> str | None:
    written = said.get("type")
    return written if isinstance(written, str) and written in FIELD_TYPES else None


def _named(tree: Mapping[str, Tree]) -> Iterator[tuple[str, str, Path]]:
    """Each name of a field with the place on the page that it is named for, and its path."""
    for place in _PLACES:
        yield from ((place, *each) for each in _entries(tree.get(place), (place,)))
    for number, line in enumerate(list_of(tree.get(PANEL))):
        for key in ("value", "note"):
            path: Path = (PANEL, number, key)
            yield from ((PANEL, *each) for each in _entries(mapping_of(line).get(key), path))


def _entries(listed: Tree, path: Path) -> Iterator[tuple[str, Path]]:
    if isinstance(listed, str):
        yield listed, path
    for number, each in enumerate(list_of(listed)):
        if isinstance(each, str):
            yield each, (*path, number)


def _unknown(
    document: Document, declared: Mapping[str, Mapping[str, Tree]], named: Named
) -> Iterator[Problem]:
    for _, name, path in named:
        if name not in declared:
            hint = did_you_mean(name, declared, "add it under “fields:”")
            yield document.problem(path, f"no field is called “{name[:40]}”", hint)


def _misplaced(document: Document, types: Mapping[str, str], named: Named) -> Iterator[Problem]:
    """Fields whose type cannot stand where they are named."""
    for place, name, path in named:
        kind, where = types.get(name), place.removesuffix("_others")
        if kind is None or where in FIELD_TYPES[kind].stands:
            continue
        can = [key for key, each in FIELD_TYPES.items() if where in each.stands]
        message = f"“{name}” is a field of type {kind}, which cannot stand here"
        hint = f"fields of type {', '.join(can)} can"
        if kind == ROW:
            hint += "; a row stands in the panel by itself"
        yield document.problem(path, message, hint)


def _unseen(document: Document, types: Mapping[str, str], named: Named) -> Iterator[Problem]:
    """Fields that an author would fill and no reader see."""
    used = {name for _, name, _ in named}
    used |= {meant for name in used - {*types} if (meant := nearest(name, types))}  # misspelt
    for name, kind in types.items():
        if kind != ROW and name not in used:
            places = sorted(FIELD_TYPES[kind].stands)
            message = f"the field “{name}” stands nowhere on the page"
            hint = f"name it under {' or '.join(f'“{place}:”' for place in places)}"
            yield replace(
                document.problem(("fields", name), message, hint, key=True),
                severity=Severity.WARNING,
            )


def _alone(
    document: Document, declared: Mapping[str, Mapping[str, Tree]], types: Mapping[str, str]
) -> Iterator[Problem]:
    """What a field says that does not go with its type."""
    for name, said in declared.items():
        kind, path = types.get(name), ("fields", name)
        if kind == CHOICE and not said.get("choices"):
            message = "a choice needs the words that it may be"
            yield document.problem((*path, "type"), message, "add “choices: [one, other]”")
        if kind not in (CHOICE, None) and "choices" in said:
            message = f"a field of type {kind} has no choices"
            hint = f"leave them out, or write “type: {CHOICE}”"
            yield document.problem((*path, "choices"), message, hint, key=True)
        if kind not in (ROW, None) and "title" in said:
            message = f"a field of type {kind} has no title: only rows of the panel have a label"
            yield document.problem((*path, "title"), message, "leave it out", key=True)
        if kind == RATING and name != RATING:
            message = f"a field of type {kind} is called “{RATING}”, as the block that sets it out"
            yield document.problem(path, message, f"call it “{RATING}:”", key=True)
        if kind == ROW and "title" not in said:
            message = f"the row “{name}” has no label"
            yield document.problem(path, message, "add “title:” to it", key=True)


def _pale(document: Document, tree: Mapping[str, Tree]) -> Iterator[Problem]:
    """A colour in which labels could not be read."""
    colour = tree.get("accent")
    if not isinstance(colour, str) or not is_colour(colour.strip()):
        return
    reached = contrast(colour.strip(), PAPER)
    if reached < LEAST:
        message = f"{colour} has a contrast of {reached:.1f} to 1 on white"
        yield document.problem(
            ("accent",), message, f"text needs {LEAST} to 1: take a darker colour"
        )


def _globes(document: Document, tree: Mapping[str, Tree]) -> Iterator[Problem]:
    if tree.get(_OTHERS) and not tree.get(GLOBE):
        message = "the globe has others and no subject"
        hint = "name a field under “globe:” as well"
        yield document.problem((_OTHERS,), message, hint, key=True)


def _strange(
    document: Document, tree: Mapping[str, Tree], declared: Mapping[str, Mapping[str, Tree]]
) -> Iterator[Problem]:
    """Translations of words that the kind does not have."""
    own = set(_words(tree, declared))
    for code, given in mapping_of(tree.get("translations")).items():
        for words in mapping_of(given):
            if words not in own:
                message = f"the kind has no label or choice “{words[:40]}” to be translated"
                hint = did_you_mean(words, own, "it has those under “name:”, “title:”, “choices:”")
                yield document.problem(("translations", code, words), message, hint, key=True)


def _words(tree: Mapping[str, Tree], declared: Mapping[str, Mapping[str, Tree]]) -> Iterator[str]:
    """The name of the kind, its labels and its choices, as they are written."""
    facts = (mapping_of(each) for each in mapping_of(tree.get("key_facts")).values())
    lines = (mapping_of(each) for each in list_of(tree.get(PANEL)))
    titles = (each.get("title") for each in chain(declared.values(), facts, lines))
    choices = (word for each in declared.values() for word in list_of(each.get("choices")))
    written = chain((tree.get("name"),), titles, choices)
    yield from (words.strip() for words in written if isinstance(words, str))

"""What only the spec as a whole can show: sections, ids that must be one, lengths, order of dates.

These checks read the tree and not the model, so that a mistake elsewhere does not hide theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from briefgen.dates import PartialDate
from briefgen.document import Document, Path, Tree
from briefgen.errors import Problem, Severity, coded, did_you_mean, nearest
from briefgen.model.blocks import BLOCKS, block_fields, block_name
from briefgen.model.brief import Brief
from briefgen.model.figures import FIGURES
from briefgen.model.references import Names

MAX_SIDE_NOTE_WORDS = 45
MAX_TITLE_CHARACTERS = 42
_LIKE_AN_ID = re.compile(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)+")

Spec = dict[str, Tree]
Found = Sequence[tuple[Path, Spec]]  # blocks with their paths


def structure_problems(document: Document, model: type[Brief], names: Names) -> Iterator[Problem]:
    """Everything that is wrong with the spec as a whole."""
    tree = mapping_of(document.tree)
    blocks = tuple(blocks_of(tree, model))
    yield from chain(
        coded("SPC110", _sections(document, tree, model)),
        coded("SPC110", _needed_blocks(document, tree, model)),
        coded("SPC107", _twice(document, tree, blocks)),
        coded("SPC106", _unknown_judgements(document, blocks, names)),
        coded("SPC106", _unknown_indicators(document, tree, names)),
        coded("SPC110", _nothing_to_set_out(document, tree, blocks, model)),
        coded("SPC105", _rows(document, blocks)),
        coded("SPC111", _dates(document, tree)),
        coded("SPC112", _lengths(document, tree, blocks)),
    )


def _sections(document: Document, tree: Spec, model: type[Brief]) -> Iterator[Problem]:
    if not isinstance(tree.get("sections"), dict) or "translation_of" in tree:
        return  # reported with the spec, or a key page without sections
    sections = mapping_of(tree["sections"])
    extra = [key for key in sections if key not in model.required_sections]
    for name, what in model.required_sections.items():
        if name in sections:
            continue
        needs = f"a {model.kind_name.lower()} needs a section “{name}”"
        near = nearest(name, extra)
        if near is not None:
            yield document.problem(
                ("sections", near),
                f"{needs}; this one is called “{near}”",
                f"call it “{name}:”, or add one of that name on {what}",
                key=True,
            )
        else:
            hint = f"add “{name}:” to the sections, on {what}"
            yield document.problem(("sections",), needs, hint, key=True)


def _needed_blocks(document: Document, tree: Spec, model: type[Brief]) -> Iterator[Problem]:
    sections = mapping_of(tree.get("sections"))
    for name, needed in model.required_blocks.items():
        if not isinstance(blocks := mapping_of(sections.get(name)).get("blocks"), list):
            continue
        found = [block for block in blocks if isinstance(block, dict)]
        for what in needed:
            if any(_is(what, block) or _misspelt(what, block) for block in found):
                continue
            kind, _, value = what.partition(": ")
            yield document.problem(
                ("sections", name),
                f"the section “{name}” needs a {kind if value else 'block'} “{value or kind}”",
                f"add “- {what}{'' if value else ':'}” to its blocks",
                key=True,
            )


def _is(what: str, block: Spec) -> bool:
    """Whether a block is what a section needs: “scenarios”, or “figure: matrix”."""
    kind, _, value = what.partition(": ")
    return kind in block and value in ("", block[kind])


def _misspelt(what: str, block: Spec) -> bool:
    kind, _, value = what.partition(": ")
    if value:
        written = block.get(kind)
        unknown = isinstance(written, str) and written not in FIGURES
        return unknown and nearest(str(written), [value]) == value
    return block_name(block) is None and any(nearest(key, [kind]) for key in block)


def _twice(document: Document, tree: Spec, blocks: Found) -> Iterator[Problem]:
    """Ids that stand twice; all of them can be pointed at, so they share one set of names."""
    seen: dict[str, int] = {}
    for path in _ids(tree, blocks):
        try:
            identifier = document.at(path)
        except KeyError:
            continue
        if not isinstance(identifier, str):
            continue  # reported with the spec
        if identifier in seen:
            message = f"the id “{identifier[:40]}” is used twice"
            yield document.problem(path, message, f"it stands first on line {seen[identifier]}")
        seen.setdefault(identifier, document.place(path).line)


def _ids(tree: Spec, blocks: Found) -> Iterator[Path]:
    for index, _ in enumerate(list_of(tree.get("key_judgements"))):
        yield "key_judgements", index, "id"
    for path, block in blocks:
        yield *path, "id"
        if "indicators" in block:
            for index, _ in enumerate(list_of(block.get("rows"))):
                yield *path, "rows", index, "id"


def _unknown_judgements(document: Document, blocks: Found, names: Names) -> Iterator[Problem]:
    if not names.judgements:
        return  # reported as missing
    for path, block in blocks:
        named = block.get("judgement")
        if isinstance(named, str) and named.strip() and named not in names.judgements:
            message = f"no key judgement has the id “{named[:40]}”"
            hint = did_you_mean(named, names.judgements, "give a key judgement that id")
            yield document.problem((*path, "judgement"), message, hint)


def _unknown_indicators(document: Document, tree: Spec, names: Names) -> Iterator[Problem]:
    if not names.indicators:
        return  # reported as missing, where the kind needs them
    for index, judgement in enumerate(list_of(tree.get("key_judgements"))):
        path = ("key_judgements", index, "would_change")
        entries = mapping_of(judgement).get("would_change")
        listed = [(path, entries)] if isinstance(entries, str) else [
            ((*path, number), entry) for number, entry in enumerate(list_of(entries))
        ]  # fmt: skip
        for place, entry in listed:
            if isinstance(entry, str) and _missed(entry, names.indicators):
                message = f"no indicator has the id “{entry[:40]}”"
                hint = did_you_mean(
                    entry, names.indicators, "add it to the indicators, or write it in words"
                )
                yield document.problem(place, message, hint)


def _nothing_to_set_out(
    document: Document, tree: Spec, blocks: Found, model: type[Brief]
) -> Iterator[Problem]:
    """Blocks that set out a field of the brief, where this brief or its kind does not have it."""
    for path, block in blocks:
        name = block_name(block) or ""
        field = getattr(BLOCKS.get(name), "sets_out", None)
        if field is None or tree.get(field) is not None:
            continue
        info = model.model_fields.get(field)
        if info is None:
            message = f"a {model.kind_name.lower()} has no {field} to set out"
            hint = f"leave the block out; kinds with a {field} are told of in the documentation"
            yield document.problem(path, message, hint, key=True)
        elif not info.is_required():  # else it is reported as missing
            message = f"there is no {field} to set out"
            hint = f"add “{field}:” to the brief, or leave the block out"
            yield document.problem(path, message, hint, key=True)


def _missed(entry: str, indicators: frozenset[str]) -> bool:
    """Whether an entry that may be words or an id is an id that is not there."""
    return entry not in indicators and _LIKE_AN_ID.fullmatch(entry) is not None


def _rows(document: Document, blocks: Found) -> Iterator[Problem]:
    for path, block in blocks:
        columns = len(list_of(block.get("columns")))
        if block_name(block) != "table" or not columns:
            continue
        for index, row in enumerate(list_of(block.get("rows"))):
            if isinstance(row, list) and len(row) != columns:
                cells = "1 cell" if len(row) == 1 else f"{len(row)} cells"
                yield document.problem(
                    (*path, "rows", index),
                    f"this row has {cells}, the table has {columns} columns",
                    "put quotes round a cell with a comma; leave a cell empty with ~",
                )


def _dates(document: Document, tree: Spec) -> Iterator[Problem]:
    date, cutoff = _date(tree.get("date")), _date(tree.get("information_cutoff"))
    if date is not None and cutoff is not None and date.latest() < cutoff.earliest():
        yield document.problem(
            ("date",),
            f"the date {date} lies before the information cut-off {cutoff}",
            "a brief cannot know what came after it: correct one of the two",
        )


def _date(value: Tree) -> PartialDate | None:
    try:
        return PartialDate.parse(value) if isinstance(value, str) else None
    except ValueError:
        return None  # reported with the spec


def _lengths(document: Document, tree: Spec, blocks: Found) -> Iterator[Problem]:
    for key, section in mapping_of(tree.get("sections")).items():
        title = mapping_of(section).get("title")
        if isinstance(title, str) and len(title) > MAX_TITLE_CHARACTERS:
            yield _warning(
                document.problem(
                    ("sections", key, "title"),
                    f"a section title of {len(title)} characters",
                    f"{MAX_TITLE_CHARACTERS} hold one line",
                )
            )
    for path, block in blocks:
        text = block.get("text")
        if block_name(block) == "note" and isinstance(text, str):
            words = len(text.split())
            if words > MAX_SIDE_NOTE_WORDS:
                yield _warning(
                    document.problem(
                        (*path, "text"),
                        f"a side note of {words} words",
                        f"{MAX_SIDE_NOTE_WORDS} is the most that stays a note",
                    )
                )


def _warning(problem: Problem) -> Problem:
    return Problem(problem.place, problem.message, problem.hint, Severity.WARNING, problem.excerpt)


def blocks_of(tree: Mapping[str, Tree], model: type[Brief]) -> Iterator[tuple[Path, Spec]]:
    """Every block that has keys, with its path: those of the kind's own fields, then sections."""
    places: list[tuple[Path, Tree]] = [((name,), tree.get(name)) for name in block_fields(model)]
    for key, section in mapping_of(tree.get("sections")).items():
        places.append((("sections", key, "blocks"), mapping_of(section).get("blocks")))
    for path, blocks in places:
        for index, block in enumerate(list_of(blocks)):
            if isinstance(block, dict):
                yield (*path, index), block


def mapping_of(value: Tree) -> Spec:
    """The value if it is a mapping; else an empty one."""
    return value if isinstance(value, dict) else {}


def list_of(value: Tree) -> list[Tree]:
    """The value if it is a list; else an empty one."""
    return value if isinstance(value, list) else []

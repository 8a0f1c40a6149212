"""CSL-JSON, the format of Zotero and of citation processors: read into fields, and written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from briefgen.dates import PartialDate
from briefgen.document import Tree
from briefgen.errors import Place, Problem
from briefgen.exchange.incoming import (
    Fields,
    Incoming,
    Lines,
    day_of,
    organisation,
    person,
    without_empty,
)
from briefgen.model.names import Name
from briefgen.model.source import Source, SourceType

HANDLES = "handles"  # of the authors; a processor would print them in the middle of a name
OWN = "briefgen"  # under “custom” stands what CSL has no variable for

# Our texts and the variables of CSL 1.0.2, the first of which is written.
VARIABLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "title": ("title",),
        "short": ("title-short", "shortTitle"),
        "container": ("container-title",),
        "publisher": ("publisher",),
        "place": ("publisher-place", "event-place", "jurisdiction"),
        "url": ("URL",),
        "doi": ("DOI",),
        "language": ("language",),
        "number": ("number", "dimensions"),
        "genre": ("genre", "medium"),
        "volume": ("volume",),
        "issue": ("issue",),
        "page": ("page",),
        "edition": ("edition", "version"),
        "event": ("event-title", "event"),
        "section": ("section", "chapter-number"),
        "note": ("note",),
    }
)
NAMES = ("author", "editor", "translator")
# The note is written there too: in one of ours “Name: value” is no line for another program.
ONLY_OURS = (
    "note",
    "via",
    "reliability",
    "reliability_reason",
    "derived_from",
    "archived",
    "marking",
)
# The number of these is how long they run.
RECORDINGS = frozenset({SourceType.MOTION_PICTURE, SourceType.BROADCAST})
# Types that a library does not have, and what comes nearest.
NEAREST: Mapping[str, str] = MappingProxyType(
    {
        "article": "report", "classic": "book", "collection": "document",
        "entry": "entry-encyclopedia",
        "entry-dictionary": "entry-encyclopedia", "event": "speech", "hearing": "document",
        "interview": "interview", "performance": "broadcast", "song": "broadcast",
        "periodical": "book", "review": "article-journal", "review-book": "article-journal",
        "musical_score": "document", "pamphlet": "document", "patent": "document",
        "software": "document", "standard": "document", "manuscript": "document",
        "figure": "document", "graphic": "document",
    }
)  # fmt: skip
# Zotero’s field “Extra” arrives as a note; its lines “Name: value” are for Zotero alone.
_EXTRA = re.compile(r"^[^\S\n]*(?:[A-Za-z][\w .-]{0,40}:\s|\{:).*$", re.MULTILINE)
_NO_SPACE = re.compile(r"[^ \t\n\r]|$")
_MARKUP = re.compile(r"</?(?:i|b|sc|sup|sub|span)\b[^<>]*>")


def read(file: str, text: str) -> tuple[list[Incoming], list[Problem]]:
    """The items of a file; each is read for itself, so that its line is known."""
    decoder = json.JSONDecoder(parse_constant=str, parse_float=str, parse_int=str)
    found: list[Incoming] = []
    position = _past_space(text, 0)
    many, lines_of = text[position : position + 1] == "[", Lines(text)
    position += many
    while True:
        position = _past_space(text, position)
        if many and text[position : position + 1] == "]":
            return found, []
        try:
            item, end = decoder.raw_decode(text, position)
        except (json.JSONDecodeError, RecursionError) as error:
            at = getattr(error, "pos", position)
            return found, [_broken(file, text, at, getattr(error, "msg", "nested too deeply"))]
        if not isinstance(item, dict):
            return found, [_broken(file, text, position, "no item of CSL-JSON, which has keys")]
        found.append(_incoming(item, text, range(position, end), lines_of))
        position = _past_space(text, end)
        if not many:
            return found, []
        if text[position : position + 1] == ",":
            position += 1
        elif text[position : position + 1] != "]":
            return found, [_broken(file, text, position, "“,” or “]” is missing between items")]


def _past_space(text: str, position: int) -> int:
    found = _NO_SPACE.search(text, position)
    return found.start() if found else len(text)


def _broken(file: str, text: str, at: int, why: str) -> Problem:
    line = text.count("\n", 0, at) + 1
    column = at - (text.rfind("\n", 0, at) + 1) + 1
    excerpt = text.split("\n")[line - 1][:200]
    shown = f"{line:>6} | {excerpt}\n{'':>6} | {' ' * (column - 1)}^" if column < 200 else ""
    hint = "export it again as “CSL JSON”; what stands before is still read"
    return Problem(Place(file, line, column), f"this is no JSON: {why}", hint, excerpt=shown)


def _incoming(item: Mapping[str, object], text: str, within: range, lines_of: Lines) -> Incoming:
    fields = fields_of(item)
    lines: dict[str, int] = {}
    for key in fields:
        for variable in (*VARIABLES.get(key, ()), key):
            if (at := text.find(f'"{variable}"', within.start, within.stop)) >= 0:
                lines[key] = lines_of.at(at)
                break
    name = item.get("citation-key") or item.get("id") or ""
    return Incoming(str(name), fields, lines_of.at(within.start), lines)


def fields_of(item: Mapping[str, object]) -> Fields:
    """The fields of a library that an item fills."""
    kind = str(item.get("type") or "document")
    fields: Fields = {"type": NEAREST.get(kind, kind)}
    for key, variables in VARIABLES.items():
        fields[key] = next((t for v in variables if (t := _text(item.get(v)))), "")
    fields |= {key: _names(item.get(key)) for key in NAMES}
    fields["author"] = _with_handles(fields["author"], _ours_of(item).get(HANDLES))
    fields |= {"issued": _date(item.get("issued")), "accessed": _date(item.get("accessed"))}
    fields["note"] = _EXTRA.sub("", _raw(item.get("note")))
    if fields["accessed"] and str(fields["accessed"]).count("-") < 2:
        fields["accessed"] = ""  # only a whole day says when something was read
    return without_empty(fields | _own(item))


def _ours_of(item: Mapping[str, object]) -> Mapping[str, object]:
    custom = item.get("custom")
    ours = custom.get(OWN) if isinstance(custom, dict) else None
    return ours if isinstance(ours, dict) else {}


def _with_handles(names: Tree, handles: object) -> Tree:
    """The names with the accounts they write under, which stand apart in the order of the names."""
    if not isinstance(names, list) or not isinstance(handles, list) or len(handles) != len(names):
        return names
    return [
        f"{name} ({handle})"
        if isinstance(name, str) and isinstance(handle, str) and handle
        else name
        for name, handle in zip(names, handles, strict=True)
    ]


def _own(item: Mapping[str, object]) -> Fields:
    ours = _ours_of(item)
    kept: Fields = {}
    for key in ONLY_OURS:
        value = ours.get(key)
        if isinstance(value, list):
            kept[key] = [str(each) for each in value]
        elif isinstance(value, str):
            kept[key] = value
    return kept


def _raw(value: object) -> str:
    return _MARKUP.sub("", value) if isinstance(value, str) else ""


def _text(value: object) -> str:
    return " ".join(_raw(value).split())


def _names(value: object) -> Tree:
    listed = [name for name in value if isinstance(name, dict)] if isinstance(value, list) else []
    made = [_name(name) for name in listed]
    return [name for name in made if name]


def _name(name: Mapping[str, object]) -> Tree:
    if literal := _text(name.get("literal")):
        return organisation(literal)
    particles = (name.get("dropping-particle"), name.get("non-dropping-particle"))
    family = " ".join(filter(None, map(_text, (*particles, name.get("family")))))
    given, suffix = _text(name.get("given")), _text(name.get("suffix"))
    if name.get("static-ordering") and given:
        return {"family": family, "given": given, "family_first": "true"}
    return person(family, given, suffix)


def _date(value: object) -> str:
    if not isinstance(value, dict):
        return ""
    parts = value.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    if isinstance(first, list):
        return day_of(*first[:3]) if first else ""
    written = _text(value.get("raw")) or _text(value.get("literal"))
    return day_of(*written.partition("T")[0].split("-")[:3])


def items(sources: Mapping[str, Source]) -> Iterator[dict[str, object]]:
    """Sources as items of CSL-JSON, in their order."""
    for key, source in sources.items():
        yield item_of(key, source)


def item_of(key: str, source: Source) -> dict[str, object]:
    """A source as an item."""
    item: dict[str, object] = {"id": key, "type": str(source.type)}
    for field, (variable, *_) in VARIABLES.items():
        if (value := getattr(source, field)) is not None:
            item[variable] = value
    if source.type in RECORDINGS and "number" in item:
        item["dimensions"] = item.pop("number")
    for field in NAMES:
        if names := getattr(source, field):
            item[field] = [_name_item(name) for name in names]
    if source.issued:
        item["issued"] = _date_item(source.issued)
    if source.accessed:
        item["accessed"] = _date_item(PartialDate.of(source.accessed))
    if ours := _custom(source):
        item["custom"] = {OWN: ours}
    return item


def _custom(source: Source) -> dict[str, object]:
    found: dict[str, object] = {}
    for field in ONLY_OURS:
        if value := getattr(source, field):
            found[field] = list(value) if isinstance(value, tuple) else str(value)
    handles = [name.handle for name in source.author]
    return found | {HANDLES: handles} if any(handles) else found


def _name_item(name: Name) -> dict[str, object]:
    if not name.given:
        return {"literal": name.family}
    made: dict[str, object] = {"family": name.family, "given": name.given}
    if name.suffix:
        made["suffix"] = name.suffix
    if name.family_first:
        made["static-ordering"] = True
    return made


def _date_item(date: PartialDate) -> dict[str, object]:
    parts = [part for part in (date.year, date.month, date.day) if part is not None]
    return {"date-parts": [parts]}


def written(sources: Mapping[str, Source]) -> str:
    """Sources as a file of CSL-JSON."""
    return json.dumps(list(items(sources)), ensure_ascii=False, indent=2) + "\n"

"""RIS, the format of databases and libraries; the home of rispy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from briefgen.document import Tree
from briefgen.errors import Place, Problem
from briefgen.exchange.extra import missing
from briefgen.exchange.incoming import Incoming, Lines, day_of, organisation, person, without_empty

TYPES: Mapping[str, str] = MappingProxyType(
    {
        "JOUR": "article-journal", "EJOUR": "article-journal", "JFULL": "article-journal",
        "MGZN": "article-magazine", "NEWS": "article-newspaper", "BLOG": "post-weblog",
        "BOOK": "book", "EBOOK": "book", "EDBOOK": "book", "CHAP": "chapter", "ECHAP": "chapter",
        "RPRT": "report", "GOVDOC": "report", "THES": "thesis", "CONF": "paper-conference",
        "CPAPER": "paper-conference", "ELEC": "webpage", "WEB": "webpage", "DATA": "dataset",
        "DBASE": "dataset", "AGGR": "dataset", "VIDEO": "motion_picture", "MPCT": "motion_picture",
        "ADVS": "motion_picture", "SOUND": "broadcast", "MULTI": "broadcast", "STAT": "legislation",
        "LEGAL": "regulation", "BILL": "bill", "UNBILL": "bill", "CASE": "legal_case",
        "ENCYC": "entry-encyclopedia", "DICT": "entry-encyclopedia", "MAP": "map",
        "PCOMM": "personal_communication", "ICOMM": "personal_communication",
    }
)  # fmt: skip
_STARTS = re.compile(r"^\ufeff?TY  ?- ?", re.MULTILINE)
_TAG = re.compile(r"^([A-Z][A-Z0-9])  ?-", re.MULTILINE)
_LISTS = ["AU", "A1", "A2", "A3", "A4", "ED", "UR", "KW", "N1"]
_IN_WORK = ("T2", "JO", "JF", "BT", "J2", "JA")
_IN_ANOTHER = frozenset({"article-journal", "chapter", "paper-conference"})
# The tag that a field is mostly written with, to show its line.
_TAGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "type": ("TY",), "title": ("TI", "T1"), "author": ("AU", "A1"), "editor": ("A2", "ED"),
        "issued": ("DA", "PY", "Y1"), "accessed": ("Y2",), "url": ("UR",), "doi": ("DO",),
        "language": ("LA",), "container": _IN_WORK, "publisher": ("PB",), "place": ("CY",),
    }
)  # fmt: skip


def read(file: str, text: str) -> tuple[list[Incoming], list[Problem]]:
    """The records of a file; each is handed to the parser alone, so that its line is known."""
    rispy = _rispy(file)
    starts = [match.start() for match in _STARTS.finditer(text)]
    if not starts:
        message = "no line begins a record (“TY  - …”)"
        hint = "export it again in the format RIS"
        return [], [Problem(Place(file, 1, 1), message, hint)]
    found: list[Incoming] = []
    problems: list[Problem] = []
    lines = Lines(text)
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        part, line = text[start:end], lines.at(start)
        tags = [match[1] for match in _TAG.finditer(part)]
        records = _records(rispy, part, tags)
        if len(records) != 1 or "ER" not in tags:
            message = "this record is not whole: “ER  -” is missing, or a line that goes on"
            hint = "each record begins with “TY  - ” and ends with “ER  - ”"
            problems.append(Problem(Place(file, line + 1, 1), message, hint))
            continue
        found.append(_incoming(records[0], part, line))
    return found, problems


def _records(rispy: Any, part: str, tags: list[str]) -> list[Mapping[str, object]]:
    mapping = {tag: tag for tag in (*tags, "UK")}
    text = part.removeprefix("\ufeff")
    try:
        found: list[Mapping[str, object]] = rispy.loads(
            text, mapping=mapping, list_tags=_LISTS, delimiter_tags_mapping={}
        )
    except KeyError:  # a line that goes on from one that was not there
        return []
    return found


def _rispy(file: str) -> Any:
    try:
        import rispy
    except ImportError:
        raise missing("rispy", file) from None
    return rispy


def _incoming(record: Mapping[str, object], part: str, line: int) -> Incoming:
    within = Lines(part)
    at = {m[1]: line + within.at(m.start()) for m in reversed(list(_TAG.finditer(part)))}
    lines = {
        field: next(at[tag] for tag in tags if tag in at)
        for field, tags in _TAGS.items()
        if any(tag in at for tag in tags)
    }
    return Incoming(_one(record, "ID", "LB"), without_empty(_fields(record)), line, lines)


def _fields(record: Mapping[str, object]) -> dict[str, Tree]:
    kind = TYPES.get(_one(record, "TY"), "document")
    pages = "-".join(filter(None, (_one(record, "SP"), _one(record, "EP"))))
    paper = kind == "article-journal"
    number = "" if paper else _one(record, "IS", "M1", "C7")
    editors = ("A2", "ED") if kind in {"book", *_IN_ANOTHER} else ("ED",)
    return {
        "type": kind,
        "title": _one(record, "TI", "T1", "CT", "BT"),
        "short": _one(record, "ST") if _one(record, "ST") != _one(record, "TI", "T1") else "",
        "author": _names(record, "AU", "A1"),
        "editor": _names(record, *editors),
        "translator": _names(record, "A4"),
        "container": _one(record, *_IN_WORK),
        "publisher": _one(record, "PB"),
        "place": _one(record, "CY", "PP"),
        "issued": _date(_one(record, "DA")) or _date(_one(record, "PY", "Y1")),
        "accessed": _whole(_date(_one(record, "Y2"))),
        "url": next(iter(_all(record, "UR")), ""),
        "doi": _one(record, "DO"),
        "language": _one(record, "LA"),
        "number": number,
        "genre": _one(record, "M3"),
        "volume": _one(record, "VL"),
        "issue": _one(record, "IS") if paper else "",
        "page": pages,
        "edition": _one(record, "ET"),
        "event": _one(record, "C3") if kind == "paper-conference" else "",
        "section": _one(record, "SE"),
    }


def _all(record: Mapping[str, object], *tags: str) -> Iterator[str]:
    for tag in tags:
        value = record.get(tag)
        yield from (str(each) for each in (value if isinstance(value, list) else [value]) if each)


def _one(record: Mapping[str, object], *tags: str) -> str:
    return next(_all(record, *tags), "")


def _names(record: Mapping[str, object], *tags: str) -> Tree:
    return [_name(text) for text in _all(record, *tags)]


def _name(text: str) -> Tree:
    family, comma, rest = text.partition(",")
    if not comma or not rest.strip():
        return organisation(family)
    given, _, suffix = rest.partition(",")
    return person(family, given, suffix)


def _date(text: str) -> str:
    """Of “2024/03/05/spring” and “2024-03-05” what is a date."""
    return day_of(*re.split(r"[/-]", text)[:3]) if text else ""


def _whole(day: str) -> str:
    return day if day.count("-") == 2 else ""

"""Projects in which all that authors and catalogues say is in Cyrillic letters.

So what is in Latin letters on a page was written by the program, and no catalogue has it.
"""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import yaml

from briefgen.catalogues.writing import translated
from briefgen.language import UNITS
from briefgen.messages import Message, messages
from briefgen.project import DiskFiles

ROOT = Path(__file__).resolve().parents[1]
LANGUAGE = "bg"  # Cyrillic letters, known to Babel, and no catalogue of ours
CATALOGUE = f"translations/{LANGUAGE}.po"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = "абцдефгхийклмнопщрстувшьюз"
_LETTERS = str.maketrans(_LATIN + _LATIN.upper(), _CYRILLIC + _CYRILLIC.upper())
# What is no word of the author within a text: citations, facts, targets, addresses, attributes.
_KEPT = re.compile(r"(\[[@#][^\]]*\]|\{\{.*?\}\}|\{[^}]*\}|\]\([^)]*\))")
_LONG = re.compile(r"\b\w{4,}")
_CODE = re.compile(r"[A-Z]{2,3}|[a-z0-9]+([-_][a-z0-9]+)+|true|false|(a|de)scending|[a-z]+://.*")
# Keys whose values the program reads, or that lead to something.
TECHNICAL = frozenset({
    "kind", "language", "id", "data", "source", "sources", "key", "category", "series", "by",
    "x", "y", "column", "types", "type", "likelihood", "confidence", "judgement", "rests_on",
    "source_files", "cells", "from", "to", "style", "width", "scale", "draw", "direction",
    "arrow", "projection", "order", "stack", "level", "overall", "url", "doi", "accessed",
    "issued", "date", "licence", "marking", "calculate", "top", "growth", "share", "decimals",
    "project", "target", "repeats", "starts", "ends", "horizon", "information_cutoff",
    "yardstick", "review", "edition", "extent", "at", "spark", "breaks", "disputed", "figure",
    "reliability", "credibility", "combine", "differs_from", "share_of",
})  # fmt: skip
_UNSHOWN = ("show_yaml",)  # a spec is printed as it is
_CHOSEN = frozenset({"sum", "mean", *UNITS})
_MORE: list[object] = [
    {"list": ["Шест", "Пет"], "title": "Две:"},
    {"quotation": "Така е.", "speaker": "Този", "occasion": "Тук", "source": "wb-gdp"},
]
_COLUMNS = ("country", "value", "detail", "low", "high", "middle", "method")  # of a block with data
_NAMED = ("relabel", "abbreviations")  # whose keys are words


def cyrillic(words: str) -> str:
    """Words in Cyrillic letters, with all that is no word left as it is."""
    if _CODE.fullmatch(words):
        return words
    return "".join(
        part if number % 2 else _LONG.sub(_narrow, part.translate(_LETTERS))
        for number, part in enumerate(_KEPT.split(words))
    )


def _narrow(word: re.Match[str]) -> str:
    """A long word without some of its vowels: Cyrillic letters are wider, and maps are full."""
    return re.sub("(?<!^)[аеиоую]", "", word[0])


def catalogue() -> str:
    """Every message of the program in Cyrillic letters."""

    def forms(message: Message) -> tuple[str, ...]:
        return tuple(cyrillic(each) for each in (message.words, message.several) if each)

    pairs = [(message, forms(message)) for message in messages()]
    return translated(pairs, LANGUAGE, "# For tests.").decode()


def in_cyrillic(tree: object, key: str = "") -> object:
    """What an author wrote, in Cyrillic letters wherever words can stand."""
    if isinstance(tree, dict):
        kept = {*TECHNICAL, *(_COLUMNS if "data" in tree else ())}
        return {
            cyrillic(name) if key in _NAMED else name: each
            if name in kept and isinstance(each, str)
            else in_cyrillic(each, name)
            for name, each in tree.items()
            if name not in _UNSHOWN
        }
    if isinstance(tree, list):
        return [each if key in TECHNICAL and isinstance(each, str) else in_cyrillic(each, key)
                for each in tree]  # fmt: skip
    if not isinstance(tree, str) or tree in _CHOSEN or (key == "indicator" and " " not in tree):
        return tree
    return cyrillic(tree)


def rewritten(path: str, text: str) -> str:
    """A file with its words in Cyrillic letters; JSON is YAML."""
    if path.endswith(".csv"):
        head, *rows = csv.reader(io.StringIO(text))
        written = io.StringIO()
        csv.writer(written).writerows([head, *([*map(cyrillic, row)] for row in rows)])
        return written.getvalue()
    tree = in_cyrillic(yaml.load(text, yaml.BaseLoader))  # nothing but texts
    if path.startswith("briefs/"):
        assert isinstance(tree, dict)
        tree["language"] = LANGUAGE
        if tree["kind"] == "figure-gallery":
            next(iter(tree["sections"].values()))["blocks"] += _MORE
    return json.dumps(tree, ensure_ascii=False, indent=1)


def shipped(name: str) -> dict[str, str]:
    """A shipped brief with all that it needs, in Cyrillic letters."""
    disk = DiskFiles(ROOT)
    paths = [f"briefs/{name}.yaml", *disk.listing("sources", ".yaml")]
    paths += [*disk.listing("data", ".csv"), *disk.listing("data", ".yaml")]
    written = {path: rewritten(path, disk.read(path).decode()) for path in paths}
    return {**written, CATALOGUE: catalogue(), "briefgen.toml": ""}

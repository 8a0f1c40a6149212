"""Nothing that the program says by itself is English in an edition in another language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from io import BytesIO
from zipfile import ZipFile

import pytest

from briefgen.kinds import shipped_kinds
from briefgen.model.blocks import BLOCK_NAMES
from briefgen.model.figures import FIGURES
from briefgen.outputs.bench import Bench
from briefgen.outputs.document.filling import document_json
from briefgen.outputs.web.page import web_page
from briefgen.outputs.word.file import word_file
from briefgen.printing import Order, prepare
from briefgen.project import MemoryFiles
from cyrillic_projects import shipped
from webs import bench

BRIEFS = ("gallery", "isk-threat", "kazakhstan", "kazakhstan-africa", "kunduz-bombing",
          "ots-summit-2022")  # fmt: skip
# Addresses, examples of a spec, codes in capitals, and what is written alike in all languages.
_ADDRESS = re.compile(r"\S*\w[./]\w\S*")
_WORD = re.compile(r"[A-Za-z]*[a-z][A-Za-z]+|[A-Z][a-z]+")
READ = frozenset(
    {"name", "id", "of", "kind", "language", "figure", "block", "type", "schema", "place", "tone"}
)
WORDED = frozenset(f"word/{part}.xml" for part in ("document", "footnotes", "header1", "footer1"))
ALIKE = frozenset({"Source", "Serif", "Sans"})
OFFICIAL = frozenset({"almost", "no", "chance", "very", "unlikely", "likely", "certain"})


@cache
def made(name: str) -> Bench:
    return bench(MemoryFiles.of(shipped(name)), name)


def latin(texts: list[str]) -> dict[str, str]:
    """Words in Latin letters, each with the text that it stands in."""
    found: dict[str, str] = {}
    for text in texts:
        for word in _WORD.findall(_ADDRESS.sub("", unescape(text))):
            found.setdefault(word, " ".join(text.split())[:160])
    return {word: text for word, text in found.items() if word not in ALIKE}


def told(html: str) -> list[str]:
    """What readers see and hear of a page: texts, and attributes with words."""
    body = re.sub(r"<(style|script|pre)\b.*?</\1>", "", html, flags=re.S)
    said = re.findall(r"""\b(?:aria-label|title|alt|placeholder|label)="([^"]*)\"""", body)
    return [*re.findall(r">([^<>]+)<", body), *said]


def english(texts: list[str]) -> dict[str, str]:
    """What is English in some texts, but for the official terms that a page has beside its own."""
    return {word: text for word, text in latin(texts).items() if word not in OFFICIAL}


@pytest.mark.parametrize("name", BRIEFS)
def test_a_page_says_nothing_in_english(name: str) -> None:
    (page, *_) = web_page(made(name))
    assert english(told(page.content.decode())) == {}


@pytest.mark.parametrize("name", BRIEFS)
def test_a_pdf_says_nothing_in_english(name: str) -> None:
    ready = made(name)
    job = prepare(ready.checked, Order(ready.files, ready.settings, None))[1]
    assert english(told(job.html)) == {}
    assert english([each.description for each in job.attachments]) == {}


@pytest.mark.parametrize("name", BRIEFS)
def test_the_edition_as_json_says_nothing_in_english(name: str) -> None:
    (file, *_) = document_json(made(name))
    tree = json.loads(file.content)
    data = tree.pop("data")
    assert english([*values(tree), *(each["description"] for each in data)]) == {}


def values(tree: object, key: str = "") -> Iterator[str]:
    """The texts of a tree, but those that programs read."""
    if isinstance(tree, dict):
        for name, each in tree.items():
            yield from values(each, name)
    elif isinstance(tree, list):
        for each in tree:
            yield from values(each, key)
    elif isinstance(tree, str) and key not in READ:
        yield tree


@pytest.mark.parametrize("name", ["gallery", "kunduz-bombing"])
def test_a_word_file_says_nothing_in_english(name: str) -> None:
    (file, *_) = word_file(made(name))
    with ZipFile(BytesIO(file.content)) as packed:
        parts = [packed.read(each).decode() for each in packed.namelist() if each in WORDED]
    said = [text for part in parts for text in re.findall(r"<w:t[ >][^<]*|descr=\"[^\"]*", part)]
    assert english([re.sub(r"^<w:t[^>]*>|^descr=.", "", each) for each in said]) == {}


def test_every_kind_of_figure_and_of_block_is_looked_at() -> None:
    briefs = [made(name).checked.brief for name in BRIEFS]
    text = "".join(each.checked.document.text for each in map(made, BRIEFS))
    assert [name for name in FIGURES if f'"figure": "{name}"' not in text] == []
    assert [name for name in BLOCK_NAMES if f'"{name}":' not in text] == []
    assert {each.kind for each in briefs if each is not None} == set(shipped_kinds())


def test_what_is_english_would_be_seen() -> None:
    said = told(
        '<svg aria-label="Карта &amp; Map of it"><title>Globe</title></svg><style>a</style>'
    )
    assert set(english(said)) == {"Map", "of", "it", "Globe"}

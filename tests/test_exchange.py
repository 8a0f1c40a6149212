"""Sources out to other programs and back: the same sources, under the same keys."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.exchange import bibtex_writing, csl
from briefgen.exchange.bibtex import plain
from briefgen.exchange.importing import Imported, import_sources
from briefgen.exchange.listing import by_key, listed
from briefgen.exchange.merging import Fate
from briefgen.exchange.shelf import sources_of
from briefgen.loading import load
from briefgen.model.identity import same
from briefgen.model.source import Source
from briefgen.project import DiskFiles, MemoryFiles

ROOT = Path(__file__).resolve().parents[1]
INVENTED = "tests/oracle/sources.yaml"
NEW = "sources/new.yaml"
WRITERS = {"out.json": csl.written, "out.bib": bibtex_writing.written}


def library(path: str) -> dict[str, Source]:
    document = load(path, (ROOT / path).read_bytes())
    return {key: held.source for key, held in sources_of(document).items()}


def held_in(text: str) -> dict[str, Source]:
    """The sources of a library that was written."""
    return {key: held.source for key, held in sources_of(load(NEW, text.encode())).items()}


def brought(file: str, text: str, **there: str) -> Imported:
    """What comes of a file for a project with these libraries, by their names."""
    files = {f"sources/{name}.yaml": content for name, content in there.items()}
    project = MemoryFiles.of({"briefgen.toml": "", **files})
    return import_sources(project, file, text.encode(), NEW)


LIBRARIES = [INVENTED, *(f"sources/{p.name}" for p in sorted((ROOT / "sources").iterdir()))]


@pytest.mark.parametrize("file", WRITERS)
@pytest.mark.parametrize("path", LIBRARIES)
def test_what_goes_out_comes_back_the_same(file: str, path: str) -> None:
    sources = library(path)
    done = brought(file, WRITERS[file](sources))
    assert done.problems == ()
    assert done.text is not None
    assert held_in(done.text) == sources
    assert {outcome.fate for outcome in done.outcomes} == {Fate.ADDED}


@pytest.mark.parametrize("file", WRITERS)
def test_a_second_time_nothing_is_added(file: str) -> None:
    text = WRITERS[file](library(INVENTED))
    first = brought(file, text)
    assert first.text is not None
    second = brought(file, text, new=first.text)
    assert second.text is None
    assert {outcome.fate for outcome in second.outcomes} == {Fate.LEFT}
    assert [o.key for o in second.outcomes] == [o.key for o in first.outcomes]


def test_every_source_of_the_project_goes_out_once() -> None:
    found, problems = listed(DiskFiles(ROOT))
    assert problems == ()
    sources = by_key(found)
    assert len(sources) > 100
    done = brought("out.json", csl.written(sources))
    assert done.text is not None
    back = held_in(done.text)
    # What two libraries both have is one source in the one that they are brought to.
    for key, source in sources.items():
        assert back.get(key) == source or any(same(source, other) for other in back.values()), key


FULL = {
    "type": "report", "title": "50% of {GDP} & #1_more: a ~ \\ story", "short": "50% of {GDP}",
    "author": [
        "O’Neil, Con (@con)", "Doe, Jane, Jr.",
        {"organisation": "Ministry of Roads, Rails and Canals"},
        {"family": "Park", "given": "Sae-jin", "family_first": "true"},
        {"family": "van der Berg", "given": "Nils and Ole"}, "World Bank (@worldbank)",
    ],
    "editor": ["Ли, Анна"], "translator": ["Öz, Şule"], "container": "Serie A & B",
    "publisher": "Haus & Söhne", "place": "Köln", "issued": "2024-05", "accessed": "2026-11-02",
    "url": "https://a.tj/x_y?a=1%20b&c=~d#e", "doi": "10.5555/a_b.c(1)%2", "language": "pt-BR",
    "number": "NY.GDP_1", "genre": "working paper", "volume": "3", "issue": "4", "page": "1-20",
    "edition": "2", "event": "Forum “A”", "section": "World", "via": "copy by x/y, commit 12",
    "reliability": "B", "reliability_reason": "careful: 100% checked", "derived_from": ["a-b", "c"],
    "note": "Seen: the first page -- not more.", "archived": "https://web.archive.org/web/1/a%20b",
    "marking": "TLP:AMBER+STRICT",
}  # fmt: skip


@pytest.mark.parametrize("file", WRITERS)
@pytest.mark.parametrize("kind", ["report", "article-journal", "speech", "interview"])
def test_every_field_comes_back(file: str, kind: str) -> None:
    # How old a source may grow and who looks at it is for each desk to say, and stays with it.
    assert FULL.keys() == Source.model_fields.keys() - {"freshness", "provider"}
    source = Source.model_validate({**FULL, "type": kind})
    done = brought(file, WRITERS[file]({"all-of-it": source}))
    assert done.problems == ()
    assert held_in(done.text or "") == {"all-of-it": source}


@given(st.text(st.sampled_from("ab Zé–5{}\\%$&#_~^-'`\"?!<>()[],.;:@/"), max_size=30))
@settings(max_examples=300, deadline=None)
def test_signs_of_tex_come_back(text: str) -> None:
    assert plain(bibtex_writing.tex(text)) == " ".join(text.split())


def test_a_file_is_json_that_others_read() -> None:
    items = json.loads(csl.written(library(INVENTED)))
    assert all({"id", "type", "title"} <= item.keys() or item["type"] == "interview"
               for item in items)  # fmt: skip
    (one,) = [item for item in items if item["id"] == "journal-one"]
    assert one["container-title"] == "Journal of Inland Studies"
    assert one["issued"] == {"date-parts": [[2012]]}
    assert one["author"][0] == {"family": "Friend", "given": "Jay"}

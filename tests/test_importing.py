"""Files of other programs into a library: what is added, merged and left, and what is told."""

from __future__ import annotations

import json
import random
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from briefgen.errors import Severity, UsageProblem
from briefgen.exchange import csl
from briefgen.exchange.bibtex import plain
from briefgen.exchange.importing import MAX_BYTES, Imported, import_sources, library_path
from briefgen.exchange.incoming import day_of
from briefgen.exchange.merging import Fate
from briefgen.exchange.shelf import key_of, made_key
from briefgen.loading import load
from briefgen.model.source import Source
from briefgen.project import MemoryFiles
from briefgen.structure import mapping_of
from effort import ending
from pages import command, environment
from projects import SPEC, changed, minimal_project
from stand_ins import without_package

LIBRARY = "sources/desk.yaml"
DESK = """\
# Sources of the desk
sources:
  # the one that everybody cites
  smith-2024:
    type: report
    title: Pipelines of the Steppe  # as on the cover
    issued: 2024
    reliability: B
    reliability_reason: careful

  brief-note: {type: webpage, title: A Note on the Port, url: "https://port.net/note/"}
  lasting:
    type: book
    title: Lasting Titles
    note: |
      # no comment
      but text
# the end
"""


def imported(file: str, text: str | bytes, libraries: Mapping[str, str] | None = None) -> Imported:
    files = {LIBRARY: DESK} if libraries is None else libraries
    raw = text.encode() if isinstance(text, str) else text
    return import_sources(MemoryFiles.of({"briefgen.toml": "", **files}), file, raw, LIBRARY)


def fates(done: Imported) -> list[tuple[str, Fate]]:
    return [(outcome.key, outcome.fate) for outcome in done.outcomes]


def entries(done: Imported) -> Mapping[str, object]:
    """The sources of the library as they would be written."""
    document = load(LIBRARY, (done.text or "").encode())
    assert document.problems == ()
    return mapping_of(mapping_of(document.tree)["sources"])


def items(*each: Mapping[str, object]) -> str:
    return json.dumps([{"type": "report", "title": "A Title of Four Words", **i} for i in each])


# What programs write ---------------------------------------------------------------------------

ZOTERO_CSL = """\
[
  {
    "id": "http://zotero.org/users/1/items/ABCD",
    "type": "article-journal",
    "container-title": "Water Review",
    "DOI": "10.5555/WR.8",
    "ISSN": "1234-5678",
    "abstract": "Not taken.",
    "issue": "2",
    "language": "en-US",
    "note": "tex.ids: a\\nOf the dry year.\\ntex.x: y",
    "page": "11-29",
    "title": "Signals of <i>drought</i>",
    "volume": "8",
    "author": [
      {"family": "Okoro", "given": "Ben"},
      {"family": "Berg", "given": "Nils", "non-dropping-particle": "van der"},
      {"literal": "Ministry of Roads, Rails and Canals"}
    ],
    "issued": {"date-parts": [["2020", 3, "5"]]},
    "accessed": {"date-parts": [[2026, 11, 2]]}
  },
  {"id": "x", "type": "software", "title": "A Program for Rivers", "issued": {"raw": "2021-05"}}
]
"""
ZOTERO_BIB = r"""
@online{okoro_signals_2020,
  title = {Signals of {{Drought}}: {{Caf{\'e}}} \& Wells},
  author = {Okoro, Ben and {World Bank} and family=Berg, given=Nils, prefix=van der},
  date = {2020-03-05},
  url = {https://water.net/a_b?x=1%20y},
  urldate = {2026-11-02},
  abstract = {Not taken.},
  langid = {english},
}
@article{oldStyle,
  title = "The Old Style",
  author = "Jane Q. Doe and Smith, Jr., John and others",
  journal = "J. of Rivers", year = 2012, month = jun, number = 3, pages = {1--9}
}
@phdthesis{eder, title={Locks}, author={Eder, Max}, school={Northfield University}, year={2017}}
"""
ZOTERO_RIS = """\
TY  - NEWS
TI  - Harvest Fails in Three Provinces
AU  - Smith, Ann
AU  - World Bank
T2  - The Northern Courier
DA  - 2024/08/03/
PY  - 2024
Y2  - 2026/11/02/10:00:00
UR  - https://northern-courier.net/harvest
LA  - en
ER  -

TY  - JOUR
TI  - Assessing Forecasts
AU  - Friend, Jay, Jr.
JO  - Journal of Inland Studies
VL  - 27
IS  - 6
SP  - 824
EP  - 847
PY  - 2012
DO  - 10.5555/jis.2012
ER  -
"""


def test_what_zotero_writes_as_csl_json() -> None:
    done = imported("library.json", ZOTERO_CSL)
    assert done.problems == ()
    assert fates(done) == [("okoro-2020-signals", Fate.ADDED), ("x", Fate.ADDED)]
    assert entries(done)["okoro-2020-signals"] == {
        "type": "article-journal", "title": "Signals of drought",
        "author": ["Okoro, Ben", "van der Berg, Nils",
                   {"organisation": "Ministry of Roads, Rails and Canals"}],
        "container": "Water Review", "issued": "2020-03-05", "accessed": "2026-11-02",
        "doi": "10.5555/WR.8", "language": "en-US", "volume": "8", "issue": "2", "page": "11-29",
        "note": "Of the dry year.",
    }  # fmt: skip
    assert entries(done)["x"] == {
        "type": "document", "title": "A Program for Rivers", "issued": "2021-05",
    }  # fmt: skip


def test_what_zotero_writes_as_bibtex() -> None:
    done = imported("library.bib", ZOTERO_BIB)
    assert done.problems == ()
    assert [key for key, _ in fates(done)] == ["okoro-signals-2020", "old-style", "eder"]
    assert entries(done)["okoro-signals-2020"] == {
        "type": "webpage", "title": "Signals of Drought: Café & Wells",
        "author": ["Okoro, Ben", "World Bank", "van der Berg, Nils"], "issued": "2020-03-05",
        "accessed": "2026-11-02", "url": "https://water.net/a_b?x=1%20y", "language": "en",
    }  # fmt: skip
    assert entries(done)["old-style"] == {
        "type": "article-journal", "title": "The Old Style",
        "author": ["Doe, Jane Q.", "Smith, John, Jr."], "container": "J. of Rivers",
        "issued": "2012-06", "issue": "3", "page": "1-9",
    }  # fmt: skip
    assert entries(done)["eder"] == {
        "type": "thesis", "title": "Locks", "author": ["Eder, Max"],
        "publisher": "Northfield University", "issued": "2017", "genre": "PhD thesis",
    }  # fmt: skip


def test_what_zotero_writes_as_ris() -> None:
    done = imported("library.ris", ZOTERO_RIS)
    assert done.problems == ()
    assert [key for key, _ in fates(done)] == ["smith-2024-harvest", "friend-2012-assessing"]
    assert entries(done)["smith-2024-harvest"] == {
        "type": "article-newspaper", "title": "Harvest Fails in Three Provinces",
        "author": ["Smith, Ann", "World Bank"], "container": "The Northern Courier",
        "issued": "2024-08-03", "accessed": "2026-11-02", "language": "en",
        "url": "https://northern-courier.net/harvest",
    }  # fmt: skip
    assert entries(done)["friend-2012-assessing"] == {
        "type": "article-journal", "title": "Assessing Forecasts", "author": ["Friend, Jay, Jr."],
        "container": "Journal of Inland Studies", "issued": "2012", "doi": "10.5555/jis.2012",
        "volume": "27", "issue": "6", "page": "824-847",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("smith-2024", "smith-2024"), ("smithPipelines2024", "smith-pipelines-2024"),
        ("Müller_2020a", "muller-2020-a"), ("http://zotero.org/items/A1", ""), ("4711", ""),
        ("Назарбаев", ""), ("ots-2022a", "ots-2022a"),
    ],
)  # fmt: skip
def test_keys_that_a_file_gives(name: str, key: str) -> None:
    assert key_of(name) == key


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        (
            {"title": "The Dry Lake", "author": ["van Dam, Ida"], "issued": "2015"},
            "van-dam-2015-dry",
        ),
        ({"title": "On the Dry Lake"}, "dry-lake"),
        ({"title": "1984"}, "book-1984"),
        ({"title": "Степь", "type": "motion_picture"}, "motion-picture"),
        ({"title": "Степь", "publisher": "BBC", "issued": "2020"}, "bbc-2020"),
    ],
)
def test_keys_that_are_made(fields: dict[str, object], key: str) -> None:
    assert made_key(Source.model_validate({"type": "book", **fields})) == key


@pytest.mark.parametrize(
    ("parts", "day"),
    [((2024, 3, 5), "2024-03-05"), ((2024, "03"), "2024-03"), (("2024",), "2024"), ((), ""),
     ((2024, 13), "2024"), ((2024, 2, 31), "2024-02"), (("spring",), ""), ((2024, 0), "2024")],
)  # fmt: skip
def test_dates_as_far_as_they_are_some(parts: tuple[object, ...], day: str) -> None:
    assert day_of(*(parts or ("",))) == day


# Merging ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("item", "key", "by"),
    [
        ({"URL": "http://www.port.net/note#top", "type": "webpage"}, "brief-note", "page"),
        ({"title": "Pipelines of the steppe", "issued": {"raw": "2024"}}, "smith-2024", "title"),
        ({"title": "Lasting titles", "id": "lasting", "publisher": "Old Gate"},
         "lasting", "key and title"),
    ],
)  # fmt: skip
def test_a_source_that_is_there_is_merged(item: dict[str, object], key: str, by: str) -> None:
    done = imported("a.json", items({**item, "publisher": "Old Gate"}))
    (outcome,) = done.outcomes
    assert (outcome.key, outcome.fate) == (key, Fate.MERGED)
    assert outcome.why.startswith(f"same {by}; new: ")
    assert "Old Gate" in str(entries(done)[key])
    assert len(entries(done)) == 3


def test_what_the_desk_wrote_stays_and_is_told() -> None:
    item = {"title": "Pipelines of the Steppe", "issued": {"date-parts": [[2024, 5]]},
            "publisher": "Old Gate", "DOI": "10.5555/1"}  # fmt: skip
    done = imported("a.json", items(item))
    (outcome,) = done.outcomes
    assert outcome.why == (
        "same title; new: doi, publisher; yours is kept where they differ: issued"
    )
    assert mapping_of(entries(done)["smith-2024"])["issued"] == "2024"  # type: ignore[arg-type]


def test_two_entries_for_one_source_become_one() -> None:
    done = imported("a.json", items(
        {"id": "one", "DOI": "10.5555/7"},
        {"id": "two", "URL": "https://doi.org/10.5555/7", "volume": "3"},
        {"id": "three", "DOI": "10.5555/8"},
    ))  # fmt: skip
    assert fates(done) == [("one", Fate.ADDED), ("one", Fate.MERGED), ("three", Fate.ADDED)]
    assert mapping_of(entries(done)["one"])["volume"] == "3"  # type: ignore[arg-type]


def test_two_sources_of_one_name_get_two_keys_and_keep_them() -> None:
    text = items({"id": "smith-2024", "title": "Another Book of the Year"})
    first = imported("a.json", text)
    assert fates(first) == [("smith-2024-2", Fate.ADDED)]
    again = imported("a.json", text, {LIBRARY: first.text or ""})
    assert (fates(again), again.text) == ([("smith-2024-2", Fate.LEFT)], None)


def test_a_source_of_another_library_is_left_there() -> None:
    other = "sources:\n  it: {type: report, title: A Title of Four Words, doi: 10.5555/7}\n"
    done = imported("a.json", items({"DOI": "10.5555/7"}), {"sources/other.yaml": other})
    (outcome,) = done.outcomes
    assert (outcome.key, outcome.fate, done.text) == ("it", Fate.LEFT, None)
    assert "stands in sources/other.yaml already (same DOI)" in outcome.why


def test_what_would_not_agree_is_left() -> None:
    desk = "sources:\n  a: {type: webpage, title: A, url: 'https://a.net', accessed: 2024-01-01}\n"
    item = {"type": "webpage", "title": "A", "URL": "https://a.net", "issued": {"raw": "2025"}}
    done = imported("a.json", items(item), {LIBRARY: desk})
    assert fates(done) == [("a", Fate.LEFT)]
    assert "does not agree" in done.outcomes[0].why


# Layout ----------------------------------------------------------------------------------------


def test_every_line_of_the_library_stays() -> None:
    done = imported("a.json", items(
        {"title": "Pipelines of the Steppe", "issued": {"raw": "2024"}, "DOI": "10.5555/1"},
        {"type": "webpage", "URL": "https://port.net/note", "publisher": "The Port: a, b"},
        {"id": "lasting", "title": "Lasting Titles", "publisher": "Old Gate"},
        {"id": "new-one", "title": "A New Source"},
    ))  # fmt: skip
    assert [fate for _, fate in fates(done)] == [Fate.MERGED] * 3 + [Fate.ADDED]
    text = done.text or ""
    lines = text.split("\n")
    flow = next(line for line in lines if "brief-note" in line)
    assert flow.endswith('url: "https://port.net/note/", publisher: "The Port: a, b"}')
    kept = [line for line in DESK.split("\n") if "brief-note" not in line]
    rest = iter(lines)
    assert all(line in rest for line in kept)  # all there, and in their order
    assert text.endswith("  new-one:\n    type: report\n    title: A New Source\n# the end\n")
    assert "    reliability_reason: careful\n    doi: 10.5555/1\n\n" in text
    assert "      but text\n    publisher: Old Gate\n" in text


@pytest.mark.parametrize(
    "there",
    ["", "sources:\n", "sources: {}\n", "# only a comment\nsources:  # later\n",
     "sources:\n    deep:\n        type: book\n        title: Deep\n"],
)  # fmt: skip
def test_libraries_of_any_layout_take_a_source(there: str) -> None:
    done = imported("a.json", items({"id": "new-one"}), {LIBRARY: there} if there else {})
    assert fates(done) == [("new-one", Fate.ADDED)]
    assert "new-one" in entries(done)
    for line in there.split("\n"):
        assert line.replace(" {}", "") in (done.text or "").split("\n")


def test_a_new_library_begins_with_its_schema() -> None:
    done = imported("a.json", items({"id": "new-one"}), {})
    assert (done.text or "").startswith("# yaml-language-server: $schema=")


def test_long_values_are_written_so_that_they_are_read_back() -> None:
    url = f"https://a.net/{'x' * 200}-{'y' * 200}"
    title = "Words: “quoted” # and signs, " * 8
    done = imported("a.json", items({"id": "long", "URL": url, "title": title}))
    entry = mapping_of(entries(done)["long"])  # type: ignore[arg-type]
    assert (entry["url"], entry["title"]) == (url, " ".join(title.split()))


# Mistakes --------------------------------------------------------------------------------------


def told(done: Imported) -> list[str]:
    return [f"{p.place.line} {p.severity} {p.message}" for p in done.problems]


def test_a_field_that_cannot_be_used_is_left_out_at_its_line() -> None:
    text = '[\n {"id": "a",\n  "type": "report",\n  "title": "A Title of Four Words",\n' \
           '  "URL": "no address",\n  "DOI": "none"}\n]'  # fmt: skip
    done = imported("a.json", text)
    assert fates(done) == [("a", Fate.ADDED)]
    assert [(p.place.line, p.severity) for p in done.problems] == [
        (5, Severity.WARNING), (6, Severity.WARNING),
    ]  # fmt: skip
    assert all(p.hint.startswith("left out") or "left out" in p.hint for p in done.problems)
    assert set(mapping_of(entries(done)["a"])) == {"type", "title"}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("file", "text", "line"),
    [
        ("a.json", '[{"type": "report", "title": "One Good Title"},\n {"type": "book"}]', 2),
        ("a.bib", "@book{a, title={One Good Title}}\n\n@book{b,\n year={2024}}", 3),
        ("a.ris", "TY  - BOOK\nTI  - One Good Title\nER  - \n\nTY  - BOOK\nER  - \n", 5),
    ],
)
def test_an_entry_without_a_title_is_left_and_told(file: str, text: str, line: int) -> None:
    done = imported(file, text)
    assert [fate for _, fate in fates(done)] == [Fate.ADDED]
    (problem,) = done.problems
    assert (problem.place.file, problem.place.line) == (file, line)
    assert problem.severity is Severity.ERROR
    assert "title" in problem.message


@pytest.mark.parametrize(
    ("file", "text", "line", "words"),
    [
        ("a.json", '[{"title": "A",}]', 1, "this is no JSON"),
        ("a.json", '[\n{"title": "A B C"}\n{"title": "B"}]', 3, "missing between items"),
        ("a.json", "[1]", 1, "no item of CSL-JSON"),
        ("a.json", "", 1, "this is no JSON"),
        ("a.json", "[" * 100_000, 1, "this is no JSON"),
        ("a.bib", "\n@book{a, title={A\n@book{b, title={B}}", 2, "cannot be read as BibTeX"),
        ("a.bib", "@book{a, title={A}}\n@book{a, title={B}}", 2, "the key “a” stands twice"),
        ("a.ris", "no record", 1, "no line begins a record"),
        ("a.ris", "TY  - BOOK\nTI  - A\n\nTY  - BOOK\nTI  - B\nER  - \n", 1, "is not whole"),
    ],
)  # fmt: skip
def test_what_is_no_such_file_is_told_at_its_line(
    file: str, text: str, line: int, words: str
) -> None:
    problem = imported(file, text).problems[0]
    assert (problem.place.file, problem.place.line) == (file, line)
    assert words in problem.message
    assert problem.severity is Severity.ERROR
    assert problem.hint


def test_a_file_that_is_no_utf8() -> None:
    (problem,) = imported("a.bib", b"@book{a,\n title={K\xf6ln}}").problems
    assert (problem.place.line, problem.message[:25]) == (2, "the file is not UTF-8: th")


@pytest.mark.parametrize(
    ("file", "raw", "words"),
    [
        ("a.xml", b"<a/>", "nothing is known of this format"),
        ("a.json", b" " * (MAX_BYTES + 1), "bytes long"),
        ("a.json", json.dumps([{"title": "A"}] * 5001).encode(), "5,001 entries"),
    ],
)
def test_what_is_not_read_at_all(file: str, raw: bytes, words: str) -> None:
    with pytest.raises(UsageProblem, match=words):
        imported(file, raw)


@pytest.mark.parametrize("wanted", ["../x", "a/b", "sources/../x.yaml", "", ".hidden"])
def test_a_library_is_a_file_among_the_others(wanted: str) -> None:
    with pytest.raises(UsageProblem, match="a library is a file in sources/"):
        library_path(MemoryFiles.of({}), wanted)


def test_the_only_library_need_not_be_named() -> None:
    assert library_path(MemoryFiles.of({LIBRARY: DESK}), None) == LIBRARY
    for wanted in ("desk", "desk.yaml", LIBRARY):
        assert library_path(MemoryFiles.of({}), wanted) == LIBRARY
    with pytest.raises(UsageProblem, match="say into which library"):
        library_path(MemoryFiles.of({LIBRARY: DESK, "sources/b.yaml": DESK}), None)


BITS = (
    *"{}[]\",\\\n@=%$#", "TY  - ", "ER  - ", "AU  - ,", "null", "-1", "9" * 5000, "\u202e", "é",
    '{"a":1}', "[[]]", "\x00", "<i>", "1e999", "NaN", "family=", " and ",
)  # fmt: skip


def damaged(text: str, chance: random.Random) -> str:
    """A text with a few pieces put in, taken out or repeated."""
    for _ in range(chance.randint(1, 6)):
        at, way = chance.randrange(len(text) + 1), chance.random()
        other = chance.randrange(len(text) + 1)
        if way < 0.4:
            text = text[:at] + chance.choice(BITS) + text[at:]
        elif way < 0.8:
            text = text[:at] + text[at + chance.randint(1, 30) :]
        else:
            text = text[:at] + text[other : other + 60] + text[at:]
    return text


@pytest.mark.parametrize(
    ("file", "text"),
    [("a.json", ZOTERO_CSL), ("a.bib", ZOTERO_BIB), ("a.ris", ZOTERO_RIS)],
    ids=["csl", "bibtex", "ris"],
)
def test_damaged_files_are_read_or_told(file: str, text: str) -> None:
    chance = random.Random(11)
    for _ in range(300):
        done = imported(file, damaged(text, chance))
        assert done.outcomes or done.problems or done.text is None
        assert all(problem.place.line >= 1 for problem in done.problems)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("\\sqrt", "\\sqrt"),
        ("\\(" * 5_000, "\\(" * 5_000),
        ("A\\footnote", "A\\footnote"),
        ("$5 of 100% {\\'e}", "$5 of 100% é"),
    ],
)
def test_tex_that_lacks_something_is_left_as_it_is(written: str, read: str) -> None:
    assert plain(written) == read


def test_each_item_of_a_large_library_has_its_line() -> None:
    item = {"type": "book", "title": "T", "abstract": "x" * 3_000, "note": "\n" * 100}
    text = json.dumps([{"id": f"k{number}", **item} for number in range(2_000)], indent=1)
    with ending():
        found, problems = csl.read("a.json", text)
    assert (len(found), problems) == (2_000, [])
    assert found[-1].line == text.count("\n", 0, text.index('"k1999"')) - 1


# The command -----------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sources").mkdir()
    (tmp_path / "briefgen.toml").touch()
    (tmp_path / LIBRARY).write_text(DESK, "utf-8")
    (tmp_path / "lib.ris").write_text(ZOTERO_RIS, "utf-8")
    (tmp_path / "lib.bib").write_text(ZOTERO_BIB, "utf-8")
    return tmp_path


def run(
    folder: Path, *arguments: str, more: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command("sources", *arguments), cwd=folder, capture_output=True, text=True,
        encoding="utf-8", timeout=60, check=False, env={**environment(), **(more or {})},
    )  # fmt: skip


def test_import_says_what_came_of_each_and_writes_once(folder: Path) -> None:
    dry = run(folder, "import", "lib.ris", "--dry-run")
    assert dry.returncode == 0, dry.stderr
    assert dry.stdout.endswith(
        "sources/desk.yaml: 2 added, 0 merged, 0 left; nothing was written\n"
    )
    assert (folder / LIBRARY).read_text("utf-8") == DESK
    done = run(folder, "import", "lib.ris")
    assert done.stdout.splitlines()[0] == "added   smith-2024-harvest: article-newspaper"
    assert "smith-2024-harvest:" in (folder / LIBRARY).read_text("utf-8")
    again = run(folder, "import", "lib.ris", "--json")
    assert [each["fate"] for each in json.loads(again.stdout)] == ["left", "left"]


def test_lines_that_end_as_on_windows_stay_so(folder: Path) -> None:
    (folder / LIBRARY).write_bytes(DESK.replace("\n", "\r\n").encode())
    assert run(folder, "import", "lib.ris").returncode == 0
    raw = (folder / LIBRARY).read_bytes()
    assert raw.count(b"\r\n") == raw.count(b"\n") > 30


@pytest.mark.parametrize(("file", "package"), [("lib.ris", "rispy"), ("lib.bib", "bibtexparser")])
def test_a_missing_package_is_named_with_its_command(folder: Path, file: str, package: str) -> None:
    done = run(folder, "import", file, more=without_package(package, folder / "stand-in"))
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{package}, is not installed" in done.stderr
    assert '-m pip install "briefgen[import]"' in done.stderr


def test_a_file_that_is_not_there(folder: Path) -> None:
    done = run(folder, "import", "nothing.json")
    assert done.returncode == 2
    assert "there is no such file" in done.stderr


def test_mistakes_end_with_their_exit_code(folder: Path) -> None:
    (folder / "bad.json").write_text('[{"type": "book"}]', "utf-8")
    done = run(folder, "import", "bad.json")
    assert done.returncode == 1
    assert "bad.json:1:1: error" in done.stderr


def test_a_list_is_searched(folder: Path) -> None:
    assert len(run(folder).stdout.splitlines()) == 3
    done = run(folder, "list", "pipelines", "STEPPE")
    assert done.stdout == "smith-2024  desk  B  2024  Report  Pipelines of the Steppe\n"
    none = run(folder, "list", "nowhere")
    assert (none.returncode, none.stdout) == (0, "")
    assert "no source is like that" in none.stderr
    (one,) = json.loads(run(folder, "list", "port", "--json").stdout)
    assert (one["key"], one["file"], one["briefs"]) == ("brief-note", LIBRARY, [])
    assert one["source"]["URL"] == "https://port.net/note/"
    assert len(json.loads(run(folder, "list", "--unused", "--json").stdout)) == 3


def test_export_prints_what_import_takes(folder: Path) -> None:
    for form, file in (("csl-json", "out.json"), ("bibtex", "out.bib")):
        done = run(folder, "export", "--format", form)
        assert (done.returncode, done.stderr) == (0, "3 sources\n")
        (folder / file).write_text(done.stdout, "utf-8")
        again = run(folder, "import", file)
        assert again.stdout.endswith("0 added, 0 merged, 3 left; nothing was written\n")


def test_sources_of_a_brief_are_listed_with_those_of_libraries(tmp_path: Path) -> None:
    files = minimal_project()
    own = "\nsources:\n  mine: {type: report, title: The Report of Mine, issued: 2024}\n\nfacts:\n"
    files[SPEC] = changed(files[SPEC], "\nfacts:\n", own)
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    assert "mine      tajikistan  -  2024" in run(tmp_path, "list").stdout
    (unused,) = json.loads(run(tmp_path, "list", "--unused", "--json").stdout)
    assert (unused["key"], unused["file"]) == ("mine", SPEC)
    cited = json.loads(run(tmp_path, "list", "--brief", "tajikistan", "--json").stdout)
    assert [each["key"] for each in cited] == ["census", "bank", "handbook", "report", "speech"]
    (tmp_path / SPEC).write_text(changed(files[SPEC], "bank, p. 2", "bnak, p. 2"), "utf-8")
    for option in (["--unused"], ["--brief", "tajikistan"]):
        done = run(tmp_path, "list", *option)
        assert (done.returncode, done.stdout) == (1, "")
        assert "no source has the key “bnak”" in done.stderr
    assert run(tmp_path, "list").returncode == 0

"""What a brief was made from: small, whole, bounded by its marking, and the same once more."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.evidence.bounds import withheld
from briefgen.evidence.bundle import bundle, settings_text
from briefgen.evidence.carrying import kept_of
from briefgen.evidence.content import content_of
from briefgen.evidence.paths import in_each_others_way, may_be_written
from briefgen.evidence.selecting import reduced
from briefgen.loading import load
from briefgen.model.marking import TLP, travels_under
from briefgen.outputs.job import RenderJob
from briefgen.printing import Order, gather, prepare
from briefgen.project import DiskFiles, Files, MemoryFiles, brief_names
from briefgen.settings import Settings, read_settings
from briefgen.validation import check
from pages import ROOT
from projects import DATA, DESCRIPTOR, LIBRARY, NAME, SPEC, changed, minimal_project

SHIPPED = DiskFiles(ROOT)


def job_of(files: Files, name: str) -> RenderJob:
    settings = read_settings(files)
    return prepare(check(files, name, settings.yardstick), Order(files, settings, None))[1]


def bundle_of(files: Files, name: str = NAME) -> dict[str, bytes]:
    settings = read_settings(files)
    return dict(bundle(check(files, name, settings.yardstick), files, settings))


def small(**changes: str) -> MemoryFiles:
    """The small project, with files instead of its own."""
    return MemoryFiles.of({"briefgen.toml": "", **minimal_project(), **changes})


# The bundle ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", brief_names(SHIPPED))
def test_a_shipped_brief_is_the_same_from_its_bundle(name: str) -> None:
    files = MemoryFiles(bundle_of(SHIPPED, name))
    assert job_of(files, name).digest() == job_of(SHIPPED, name).digest()
    assert bundle_of(files, name) == files.content
    assert check(files, name).problems == ()


def test_a_bundle_has_what_the_brief_uses_and_no_more() -> None:
    files = small(
        **{
            "data/other.csv": "year\n2020\n",
            "sources/other.yaml": "sources: {}\n",
            "briefs/other.yaml": "kind: x\n",
            "briefgen.toml": 'desk = "Own “Desk”"\noutput = "x"\npage_size = "Letter"\n',
            LIBRARY: minimal_project()[LIBRARY]
            + "  unused: {type: report, title: Nobody cites me, issued: 2024}\n",
        }
    )
    found = bundle_of(files)
    assert sorted(found) == ["briefgen.toml", SPEC, DATA, DESCRIPTOR, LIBRARY]
    assert found[SPEC].decode() == minimal_project()[SPEC]
    assert found[DATA].decode() == minimal_project()[DATA]
    assert b"Nobody cites me" not in found[LIBRARY]
    assert found["briefgen.toml"].decode().splitlines()[1:] == [
        'desk = "Own “Desk”"',
        'page_size = "Letter"',
    ]


def test_settings_are_read_back_as_they_were() -> None:
    text = (
        'desk = "A \\"desk\\""\nedition = 7\nmarking = "TLP:AMBER+STRICT"\nyardstick = "phia"\n'
        'templates = ["own", "house style"]\ncitation_style = "numbered"\n'
    )
    settings = read_settings(MemoryFiles.of({"briefgen.toml": text}))
    written = settings_text(settings)
    assert read_settings(MemoryFiles.of({"briefgen.toml": written})) == settings
    assert settings_text(Settings()).count("\n") == 1


def test_templates_travel_where_they_were_used() -> None:
    files = small(
        **{
            "briefgen.toml": 'templates = ["own", "others"]\n',
            "own/parts/colophon.html": "<p>Our own end</p>",
            "own/parts/unused.html": "<p>Never</p>",
            "others/unused.css": "",
        }
    )
    job = job_of(files, NAME)
    found = {each.name: each.content for each in job.attachments}
    assert found["evidence_own_parts_colophon.html"] == b"<p>Our own end</p>"
    assert "evidence_own_parts_unused.html" not in found
    assert b'templates = ["own"]' in found["evidence_briefgen.toml"]
    again = MemoryFiles(kept_files(files))
    assert job_of(again, NAME).digest() == job.digest()


def kept_files(files: Files) -> dict[str, bytes]:
    settings = read_settings(files)
    order, checked = Order(files, settings, None), check(files, NAME)
    evidence = gather(checked, order)
    edition = prepare(checked, Order(evidence.files, settings, None))[0]
    return dict(kept_of(evidence, edition).files)


LIBRARIES = [
    "# Head\nsources:\n  # on a\n  a:\n    title: A\n\n    note: |\n      x\n\n      y\n\n"
    "  b: {t: B}\n"
    "  # on c\n  c:\n    title: C\n",
    "sources: {a: {title: A}, b: {title: B},\n  c: {title: “C”}}\n",
    "sources:\n  b: &x {title: B}\n  a: *x\n  c: {title: C}\n",
    '"sources":\n    "a": {title: A}\n    ? b\n    : {title: "B\\u2028\\t"}\n    c:\n',
]


@pytest.mark.parametrize("text", LIBRARIES)
@pytest.mark.parametrize("keys", ["a", "b", "c", "ab", "ac", "bc", "abc", ""])
def test_a_library_is_cut_down_to_what_is_used(text: str, keys: str) -> None:
    library = load(LIBRARY, text.encode())
    assert isinstance(library.tree, dict) and isinstance(library.tree["sources"], dict)
    wanted = {key: entry for key, entry in library.tree["sources"].items() if key in keys}
    cut = reduced(library, keys)
    again = load(LIBRARY, cut.encode())
    assert again.tree == {"sources": wanted}
    assert reduced(again, keys) == cut


def test_entries_stay_in_the_words_of_their_author() -> None:
    cut = reduced(load(LIBRARY, LIBRARIES[0].encode()), {"a", "c"})
    assert cut == (
        "sources:\n  # on a\n  a:\n    title: A\n\n    note: |\n      x\n\n      y\n\n"
        "  # on c\n  c:\n    title: C\n"
    )


# Content ---------------------------------------------------------------------------------


def digest_of(files: Files) -> str:
    settings = read_settings(files)
    return content_of(check(files, NAME, settings.yardstick), files, settings)


UNUSED = "sources:\n  other: {type: report, title: Not Cited, issued: 2020}\n"
UNIT, SOURCE = "    unit: million\n", "    source: census, p. 4\n"
SAME = {
    "a comment": (SPEC, [("title: Tajikistan\n", "title: Tajikistan  # as they say\n")]),
    "quotes": (SPEC, [("title: Tajikistan\n", 'title: "Tajikistan"\n')]),
    "the order of keys": (SPEC, [(UNIT, ""), (SOURCE, SOURCE + UNIT)]),
    "keys of a descriptor": (
        DESCRIPTOR,
        [("unit: percent\ncol", "col"), ("title: R", "unit: percent\ntitle: R")],
    ),
    "a source nobody cites": (LIBRARY, [("sources:\n", UNUSED)]),
    "a rule that is silenced": (SPEC, [("gaps:\n", "ignore: {CLM101: our own count}\ngaps:\n")]),
}


@pytest.mark.parametrize("what", SAME)
def test_what_says_nothing_new_is_the_same_content(what: str) -> None:
    path, edits = SAME[what]
    text = minimal_project()[path]
    for old, new in edits:
        text = changed(text, old, new)
    assert digest_of(small(**{path: text})) == digest_of(small())


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (SPEC, "One party holds", "Two parties hold"),
        (SPEC, "value: 10.3", "value: 10.4"),
        (DATA, "8.3", "8.4"),
        (DESCRIPTOR, "title: Real growth", "title: Growth"),
        (LIBRARY, "type: speech", "type: interview"),
    ],
)
def test_what_says_something_else_is_other_content(path: str, old: str, new: str) -> None:
    text = changed(minimal_project()[path], old, new)
    assert digest_of(small(**{path: text})) != digest_of(small())


@pytest.mark.parametrize(
    ("setting", "same"),
    [
        ('page_size = "Letter"', True),
        ('citation_style = "numbered"', True),
        ("edition = 4", True),
        ('desk = "Other"', False),
        ('marking = "TLP:AMBER"', False),
        ('yardstick = "phia"', False),
    ],
)
def test_settings_count_where_they_are_said_in_the_brief(setting: str, same: bool) -> None:
    assert (digest_of(small(**{"briefgen.toml": setting})) == digest_of(small())) is same


def test_the_order_of_sections_is_content() -> None:
    text = minimal_project()[SPEC]
    start, end = text.index("  politics:\n"), text.index("  foreign_relations:\n")
    middle = text.index("  economy:\n")
    turned = text[:start] + text[middle:end] + text[start:middle] + text[end:]
    assert digest_of(small(**{SPEC: turned})) != digest_of(small())


# Bounds ----------------------------------------------------------------------------------


def why(**changes: str) -> str:
    files = small(**changes)
    settings, checked = read_settings(files), check(files, NAME)
    assert checked.errors == ()
    return withheld(checked, settings, bundle(checked, files, settings))


def marked(path: str, line: str, under: str = "") -> dict[str, str]:
    spots = {LIBRARY: "type: speech\n", DESCRIPTOR: "title: Real growth\n", SPEC: "kind: "}
    text = minimal_project()[path]
    spot = spots[path]
    indent = "    " if path == LIBRARY else ""
    new = f"{spot}{indent}{line}\n" if path != SPEC else f"{line}\n{spot}"
    return {path: changed(text, spot, new), "briefgen.toml": f'marking = "{under or "TLP:GREEN"}"'}


@pytest.mark.parametrize(
    ("path", "line", "under", "held"),
    [
        (LIBRARY, "marking: TLP:GREEN", "TLP:GREEN", False),
        (LIBRARY, "marking: TLP:CLEAR", "OFFICIAL", False),
        (LIBRARY, "marking: OFFICIAL", "OFFICIAL", False),
        (LIBRARY, "marking: TLP:AMBER", "TLP:GREEN", True),
        (LIBRARY, "marking: TLP:AMBER+STRICT", "TLP:AMBER", True),
        (LIBRARY, "marking: OFFICIAL", "TLP:RED", True),
        (LIBRARY, "marking: TLP:GREEN", "OFFICIAL", True),
        (DESCRIPTOR, "marking: TLP:RED", "TLP:GREEN", True),
        (SPEC, "# from a partner, TLP:RED", "TLP:GREEN", True),
        (SPEC, "# from a partner, tlp: amber", "TLP:GREEN", True),
        (SPEC, "# from a partner, TLP:AMBER", "TLP:AMBER", False),
    ],
)
def test_nothing_above_the_marking_travels(path: str, line: str, under: str, held: bool) -> None:
    said = why(**marked(path, line, under))
    assert said == (
        f"a part of it is marked above {under}, the marking of the brief" if held else ""
    )


def test_what_is_withheld_is_not_in_the_pdf_and_that_is_said() -> None:
    files = small(**marked(DESCRIPTOR, "marking: TLP:RED"))
    attached = {each.name: each.content.decode() for each in job_of(files, NAME).attachments}
    assert sorted(attached) == [
        "edition.json",
        "figure-03-points.csv",
        "figure-03-routes.csv",
        "figure-04.csv",
    ]
    assert "a part of it is marked above TLP:GREEN" in attached["edition.json"]
    assert '"files": {}' in attached["edition.json"]
    assert '"content"' not in attached["edition.json"]
    assert "RED" not in "".join(attached.values())


def test_a_project_may_keep_it_to_itself() -> None:
    assert why(**{"briefgen.toml": "evidence = false"}) == "the project keeps it to itself"


def test_labels_of_tlp_are_ordered_and_others_are_not() -> None:
    labels = list(TLP)
    for low, lower in enumerate(labels):
        for high, higher in enumerate(labels):
            assert travels_under(lower, higher) is (low <= high)
    assert travels_under("SECRET", "SECRET")
    assert not travels_under("OFFICIAL", "SECRET")


# Names -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        *("", "/etc/passwd", "../x", "a/../b", "a//b", "./a", "a/.", "C:/x", "c:x", "a\\b", "\0"),
        *("CON", "con.txt", "a/Aux.yaml", "com1.csv", "LPT9", "nul", ".git/config", "a/.x", "a."),
        *("a ", " a", "a\nb", "a?b", "a*", "x" * 121, "/".join("abcdefghi"), "a:b", "com².csv"),
    ],
)
def test_paths_that_may_not_leave_a_pdf(path: str) -> None:
    assert not may_be_written(path)


@pytest.mark.parametrize(
    "path", ["briefgen.toml", "briefs/a.yaml", "own style/parts/x.html", "Қазақстан.yaml", "con2"]
)
def test_paths_that_may(path: str) -> None:
    assert may_be_written(path)


@given(st.text(st.sampled_from("./\\:ab\0~ "), max_size=12))
def test_a_path_that_may_leave_a_pdf_stays_in_its_folder(path: str) -> None:
    if may_be_written(path):
        target = (Path("/base") / path).resolve()
        assert target.is_relative_to("/base") and target != Path("/base")


def test_files_in_each_others_way_are_seen() -> None:
    assert in_each_others_way(["a/b", "A/B"])
    assert in_each_others_way(["a", "a/b"])
    assert not in_each_others_way(["a", "ab/a", "b"])

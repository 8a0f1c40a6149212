"""From a PDF back to what it was made from: given back whole, and no byte changed unseen."""

from __future__ import annotations

import json
import random
import zlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest

import briefgen
from briefgen.digests import digest_of
from briefgen.errors import Place
from briefgen.evidence import comparing
from briefgen.evidence.comparing import compared
from briefgen.evidence.locating import parts_of
from briefgen.evidence.manifest import Damaged, Manifest, decoded
from briefgen.evidence.scanning import evidence_in
from briefgen.outputs.page_words import page_words
from briefgen.outputs.versions import made_with
from pages import project
from surgery import opened

HERE = Place("small.pdf")
FLIPS = 80


@cache
def small() -> bytes:
    """The PDF of the small brief."""
    (built,) = briefgen.build(project())
    return built.require().pdf or b""


def rebuilt(about: Manifest, files: Mapping[str, bytes]) -> bytes:
    """The same again, without waiting: a build gives the same from the same, which is tested."""
    assert about.name == "small"
    assert {path: digest_of(files[path]) for path in files} == about.files
    return small()


def told(pdf: bytes) -> str:
    """What is said of a PDF: that it is verified, the parts that differ, or that it is none."""
    try:
        result = compared(pdf, HERE, rebuilt)
    except briefgen.InputProblems as error:
        (problem,) = error.problems
        return problem.message
    return "verified" if result.ok else "; ".join(result.differs)


def with_bytes(at: int, *, mask: int = 1, length: int = 1) -> bytes:
    """The PDF with bytes turned."""
    pdf = bytearray(small())
    for place in range(at, at + length):
        pdf[place] ^= mask
    return bytes(pdf)


# Verifying -------------------------------------------------------------------------------


def test_a_pdf_is_verified_from_itself_alone() -> None:
    result = briefgen.verify(small())
    assert result == briefgen.Verification("small", 1)
    assert (result.ok, result.exit_code) == (True, briefgen.ExitCode.DONE)


def test_no_byte_is_changed_unseen() -> None:
    chance = random.Random(20261126)
    for _ in range(FLIPS):
        at, bit = chance.randrange(len(small())), 1 << chance.randrange(8)
        said = told(with_bytes(at, mask=bit))
        assert said not in ("verified", ""), at


def middle_of(mark: bytes) -> int:
    """The middle of the packed content of the object with this mark in it."""
    (content,) = {
        each for each in parts_of(small()).objects.values() if mark in each.partition(b"stream")[0]
    }
    return small().index(content) + len(content) - 60


def attached(name: str) -> int:
    """A place inside an attachment."""
    files = {**evidence_in(small(), HERE).files, **evidence_in(small(), HERE).figures}
    packed = zlib.compress(files[name], 9)
    return small().index(packed) + len(packed) // 2


PLACES: dict[str, tuple[Callable[[], int], str]] = {
    "head": (lambda: 6, "the first lines of the file"),
    "no PDF": (lambda: 1, "this does not begin as a PDF does"),
    "spec": (lambda: attached("briefs/small.yaml"), "the attachment briefs/small.yaml"),
    "data": (lambda: attached("data/cargo.csv"), "the attachment data/cargo.csv"),
    "figure": (
        lambda: attached("figure-01-cargo.csv"),
        "the attachment figure-01-cargo.csv",
    ),
    "metadata": (lambda: middle_of(b"/Type /Metadata"), "the metadata"),
    "frame": (
        lambda: middle_of(b"/Type /ObjStm"),
        "the frame of the document: pages, links, tags and bookmarks",
    ),
    "table": (lambda: middle_of(b"/Type /XRef"), "the table of its objects"),
    "end": (lambda: len(small()) - 3, "the table of its objects"),
    "manifest": (
        lambda: small().index(zlib.compress(manifest_of(small()), 9)) + 90,
        "the manifest inside this PDF is damaged",
    ),
}


def manifest_of(pdf: bytes) -> bytes:
    return evidence_in(pdf, HERE).manifest.encoded()


@pytest.mark.parametrize("what", PLACES)
def test_the_part_that_differs_is_named(what: str) -> None:
    place, words = PLACES[what]
    assert told(with_bytes(place())) == words


def test_pages_are_named_by_their_number() -> None:
    for number, page in enumerate(opened(small()).pages, start=1):
        content = page.Contents.read_raw_bytes()
        assert told(with_bytes(small().index(content) + 80)) == f"page {number}"


def test_what_is_added_or_cut_is_seen() -> None:
    assert told(small() + b"\n% more\n") == "the table of its objects"
    assert told(small()[:-200]) != "verified"
    assert told(small()[: len(small()) // 2]) not in ("verified", "")
    assert "carries no evidence" in told(small()[:2000])


def test_other_versions_are_told_and_what_can_be_is_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = {**made_with(), "weasyprint": "71.0"}
    monkeypatch.setattr(comparing, "made_with", lambda: here)
    other = small() + b" "

    def compare() -> briefgen.Verification:
        return compared(small(), HERE, lambda about, files: other)

    moved = ("weasyprint 70.0, here 71.0",)
    assert compare() == briefgen.Verification("small", 1, moved=moved)
    words = {small(): ("One", "Two"), other: ("One", "Three", "Four")}
    monkeypatch.setattr(comparing, "page_words", words.__getitem__)
    differs = ("the number of pages: 2, and 3 when it is built here", "the words of page 2")
    assert compare() == briefgen.Verification("small", 1, differs, moved)
    assert not compare().ok


def test_the_words_of_pages_are_read() -> None:
    words = page_words(small())
    assert "Asmallbriefthatstandsforallothers" in words[0]
    assert page_words(b"%PDF-1.7") == ()


def test_what_cannot_be_built_here_is_told() -> None:
    problem = briefgen.Problem(HERE, "no such key")

    def fails(about: Manifest, files: Mapping[str, bytes]) -> bytes:
        raise briefgen.InputProblems(problem)

    result = compared(small(), HERE, fails)
    assert (result.ok, result.problems) == (False, (problem,))


def test_a_pdf_without_evidence_is_told() -> None:
    pdf = forged({}, withheld="the project keeps it to itself")
    result = briefgen.verify(pdf)
    assert (result.ok, result.withheld) == (False, "the project keeps it to itself")
    with pytest.raises(briefgen.InputProblems, match="does not carry what it was made from"):
        briefgen.unpack(pdf)
    with pytest.raises(briefgen.InputProblems, match="carries no evidence"):
        briefgen.verify(b"%PDF-1.7\n%%EOF")


# Unpacking -------------------------------------------------------------------------------


def test_what_is_unpacked_is_what_it_was_made_from(tmp_path: Path) -> None:
    """That this builds to the same bytes is tested of every brief that ships."""
    folder = briefgen.unpack(small(), output=tmp_path / "deep/again")
    assert folder == tmp_path / "deep/again"
    written = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    made_from = {path: text.encode() for path, text in project().items()}
    assert {**made_from, "briefgen.toml": written["briefgen.toml"]} == written
    assert [path.name for path in folder.parent.iterdir()] == ["again"]


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    (tmp_path / "again/mine.txt").write_text("mine")
    with pytest.raises(briefgen.UsageProblem, match="is there already"):
        briefgen.unpack(small(), output=tmp_path / "again")
    assert [path.name for path in tmp_path.rglob("*")] == ["again", "mine.txt"]


def test_damaged_parts_are_named_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(briefgen.InputProblems, match=r"data/cargo\.csv inside this PDF is damaged"):
        briefgen.unpack(with_bytes(attached("data/cargo.csv")), output=tmp_path / "again")
    assert list(tmp_path.iterdir()) == []


def forged(files: dict[str, bytes], name: str = "small", withheld: str = "") -> bytes:
    """Something that looks like a PDF of ours and carries these files."""
    about = Manifest(name, 1, "", "", "", "", digest_of(b""), withheld).with_files(files)
    streams = (about.encoded(), *files.values())
    body = b"".join(
        b"%d 0 obj\n<<>>\nstream\n%s\nendstream\nendobj\n" % (number, zlib.compress(content, 9))
        for number, content in enumerate(streams, start=1)
    )
    return b"%PDF-1.7\n" + body + b"startxref\n0\n%%EOF"


@pytest.mark.parametrize(
    "paths",
    [["../x"], ["/tmp/x"], ["a/../../x"], [".git/config"], ["con.yaml"], ["a", "A"], ["a", "a/b"]],
)
def test_paths_in_a_pdf_lead_nowhere_else(tmp_path: Path, paths: list[str]) -> None:
    pdf = forged({path: path.encode() for path in paths})
    with pytest.raises(briefgen.InputProblems, match="may not be written"):
        briefgen.unpack(pdf, output=tmp_path / "in/again")
    assert list(tmp_path.iterdir()) == []


def test_the_name_of_a_brief_is_no_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("../x", "a/b", ""):
        with pytest.raises(briefgen.InputProblems, match="may not be written"):
            briefgen.unpack(forged({"a": b"x"}, name))
    assert list(tmp_path.iterdir()) == []


def test_what_unpacks_without_end_is_not_unpacked(tmp_path: Path) -> None:
    with pytest.raises(briefgen.InputProblems, match="bomb inside this PDF is damaged or missing"):
        briefgen.unpack(forged({"bomb": bytes(30_000_000)}), output=tmp_path / "again")
    many = forged({f"bomb{number}": bytes(9_000_000) + b"%d" % number for number in range(14)})
    with pytest.raises(briefgen.InputProblems, match="damaged or missing"):
        briefgen.unpack(many, output=tmp_path / "again")


def test_a_project_that_does_not_build_is_told() -> None:
    result = briefgen.verify(forged({"briefgen.toml": b"", "briefs/small.yaml": b"kind: ["}))
    assert not result.ok
    assert [str(each.place) for each in result.problems] == ["briefs/small.yaml:2:1"]
    result = briefgen.verify(forged({"briefs/other.yaml": b""}))
    assert not result.ok


# The manifest ----------------------------------------------------------------------------


def test_a_manifest_is_read_back_as_it_was() -> None:
    about = evidence_in(small(), HERE).manifest
    assert decoded(about.encoded()) == about
    assert (about.name, about.number, about.marking) == ("small", 1, "TLP:CLEAR")
    assert (about.date, about.information_cutoff) == ("2025-01-15", "2025-01-10")
    assert list(about.figures) == ["figure-01-cargo.csv"]
    assert about.made_with["weasyprint"].startswith("70.")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"briefgen": "other"}, "no manifest"),
        ({"format": 2}, "another version"),
        ({"number": "1"}, "“number”"),
        ({"number": True}, "“number”"),
        ({"number": 0}, "“number”"),
        ({"files": {"a": "b"}}, "“files”"),
        ({"files": ["a"]}, "“files”"),
        ({"made_with": {"a": 1}}, "“made_with”"),
        ({"content": "x"}, "“content”"),
        ({"title": None}, "“title”"),
        ({"withheld": "\x1b[2J"}, "“withheld”"),
        ({"as_of": "20300101"}, "“as_of”"),
        ({"made_with": {"a": "\x1b[2J"}}, "“made_with”"),
        ({"name": ...}, "missing"),
    ],
)
def test_a_manifest_that_is_none_is_told(change: dict[str, object], words: str) -> None:
    said = json.loads(evidence_in(small(), HERE).manifest.encoded()) | change
    said = {key: value for key, value in said.items() if value is not ...}
    with pytest.raises(Damaged, match=words):
        decoded(json.dumps(said).encode())
    assert words in told(damaged(said)) or "damaged" in told(damaged(said))


def damaged(said: dict[str, object]) -> bytes:
    """The small PDF with another manifest in it."""
    packed = zlib.compress(manifest_of(small()), 9)
    return small().replace(packed, zlib.compress(json.dumps(said).encode(), 9))


@pytest.mark.parametrize("raw", [b"", b"[]", b"{", b"\xff", b"[" * 100_000])
def test_what_is_no_manifest_at_all_is_told(raw: bytes) -> None:
    with pytest.raises(Damaged):
        decoded(raw)

"""`briefgen new`: what it writes is right at once, whatever the kind, and nothing is lost by it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Container, Iterator
from pathlib import Path
from typing import Annotated, ClassVar, Self

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BeforeValidator, Field, model_validator

import briefgen
from briefgen.errors import ExitCode, InputProblems, UsageProblem
from briefgen.kinds import KINDS, shipped_kinds
from briefgen.loading import load
from briefgen.model.blocks import BLOCKS
from briefgen.model.brief import Brief
from briefgen.model.country import Country, countries_in, in_small_letters
from briefgen.model.facts_panel import DeclaredPanel, Row, declared_rows
from briefgen.model.fields import Model, Number, Words, as_list, choice, wrong
from briefgen.model.figures import FIGURES
from briefgen.model.prose_fields import Line
from briefgen.printing import Order, set_pages
from briefgen.project import MemoryFiles
from briefgen.schema import mode_line
from briefgen.settings import read_settings
from briefgen.starting import given_for, new_files
from briefgen.starting.known import MARK, SOURCE
from briefgen.starting.spec import SUBTITLE
from briefgen.starting.writing import Entry, lines_of, scalar
from briefgen.validation import check
from editors import faults, typed
from pages import run
from port_note import PortNote

TODAY = "2026-11-25"


def started(kind: str, name: str = "draft", **countries: str) -> dict[str, str]:
    """The files of a new brief in an empty folder."""
    made = new_files(MemoryFiles(), kind, given_for(name, None, [*countries.values()], TODAY))
    return {each.path: each.text for each in made}


def problems(files: dict[str, str], name: str = "draft", leave: Container[str] = ()) -> list[str]:
    """All that `briefgen check` says, by its rules as well; those to leave out by their codes."""
    (result,) = briefgen.check(files, names=name)
    return [f"{p.place} {p.message}" for p in result.problems if p.code not in leave]


def pdf_of(files: dict[str, str], name: str = "draft") -> bytes:
    """The PDF of a brief, every note in it proven."""
    project = MemoryFiles.of(files)
    order = Order(project, read_settings(project), lambda name: pytest.fail("nothing is written"))
    _, rendered = set_pages(check(project, name), order)
    assert (rendered.unproven, rendered.problems) == ((), ())
    return rendered.pdf


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return " ".join(text.split())


# Every kind ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", shipped_kinds())
def test_a_draft_is_printed_at_once_and_says_what_it_is(kind: str) -> None:
    files = started(kind)
    assert problems(files) == []
    words = words_of(pdf_of(files))
    assert SUBTITLE in words
    assert words.count(MARK) > 10
    assert f"{MARK} source" in words
    assert "· ·" not in words  # a new project has no desk to print


@pytest.mark.parametrize("kind", shipped_kinds())
def test_a_draft_is_right_in_an_editor(kind: str) -> None:
    files = started(kind)
    assert files["briefs/draft.yaml"].startswith(f"{mode_line(kind)}\n")
    assert files["sources/draft.yaml"].startswith(f"{mode_line('library')}\n")
    assert faults(kind, typed(files["briefs/draft.yaml"])) == []
    assert faults("library", typed(files["sources/draft.yaml"])) == []


OFF = re.compile(r"^( *)# (\w+):")
# What a placeholder cannot be: cited, one of two, the address of anything, derived from another or
# its translation.
EXPECTED = {
    "translation_of": frozenset({"LNG211"}),
    "sources": frozenset({"SRC201", "SRC205"}),
    "url": frozenset({"SRC206"}),
    "archived": frozenset({"SRC206"}),
    "derived_from": frozenset({"SRC301"}),
}


def switched_on(text: str) -> Iterator[tuple[str, str]]:
    """The text with each key that is switched off made to hold, one at a time."""
    lines = text.split("\n")
    for start, line in enumerate(lines):
        if (found := OFF.match(line)) is None:
            continue
        inside = f"{found[1]}#   "
        end = next(n for n in range(start + 1, len(lines)) if not lines[n].startswith(inside))
        on = [found[1] + each[len(found[1]) + 2 :] for each in lines[start:end]]
        yield found[2], "\n".join([*lines[:start], *on, *lines[end:]])


@pytest.mark.parametrize("kind", shipped_kinds())
def test_every_key_that_is_switched_off_may_be_switched_on(kind: str) -> None:
    files = started(kind)
    for path in ("briefs/draft.yaml", "sources/draft.yaml"):
        seen = []
        for key, text in switched_on(files[path]):
            seen.append(key)
            found = problems(files | {path: text}, leave=EXPECTED.get(key, frozenset()))
            assert found == [], (key, text)
        assert len(seen) > 15


@pytest.mark.parametrize("kind", shipped_kinds())
def test_every_field_of_the_kind_is_in_its_draft(kind: str) -> None:
    text = started(kind)["briefs/draft.yaml"]
    keys = set(re.findall(r"^(?:# )?(\w+):", text, re.M))
    assert keys == {info.alias or name for name, info in shipped_kinds()[kind].model_fields.items()}


def test_the_settings_of_a_new_project_can_be_switched_on() -> None:
    text = started("country-profile")["briefgen.toml"]
    rest = re.sub(r"^# (?=\w+ = |\[)", "", text, flags=re.M)
    assert len(tomllib.loads(rest)) > 3
    looks: dict[str, str | bytes] = {  # a font and a logo must be there
        "assets/replace-this.woff2": b"wOF2" + bytes(60),
        "assets/replace-this.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
    }
    projects = (MemoryFiles.of({"briefgen.toml": each, **looks}) for each in (text, rest))
    plain, switched = map(read_settings, projects)
    assert switched.desk == MARK
    assert switched.check.min_coverage == 0  # which asks for nothing, as none does
    one_year = str(switched.freshness.sources and switched.freshness.sources.warn_after)
    assert one_year == "1 year"
    unset: dict[str, object] = {"desk": "", "check": plain.check, "freshness": plain.freshness}
    unset |= {"regenerate": plain.regenerate, "tell": plain.tell}
    unset |= {"theme": "", "style": plain.style}
    assert switched.theme == "ledger"
    assert switched.regenerate.every == "day" and switched.tell.mail is not None
    assert switched.model_copy(update=unset) == plain


# Kinds that are not there yet ----------------------------------------------------------------


class Score(Model):
    """A score out of parts that must add up."""

    parts: Annotated[tuple[Number, ...], BeforeValidator(as_list)] = Field(
        description="The parts.", examples=[["2", "3"]], min_length=2
    )
    total: Number = Field(description="Their sum.", examples=["5"])

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if sum(self.parts) != self.total:
            raise wrong("the parts do not add up")
        return self


class MemoFacts(Model):
    """The key facts panel."""

    asked: Row = Field(title="Asked", description="When it was asked.")
    by: Row | None = Field(None, title="By", description="Who asked.")


class Memo(Brief):
    """A memo: a question and its answer."""

    kind_name: ClassVar[str] = "Memo"
    required_sections: ClassVar[dict[str, str]] = {
        "answer": "the answer",
        "everything": "each block that there is",
    }
    required_blocks: ClassVar[dict[str, tuple[str, ...]]] = {
        "everything": (
            *(name for name in BLOCKS if name != "rating"),
            *(f"figure: {name}" for name in FIGURES),
        )
    }

    question: Words = Field(description="What is asked.")
    urgency: Annotated[str, BeforeValidator(choice("low", "high"))] = Field(
        description="low or high.", examples=["low"]
    )
    about: Annotated[tuple[Country, ...], BeforeValidator(as_list)] = Field(
        description="Countries it is about.", min_length=2
    )
    short_answer: Line | None = Field(None, description="The answer in a line.")
    score: Score = Field(description="How sure we are.")
    key_facts: MemoFacts = Field(description="The key facts panel.")

    def panel(self) -> DeclaredPanel:
        """The key facts."""
        return DeclaredPanel(declared_rows(self.key_facts, "key_facts"), self.about)


def test_a_kind_that_comes_later_can_be_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, "memo", Memo)
    files = started("memo")
    assert problems(files) == []
    assert "data/replace-this-data.csv" in files
    assert faults("memo", typed(files["briefs/draft.yaml"])) == []
    for key, text in switched_on(files["briefs/draft.yaml"]):
        leave = EXPECTED.get(key, frozenset())
        assert problems(files | {"briefs/draft.yaml": text}, leave=leave) == [], key
    assert "What is asked" not in files["briefs/draft.yaml"]
    assert f"question: {MARK} (what is asked)" in files["briefs/draft.yaml"]
    assert words_of(pdf_of(files)).count(MARK) > 30


def test_a_kind_without_sections_of_its_own_can_be_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    class Note(Brief):
        """A note."""

        kind_name = "Note"

    monkeypatch.setitem(KINDS, "note", Note)
    assert problems(started("note")) == []


def test_the_kind_of_the_documentation_can_be_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, "port-note", PortNote)
    files = started("port-note")
    assert problems(files) == []
    assert "\nlocode: TJDYU" in files["briefs/draft.yaml"]
    for key, text in switched_on(files["briefs/draft.yaml"]):
        leave = EXPECTED.get(key, frozenset())
        assert problems(files | {"briefs/draft.yaml": text}, leave=leave) == [], key


# Names, titles, countries --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "title", "country"),
    [
        ("uzbekistan", "Uzbekistan", "UZ"),
        ("turkiye", "Türkiye", "TR"),
        ("south-africa", "South Africa", "ZA"),
        ("kazakhstan-africa", "Kazakhstan Africa", "KZ"),
        ("oil-2026", "Oil 2026", "AQ"),
    ],
)
def test_a_name_may_say_which_country(name: str, title: str, country: str) -> None:
    text = started("country-profile", name)[f"briefs/{name}.yaml"]
    assert f"\ntitle: {title}\n" in text
    assert f"\ncountry: {country} " in text


def test_a_country_that_is_given_goes_before_the_name() -> None:
    assert "country: KZ " in started("country-profile", "oman", code="KZ")["briefs/oman.yaml"]


def test_a_country_without_a_shape_is_not_taken() -> None:
    assert "country: AQ " in started("country-profile", "gibraltar")["briefs/gibraltar.yaml"]
    with pytest.raises(UsageProblem) as told:
        given_for("rock", None, ["GI"], TODAY)
    assert "no shape of Gibraltar" in told.value.problems[0].message


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("papua-new-guinea-niger", ("PG", "NE")),
        ("nigeria", ("NG",)),
        ("iran-and-iraq", ("IR", "IQ")),
        ("at-us-de", ()),
        ("great-britain", ("GB",)),
    ],
)
def test_countries_in_a_name(name: str, codes: tuple[str, ...]) -> None:
    assert countries_in(name) == codes


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Uzbekistan", "as uzbekistan"),
        ("briefs/oil and gas.yaml", "as oil-and-gas"),
        ("../x", "as x"),
        ("-", "as kazakhstan"),
        ("a--b", "as a-b"),
        ("Тоҷикистон", "as kazakhstan"),
        ("x" * 61, f"as {'x' * 60}"),
    ],
)
def test_a_name_that_cannot_be_one(name: str, hint: str) -> None:
    with pytest.raises(UsageProblem) as told:
        given_for(name, None, [], TODAY)
    assert told.value.problems[0].hint.endswith(hint)


def test_a_country_that_is_none() -> None:
    with pytest.raises(UsageProblem) as told:
        given_for("x", None, ["Uzbekistan"], TODAY)
    assert told.value.problems[0].hint == "write UZ for Uzbekistan"


def test_what_cannot_be_printed_is_not_written() -> None:
    for title in ("x" * 61, "საქართველო"):
        with pytest.raises(InputProblems):
            new_files(MemoryFiles(), "country-profile", given_for("x", title, [], TODAY))


@settings(deadline=None)
@given(st.text("aA1-ä .ңß/_", max_size=70))
def test_names_in_small_letters_are_names(words: str) -> None:
    name = in_small_letters(words)[:60].strip("-")
    assert not name or given_for(name, None, [], TODAY).name == name


# Files ---------------------------------------------------------------------------------------


def test_a_new_brief_in_an_empty_folder(tmp_path: Path) -> None:
    done = run(tmp_path, "new", "country-profile", "uzbekistan")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "briefgen.toml: the settings of a new project, since there was none here or above",
        "briefs/uzbekistan.yaml: the country profile, with placeholders for its texts",
        "sources/uzbekistan.yaml: its sources, with a placeholder for the first",
        "data/replace-this-data.csv: data, as a placeholder",
        "data/replace-this-data.yaml: what the data are",
        "schemas: what each key means, for your editor",
        "next: briefgen build uzbekistan",
    ]
    done = run(tmp_path, "check", "uzbekistan", "--strict", "--min-coverage", "100")
    assert done.stdout.startswith("uzbekistan: no problems"), done.stderr
    line = (tmp_path / "briefs/uzbekistan.yaml").read_text("utf-8").split("\n")[0]
    assert (tmp_path / "briefs" / line.partition("$schema=")[2]).is_file()


def test_a_second_brief_from_below(tmp_path: Path) -> None:
    run(tmp_path, "new", "country-profile", "uzbekistan")
    done = run(tmp_path / "sources", "new", "summit-brief", "ots-2026", "--title", "OTS in 2026")
    assert done.stdout.splitlines()[0].startswith("../briefs/ots-2026.yaml: the summit brief")
    assert "briefgen.toml" not in done.stdout
    assert "title: OTS in 2026" in (tmp_path / "briefs/ots-2026.yaml").read_text("utf-8")


def test_nothing_is_written_over_unless_it_is_asked_for(tmp_path: Path) -> None:
    run(tmp_path, "new", "country-profile", "uzbekistan")
    spec, library = tmp_path / "briefs/uzbekistan.yaml", tmp_path / "sources/uzbekistan.yaml"
    spec.write_text("mine", "utf-8")
    library.write_text("sources:\n  mine: {type: document, title: Mine}\n", "utf-8")
    done = run(tmp_path, "new", "country-profile", "uzbekistan")
    assert (done.returncode, done.stdout) == (ExitCode.USAGE, "")
    assert "say --force" in done.stderr
    assert spec.read_text("utf-8") == "mine"
    done = run(tmp_path, "new", "country-profile", "uzbekistan", "--force")
    assert done.returncode == 0, done.stderr
    assert "mine:" in library.read_text("utf-8")  # real sources are never written over
    assert f"  {SOURCE}:\n    type:" in spec.read_text("utf-8")
    assert run(tmp_path, "check", "uzbekistan", "--strict").returncode == 0


def test_a_draft_on_top_of_its_own_library(tmp_path: Path) -> None:
    run(tmp_path, "new", "country-profile", "uzbekistan")
    before = (tmp_path / "briefs/uzbekistan.yaml").read_text("utf-8")
    done = run(tmp_path, "new", "country-profile", "uzbekistan", "--force")
    assert done.stdout.splitlines()[:-1] == [
        "briefs/uzbekistan.yaml: the country profile, with placeholders for its texts"
    ]
    assert (tmp_path / "briefs/uzbekistan.yaml").read_text("utf-8") == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("country-profil", "x"), "did you mean “country-profile”?"),
        (("country-profile", "A B"), "as a-b"),
        (("country-profile", "x", "--country", "UK"), "write GB"),
        (("country-profile",), "Missing argument"),
    ],
)
def test_wrong_calls_write_nothing(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run(tmp_path, "new", *arguments)
    assert (done.returncode, done.stdout) == (ExitCode.USAGE, "")
    assert said in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_title_that_cannot_be_printed_writes_nothing(tmp_path: Path) -> None:
    done = run(tmp_path, "new", "country-profile", "x", "--title", "→ →")
    assert done.returncode == ExitCode.PROBLEMS
    assert "no letters for" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "briefs").touch()
    for arguments in (("new", "country-profile", "x"), ("schema", "summit-brief", "-o", "briefs")):
        done = run(tmp_path, *arguments)
        assert done.returncode == ExitCode.USAGE
        assert "briefs/" in done.stderr
        assert "cannot be written (Not a directory)" in done.stderr or "File exists" in done.stderr


def test_nothing_is_written_outside_the_project(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "project").mkdir()
    (tmp_path / "project/sources").symlink_to(tmp_path / "elsewhere")
    done = run(tmp_path / "project", "new", "country-profile", "x")
    assert done.returncode == ExitCode.USAGE
    assert "it lies outside the project" in done.stderr
    assert list((tmp_path / "elsewhere").iterdir()) == []


# YAML that is written ------------------------------------------------------------------------


@settings(max_examples=300, deadline=None)
@given(
    st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=120).filter(
        lambda text: text == " ".join(text.split())
    )
)
def test_texts_are_read_as_they_were_written(text: str) -> None:
    written = "\n".join(
        lines_of([Entry("a", text, "said"), Entry("b", [text, "x"]), Entry("c", [])])
    )
    document = load("x.yaml", written.encode())
    if not document.problems:  # signs that no file may hold are told as such
        assert document.tree == {"a": text, "b": [text, "x"], "c": []}
    assert scalar(text)


def test_long_comments_stand_above() -> None:
    lines = list(lines_of([Entry("key", "value", "word " * 30)], 2))
    assert lines[0].startswith("  ## word word")
    assert lines[-1] == "  key: value"
    assert all(len(line) <= 100 for line in lines)

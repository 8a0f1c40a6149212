"""Kinds declared as data: known at once wherever kinds are, wrong at a line, watched, carried."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import port_note
from briefgen.building import make
from briefgen.checks.running import examine
from briefgen.digests import digest_of
from briefgen.edition.compose import compose
from briefgen.errors import InputProblems, Severity, UsageProblem
from briefgen.evidence.bundle import written_by_the_author
from briefgen.incremental import Watched
from briefgen.kinds import faults, find_kind, kind_names, known_kind, shipped_kinds
from briefgen.kinds.finding import RESERVED
from briefgen.model.declaration import Declaration
from briefgen.model.field_types import FIELD_TYPES
from briefgen.printing import Order
from briefgen.project import MemoryFiles
from briefgen.schema import schema_names, schema_text
from briefgen.settings import Settings, read_settings
from briefgen.starting import given_for, new_files
from briefgen.validation import check
from doc_examples import ROOT, claimed, examples, followed, page, said, unchanging, written
from editors import faults as faults_of
from editors import typed
from projects import DATA, DESCRIPTOR, LIBRARY, changed, found, minimal_project
from shown import entry_points
from test_docs import message

KIND = "kinds/port-note.yaml"
GUIDE = "own-kinds.md"
NAME = "panj"
SPEC = f"briefs/{NAME}.yaml"
OWN = """\
port: River Port of Panji Poyon
former_names: [Old Ferry, A port on the Panj]
country: TJ
opened: 2007-08
use: cargo
key_facts: {operator: {value: State Railways, source: handbook}}
"""


def declaration() -> str:
    """The declaration that the guide shows."""
    return next(each.text for each in examples(GUIDE) if each.marker == f"file: {KIND}")


def project(declared: str | None = None) -> dict[str, str]:
    """A project with a brief of the kind that the guide declares."""
    files = minimal_project()
    kept = {path: files[path] for path in ("briefgen.toml", LIBRARY, DATA, DESCRIPTOR)}
    spec = port_note.SPEC
    for key in ("port", "locode", "other_names", "country", "key_facts", "rating"):
        spec = re.sub(rf"^{key}:.*\n(?: .*\n)*", "", spec, flags=re.M)
    spec = changed(spec, "      - rating: What threatens it\n", "")
    return {**kept, KIND: declared or declaration(), SPEC: spec + OWN}


def told(piece: str, replacement: str) -> list[str]:
    """What is said of a brief of the kind, with a piece of its declaration replaced."""
    return found(project(changed(declaration(), piece, replacement)), NAME)


def test_the_guide_does_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for example in examples(GUIDE):
        files: dict[str, str] = {}
        if example.marker.startswith("file: "):
            followed(files, example)
            written(files, tmp_path)
        elif example.marker == "run":
            shown = re.split(r"^\$ (.+)\n", example.text, flags=re.M)[1:]
            for command, output in zip(shown[::2], shown[1::2], strict=True):
                printed = said(command, tmp_path, monkeypatch, capsys)
                assert printed.strip() == unchanging(output.strip()), command


def test_mistakes_read_as_the_guide_has_them() -> None:
    wrong, says = (each.text for each in examples(GUIDE) if each.marker in ("wrong", "says"))
    head = 'name: Port note\ndescription: A port.\naccent: "#1F4E79"\n'
    found = find_kind("port-note", MemoryFiles.of({KIND: head + wrong}))
    assert found is not None
    assert "".join(message(problem) for problem in found.problems) == says
    assert found.model is None


def test_the_guide_has_every_type_and_every_key() -> None:
    text = page(GUIDE)
    for word in (*FIELD_TYPES, *Declaration.model_fields):
        assert re.search(rf"\b{word}\b", text), word


def test_its_brief_is_right_and_has_what_is_declared() -> None:
    files = MemoryFiles.of(project())
    assert found(project(), NAME) == []
    edition = compose(check(files, NAME), Settings())
    assert edition.kind_name == "Port note"
    assert edition.also_called == ("River Port of Panji Poyon", "Old Ferry")
    assert edition.panel is not None
    rows = [(row.label, str(row.value), str(row.note)) for row in edition.panel.rows]
    assert rows[:2] == [("Opened", "August 2007", "Tajikistan"), ("Use", "cargo", "")]
    assert [label for label, _, _ in rows[2:]] == ["Operator"]
    assert edition.panel.locator
    assert [note.path[0] for note in edition.notes].index("snapshot") > 0


def test_its_countries_and_dates_are_in_the_language_of_the_brief() -> None:
    files = project()
    files[SPEC] = f"language: fr\n{files[SPEC]}"
    edition = compose(check(MemoryFiles.of(files), NAME), Settings())
    assert edition.panel is not None
    assert str(edition.panel.rows[0].value) == "août 2007"
    assert str(edition.panel.rows[0].note) == "Tadjikistan"


def in_kazakh(more: dict[str, str], declared: str = "") -> tuple[str, list[str]]:
    """The name of the kind and the labels of its panel in a brief in Kazakh."""
    files = project(declaration() + declared) | more
    files[SPEC] = f"language: kk\n{files[SPEC]}"
    edition = compose(check(MemoryFiles.of(files), NAME), Settings())
    assert edition.panel is not None
    rows = edition.panel.rows
    return edition.kind_name, [rows[0].label, rows[1].label, str(rows[1].value), rows[2].label]


def test_its_labels_are_in_the_language_of_the_brief_where_it_gives_them() -> None:
    assert in_kazakh({}) == ("Port note", ["Opened", "Use", "cargo", "Operator"])
    shown, *_ = claimed("own-kinds.md", "test_declared_kinds")
    kind, labels = in_kazakh({}, shown)
    assert kind == "Порт шолуы"
    assert labels == ["Ашылғаны", "Қызметі", "жүк", "Операторы"]
    own = """msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgctxt "key facts"
msgid "Opened"
msgstr "Ашылған жылы"

msgctxt "choice"
msgid "cargo"
msgstr "жүк тасу"
"""
    _, labels = in_kazakh({"translations/kk.po": own}, shown)
    assert labels == ["Ашылған жылы", "Қызметі", "жүк тасу", "Операторы"]


def test_it_is_known_wherever_kinds_are() -> None:
    files = MemoryFiles.of(project())
    assert "port-note" in kind_names(files)
    assert "port-note" in schema_names(files)
    assert '"cargo",' in schema_text("port-note", files)
    made = new_files(files, "port-note", given_for("aktau", None, ["KZ"], "2026-11-23"))
    spec = next(each.text for each in made if each.path == "briefs/aktau.yaml")
    assert "use: cargo" in spec
    assert "country: KZ" in spec


@pytest.mark.parametrize(
    ("piece", "replacement", "place", "words"),
    [
        ("type: country,", "type: contry,", "10:19", "did you mean “country”?"),
        ("also_called: [port, ", "also_called: [prt, ", "15:15", "no field is called “prt”"),
        ("globe: country", "globe: port", "22:8", "a field of type words, which cannot stand here"),
        ("opening: snapshot", "opening: use", "23:10", "fields of type blocks, rating can"),
        ("choices: [cargo, oil, passengers], ", "", "12:15", "needs the words that it may be"),
        ("type: date,", "type: date, choices: [a],", "11:24", "has no choices"),
        ('"#1F4E79"', '"#9FCFE9"', "4:9", "contrast of 1.7 to 1"),
        ('"#1F4E79"', "blue", "4:9", "“blue” is no colour"),
        ("  port: {", "  panel: {", "8:3", "a name that the program uses"),
        ("  port: {", "  title: {", "8:3", "every brief has a field “title”"),
        ("  port: {", "  Port-1: {", "8:3", "cannot be the name of a field"),
        ("  snapshot: {type: blocks", "  judged: {type: rating", "13:3", "is called “rating”"),
        ("needs: indicators", "needs: indicator", "32:12", "did you mean “indicators”?"),
        ("- figure: map", "- figure: mep", "29:9", "did you mean “map”?"),
        ("needs: indicators", "needs: [x, table: map]", "32:13", "“x” is no kind of block"),
        ("name: Port note", "nane: Port note", "2:1", "did you mean “name”?"),
        ("pages: 4", "pages: many", "5:8", "a whole number from 1 to 99"),
        ("  operator: {title: Operator, ", "  operator: {", "20:3", "“title” is missing"),
        ("fields:", "fields: 3\nfelds:", "7:9", "lines of “key: value” are needed here"),
        ("globe: country", "globe_others: country", "22:1", "others and no subject"),
        ("title: Opened", "title: Opened →", "17:20", "→"),
        ("type: date,", "type: row,", "11:3", "the row “opened” has no label"),
        ("sections:", "sections:\n  [", "26:3", "not ended"),
        ("pages: 4", "pages: 4\ntranslations: {tr: {Opend: A}}", "6:21", "mean “Opened”?"),
        ("pages: 4", "pages: 4\ntranslations: {turkish: {Use: A}}", "6:16", "no language code"),
    ],
)
def test_mistakes_in_a_declaration_are_told_at_their_place(
    piece: str, replacement: str, place: str, words: str
) -> None:
    lines = told(piece, replacement)
    assert any(line.startswith(f"{KIND}:{place}") and words in line for line in lines), lines
    assert not any("Traceback" in line for line in lines)


DECLARED = sorted([*ROOT.glob("assets/kinds/*.yaml"), *ROOT.glob("examples/*/kinds/*.yaml")])


@pytest.mark.parametrize("path", DECLARED, ids=lambda path: path.stem)
def test_declarations_are_right_for_editors(path: Path) -> None:
    assert faults_of("kind", typed(path.read_text("utf-8"))) == []


def test_the_declaration_of_the_guide_is_right_for_editors() -> None:
    assert faults_of("kind", typed(declaration())) == []
    for piece, replacement in (("type: country,", "type: contry,"), ("figure: map", "figure: m")):
        wrong = changed(declaration(), piece, replacement)
        assert faults_of("kind", typed(wrong)) != []


@pytest.mark.parametrize("text", ["", "just words", "- a\n- b\n", "name: [", "\x00", "a: &b [*b]"])
def test_what_is_no_declaration_is_told(text: str) -> None:
    lines = found(project(text or "#\n"), NAME)
    assert any(line.startswith(KIND) for line in lines), lines


def test_a_field_that_no_reader_sees_is_a_warning() -> None:
    declared = changed(declaration(), "opening: snapshot\n", "")
    (problem,) = check(MemoryFiles.of(project(declared)), NAME).problems
    assert (problem.severity, problem.code) == (Severity.WARNING, "SPC113")


def test_a_brief_is_told_what_its_kind_asks_for() -> None:
    files = project()
    files[SPEC] = changed(files[SPEC], "use: cargo\n", "use: caro\n")
    (line,) = found(files, NAME)
    assert "did you mean “cargo”?" in line
    files[SPEC] = changed(files[SPEC], "  traffic:\n", "  trafic:\n")
    assert any("a port note needs a section “traffic”" in each for each in found(files, NAME))


def judged(more: str, keep: int) -> list[str]:
    """What is said of a brief with so many key judgements, of a kind that says this of them."""
    files = project(changed(declaration(), "pages: 4", f"pages: 4\n{more}"))
    start = files[SPEC].index("key_judgements:\n") + len("key_judgements:\n")
    one = re.match(r"(?: .*\n)+", files[SPEC][start:])
    assert one is not None
    several = "".join(one[0].replace("id: kj-", f"id: kj-{n}-") for n in range(1, keep))
    files[SPEC] = files[SPEC][: start + one.end()] + several + files[SPEC][start + one.end() :]
    return [each for each in found(files, NAME) if "entries" in each]


def test_a_kind_may_say_how_many_judgements_there_are_at_most() -> None:
    assert judged("most_judgements: 2", 2) == []
    (said,) = judged("most_judgements: 2", 3)
    assert "3 entries here; 2 is the most" in said
    (said,) = judged("judgements: false", 8)
    assert "8 entries here; 7 is the most" in said
    assert "a whole number from 1 to 7" in told("pages: 4", "most_judgements: 8")[0]


@pytest.mark.parametrize(
    ("more", "begins"),
    [("judgements: false", False), ("judgements: false\nmost_judgements: 2", True)],
)
def test_a_new_brief_begins_with_a_judgement_where_a_kind_says_how_many(
    more: str, begins: bool
) -> None:
    files = MemoryFiles.of(project(changed(declaration(), "pages: 4", f"pages: 4\n{more}")))
    made = new_files(files, "port-note", given_for("other", None, ["TJ"], "2026-11-23"))
    spec = next(each.text for each in made if each.path == "briefs/other.yaml")
    assert ("\nkey_judgements:" in spec) is begins
    assert ("\n# key_judgements:" in spec) is not begins


def test_judgements_may_be_optional() -> None:
    files = project(changed(declaration(), "pages: 4", "pages: 4\njudgements: false"))
    files[SPEC] = re.sub(r"^key_judgements:\n(?: .*\n)*", "", files[SPEC], flags=re.M)
    assert found(files, NAME) == []
    edition = compose(check(MemoryFiles.of(files), NAME), Settings())
    assert not edition.yardstick
    assert compose(check(MemoryFiles.of(project()), NAME), Settings()).yardstick


def test_a_kind_of_no_such_name_has_a_suggestion() -> None:
    files = project()
    files[SPEC] = changed(files[SPEC], "kind: port-note", "kind: port-nte")
    (line,) = found(files, NAME)
    assert "did you mean “port-note”?" in line


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("country-profile", "has the name of a kind that is shipped"),
        ("Port_Note", "cannot be the name of a kind"),
        ("data", "cannot be the name of a kind"),
        ("../briefs/panj", "there is no kind of brief"),
    ],
)
def test_names_that_a_kind_cannot_have(name: str, words: str) -> None:
    files = project() | {f"kinds/{name}.yaml": declaration()}
    files[SPEC] = changed(files[SPEC], "kind: port-note", f"kind: {name}")
    assert any(words in each and each.startswith(f"{SPEC}:1:7") for each in found(files, NAME))


def test_no_kind_can_take_the_place_of_another_schema() -> None:
    others = set(schema_names()) - set(kind_names())
    assert others | {path.stem for path in (ROOT / "schemas").glob("edition.json")} == RESERVED


def test_rules_that_a_kind_wants_and_does_not_want() -> None:
    files = project()
    _, shown, *_ = claimed("own-kinds.md", "test_declared_kinds")
    files["briefgen.toml"] = '[check]\nselect = ["SPC"]\n'
    files[SPEC] = changed(files[SPEC], "- Two ships,", "- In 1999 two ships,")

    def codes(more: str) -> list[str]:
        memory = MemoryFiles.of(files | {KIND: declaration() + more})
        report = examine(check(memory, NAME), read_settings(memory))
        return [problem.code for problem in report.problems]

    assert codes("") == []
    assert codes("select: [CLM101]\n") == ["CLM101"]
    assert codes("ignore: {CLM101: no reason}\nselect: CLM101\n") == ["CLM101"]
    assert codes(shown) == ["CLM101"]
    assert codes("ignore: {CLM999: no reason}\nselect: CLM998\n") == ["SPC202", "SPC202"]
    files["briefgen.toml"] = ""
    assert "CLM101" in codes("")
    assert "CLM101" not in codes("ignore: {CLM101: ports are known}\n")
    files[SPEC] = changed(files[SPEC], "alternative: Much changes.", "alternative: None.")
    assert "JDG108" in codes("") and "JDG108" not in codes(shown)


def test_a_build_remembers_the_declaration_and_where_another_could_be(tmp_path: Path) -> None:
    files = MemoryFiles.of(project(changed(declaration(), "pages: 4", "pages: 1")))
    order = Order(files, read_settings(files), lambda name: tmp_path / f"{name}.pdf")
    made = make(NAME, order, lambda name, stage: None)
    assert made.seen.reads[KIND] == digest_of(files.read(KIND))
    assert made.result is not None
    assert [problem.message for problem in made.result.problems] == [
        f"{made.result.pages} pages; a brief of the kind “Port note” has 1 page at most"
    ]
    shipped = Watched(MemoryFiles.of(minimal_project()))
    check(shipped, "tajikistan")
    assert "kinds/country-profile.yaml" in shipped.absent


def test_the_declaration_travels_in_the_pdf() -> None:
    files = MemoryFiles.of(project())
    checked = check(files, NAME)
    bundle = written_by_the_author(checked, files)
    assert bundle[KIND] == declaration().encode()
    assert KIND in checked.files
    again = MemoryFiles(dict(bundle) | {"briefgen.toml": b""})
    assert check(again, NAME).problems == ()


# Kinds of packages ----------------------------------------------------------------------


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Puts packages where they are found, each with files and the entry of one kind."""
    before = set(sys.modules)

    def installed(package: str, entry: str, **files: str) -> None:
        folder = tmp_path / f"{package}-1.0.dist-info"
        folder.mkdir()
        entry = entry if entry.startswith("[") else f"[briefgen.kinds]\n{entry}\n"
        (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
        (folder / "entry_points.txt").write_text(entry)
        for path, text in files.items():
            where = tmp_path / path.replace("__", "/", 1).replace("_yaml", ".yaml")
            where = where if where.suffix else where.with_suffix(".py")
            where.parent.mkdir(parents=True, exist_ok=True)
            where.write_text(text, "utf-8")

    monkeypatch.syspath_prepend(str(tmp_path))
    yield installed
    for name in set(sys.modules) - before:
        if name.startswith(("house", "other")):
            del sys.modules[name]


def without(files: dict[str, str]) -> MemoryFiles:
    """The project without its own declaration."""
    return MemoryFiles.of({path: text for path, text in files.items() if path != KIND})


def test_a_package_brings_a_declaration(install: Callable[..., None]) -> None:
    install("housekinds", "port-note = housekinds", **{"housekinds__port-note_yaml": declaration()})
    files = without(project())
    assert "port-note" in kind_names(files)
    checked = check(files, NAME)
    assert checked.problems == ()
    assert checked.kind is not None and checked.kind.travels
    assert check(MemoryFiles.of(project()), NAME).problems == ()  # that of the project goes before


@pytest.mark.parametrize(
    ("which", "files"),
    [
        (2, {"house__kinds/port-note_yaml": declaration()}),
        (3, {"house__port_note": "from port_note import PortNote\n"}),
    ],
)
def test_a_package_brings_what_the_guide_shows(
    which: int, files: dict[str, str], install: Callable[..., None]
) -> None:
    install("house", entry_points(claimed("own-kinds.md", "test_declared_kinds")[which]), **files)
    own = without(project() if which == 2 else project() | {SPEC: port_note.SPEC})
    checked = check(own, NAME)
    assert checked.problems == ()
    assert isinstance(checked.brief, port_note.PortNote) is (which == 3)


def test_a_package_brings_a_class(install: Callable[..., None]) -> None:
    install("houseclass", "quay-note = port_note:PortNote")
    files = project()
    files[SPEC] = port_note.SPEC.replace("kind: port-note", "kind: quay-note")
    checked = check(MemoryFiles.of(files), NAME)
    assert checked.problems == ()
    assert isinstance(checked.brief, port_note.PortNote)


@pytest.mark.parametrize(
    ("entry", "files", "words"),
    [
        ("port-note = housebad:Port", {"housebad": "import nothing_there"}, "No module named"),
        ("port-note = housebad:Port", {"housebad": "def"}, "SyntaxError"),
        ("port-note = housebad:Port", {"housebad": "Port = 1"}, "is no class of a brief"),
        ("port-note = housebad:Port", {"housebad": "1 / 0"}, "ZeroDivisionError"),
        ("port-note = housebad:Nobody", {"housebad": ""}, "AttributeError"),
        ("port-note = housenone", {}, "there is no package housenone"),
        ("port-note = housebad", {"housebad__x": ""}, "has no port-note.yaml"),
    ],
)
def test_a_package_that_cannot_be_loaded_is_told_of(
    install: Callable[..., None], entry: str, files: dict[str, str], words: str
) -> None:
    install("housebad", entry, **files)
    (problem,) = check(without(project()), NAME).problems
    assert str(problem.place) == f"{SPEC}:1:7"
    assert words in problem.message
    assert "the package housebad" in problem.message
    with pytest.raises(UsageProblem, match=re.escape(words)):
        known_kind("port-note")
    assert words in "".join(each.message for each in faults(MemoryFiles()))


def test_a_mistake_in_the_declaration_of_a_package_is_told_and_not_corrected(
    install: Callable[..., None],
) -> None:
    declared = changed(declaration(), "pages: 4", "page: 4")
    install("housekinds", "port-note = housekinds", **{"housekinds__port-note_yaml": declared})
    (problem,) = check(without(project()), NAME).problems
    assert str(problem.place) == "housekinds/port-note.yaml:5:1"
    assert problem.edits == ()
    (own,) = check(MemoryFiles.of(project(declared)), NAME).problems
    assert own.edits != ()


def test_a_kind_of_a_package_says_what_it_stands_on(
    install: Callable[..., None], tmp_path: Path
) -> None:
    install("housekinds", "port-note = housekinds", **{"housekinds__port-note_yaml": declaration()})
    found = find_kind("port-note", MemoryFiles())
    assert found is not None
    assert found.stands_on == (str(tmp_path / "housekinds"),)


def test_two_packages_cannot_bring_one_name(install: Callable[..., None]) -> None:
    install("houseone", "port-note = houseone")
    install("othertwo", "port-note = othertwo")
    (problem,) = check(without(project()), NAME).problems
    assert problem.message == "the packages houseone and othertwo both bring a kind “port-note”"


def test_a_package_cannot_replace_a_kind_that_is_shipped(install: Callable[..., None]) -> None:
    install("houseevil", "country-profile = port_note:PortNote")
    assert known_kind("country-profile") is shipped_kinds()["country-profile"]
    assert "as briefgen itself does" in "".join(each.message for each in faults(MemoryFiles()))


def test_a_brief_of_a_shipped_kind_asks_no_package(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(**_: object) -> None:
        pytest.fail("packages were looked at")

    monkeypatch.setattr("importlib.metadata.entry_points", asked)
    assert found(minimal_project()) == []
    assert find_kind("port-note", MemoryFiles.of(project())) is not None


def test_a_mistake_in_a_declaration_stops_what_asks_for_it() -> None:
    files = MemoryFiles.of(project(changed(declaration(), "type: country,", "type: contry,")))
    with pytest.raises(InputProblems, match="contry"):
        known_kind("port-note", files)
    assert "port-note" not in schema_names(files)
    assert [str(problem.place) for problem in faults(files)] == [f"{KIND}:10:19"]

"""YAML as briefs need it: text stays text, every place is known, nothing hostile gets through."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefgen.document import Document, Tree
from briefgen.loading import MAX_BYTES, load
from effort import calls, ending


def read(text: str | bytes) -> Document:
    return load("spec.yaml", text if isinstance(text, bytes) else text.encode())


def told(text: str | bytes) -> list[str]:
    return [f"{p.place}: {p.message}" for p in read(text).problems]


@pytest.mark.parametrize(
    "written",
    ["NO", "no", "yes", "on", "2022-11", "2022-11-20", "12:30", "1.10", "007", "0x1F", "1e3", "=",
     ".5", "1_000", "TLP:CLEAR", "<<", "+7", "true", "nan", "Null island"],
)  # fmt: skip
def test_plain_scalars_stay_as_they_were_written(written: str) -> None:
    assert read(f"key: {written}\nlist: [{written}]").tree == {"key": written, "list": [written]}
    assert read(f"{written}: x").tree == {written: "x"}


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL"])
def test_empty_values_are_nothing_unless_quoted(written: str) -> None:
    assert read(f"key: {written}\n").tree == {"key": None}
    assert read(f'key: "{written}"\n').tree == {"key": written}


def test_a_key_twice_is_told_wherever_it_stands_and_the_first_value_kept() -> None:
    text = "a: 1\nb:\n  c: 1\n  c: {d: 1, d: 2}\n  c: 3\na: 2\nl:\n  - {x: 1, x: 2}\n"
    document = read(text)
    assert document.tree == {"a": "1", "b": {"c": "1"}, "l": [{"x": "1"}]}
    assert told(text) == [
        "spec.yaml:4:3: the key “c” stands twice in the same place",
        "spec.yaml:4:13: the key “d” stands twice in the same place",
        "spec.yaml:5:3: the key “c” stands twice in the same place",
        "spec.yaml:6:1: the key “a” stands twice in the same place",
        "spec.yaml:8:12: the key “x” stands twice in the same place",
    ]
    assert document.problems[0].hint == "it stands first on line 3; keep one of the two"
    assert document.place(("b", "c")).line == 3


PLACES = """\
plain: some words
"quoted key": "in quotes"
literal: |
  First line.
  Second line with a word.
folded: >-
  First line
  goes on here.
list:
  - one
  - two: 2
flow: {a: 1, b: [x, y]}
"""


def test_every_key_and_value_has_its_place() -> None:
    document = read(PLACES)
    places = {
        ("plain",): (1, 8),
        ("quoted key",): (2, 15),
        ("literal",): (3, 10),
        ("folded",): (6, 9),
        ("list", 0): (10, 5),
        ("list", 1, "two"): (11, 10),
        ("flow", "b", 1): (12, 21),
    }
    for path, (line, column) in places.items():
        found = document.place(path)
        assert (found.line, found.column) == (line, column), path
    assert (document.place(("list", 1, "two"), key=True).column) == 5
    assert (document.place(("flow", "b"), key=True).column) == 14
    assert document.place(("quoted key",), key=True).column == 1


@pytest.mark.parametrize(
    ("path", "snippet", "line", "column"),
    [
        (("plain",), "words", 1, 13),
        (("quoted key",), "quotes", 2, 19),
        (("literal",), "word", 5, 22),
        (("folded",), "here", 8, 11),
        (("folded",), "line goes", 7, 9),
        (("flow", "b"), "y", 12, 21),
    ],
)
def test_a_piece_of_a_text_has_its_place(
    path: tuple[str], snippet: str, line: int, column: int
) -> None:
    place = read(PLACES).place_within(path, snippet)
    assert (place.line, place.column) == (line, column)


def test_the_second_of_two_pieces_and_a_piece_that_is_not_there() -> None:
    document = read("a: x, y, x\n")
    assert document.place_within(("a",), "x", 1).column == 10
    assert document.place_within(("a",), "z") == document.place(("a",))
    assert document.place_within(("b",), "z") == document.place(())


def test_what_is_missing_stands_where_its_parent_does() -> None:
    document = read("a:\n  b: 1\nlist:\n  - c: 1\n")
    assert document.place(("a", "x", "y")).line == 1
    assert document.place(("list", 0, "d")).line == 4
    assert document.place(("nothing",)).line == 1


def test_an_excerpt_marks_the_spot() -> None:
    document = read("a: 1\nkey: some words\n")
    place = document.place_within(("key",), "words")
    assert document.excerpt(place) == "     2 | key: some words\n       |           ^^^^^"


def test_values_can_be_asked_for_by_path() -> None:
    document = read("a: {b: [1, 2]}\n")
    assert document.at(("a", "b", 1)) == "2"
    assert document.has(("a", "b", 1))
    assert not document.has(("a", "c"))
    for path in (("a", "c"), ("a", "b", 2), ("a", 0), ("a", "b", "0"), ("a", "b", 0, "x")):
        with pytest.raises(KeyError):
            document.at(path)
    assert dict(document.scalars()) == {("a", "b", 0): "1", ("a", "b", 1): "2"}


SYNTAX = [
    ("a:\n\tb: 1\n", "2:1", "a tab stands where YAML needs spaces"),
    ("a:\n  b: 1\n\tc: 2\n", "3:1", "a tab stands where YAML needs spaces"),
    ("a:\n  x: 1\n y: 2\n", "3:2", "this line is not in line with those around it"),
    ("a:\n   x: 1\n  y: 2\n  z: 3\n", "2:4", "this line is not in line with those around it"),
    ("a:\n   - x\n  - y\n  - z\n", "2:4", "this line is not in line with those around it"),
    ("a:\n  - x\n  y: 1\n", "3:3", "this line is not in line with those around it"),
    ("a: x\n  b: c\n", "2:4", "this line is indented deeper than the one before it allows"),
    ("a: b: c\n", "1:5", "a colon stands a second time on this line"),
    ("a: 1\nb\nc: 2\n", "2:1", "a line without a colon"),
    ('a: "x\nb: 1\n', "1:4", "a quotation mark that is not closed"),
    ('a: "x\nb: "y"\nc: 1\n', "1:4", "a quotation mark that is not closed"),
    ('a: "x" y\n', "1:8", "this cannot follow what stands before it on the line"),
    ("a: [1, 2\nb: 3\n", "1:4", "a list that is begun with “[” and not ended"),
    ("a: {x: 1\nb: 3\n", "1:4", "“{” is not followed by “key: value” pairs and “}”"),
    ("a: @foo\n", "1:4", "a text cannot begin with “@” here"),
    ("a: `foo`\n", "1:4", "a text cannot begin with “`” here"),
    ("a: *foo bar*\n", "1:4", "“*foo” points to nothing before it"),
    ("a: * foo\n", "1:5", "a text cannot begin with “*” here"),
    ("a: & foo\n", "1:5", "a text cannot begin with “&” here"),
    ("a: | text\n", "1:4", "text stands beside “|” or “>”"),
    ('a: "\\d"\n', "1:5", "a backslash in double quotes with nothing known after it"),
    ("a: ]\n", "1:4", "“]” ends something that was never begun"),
    ("a: {{ fact }}\n", "1:5", "a key must be plain text, not a list or further keys"),
    ("? [a, b]\n: c\n", "1:3", "a key must be plain text, not a list or further keys"),
    ("a: 1\n---\nb: 2\n", "2:1", "a second YAML document begins here (“---”)"),
    ("a: 1\n...\nb: 2\n", "3:1", "text after the end of the document"),
    ("%YAML 3.0\n---\na: 1\n", "1:1", "a line that begins with “%” is no part of a brief"),
    ("a: !ruby/object x\n", "1:4", "“!ruby/object” is a YAML tag; briefs have none"),
    ("a: !!python/object/apply:os.system [x]\n", "1:4",
     "“!!python/object/apply:os.system” is a YAML tag; briefs have none"),
    ("!!map {a: 1}\n", "1:1", "“!!map” is a YAML tag; briefs have none"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "place", "message"), SYNTAX)
def test_what_yaml_cannot_read_is_told_in_plain_words(text: str, place: str, message: str) -> None:
    document = read(text)
    first = document.problems[0]
    assert (str(first.place), first.message) == (f"spec.yaml:{place}", message)
    assert first.hint
    assert text.split("\n")[first.place.line - 1].rstrip() in first.excerpt


def test_a_document_that_was_not_read_to_its_end_says_so() -> None:
    assert read("a: 1\n").complete
    assert read("a: 1\na: 2\n").complete
    assert not read("a: [\n").complete
    assert not read("a: 1\n---\nb: 2\n").complete


def test_anchors_and_aliases_share_values() -> None:
    document = read("a: &x {b: [1, 2]}\nc: *x\n")
    assert document.tree == {"a": {"b": ["1", "2"]}, "c": {"b": ["1", "2"]}}
    assert document.place(("c", "b", 1)).line == 2


def test_an_alias_to_what_holds_it_is_refused() -> None:
    assert told("a: &x [*x]\n") == ["spec.yaml:1:8: “*x” points to nothing before it"]


def bomb(width: int, levels: int) -> str:
    lines = [f"l0: &l0 [{', '.join(['lol'] * width)}]"]
    for level in range(1, levels):
        inner = ", ".join([f"*l{level - 1}"] * width)
        lines.append(f"l{level}: &l{level} [{inner}]")
    return "\n".join(lines)


def test_a_billion_laughs_are_cut_off() -> None:
    with ending():
        assert "aliases unfold to more than briefgen reads" in told(bomb(9, 12))[-1]


@pytest.mark.parametrize("sign", ["[", "{", "{a: ", "- ", "[{a: "])
def test_great_depth_is_refused(sign: str) -> None:
    with ending():
        (message,) = told(sign * 10_000)
    known = ["nested more than 40 levels deep"]
    if sign == "{":  # an older YAML reader hands the brackets over one by one, each as a key
        known.append("a key must be plain text, not a list or further keys")
    assert message.split(": ", 1)[1] in known


def test_depth_by_indentation_is_refused_too() -> None:
    text = "".join(" " * level + "a:\n" for level in range(1_000))
    assert told(text) == ["spec.yaml:41:41: nested more than 40 levels deep"]


def test_a_large_file_is_refused_unread() -> None:
    large = b"a" * 2_000_000
    assert told(large) == [
        "spec.yaml: the file is 2,000,000 bytes long; 1,000,000 is the most briefgen reads"
    ]
    assert calls(lambda: told(large)) < 1_000


def test_a_file_of_very_many_values_is_refused() -> None:
    text = "[" + "a," * 200_000 + "]"
    assert told(text) == ["spec.yaml:1:200000: more than 100,000 values in one file"]


def test_a_file_that_is_not_utf_8_points_at_the_byte() -> None:
    (problem,) = read("a: 1\nb: caf\u00e9 au lait\n".encode("latin-1")).problems
    assert str(problem.place) == "spec.yaml:2:7"
    assert "0xe9" in problem.message
    assert "b: caf� au lait" in problem.excerpt
    assert "UTF-8" in told("a: 1".encode("utf-16"))[0]


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\u2028", "\u2029"])
def test_hidden_signs_are_told_and_the_rest_is_read(sign: str) -> None:
    document = read(f"a: one{sign}two\nb: 2\nb: 3\n")
    assert [f"{p.place.line}:{p.place.column}" for p in document.problems] == ["1:7", "3:1"]
    assert f"(U+{ord(sign):04X})" in document.problems[0].message
    assert document.tree == {"a": "one two", "b": "2"}
    assert sign not in document.problems[0].excerpt


@pytest.mark.parametrize("escape", ["\\e", "\\x00", "\\x1b[31m", "\\u2028", "\\N"])
def test_hidden_signs_by_escapes_are_told_too(escape: str) -> None:
    document = read(f'a: "one{escape}"\n"k{escape}": 1\n')
    assert [p.place.line for p in document.problems] == [1, 2]
    for path, text in document.scalars():
        assert (str(path[0]) + text).isprintable()


def test_line_ends_and_a_byte_order_mark_do_not_matter() -> None:
    plain = read("a: 1\nb: |\n  x\n  y\n")
    for text in ("a: 1\r\nb: |\r\n  x\r\n  y\r\n", "\ufeffa: 1\nb: |\n  x\n  y\n"):
        document = read(text)
        assert document.tree == plain.tree
        assert document.place(("b",)) == plain.place(("b",))
        assert not document.problems
    assert read("a: 1\rb: 2\r").tree == {"a": "1", "b": "2"}


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "\ufeff"])
def test_an_empty_file_is_nothing_and_no_mistake(text: str) -> None:
    document = read(text)
    assert (document.tree, document.problems, document.complete) == (None, (), True)


YAML_SIGNS = st.text(st.sampled_from("ab:-?[]{},&*#|>\"'%@`! \n\t\r\\~<=0\u2028\ufeffé"))


@given(st.one_of(st.text(), YAML_SIGNS))
@settings(max_examples=300, deadline=2_000)
def test_no_text_is_too_strange(text: str) -> None:
    check_sound(read(text.encode("utf-8", "surrogatepass")))


@given(st.binary(max_size=3_000))
@settings(max_examples=200, deadline=2_000)
@example(b"\n\n\x80")  # what cannot be decoded has no text, yet its place is a true one
def test_no_bytes_are_too_strange(raw: bytes) -> None:
    check_sound(read(raw), of=raw.decode("utf-8-sig", "replace"))


@given(
    st.recursive(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"])),
        lambda inner: st.one_of(
            st.lists(inner), st.dictionaries(st.text("abc", min_size=1), inner)
        ),
        max_leaves=20,
    )
)
@settings(max_examples=150, deadline=2_000)
def test_what_is_written_in_quotes_is_read_back(tree: Tree) -> None:
    assert read(quoted(tree)).tree == tree


def quoted(tree: Tree) -> str:
    if isinstance(tree, dict):
        return "{" + ", ".join(f"{quoted(k)}: {quoted(v)}" for k, v in tree.items()) + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(map(quoted, tree)) + "]"
    return "'" + str(tree).replace("'", "''") + "'"


def check_sound(document: Document, of: str = "") -> None:
    lines = (document.text or of).split("\n")
    for problem in document.problems:
        assert problem.message
        assert 0 <= problem.place.line <= len(lines) + 1
    for path, _ in document.scalars():
        assert document.place(path).line <= len(lines)
        assert document.at(path) is not None
    assert len(document.text) <= MAX_BYTES

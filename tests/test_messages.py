"""Every message is in the program's own plain words, whatever stands where."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator

import pytest

from briefgen.document import Path, Tree
from briefgen.kinds import KINDS
from briefgen.loading import load
from briefgen.project import MemoryFiles
from briefgen.validation import check
from projects import DATA, DESCRIPTOR, LIBRARY, SPEC, checked, minimal_project

# Phrases of the libraries, and words of programmers that an analyst need not know.
FOREIGN = re.compile(
    r"Input should|Field required|Extra inputs|valid (?:string|integer|dictionary|tuple|list)|"
    r"pydantic|Traceback|NoneType|<class|\bdict\b|\btuple\b|\bstr\b|\bint\b|\bNone\b|\bmapping\b|"
    r"\bscalar\b|expected <|did not find|could not find|while (?:parsing|scanning)|"
    r"codec can't|Expecting|literal_error|union_tag|instance of|cannot stand here|value_error",
    re.IGNORECASE,
)
STRANGE: tuple[Tree, ...] = (
    None, "", "  ", "x", "-1", "0", "1e999", "9" * 500, "nan", "true", "2022-13-45", "@",
    "@nothing",
    "[@", "{{", "{{ nothing }}", "<b>", "**", "[]", "\u200b", "→", "a" * 25_000, "key, p. 4; ; @x",
    "../../etc/passwd", "javascript:alert(1)", "line\nline\n\nline", "- a\n- b", "# Heading",
    [], {}, ["x"], [None], [[]], [{}], ["x", "y", "z"], {"x": "y"}, {"": ""}, {"value": None},
    {"figure": {"a": "b"}}, [["a", "b"], ["c"]], {"text": {"a": []}},
)  # fmt: skip


def paths_of(tree: Tree, path: Path = ()) -> Iterator[Path]:
    if path:
        yield path
    if isinstance(tree, dict):
        for key, child in tree.items():
            yield from paths_of(child, (*path, key))
    elif isinstance(tree, list):
        for index, child in enumerate(tree):
            yield from paths_of(child, (*path, index))


def with_value(tree: Tree, path: Path, value: Tree) -> Tree:
    if not path:
        return value
    if isinstance(tree, dict):
        return {k: with_value(v, path[1:], value) if k == path[0] else v for k, v in tree.items()}
    assert isinstance(tree, list)
    return [with_value(v, path[1:], value) if i == path[0] else v for i, v in enumerate(tree)]


def without_key(tree: Tree, path: Path) -> Tree:
    if isinstance(tree, dict):
        return {
            k: without_key(v, path[1:]) if k == path[0] else v
            for k, v in tree.items()
            if (k,) != path
        }
    if isinstance(tree, list):
        return [
            without_key(v, path[1:]) if i == path[0] else v
            for i, v in enumerate(tree)
            if (i,) != path
        ]
    return tree


def written(tree: Tree) -> str:
    return json.dumps(tree, ensure_ascii=False, indent=1)


def assert_plain(file: str, text: str) -> int:
    problems = checked(minimal_project() | {file: text}).problems
    for problem in problems:
        for words in (problem.message, problem.hint):
            assert not FOREIGN.search(words.replace("“None”", "")), words
            assert "\n" not in words, words
            assert len(words) <= 400, words
        assert problem.hint, problem.message
        assert problem.place.line >= 1, problem
    return len(problems)


@pytest.mark.parametrize("file", [SPEC, LIBRARY, DESCRIPTOR])
def test_a_strange_value_anywhere_is_told_in_plain_words(file: str) -> None:
    tree = load(file, minimal_project()[file].encode()).tree
    chance = random.Random(7)
    places = list(paths_of(tree))
    told = 0
    for path in places:
        for value in chance.sample(STRANGE, 2 if file == SPEC else 6):
            told += assert_plain(file, written(with_value(tree, path, value)))
    assert told > len(places)


@pytest.mark.parametrize("file", [SPEC, LIBRARY, DESCRIPTOR])
def test_a_key_left_out_anywhere_is_told_in_plain_words(file: str) -> None:
    tree = load(file, minimal_project()[file].encode()).tree
    for path in paths_of(tree):
        assert_plain(file, written(without_key(tree, path)))


def test_every_field_of_every_model_refuses_in_plain_words() -> None:
    """Fields that the small project leaves out get each strange value as well."""
    tree = load(SPEC, minimal_project()[SPEC].encode()).tree
    assert isinstance(tree, dict)
    chance = random.Random(13)
    for name in KINDS["country-profile"].model_fields:
        for value in chance.sample(STRANGE, 12):
            assert_plain(SPEC, written({**tree, name: value}))


SPOILED: list[Callable[[str], str]] = [
    lambda text: text[: len(text) // 2],
    lambda text: text.replace(",", ";"),
    lambda text: text.replace("\n", "\n\n\n"),
    lambda text: text + '"',
    lambda text: text.replace(",", '"', 1),
    lambda text: "\ufeff" + text,
    lambda text: text.upper(),
    lambda text: "",
    lambda text: "\n",
    lambda text: "\x00",
    lambda text: text * 2,
    lambda text: '"' + "x" * 200_000,
]


@pytest.mark.parametrize("spoil", SPOILED)
@pytest.mark.parametrize("file", [DATA, DESCRIPTOR, LIBRARY, SPEC])
def test_spoiled_files_are_told_in_plain_words(file: str, spoil: Callable[[str], str]) -> None:
    assert_plain(file, spoil(minimal_project()[file]))


@pytest.mark.parametrize("file", ["briefs/x.yaml", LIBRARY, DATA])
def test_random_bytes_are_told_in_plain_words(file: str) -> None:
    chance = random.Random(11)
    for length in (1, 10, 100, 1_000, 10_000):
        files = MemoryFiles.of({**minimal_project(), "briefs/x.yaml": minimal_project()[SPEC]})
        files.content[file] = chance.randbytes(length)
        problems = check(files, "x").problems
        assert problems
        assert not any(FOREIGN.search(p.message + p.hint) for p in problems)

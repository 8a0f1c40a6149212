"""What changed between two editions: exactly the edits that were made, and every leaf explained."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

from briefgen.changes import About, Change, Changes, What, marked
from briefgen.changes.comparing import compare
from briefgen.changes.reading import Called, form
from briefgen.project import MemoryFiles
from briefgen.prose import Prose
from briefgen.validation import Checked, check, require
from edits import EDITS, Desk, Edit, Expected, differs
from pages import ROOT
from projects import DATA, LIBRARY, NAME, SPEC, changed, checked, minimal_project
from webs import whole_briefs

SHIPPED = whole_briefs()  # edits move texts from section to section
SEEDS = range(3)


@cache
def project() -> Mapping[str, bytes]:
    """The project of this repository, in memory."""
    folders = ((folder, ROOT / folder) for folder in ("briefs", "sources", "data"))
    found = {f"{name}/{path.name}": path.read_bytes() for name, folder in folders
             for path in sorted(folder.iterdir())}  # fmt: skip
    return {**found, "briefgen.toml": (ROOT / "briefgen.toml").read_bytes()}


def against(found: Changes, expected: list[Expected]) -> tuple[list[Expected], list[Change]]:
    """What was expected and not told, and what was told and not expected."""
    left, missed = list(found), []
    for each in expected:
        match = next((change for change in left if not differs(change, each)), None)
        if match is None:
            missed.append(each)
        else:
            left.remove(match)
    return missed, left


# Exactly the edits ------------------------------------------------------------------------


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_an_edit_is_told_and_nothing_else(edit: Edit) -> None:
    name = "isk-threat" if edit.__name__ == "rating" else "kazakhstan"
    desk = Desk(dict(project()), name, 1)
    expected = edit(desk)
    assert expected
    assert against(compare(desk.old, desk.checked()), expected) == ([], [])


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", SHIPPED)
def test_random_edits_give_exactly_that_list(name: str, seed: int) -> None:
    desk = Desk(dict(project()), name, seed)
    made = desk.random.sample(EDITS, 9)
    expected = [each for edit in made for each in edit(desk)]
    new = desk.checked()
    assert expected and not new.errors
    found = compare(desk.old, new)
    assert against(found, expected) == ([], [])
    assert unexplained(desk.old, new, found) == []


# Every leaf explained ---------------------------------------------------------------------

Leaf = tuple[tuple[str | int, ...], str]


def leaves(value: object, called: Called, path: tuple[str | int, ...] = ()) -> Iterator[Leaf]:
    """Every value of a brief with its place, read without the code that compares."""
    if isinstance(value, BaseModel):
        for name, info in type(value).model_fields.items():
            yield from leaves(getattr(value, name), called, (*path, info.alias or name))
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from leaves(each, called, (*path, str(key)))
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from leaves(each, called, (*path, number))
    elif value is not None:
        yield path, str(form(value.blocks if isinstance(value, Prose) else value, called))


def unexplained(old: Checked, new: Checked, found: Changes) -> list[str]:
    """Leaves that only one edition has, at which no change stands."""
    renamed = {change.key: change.before[0].removeprefix("sources/") for change in found
               if change.what is What.REPLACED}  # fmt: skip
    before = list(leaves(require(old), Called()))
    after = list(leaves(require(new), Called(sources=renamed)))
    told = [a for c in found for a in c.before], [a for c in found for a in c.after]
    return [*_missing(before, after, told[0]), *_missing(after, before, told[1])]


def _missing(here: list[Leaf], there: list[Leaf], told: list[str]) -> Iterator[str]:
    """Leaves of which there are more here than there, but for as many as changes stand at."""
    more = Counter(_known(leaf) for leaf in here)
    more.subtract(_known(leaf) for leaf in there)
    for path, value in here:
        place = "/".join(map(str, path))
        if any(f"{place}/".startswith(f"{each}/") for each in told):
            more[_known((path, value))] -= 1
    yield from (f"{'/'.join(path)}: {value}" for (path, value), count in more.items() if count > 0)


def _known(leaf: Leaf) -> tuple[tuple[str, ...], str]:
    """A leaf without the places in lists, which shift when a member comes or goes."""
    path, value = leaf
    return tuple("*" if isinstance(step, int) else step for step in path), value


def _texts(tree: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(tree, str):
        yield path
    for key, each in tree.items() if isinstance(tree, dict) else ():
        yield from _texts(each, (*path, key))
    for key, each in enumerate(tree) if isinstance(tree, list) else ():
        yield from _texts(each, (*path, key))


def _mutated(path: tuple[str | int, ...]) -> Checked | None:
    """The small project with one text changed; None where that makes it wrong."""
    tree = yaml.load(minimal_project()[SPEC], yaml.BaseLoader)
    holder = tree
    for step in path[:-1]:
        holder = holder[step]
    old = holder[path[-1]]
    for new in (f"{old} anew", f"{old}1", "likely", "high", "2", "2020-01-01", "false", "TLP:RED"):
        holder[path[-1]] = new
        files = {**minimal_project(), SPEC: yaml.safe_dump(tree, sort_keys=False)}
        result = checked(files)
        if new != old and result.brief is not None:
            return result
    return None


def test_every_text_that_is_changed_is_told() -> None:
    old, tried = checked(minimal_project()), 0
    for path in _texts(yaml.load(minimal_project()[SPEC], yaml.BaseLoader)):
        if (new := _mutated(path)) is None:
            continue
        tried += 1
        found = compare(old, new)
        assert found.listed, path
        assert unexplained(old, new, found) == [], path
    assert tried > 80


def test_two_briefs_that_have_little_in_common_are_explained_as_well() -> None:
    files = {**project(), "briefs/kazakhstan-africa.yaml": project()["briefs/kazakhstan.yaml"]}
    old, new = (
        check(MemoryFiles(dict(project())), "kazakhstan-africa"),
        check(MemoryFiles(files), "kazakhstan-africa"),
    )
    found = compare(old, new)
    assert unexplained(old, new, found) == []


# Equal content ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", SHIPPED)
def test_order_of_keys_and_comments_change_nothing(name: str) -> None:
    path = f"briefs/{name}.yaml"
    tree = yaml.load(project()[path], yaml.BaseLoader)
    shuffled = _shuffled(tree, random.Random(7))
    written = f"# a comment\n{yaml.safe_dump(shuffled, sort_keys=False, width=50)}"
    again = check(MemoryFiles({**project(), path: written.encode()}), name)
    assert compare(check(MemoryFiles(dict(project())), name), again).listed == ()


def _shuffled(tree: Any, order: random.Random, within: str = "") -> Any:
    """The same with keys in another order, where order says nothing."""
    if isinstance(tree, list):
        return [_shuffled(each, order) for each in tree]
    if not isinstance(tree, dict):
        return tree
    items = [(key, _shuffled(each, order, str(key))) for key, each in tree.items()]
    if within != "sections" and not {"figure", "note"} & tree.keys():
        order.shuffle(items)
    return dict(items)


# Judgements -------------------------------------------------------------------------------


def small(*edits: tuple[str, str], old: Mapping[str, str] | None = None) -> Changes:
    """The changes that these edits of the small spec make."""
    files = minimal_project()
    for piece, instead in edits:
        files[SPEC] = changed(files[SPEC], piece, instead)
    return compare(checked(dict(old or minimal_project())), checked(files))


RAISED = ("likelihood: likely\n    confidence", "likelihood: very likely\n    confidence")


def test_a_judgement_moved_for_a_reason_or_for_none() -> None:
    (bare,) = small(RAISED)
    assert (bare.what, bare.old, bare.new, bare.reason) == (
        What.RAISED, "likely", "very likely", ""
    )  # fmt: skip
    why = ("    horizon:", "    change_reason: Rains came, {{ growth_2023 }} say.\n    horizon:")
    (told,) = small(RAISED, why)
    assert told.reason == "Rains came, 8.3% say."
    assert "key_judgements/0/change_reason" in told.after


def test_a_reason_of_an_earlier_edition_is_none_for_this_one() -> None:
    files = minimal_project()
    files[SPEC] = changed(files[SPEC], "    horizon:", "    change_reason: Rains.\n    horizon:")
    later = files | {SPEC: changed(files[SPEC], *RAISED)}
    (told,) = compare(checked(files), checked(later))
    assert (told.what, told.reason) == (What.RAISED, "")


def test_new_grounds_are_named() -> None:
    found = small(RAISED, ("rests_on: [growth_2023,", 'rests_on: [growth_2023, "@census",'))
    raised = next(change for change in found if change.what is What.RAISED)
    assert raised.grounds == ("@census",)


def test_a_judgement_with_another_id_is_known_by_its_words() -> None:
    found = small(("id: kj-growth", "id: kj-gdp"), ("judgement: kj-growth", "judgement: kj-gdp"))
    assert [(c.about, c.what, c.old, c.new) for c in found] == [
        (About.JUDGEMENT, What.RENAMED, "kj-growth", "kj-gdp")
    ]


# Numbers and data -------------------------------------------------------------------------


def test_a_cell_says_what_draws_on_it() -> None:
    files = minimal_project()
    later = files | {DATA: changed(files[DATA], "Kyrgyzstan,2023,6.2", "Kyrgyzstan,2023,6.9")}
    (told,) = compare(checked(files), checked(later))
    assert (told.about, told.what, told.old, told.new, told.part) == (
        About.DATA, What.REVISED, "6.2", "6.9", "Kyrgyzstan, 2023, value",
    )  # fmt: skip
    assert told.used_by == ("Tajikistan grew faster",) or "fig-growth" in told.used_by
    assert (told.place.file, told.place.line) == (DATA, 7)


def test_a_cell_behind_a_fact_alone_is_told_as_the_fact() -> None:
    files = minimal_project()
    figures = files[SPEC].index("      - figure: line"), files[SPEC].index("  foreign_relations:")
    spec = files[SPEC][: figures[0]] + files[SPEC][figures[1] :]
    files[SPEC] = spec.replace("; see [#fig-growth].", ".")
    later = files | {DATA: changed(files[DATA], "Tajikistan,2023,8.3", "Tajikistan,2023,8.4")}
    (told,) = compare(checked(files), checked(later))
    assert (told.about, told.key, told.old, told.new, told.as_of) == (
        About.NUMBER, "growth_2023", "8.3%", "8.4%", "2023",
    )  # fmt: skip


def test_of_a_new_row_what_names_it_is_no_news_of_its_own() -> None:
    files = minimal_project()
    later = files | {DATA: f"{files[DATA]}Tajikistan,2024,8.4\n"}
    found = [c for c in compare(checked(files), checked(later)) if c.about is About.DATA]
    assert [(c.what, c.part, c.new) for c in found] == [
        (What.ADDED, "Tajikistan, 2024, value", "8.4")
    ]


def test_a_cell_that_nothing_draws_on_is_no_change() -> None:
    files = minimal_project()
    later = files | {DATA: files[DATA] + "Uzbekistan,2023,5.0\n"}
    drawn = [c for c in compare(checked(files), checked(later)) if "Kyrgyzstan" in c.part]
    assert drawn == []


def test_a_fact_under_another_id_is_only_that() -> None:
    files = minimal_project()
    later = files | {SPEC: files[SPEC].replace("growth_2023", "growth_last")}
    (told,) = compare(checked(files), checked(later))
    assert (told.about, told.what, told.old, told.new) == (
        About.NUMBER, What.RENAMED, "growth_2023", "growth_last",
    )  # fmt: skip


# Sources ----------------------------------------------------------------------------------


def test_a_source_that_is_cited_no_more_is_dropped() -> None:
    found = small(("{value: Dushanbe, source: handbook}", "{value: Dushanbe, source: census}"))
    assert [(c.about, c.what, c.old, c.new) for c in found] == [
        (About.NUMBER, What.RESOURCED, "@handbook", "@census")
    ]  # the handbook stands elsewhere


def test_a_later_edition_takes_the_place_of_an_earlier_one() -> None:
    files = minimal_project()
    later = {path: text.replace("census", "census-2024") for path, text in files.items()}
    later[LIBRARY] = changed(later[LIBRARY], "issued: 2021", "issued: 2024")
    later[LIBRARY] = changed(later[LIBRARY], "title: Population Census", "title: Population Census")
    (told,) = compare(checked(files), checked(later))
    assert (told.what, told.key) == (What.REPLACED, "census-2024")
    assert told.old == "Population Census (@census)"


# Words ------------------------------------------------------------------------------------


def test_marks_give_back_both_texts() -> None:
    order = random.Random(3)
    words = ["oil", "gas", "the", "route", "a", "port", "2024", "falls,", "rises."]
    for _ in range(300):
        old = " ".join(order.choices(words, k=order.randrange(12)))
        new = " ".join(order.choices(words, k=order.randrange(12)))
        marks = marked(old, new)
        assert "".join(m.words for m in marks if m.sign != "+").split() == old.split()
        assert "".join(m.words for m in marks if m.sign != "-").split() == new.split()


def test_a_lone_word_between_two_changes_is_read_with_them() -> None:
    marks = marked("growth was slow and weak in all", "growth was fast and strong in all")
    assert [(m.sign, m.words.strip()) for m in marks] == [
        ("=", "growth was"), ("-", "slow and weak"), ("+", "fast and strong"), ("=", "in all"),
    ]  # fmt: skip


def test_a_text_cited_otherwise_is_told_by_its_sources() -> None:
    found = small(("[@handbook, ch. 2; @report]", "[@handbook, ch. 3; @report]"))
    assert [(c.what, c.old, c.new) for c in found] == [
        (What.RESOURCED, "@handbook, ch. 2; @report", "@handbook, ch. 3; @report")
    ]


def test_a_section_by_another_key_keeps_its_texts() -> None:
    files = {**project()}
    desk = Desk(dict(files), "kazakhstan", 1)
    desk.spec["sections"]["beasts"] = desk.spec["sections"].pop("annex")
    tail = desk.spec["sections"].pop("tail")
    desk.spec["sections"]["tail"] = tail
    found = compare(desk.old, desk.checked())
    assert [(c.about, c.what, c.old, c.new) for c in found] == [
        (About.SECTION, What.CHANGED, "annex", "beasts")
    ]


def test_a_change_is_the_same_for_machines() -> None:
    (told,) = small(("One party holds parliament", "One party still holds parliament"))
    said = told.as_dict()
    assert said["marks"] == [
        ["=", "One party "], ["+", "still "],
        ["=", "holds parliament, as [#tab-partners] shows. [@handbook, ch. 2; @report] "],
    ]  # fmt: skip
    assert (said["file"], said["about"], said["section"]) == (SPEC, "text", "Politics")
    assert NAME == "tajikistan"

"""The numbering of notes and sources, first and later forms, marks used again."""

from __future__ import annotations

import re

import pytest

from briefgen.edition.notes import Cited, Scope
from briefgen.prose import Citation, parse
from pages import edition_of, project, spec
from setting import SOURCES, book, flat, setter, typeset

ALPHA, BETA = Cited(Citation("alpha")), Cited(Citation("beta"))


def test_notes_are_numbered_in_reading_order() -> None:
    setting = typeset("A.[@alpha] B.[@beta] C.[@gamma]")
    assert setting.words == "A.^1 B.^2 C.^3"
    assert [record.number for record in setting.records] == [1, 2, 3]


def test_a_source_is_given_in_full_once_then_short_with_the_first_note() -> None:
    first, between, later = typeset("A.[@alpha] B.[@beta] C.[@alpha, p. 9]").notes
    assert "2 May 2024" in first
    assert "Second line opens" in between
    assert "Pipelines" in later and "2024" not in later
    assert later.endswith("(n. 1).")
    assert "9" in later


def test_the_later_form_links_to_the_first_note() -> None:
    html = typeset("A.[@alpha] B.[@beta] C.[@alpha, p. 2]").html
    assert '<a class="nref" href="#fn-1">n.\u00a01</a>' in html


def test_the_first_note_of_several_sources_counts_for_each() -> None:
    notes = typeset("A.[@beta; @alpha] B.[@alpha]").notes
    assert notes[0].index("Petrova") < notes[0].index("Institute")
    assert notes[1].endswith("(n. 1).")


@pytest.mark.parametrize("order", [("alpha", "beta", "gamma"), ("gamma", "alpha", "beta")])
def test_several_sources_stand_in_the_order_given(order: tuple[str, ...]) -> None:
    note = typeset(f"A.[{'; '.join('@' + key for key in order)}]").notes[0]
    titles = [str(SOURCES[key].title) for key in order]
    assert sorted(titles, key=note.index) == titles
    assert note.count(";") == 2
    assert note.endswith(".") and not note.endswith("..")


def test_a_prefix_and_a_locator_are_printed() -> None:
    note = typeset("A.[see @beta, on the harbour]").notes[0]
    assert note.startswith("See ")
    assert "on the harbour" in note


def test_the_numbered_style_names_the_number_of_the_source() -> None:
    first, later = typeset("A.[@alpha] B.[@alpha, p. 2]", "numbered").notes
    assert first.startswith("S1 Institute")
    assert later.startswith("S1,") and later.endswith("(n. 1).")


def test_no_citation_makes_no_mark() -> None:
    notes = book()
    assert notes.mark([], Scope(("x",))) == ""
    assert notes.records == ()


def test_a_mark_is_used_again_within_a_scope_and_counted() -> None:
    notes, scope = book(), Scope(("panel",))
    one = notes.mark([ALPHA], scope)
    two = notes.mark([ALPHA], scope)
    other = notes.mark([ALPHA, BETA], scope)
    assert [flat(str(mark)) for mark in (one, two, other)] == ["^1", "^1", "^2"]
    assert 'class="fn"' in one and 'class="fn"' not in two
    assert [record.marks for record in notes.records] == [2, 1]


def test_a_paragraph_uses_a_mark_again() -> None:
    setting = typeset("A.[@alpha] B.[@beta] C.[@alpha]")
    assert setting.words == "A.^1 B.^2 C.^1"
    assert [record.marks for record in setting.records] == [2, 1]


def test_another_scope_makes_a_note_of_its_own() -> None:
    notes = book()
    notes.mark([ALPHA], Scope(("one",)))
    assert flat(str(notes.mark([ALPHA], Scope(("two",))))) == "^2"


def test_only_the_first_mark_can_be_the_target_of_the_note() -> None:
    notes, scope = book(), Scope(("panel",))
    html = str(notes.mark([ALPHA], scope)) + str(notes.mark([ALPHA], scope))
    assert html.count('id="ref-1"') == 1
    assert html.count('id="fn-1"') == 1


def test_sources_are_numbered_as_they_are_first_named() -> None:
    notes = book()
    setter(notes).line(parse("A.[@gamma] B.[@alpha] C.[@gamma, p. 2]"), Scope(("x",)))
    assert [(label, anchors) for label, _, anchors, _ in notes.cited_sources()] == [
        ("S1", ("ref-1", "ref-3")),
        ("S2", ("ref-2",)),
    ]


def test_credibility_is_gathered_by_source() -> None:
    notes = book()
    setter(notes).line(parse("A {{ share }} and {{ both }}."), Scope(("x",)))
    assert {label: graded for label, _, _, graded in notes.cited_sources()} == {
        "S1": (2, 3),
        "S2": (3,),
    }


def test_the_text_of_a_note_is_that_of_its_markup() -> None:
    setting = typeset("A.[see @beta, p. 3; @alpha] B {{ warned }}.")
    printed = re.findall(r'<span class="fn" id="fn-\d+">(.*?)</span>', setting.html)
    for record, html in zip(setting.records, printed, strict=True):
        assert re.sub(r"<[^>]+>", "", html).replace("\u00a0", " ") == record.text


def test_a_link_in_a_note_holds_plain_text_alone() -> None:
    html = typeset("A.[@alpha] B.[@alpha, p. 2]").html
    assert 'class="nref"' in html
    assert not re.search(r"<a [^>]*>[^<]*<(?!/a>)", html)


# A whole brief -----------------------------------------------------------------------------------


def test_a_brief_numbers_its_notes_down_the_page() -> None:
    edition = edition_of(project())
    assert [record.number for record in edition.notes] == list(range(1, len(edition.notes) + 1))
    assert edition.notes[0].path == ("bottom_line",)
    places = [record.path[0] for record in edition.notes]
    assert places.index("key_facts") < places.index("key_judgements")


def test_the_panel_marks_one_note_several_times() -> None:
    panel = [r for r in edition_of(project()).notes if r.path[0] == "key_facts"]
    assert [record.marks for record in panel] == [2, 1]


def test_two_marks_of_a_value_stand_apart() -> None:
    files = project()
    own = files["briefs/small.yaml"]
    files["briefs/small.yaml"] = own.replace(
        "{value: Teststadt, source: alpha}", '{value: "Teststadt.[@gamma]", source: alpha}'
    )
    assert own != files["briefs/small.yaml"]
    panel = edition_of(files).panel
    assert panel is not None
    assert re.search("</span>\u202f<a class=.ref.", str(panel.rows[0].value))
    assert "\u202f" not in str(panel.rows[1].value)


def test_a_table_kept_whole_marks_one_note_several_times() -> None:
    table = [
        r for r in edition_of(project()).notes if r.path[:2] == ("sections", "foreign_relations")
    ]
    assert [record.marks for record in table] == [2]


def test_a_long_table_notes_each_row() -> None:
    rows = "\n".join(f'          - [Row {n}, "Text.[@alpha]"]' for n in range(20))
    old = (
        '          - [North, "Transit to market.[@alpha]"]\n'
        '          - [South, "A share of the fees.[@alpha]"]'
    )
    brief = spec()
    assert old in brief
    notes = edition_of(project(brief=brief.replace(old, rows))).notes
    table = [r for r in notes if r.path[:2] == ("sections", "foreign_relations")]
    assert len(table) == 20
    assert {record.marks for record in table} == {1}


def test_the_list_of_sources_leads_to_every_place() -> None:
    edition = edition_of(project())
    listed = {row.number: row for row in edition.sources}
    assert [row.id for row in edition.sources] == [f"src-{number}" for number in listed]
    anchors = [anchor for row in edition.sources for anchor in row.anchors]
    assert {f"ref-{record.number}" for record in edition.notes} <= set(anchors)
    assert all(len(set(row.anchors)) == len(row.anchors) for row in edition.sources)


def test_the_grades_join_letter_and_numbers() -> None:
    grades = {row.kind: row.grade for row in edition_of(project()).sources}
    assert "B2" in grades.values()
    assert "A1" in grades.values()


def test_a_judgement_has_a_note_on_its_grounds() -> None:
    edition = edition_of(project())
    grounds = edition.judgements[0].statement
    assert 'href="#grounds-kj-line"' in grounds
    note = next(note for note in edition.notes if note.path[0] == "key_judgements")
    assert "S1" in note.text

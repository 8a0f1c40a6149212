"""Prose into markup: where marks stand, what a sentence is, what is escaped."""

from __future__ import annotations

import pytest

from briefgen.edition.notes import Scope
from briefgen.edition.view import Edition
from briefgen.prose import parse
from pages import edition_of, project, spec
from setting import book, flat, setter, typeset


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The line holds.[@alpha]", "The line holds.^1"),
        ("The line holds. [@alpha]", "The line holds.^1"),
        ("The line holds[@alpha].", "The line holds.^1"),
        ("The line holds [@alpha].", "The line holds.^1"),
        ("It holds[@alpha], and so do we.", "It holds,^1 and so do we."),
        ("It holds,[@alpha] and so do we.", "It holds,^1 and so do we."),
        ("It holds[@alpha]; we too[@beta]!", "It holds;^1 we too!^2"),
        ("He said “go”[@alpha]. Then left.", "He said “go”.^1 Then left."),
        ("He said “go.”[@alpha] Then left.", "He said “go.”^1 Then left."),
        ("(It holds.)[@alpha] Then.", "(It holds.)^1 Then."),
        ("Why?[@alpha] Because.", "Why?^1 Because."),
    ],
)
def test_a_mark_stands_after_the_punctuation(text: str, words: str) -> None:
    assert typeset(text).words == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It carries {{ share }} now.", "It carries 82% now.^1"),
        ("It carries {{ share }}.", "It carries 82%.^1"),
        ("{{ share }} is a lot. It grows.", "82% is a lot.^1 It grows."),
        ("A {{ share }} of it. B {{ cargo }} too.", "A 82% of it.^1 B 62.4 Mt too.^2"),
        ("It was {{ share }}! So it goes.", "It was 82%!^1 So it goes."),
        ("He said “{{ share }}.” Then he left.", "He said “82%.”^1 Then he left."),
        ("It was (about {{ share }}.) Then.", "It was (about 82%.)^1 Then."),
        ("From {{ share }} to {{ cargo }} it rose. So.", "From 82% to 62.4 Mt it rose.^1 So."),
        ("A list of {{ share }} without an end", "A list of 82% without an end^1"),
        ("Было {{ share }} там. Ещё одно.", "Было 82% там.^1 Ещё одно."),
    ],
)
def test_the_note_of_a_fact_ends_its_sentence(text: str, words: str) -> None:
    assert typeset(text).words == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Order No. 5 gave {{ share }} to St. Anna. So.",
            "Order No. 5 gave 82% to St. Anna.^1 So.",
        ),
        ("It left {{ share }} in No. 5 of it. So.", "It left 82% in No. 5 of it.^1 So."),
        ("Of {{ share }} in St. Petersburg he spoke.", "Of 82% in St. Petersburg he spoke.^1"),
        ("The {{ share }} of U.S. Steel fell. So.", "The 82% of U.S. Steel fell.^1 So."),
        ("The {{ share }} that J. Smith found. So.", "The 82% that J. Smith found.^1 So."),
        ("About {{ share }}, e.g. Kazakh oil, left.", "About 82%, e.g. Kazakh oil, left.^1"),
        ("About {{ share }} by Gen. Smith’s count. So.", "About 82% by Gen. Smith’s count.^1 So."),
        (
            "The {{ share }} of Art. 5 and p. 4 stands. So.",
            "The 82% of Art. 5 and p. 4 stands.^1 So.",
        ),
        (
            "It was {{ share }} on 5 Nov. 2024 at sea. So.",
            "It was 82% on 5 Nov. 2024 at sea.^1 So.",
        ),
        ("It was {{ share }} at 12.5 or so. So.", "It was 82% at 12.5 or so.^1 So."),
    ],
)
def test_an_abbreviation_ends_no_sentence(text: str, words: str) -> None:
    assert typeset(text).words == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It sends {{ share }} by the CPC. The rest goes by rail.", "by the CPC.^1 The rest"),
        ("It sends {{ cargo }} Mt. The rest goes by rail.", "62.4 Mt Mt.^1 The rest"),
        ("**It sends {{ share }} away.** The rest stays.", "away.^1 The rest stays."),
        ("*It sends {{ share }}.* “The rest” stays.", "82%.^1 “The rest” stays."),
    ],
)
def test_a_sentence_ends_after_capitals_and_in_emphasis(text: str, words: str) -> None:
    assert words in typeset(text).words


def test_a_full_stop_before_emphasis_without_a_space_ends_nothing() -> None:
    assert typeset("The {{ share }} of v.*Two* fell.").words == "The 82% of v.Two fell.^1"


def test_a_fact_and_the_citation_after_it_make_one_note() -> None:
    setting = typeset("It carries {{ share }} now.[@beta]")
    assert setting.words == "It carries 82% now.^1"
    assert len(setting.notes) == 1
    assert setting.notes[0].index("Pipelines") < setting.notes[0].index("Second line opens")


@pytest.mark.parametrize(
    "text",
    [
        "It carries {{ share }} now.[@alpha]",
        "One {{ share }} and again {{ share }} of it.",
        "One[@alpha] and two.[@alpha]",
        "One[@alpha] and {{ share }} more.",
        "One {{ both }} and {{ share }} more.",
        "One.[@alpha; @alpha]",
    ],
)
def test_a_source_named_twice_in_a_sentence_is_noted_once(text: str) -> None:
    setting = typeset(text)
    assert len(setting.notes) == 1
    assert setting.notes[0].count("Pipelines") == 1


def test_the_same_source_at_two_places_is_noted_twice() -> None:
    setting = typeset("One[@alpha, p. 1] and two.[@alpha, p. 2]")
    assert [note.count("Pipelines") for note in setting.notes] == [1, 1]
    assert setting.words == "One^1 and two.^2"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("One.[@alpha] Two.[@alpha] Three.[@alpha]", "One. Two. Three.^1"),
        ("One.[@alpha] Two.[@beta] Three.[@beta]", "One.^1 Two. Three.^2"),
        ("One.[@alpha] Two. Three.[@alpha]", "One.^1 Two. Three.^1"),
        ("One.[@alpha, p. 1] Two.[@alpha, p. 2]", "One.^1 Two.^2"),
        ("One.[@alpha; @beta] Two.[@alpha]", "One.^1 Two.^2"),
    ],
)
def test_sentences_in_a_row_on_one_source_share_a_mark(text: str, words: str) -> None:
    assert typeset(text).words == words


def test_a_caveat_stands_in_the_note() -> None:
    assert "own sum" in typeset("It is {{ warned }}.").notes[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("*One.[@alpha]* Two.[@beta]", "One.^1 Two.^2"),
        ("**One**[@alpha] two.", "One^1 two."),
        ("*One of {{ share }} there* and more.", "One of 82% there and more.^1"),
        ("[Құрылтай]{lang=kk}[@alpha], a council.", "Құрылтай,^1 a council."),
    ],
)
def test_citations_in_and_after_emphasis(text: str, words: str) -> None:
    assert typeset(text).words == words


def test_emphasis_and_language_are_elements() -> None:
    html = typeset("**A** *b* [Құрылтай]{lang=kk}.").html
    assert html == '<strong>A</strong> <em>b</em> <span lang="kk">Құрылтай</span>.'


def test_a_reference_prints_the_number_and_links() -> None:
    html = typeset("See [#fig-cargo] in [#sec-economy].").html
    assert '<a class="xref" href="#fig-cargo">Figure\u00a01</a>' in html
    assert '<a class="xref" href="#sec-economy">The economy</a>' in html


def test_a_fact_is_escaped() -> None:
    html = flat(typeset("It is {{ angle }}.").html)
    assert html.startswith("It is &lt;b&gt;1 &amp; 2&lt;/b&gt;.")


def test_signs_of_html_are_escaped() -> None:
    html = typeset('A &lt;script&gt; "q" & 2 < 3.').html
    assert "<script" not in html
    assert html.startswith("A &lt;script&gt;")
    assert "&amp; 2 &lt; 3." in html


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"]
)
def test_a_link_of_another_scheme_never_becomes_live(address: str) -> None:
    notes = book()
    html = setter(notes).line(parse(f"See [here]({address})."), Scope(("test",)))
    assert f'href="{address}' not in html


def test_marks_are_not_shared_between_paragraphs() -> None:
    """Paragraphs of one block may stand on different pages, and a note stands on one."""
    notes = book()
    html = setter(notes).blocks(parse("One.[@alpha]\n\nTwo.[@alpha]"), Scope(("test",)))
    assert flat(str(html)) == '<p data-spec="test">One.^1</p><p data-spec="test">Two.^2</p>'
    assert [record.marks for record in notes.records] == [1, 1]


def test_lists_are_set_item_by_item() -> None:
    notes = book()
    html = setter(notes).blocks(parse("- One.[@alpha]\n- Two {{ share }}.\n"), Scope(("test",)))
    assert flat(str(html)).startswith(
        '<ul class="plain" data-spec="test"><li>One.^1</li><li>Two 82%.^'
    )


# The whole brief -------------------------------------------------------------------------------

SCRIPT = "<script>alert(1)</script>"


def _texts(value: object) -> list[str]:
    """Every piece of markup in an edition."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for child in value.values() for text in _texts(child)]
    if isinstance(value, tuple | list):
        return [text for child in value for text in _texts(child)]
    fields = getattr(value, "__struct_fields__", ())
    return [t for name in fields for t in _texts(getattr(value, name))]


def _html(edition: Edition) -> str:
    return "\n".join(text for text in _texts(edition) if hasattr(text, "__html__"))


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("sources/small.yaml", "title: Cargo by month", f'title: "Cargo {SCRIPT}"'),
        ("sources/small.yaml", "author: Statistics Office", f'author: "{SCRIPT}"'),
        ("sources/small.yaml", "container: Harbour Herald", f'container: "{SCRIPT}"'),
        ("data/cargo.csv", "2020,31", "2020,31"),
        ("briefs/small.yaml", "title: Cargo has doubled", "title: 'Cargo &lt;script&gt; doubled'"),
        ("briefs/small.yaml", "[North, ", "['&lt;script&gt;alert(1)', "),
        ("briefs/small.yaml", "value: 82", f'value: "{SCRIPT}"'),
        ("briefs/small.yaml", "title: Testland", f'title: "T{SCRIPT}"'),
        ("briefs/small.yaml", "reference: T-2025-01", f'reference: "{SCRIPT}"'),
        ("briefs/small.yaml", "{name: As now,", f'{{name: "{SCRIPT}",'),
    ],
)
def test_no_field_brings_an_element_in(file: str, old: str, new: str) -> None:
    files = project()
    assert old in files[file]
    html = _html(edition_of({**files, file: files[file].replace(old, new)}))
    assert "<script" not in html


def test_figures_and_tables_are_numbered_apart_in_order() -> None:
    edition = edition_of(project())
    labels = [
        part.data["label"] for s in edition.sections for part in s.parts if "label" in part.data
    ]
    assert labels == ["Figure\u00a01", "Table\u00a01", "Table\u00a02"]
    assert edition.figures == 1


def test_cross_references_print_what_they_lead_to() -> None:
    html = _html(edition_of(project()))
    assert '<a class="xref" href="#fig-cargo">Figure\u00a01</a>' in html
    assert '<a class="xref" href="#tab-wants">Table\u00a01</a>' in html


def test_a_figure_may_be_named_before_it_stands() -> None:
    edition = edition_of(project(brief=spec("See [#fig-cargo] and [#tab-watch].")))
    assert "Table\u00a02</a>" in _html(edition)

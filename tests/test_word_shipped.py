"""The Word files of the shipped briefs: built once each, then looked at from all sides.

They take a while to make, so that what is asked of them is asked in one test for each brief.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from briefgen.edition.compose import compose
from briefgen.edition.view import Edition
from briefgen.outputs.word.families import families_of
from briefgen.outputs.word.file import word_bytes
from briefgen.outputs.word.medium import Editor
from briefgen.project import DiskFiles
from pages import ROOT, edition_of, project
from webs import bench, whole_briefs
from word_files import (
    DRAWN,
    R,
    W,
    as_pdf,
    asides_of,
    every,
    families_in,
    faults_in,
    fields,
    notes_in,
    opened,
    part,
    parts,
    set_by,
    small,
    soffice_missing,
    targets,
    text_parts,
    validator_missing,
    with_part,
)

BRIEFS = [name for name in whole_briefs() if name != "gallery"]
SVG = "{http://www.w3.org/2000/svg}"
LIVE = 9840  # twentieths of a point between the margins
DIRECT = {
    "rFonts",
    "color",
    "sz",
    "szCs",
    "shd",
    "pBdr",
    "tblBorders",
    "tcBorders",
    "jc",
    "spacing",
}
ORDER = {
    "pPr": "pStyle keepNext keepLines widowControl numPr pBdr shd tabs bidi spacing ind jc "
    "outlineLvl",
    "rPr": "rStyle rFonts b bCs i iCs caps color spacing sz szCs bdr shd vertAlign rtl lang",
    "tblPr": "tblStyle bidiVisual tblInd tblW tblBorders tblLayout tblCellMar tblLook "
    "tblDescription",
    "tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    "style": "name basedOn next uiPriority qFormat pPr rPr tblPr tcPr tblStylePr",
    "lvl": "start numFmt pStyle lvlText lvlJc pPr rPr",
    "settings": "zoom displayBackgroundShape embedTrueTypeFonts defaultTabStop "
    "characterSpacingControl footnotePr compat themeFontLang",
    "sectPr": "headerReference footerReference pgSz pgMar titlePg",
}


def each_note_is_there_once_and_each_mark(content: bytes, edition: Edition) -> None:
    notes, body = edition.notes, part(content, "word/document.xml")
    held = part(content, "word/footnotes.xml")
    ids = [int(each.get(f"{W}id")) for each in every(held, "w:footnote")]
    assert ids == [-1, 0, *range(1, len(notes) + 1)]
    marked = [int(each.get(f"{W}id")) for each in every(body, "w:footnoteReference")]
    assert marked == list(range(1, len(notes) + 1))  # as Word will count them
    again = [each for each in fields(body) if "\\f" in each]
    assert len(again) == sum(note.marks - 1 for note in notes)


def fields_refer_to_what_is_there(content: bytes, edition: Edition) -> None:
    named = {
        each.get(f"{W}name")
        for each in every(part(content, "word/document.xml"), "w:bookmarkStart")
    }
    for root in text_parts(content):
        kinds = Counter(each.get(f"{W}fldCharType") for each in every(root, "w:fldChar"))
        assert kinds["begin"] == kinds["separate"] == kinds["end"]
        led = [each.split()[1] for each in fields(root) if each.split()[0] in ("REF", "NOTEREF")]
        assert set(led) <= named
    later = [each for each in fields(part(content, "word/footnotes.xml")) if "NOTEREF" in each]
    assert later  # “n. 4” in a note that comes later


def every_style_that_is_used_is_there(content: bytes, edition: Edition) -> None:
    styles = every(part(content, "word/styles.xml"), "w:style")
    known = {each.get(f"{W}styleId") for each in styles}
    for root in text_parts(content):
        for tag in ("w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next"):
            assert {each.get(f"{W}val") for each in every(root, tag)} <= known


def looks_come_from_styles_alone(content: bytes, edition: Edition) -> None:
    for held in parts(content):
        if re.fullmatch(r"word/(document|footnotes|header\d|footer\d)\.xml", held):
            root = part(content, held)
            assert not {tag for tag in DIRECT if every(root, f"w:{tag}")}, held


def elements_stand_in_the_order_that_word_insists_on(content: bytes, edition: Edition) -> None:
    for root in text_parts(content):
        for tag, order in ORDER.items():
            for each in every(root, f"w:{tag}"):
                places = [order.split().index(inner.tag.removeprefix(W)) for inner in each]
                assert places == sorted(places), (tag, [inner.tag for inner in each])


def rows_are_as_wide_as_their_table(content: bytes, edition: Edition) -> None:
    for table in every(part(content, "word/document.xml"), "w:tbl"):
        grid = [int(each.get(f"{W}w")) for each in table.find(f"{W}tblGrid")]
        assert int(table.find(f"{W}tblPr/{W}tblW").get(f"{W}w")) == sum(grid) <= LIVE
        for row in table.findall(f"{W}tr"):
            spans = [each.find(f"{W}tcPr/{W}gridSpan") for each in row.findall(f"{W}tc")]
            assert sum(1 if span is None else int(span.get(f"{W}val")) for span in spans) == len(
                grid
            )
            assert all(each[-1].tag == f"{W}p" for each in row.findall(f"{W}tc"))


def drawings_have_words_and_dots_enough_for_print(content: bytes, edition: Edition) -> None:
    held, related = parts(content), targets(content, "word/_rels/document.xml.rels")
    drawings = list(part(content, "word/document.xml").iter(f"{DRAWN}inline"))
    assert len(drawings) > 1
    numbers = [each.find(f"{DRAWN}docPr").get("id") for each in drawings]
    assert len(set(numbers)) == len(numbers)
    for each in drawings:
        assert each.find(f"{DRAWN}docPr").get("descr")
        (blip,) = (inner for inner in each.iter() if inner.tag.endswith("}blip"))
        picture = Image.open(BytesIO(held[f"word/{related[blip.get(f'{R}embed')]}"]))
        (outlined,) = (inner for inner in each.iter() if inner.tag.endswith("}svgBlip"))
        svg = etree.fromstring(held[f"word/{related[outlined.get(f'{R}embed')]}"])
        assert {inner.tag for inner in svg.iter()} == {f"{SVG}svg", f"{SVG}path"}
        inches = int(each.find(f"{DRAWN}extent").get("cx")) / 914400
        assert picture.width / inches == pytest.approx(300, abs=1 + 1.5 / inches)


def figures_are_told_in_the_words_of_the_edition(content: bytes, edition: Edition) -> None:
    drawings = part(content, "word/document.xml").iter(f"{DRAWN}inline")
    told = {each.find(f"{DRAWN}docPr").get("descr") for each in drawings}
    drawn = [p.data["alt"] for s in edition.sections for p in s.parts if p.kind == "figure"]
    assert set(drawn) <= told


def nothing_outside_is_related_but_by_links(content: bytes, edition: Edition) -> None:
    for held, rels in parts(content).items():
        if held.endswith(".rels"):
            for found in re.findall(r"<Relationship [^>]*External[^>]*>", rels.decode()):
                assert "/hyperlink" in found
                assert re.search(r'Target="(https?://|mailto:)', found)


def places_have_short_names_of_their_own(content: bytes, edition: Edition) -> None:
    body = part(content, "word/document.xml")
    starts = every(body, "w:bookmarkStart")
    named = [each.get(f"{W}name") for each in starts]
    assert len(set(named)) == len(named) > 10
    assert all(re.fullmatch(r"[A-Za-z_]\w{0,39}", each, re.ASCII) for each in named)
    ends = [each.get(f"{W}id") for each in every(body, "w:bookmarkEnd")]
    assert sorted(each.get(f"{W}id") for each in starts) == sorted(ends)
    links = [
        each.get(f"{W}anchor")
        for root in text_parts(content)
        for each in every(root, "w:hyperlink")
    ]
    assert {each for each in links if each} <= set(named)


CHECKS: tuple[Callable[[bytes, Edition], None], ...] = (
    each_note_is_there_once_and_each_mark,
    fields_refer_to_what_is_there,
    every_style_that_is_used_is_there,
    looks_come_from_styles_alone,
    elements_stand_in_the_order_that_word_insists_on,
    rows_are_as_wide_as_their_table,
    drawings_have_words_and_dots_enough_for_print,
    figures_are_told_in_the_words_of_the_edition,
    nothing_outside_is_related_but_by_links,
    places_have_short_names_of_their_own,
)


@pytest.mark.parametrize("name", BRIEFS)
def test_a_shipped_brief_is_whole_in_word(name: str, tmp_path: Path) -> None:
    ready = bench(DiskFiles(ROOT), name)
    edition = compose(ready.checked, ready.settings, medium=Editor)
    content = word_bytes(edition, ready.settings, families_of(ready.settings.style, ready.files))
    for check in CHECKS:
        check(content, edition)
    assert opened(content).core_properties.title == edition.title
    if not validator_missing():
        assert faults_in(content, tmp_path) == []
    if name == BRIEFS[0] and not soffice_missing():
        pdf = as_pdf(content, tmp_path)
        assert notes_in(pdf, edition.endnotes) == [note.number for note in edition.notes]
        every_aside_is_set_once_and_framed(pdf, edition)


def every_aside_is_set_once_and_framed(pdf: bytes, edition: Edition) -> None:
    """What stands in the side column of the page stands in the text, each on a ground."""
    text, grounds = set_by(pdf)
    asides = [each for section in edition.sections for each in asides_of(section.parts)]
    labels = [label.upper() for label, _ in asides]
    assert len([each for each in labels if each.startswith("GROUNDS")]) == len(edition.judgements)
    assert len(labels) > len(edition.judgements)
    for label, begins in asides:
        assert text.count(f"{label} {begins}".upper()) == 1, label
    assert grounds >= len(asides)
    assert edition.panel is not None
    for row in edition.panel.rows:
        assert row.label.upper() in text


@pytest.mark.skipif(bool(soffice_missing()), reason=soffice_missing() or "all is there")
def test_another_program_opens_it_and_sets_every_note(tmp_path: Path) -> None:
    pdf, notes = as_pdf(small(), tmp_path), edition_of(project()).endnotes
    alike = [note for note in notes if "Rests on" not in note.text]  # on paper and in Word
    assert len(alike) > 5
    assert notes_in(pdf, alike) == [note.number for note in alike]
    assert {"SourceSerif4", "SourceSans3Bold"} <= families_in(pdf)


@pytest.mark.skipif(bool(validator_missing()), reason=validator_missing() or "all is there")
def test_the_rules_of_word_find_nothing_in_a_file_and_something_in_a_spoilt_one(
    tmp_path: Path,
) -> None:
    assert faults_in(small(), tmp_path) == []
    spoilt = deepcopy(part(small(), "word/document.xml"))
    first = every(spoilt, "w:pPr")[0]
    first.append(deepcopy(first[0]))
    assert faults_in(with_part(small(), "word/document.xml", spoilt), tmp_path)

"""Paragraphs and tables as the text of a Word file, with its notes, fields, links and pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from docx.shared import Pt
from msgspec import Struct, field, structs

from briefgen.edition.view import Endnote
from briefgen.outputs.word.blocks import Block, Cell, Paragraph, Picture, Run, Table
from briefgen.outputs.word.elements import Element, clean, element, written
from briefgen.outputs.word.footnotes import add_note, mark, notes_part
from briefgen.outputs.word.inlines import drawing
from briefgen.outputs.word.links import note_of, safe_address
from briefgen.outputs.word.pictures import Printed
from briefgen.outputs.word.places import Places
from briefgen.outputs.word.reading import line
from briefgen.outputs.word.sheets import FIRST_LIST, millimetres, twips
from briefgen.outputs.word.tongues import runs_from_the_right, tongue

_COUNTED = re.compile(r"(.*?)(\d+)", re.S)
_FLAGS = {"firstRow": "0020", "lastRow": "0040", "firstColumn": "0080"}


class Writer(Struct):
    """Writes one file; it counts what must have a number of its own in it."""

    document: Document
    places: Places
    pictures: Mapping[str, Printed]
    turned: bool = False  # lines and tables run from right to left
    _drawn: int = 0
    _lists: int = 0
    _listed: bool = False
    _marked: set[int] = field(default_factory=set)
    _counted: dict[str, int] = field(default_factory=dict)

    def text(self, blocks: Iterable[Block]) -> None:
        """The text of the file, before the properties of its section."""
        body = self.document.element.body
        for made in self.blocks(blocks):
            body.insert(len(body) - 1, made)

    def notes(self, notes: Iterable[Endnote]) -> None:
        """The words of the notes, in the order of their first marks."""
        part = notes_part(self.document)
        for note in sorted(notes, key=lambda each: self.places.number(each.number)):
            runs = self.runs(line(note.text), part)
            add_note(part, self.places.number(note.number), runs)

    def blocks(self, blocks: Iterable[Block]) -> Iterator[Element]:
        """Blocks as elements."""
        for block in blocks:
            yield self._table(block) if isinstance(block, Table) else self.paragraph(block)

    def paragraph(self, paragraph: Paragraph, part: XmlPart | None = None) -> Element:
        """A paragraph; `part` is where it stands, if not in the text."""
        told = [element("pStyle", val=paragraph.style)]
        if paragraph.kept is not None:
            told.append(element("keepNext", val=int(paragraph.kept)))
        told += self._numbering(paragraph)
        after = max(paragraph.after, 0.0) if self.turned else paragraph.after
        if after:
            told.append(element("ind", right=twips(after)))
        runs = self.runs(paragraph.runs, part or self.document.part)
        if paragraph.anchor:
            runs = self.places.marked(paragraph.anchor, runs)
        return element("p", element("pPr", *told), *runs)

    def _numbering(self, paragraph: Paragraph) -> list[Element]:
        """An ordered list begins at 1 where another block stands before it."""
        before, self._listed = self._listed, bool(paragraph.listed)
        if not paragraph.listed:
            return []
        self._lists += not before
        level = element("ilvl", val=int(paragraph.style.endswith("2")))
        return [element("numPr", level, element("numId", val=FIRST_LIST + self._lists - 1))]

    # Runs -------------------------------------------------------------------------------------

    def runs(self, runs: Iterable[Run], part: XmlPart) -> list[Element]:
        """Runs as elements, with the links of the part that they stand in."""
        return [made for run in runs for made in self._run(run, part)]

    def _run(self, run: Run, part: XmlPart) -> list[Element]:
        if run.note:
            return self._mark(run.note)
        if run.picture is not None:
            return [element("r", self._picture(run.picture, part))]
        if run.field == "SEQ":
            return self._counting(run)
        if run.field in ("PAGE", "NUMPAGES"):
            return _field(run.field, run)
        if run.field:
            return self._contents(run)
        return self._linked(run, part) if run.href else [_words(run, run.text)]

    def _mark(self, number: int) -> list[Element]:
        """The mark of a note; where it has one already, a reference to that, as Word makes it."""
        own = self.places.number(number)
        if number in self._marked:
            again = Run(str(own), "FootnoteReference")
            return _field(f"NOTEREF {self.places.note(number)} \\f \\h", again)
        self._marked.add(number)
        return self.places.named(self.places.note(number), [mark(own)])

    def _linked(self, run: Run, part: XmlPart) -> list[Element]:
        number, anchor = note_of(run.href), run.href.removeprefix("#")
        if number:
            return self._to_note(run, number)
        if run.href.startswith("#"):
            name = self.places.name(anchor)
            if not name:
                return [_words(run, run.text)]
            if anchor in self.places.captions:
                return _field(f"REF {name} \\h \\* MERGEFORMAT", run)
            return [element("hyperlink", _words(run, run.text), anchor=name, history=1)]
        address = safe_address(run.href)
        if not address:
            return [_words(run, run.text)]
        link = element("hyperlink", _words(run, run.text, run.style or "Hyperlink"), history=1)
        link.set(qn("r:id"), part.relate_to(address, RT.HYPERLINK, is_external=True))
        return [link]

    def _to_note(self, run: Run, number: int) -> list[Element]:
        """“n. 4”: the number is a field, so that it stays right when notes are added."""
        before = re.sub(r"\d+$", "", run.text)
        own = structs.replace(run, text=str(self.places.number(number)))
        made = _field(f"NOTEREF {self.places.note(number)} \\h", own)
        return ([_words(run, before)] if before else []) + made

    def _counting(self, run: Run) -> list[Element]:
        """“Figure 2”: its number is a field that counts, and all of it can be referred to."""
        found = _COUNTED.fullmatch(run.text)
        made = [_words(run, run.text)]
        if found:
            name = "".join(re.findall(r"\w", found[1])) or "Figure"
            due = self._counted.get(name, 0) + 1
            self._counted[name] = int(found[2])
            again = "" if due == int(found[2]) else f" \\r {found[2]}"
            number = structs.replace(run, text=found[2])
            counted = _field(f"SEQ {name} \\* ARABIC{again}", number)
            made = ([_words(run, found[1])] if found[1] else []) + counted
        return self.places.marked(run.anchor, made) if run.anchor else made

    def _contents(self, run: Run) -> list[Element]:
        """A line of the contents; the first and the last hold the field open and closed."""
        made = []
        if run.field.startswith("TOC"):
            made += _begun('TOC \\o "1-1" \\n \\h \\z')
        made += self._linked(Run(run.text, href=run.href), self.document.part)
        if run.field.endswith("END"):
            made.append(element("r", element("fldChar", fldCharType="end")))
        return made

    def _picture(self, picture: Picture, part: XmlPart) -> Element:
        """A picture in its line; programs that know outlines show these instead."""
        self._drawn += 1
        size = (Pt(picture.width * picture.scale), Pt(picture.height * picture.scale))
        return drawing(self._drawn, self.pictures[picture.svg], size, clean(picture.alt), part)

    # Tables -----------------------------------------------------------------------------------

    def _table(self, table: Table) -> Element:
        self._listed = False
        look = {"firstRow": table.head, "lastRow": table.total, "firstColumn": False}
        value = sum(int(_FLAGS[name], 16) for name, on in look.items() if on) + 0x0600
        told = [
            element("tblStyle", val=table.style),
            *([element("bidiVisual")] if self.turned else []),
            element("tblW", w=sum(map(millimetres, table.widths)), type="dxa"),
            element("tblLayout", type="fixed"),
            element(
                "tblLook",
                val=f"{value:04X}",
                **{name: int(on) for name, on in look.items()},
                lastColumn=0,
                noHBand=1,
                noVBand=1,
            ),
        ]
        if table.words:
            told.append(element("tblDescription", val=table.words))
        grid = element("tblGrid", *(element("gridCol", w=millimetres(w)) for w in table.widths))
        return element("tbl", element("tblPr", *told), grid, *self._rows(table))

    def _rows(self, table: Table) -> Iterator[Element]:
        anchors = iter(table.anchors)
        for number, row in enumerate(table.rows):
            head = number == 0 and table.head
            told = [element("cantSplit"), *([element("tblHeader")] if head else [])]
            cells = list(self._cells(row, table.widths))
            if anchor := next(anchors, ""):
                first = cells[0].find(qn("w:p"))
                inner = [each for each in first if each.tag != qn("w:pPr")]
                for each in self.places.marked(anchor, inner):
                    first.append(each)
            yield element("tr", element("trPr", *told), *cells)

    def _cells(self, row: tuple[Cell, ...], widths: tuple[float, ...]) -> Iterator[Element]:
        place = 0
        for cell in row:
            wide = sum(map(millimetres, widths[place : place + cell.span]))
            place += cell.span
            told = [element("tcW", w=wide, type="dxa")]
            told += [element("gridSpan", val=cell.span)] if cell.span > 1 else []
            if cell.hangs is not None:
                told.append(element("vMerge", val="continue" if cell.hangs else "restart"))
            content = list(self.blocks(cell.content))
            if isinstance(cell.content[-1], Table):
                content.append(self.paragraph(Paragraph("AfterTable")))
            yield element("tc", element("tcPr", *told), *content)


def _words(run: Run, words: str, style: str = "") -> Element:
    """Words in a run, by a style where there is one for them."""
    named = style or run.style or ("Strong" if run.strong else "Emphasis" if run.italic else "")
    told = [element("rStyle", val=named)] if named else []
    if run.strong and named != "Strong":
        told += [element("b"), element("bCs")]
    if run.italic and named != "Emphasis":
        told += [element("i"), element("iCs")]
    if run.language:
        turned = runs_from_the_right(run.language)
        told += [element("rtl")] if turned else []
        told.append(element("lang", **{"bidi" if turned else "val": tongue(run.language)}))
    return element("r", *([element("rPr", *told)] if told else []), *written(words))


def _begun(instruction: str, style: str = "") -> list[Element]:
    code = element("instrText")
    code.text = f" {instruction} "
    code.set(qn("xml:space"), "preserve")
    begin, separate = (element("fldChar", fldCharType=kind) for kind in ("begin", "separate"))
    return [_styled(each, style) for each in (begin, code, separate)]


def _field(instruction: str, result: Run) -> list[Element]:
    """A field with what it shows until it is worked out anew."""
    end = _styled(element("fldChar", fldCharType="end"), result.style)
    return [*_begun(instruction, result.style), _words(result, result.text), end]


def _styled(inner: Element, style: str) -> Element:
    """A run of a field; some programs take the look of the words from these."""
    told = [element("rPr", element("rStyle", val=style))] if style else []
    return element("r", *told, inner)

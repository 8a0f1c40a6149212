"""Words come back out of the PDF, in every script: by two readers, and by its own tables."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from PIL import ImageChops

from briefgen.enclosed import NoteRecord
from briefgen.outputs.engine import lay_out, write
from briefgen.outputs.job import RenderJob
from briefgen.outputs.proof import prove
from briefgen.outputs.rendering import render
from briefgen.outputs.spelling import Spelling
from pages import Notes, job_of, on_disk, project, run, sheet
from surgery import opened
from tags import codes, tags_of

NAMES = (  # the official names of states, in their scripts
    "الجمهورية الإسلامية الموريتانية",
    "دولة فلسطين وجمهورية لبنان",
    "جمهوری اسلامی ایران",
    "د افغانستان اسلامي امارت",
    "اسلامی جمہوریہ پاکستان",
    "ئۇيغۇر لله ـــ لا إله",
)
OTHERS = (
    "Қазақстан Республикасы, Әлімбетұлы Һәм Ұлы Өңір",
    "Тоҷикистони нав: ғайри ӯ, ҳамон қишлоқ",
    "Türkiye’nin değişmeyen ığdır İÇİN şöyle",
    "Češka, Łódź, Ştefan, þing, Œuvre",
    "Український їжак; Ўзбек; Српски Ђорђе",
)
PIXELS_APART = 60  # of 255: edges of letters that are drawn a hundredth of a point beside


def page_of(*texts: str, lines: int = 40) -> RenderJob:
    """Each text within a line of Latin, alone, and alone from right to left."""
    body = "".join(f"<p>See <span lang=x>{text}</span> there.</p><p>{text}</p>" for text in texts)
    return sheet(body, Notes(), lines=lines)


def made(job: RenderJob) -> bytes:
    written = write(lay_out(job), job)
    assert (written.said, written.untagged) == ((), "")
    return written.pdf


def words_of(text: str) -> list[str]:
    """The words of a text; where the direction turns, a reader may lose the space between two."""
    folded = unicodedata.normalize("NFKC", text).replace("ـ", "")
    return re.findall("[\u0620-\u06ff]+|[^\\W\u0620-\u06ff]+", folded)


def pdfium(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def poppler(pdf: bytes) -> str:
    shown = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    # The signs that it sets around a text of the other direction are its own.
    return re.sub("[\u200e\u200f\u202a-\u202e]", "", shown.stdout.decode())


READERS = [
    pdfium,
    pytest.param(
        poppler,
        marks=pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not here"),
    ),
]


@pytest.mark.parametrize("reader", READERS)
def test_words_come_back_in_every_script(reader: Any) -> None:
    found = words_of(reader(made(page_of(*OTHERS, *NAMES))))
    for text in (*OTHERS, *NAMES):
        for word in words_of(text):
            assert found.count(word) >= 2, f"{word} of {text}"


@pytest.mark.parametrize("reader", READERS)
def test_a_text_from_right_to_left_alone_comes_back_in_its_order(reader: Any) -> None:
    body = "".join(f"<p dir=rtl>{text}</p>" for text in NAMES[:4])
    found = reader(made(sheet(body, Notes())))
    assert [words_of(line) for line in found.splitlines() if line.strip()] == [
        words_of(text) for text in NAMES[:4]
    ]


def test_the_tags_have_such_a_text_in_its_order_everywhere() -> None:
    told = [tag.actual.strip() for tag in tags_of(made(page_of(*NAMES))).all("Span") if tag.actual]
    assert told == [text for text in NAMES for _ in range(2)]


def test_each_code_stands_for_one_letter() -> None:
    document = opened(made(page_of(*NAMES)))
    fonts = [font for page in document.pages for font in page.Resources.Font.values()]
    tables = {str(font.BaseFont).partition("+")[2]: codes(font) for font in fonts}
    (naskh,) = (table for name, table in tables.items() if "Naskh" in name)
    assert {len(text) for text in naskh.values()} == {1}
    wanted = set("".join(NAMES))
    assert wanted == set(naskh.values()) & wanted


def test_letters_look_as_the_engine_draws_them(monkeypatch: pytest.MonkeyPatch) -> None:
    from briefgen.outputs.tagging import letters

    job = page_of(*NAMES, "كَتَبَ وَلَدٌ", lines=30)
    ours = picture(made(job))
    monkeypatch.setattr(letters, "is_ours", lambda *_: False)
    plain = picture(made(job))
    assert ours.size == plain.size
    apart = ImageChops.difference(ours, plain).histogram()
    assert sum(apart[1:]) > 0, "nothing was written otherwise"
    far = sum(count for by, count in enumerate(apart) if by > PIXELS_APART)
    ink = sum(plain.histogram()[:128])
    assert far < ink * 0.1, "marks are somewhere else"


def picture(pdf: bytes) -> Any:
    """The first page in grey, four pixels to the point."""
    page = pypdfium2.PdfDocument(pdf)[0]
    return page.render(scale=4).to_pil().convert("L")


def test_the_font_in_the_file_is_whole() -> None:
    document = opened(made(page_of(*NAMES)))
    for font in document.pages[0].Resources.Font.values():
        below = font.DescendantFonts[0]
        with TTFont(io.BytesIO(below.FontDescriptor.FontFile2.read_bytes())) as file:
            shown = {int(code, 16) for code in codes(font)}
            assert max(shown) < file["maxp"].numGlyphs
            names = file.getGlyphOrder()
            widths = file["hmtx"].metrics
            upem = file["head"].unitsPerEm
            said = _widths(below.W)
            for code in shown:
                assert abs(widths[names[code]][0] * 1000 / upem - said[code]) <= 1.5


def _widths(array: Any) -> dict[int, float]:
    found: dict[int, float] = {}
    for first, widths in zip(array[::2], array[1::2], strict=True):
        found.update({int(first) + i: float(width) for i, width in enumerate(widths)})
    return found


def test_the_same_letters_give_the_same_bytes() -> None:
    assert made(page_of(*NAMES)) == made(page_of(*NAMES))


def test_words_in_a_drawing_come_back_too() -> None:
    drawing = (
        '<svg width="200" height="30" viewBox="0 0 200 30"><title>A word</title>'
        f'<text x="5" y="20" font-family="BG Naskh" font-size="12">{NAMES[1]}</text></svg>'
    )
    found = words_of(pdfium(made(sheet(f"<p>{drawing}</p>", Notes()))))
    assert all(word in found for word in words_of(NAMES[1]))


def test_a_line_that_is_cut_off_is_left_to_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    from briefgen.outputs.tagging import letters

    css = "p{overflow:hidden;text-overflow:ellipsis;white-space:nowrap;width:80pt}"
    job = sheet(f"<p>{NAMES[0]} {NAMES[1]}</p>", Notes(), css=css)
    before = made(job)
    monkeypatch.setattr(letters, "is_ours", lambda *_: False)
    assert made(job) == before


# The proof -----------------------------------------------------------------------------------


def noted(text: str) -> tuple[RenderJob, NoteRecord]:
    notes = Notes()
    job = sheet(f"<p>Claim{notes.mark(text)}</p>", notes)
    return job, notes.records[0]


@pytest.mark.parametrize("text", NAMES)
def test_a_note_from_right_to_left_is_proven_by_its_letters(text: str) -> None:
    job, record = noted(f"Author, {text} (Place, 2024), p. 3.")
    result = render(job)
    assert result.proof.strays == ()
    longest = max(text.split(), key=len)
    kinds = {
        wrong: [
            stray.kind for stray in prove(result.pdf, (NoteRecord(1, wrong, 1, ("x",)),)).strays
        ]
        for wrong in (
            record.text.replace(text, text + "ب"),
            record.text.replace(longest, longest[::-1]),
            record.text.replace(longest, longest * 2),
        )
    }
    assert all(found == ["cut"] for found in kinds.values()), kinds


def test_a_pdf_of_the_engine_is_proven_without_these_letters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import weasyprint

    job, record = noted(f"Author, {NAMES[0]} (Place, 2024).")
    monkeypatch.setattr(weasyprint, "__version__", "70.1")
    result = render(job)
    assert result.proof.strays == ()
    assert [stray.kind for stray in prove(result.pdf, (record,)).strays] == ["cut"]


def test_a_spelling_holds_words_and_not_their_row() -> None:
    spelling = Spelling("1 كلمة أخرى, said")
    assert spelling.opens("1كلمةأخرىsaid".replace("أ", "ا"))
    assert spelling.opens("1اخرىكلمةsaid and more")
    assert not spelling.opens("1اخرىةملكsaid")
    assert not spelling.opens("1كلمةsaid")
    assert Spelling("1 كلمة, said", spelt=False).opens("1said")
    assert not Spelling("12 said").opens("21said")
    signed = Spelling("كَتَبَ")
    assert signed.opens("بتك") and not signed.opens("بت")


ARABIC = f"The ministry, [{NAMES[0]}]{{lang=ar}}, said so.[@alpha, {NAMES[1]}]"


def test_a_project_with_names_in_arabic_has_the_same_bytes_anywhere(tmp_path: Path) -> None:
    folder = on_disk(project(ARABIC), tmp_path)
    built = []
    for seed in ("1", "4242"):
        done = run(folder, "build", "small", "--validate", env={"PYTHONHASHSEED": seed})
        assert done.returncode == 0, done.stderr
        built.append((folder / "out/small.pdf").read_bytes())
    assert built[0] == built[1]


def test_a_whole_project_with_names_in_arabic() -> None:
    result = render(job_of(project(ARABIC)))
    assert (result.unproven, result.warnings, result.problems) == ((), (), ())
    found = words_of(pdfium(result.pdf))
    assert all(word in found for word in words_of(NAMES[0] + " " + NAMES[1]))
    (span,) = (tag for tag in tags_of(result.pdf).all("Span") if tag.language == "ar")
    assert span.text.strip() == NAMES[0]

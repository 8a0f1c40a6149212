"""Word files of small projects and of shipped briefs, opened, for the tests of what they hold."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pikepdf
import pypdfium2
from docx.oxml.ns import qn
from lxml import etree
from markupsafe import Markup

from briefgen.edition.view import Endnote, Part
from briefgen.outputs.bench import Bench
from briefgen.outputs.web.colours import PANEL
from briefgen.outputs.word.file import word_file
from briefgen.outputs.word.reading import line, paragraphs
from briefgen.project import MemoryFiles
from pages import ROOT, project
from webs import bench

SOFFICE, NODE = shutil.which("soffice"), shutil.which("node")
VALIDATOR = ROOT / "build/office/node_modules/.bin/ooxml-validator"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def made_of(ready: Bench) -> bytes:
    """The Word file of a brief."""
    (made,) = word_file(ready)
    return made.content


def made(changes: Mapping[str, str] | None = None, settings: str = "") -> bytes:
    """The Word file of the small project, with these files changed or added."""
    files = {**project(), **(changes or {})}
    files["briefgen.toml"] += settings
    return made_of(bench(MemoryFiles.of(files)))


@cache
def small() -> bytes:
    """The Word file of the small project."""
    return made()


def opened(content: bytes) -> Any:
    """A file as the library opens it."""
    return docx.Document(BytesIO(content))


@lru_cache(maxsize=4)
def parts(content: bytes) -> dict[str, bytes]:
    """The parts of a file by their names."""
    with ZipFile(BytesIO(content)) as held:
        return {name: held.read(name) for name in held.namelist()}


@lru_cache(maxsize=40)
def part(content: bytes, name: str) -> Any:
    """A part, read as XML once; not to be changed."""
    return etree.fromstring(parts(content)[name])


def with_part(content: bytes, name: str, root: Any) -> bytes:
    """The file with another part in the place of one."""
    packed = BytesIO()
    with ZipFile(packed, "w") as again:
        for each, held in parts(content).items():
            again.writestr(each, etree.tostring(root) if each == name else held)
    return packed.getvalue()


def text_parts(content: bytes) -> Iterator[Any]:
    """The parts that Word reads."""
    for name in parts(content):
        if name.startswith("word/") and name.endswith(".xml"):
            yield part(content, name)


def targets(content: bytes, name: str) -> dict[str, str]:
    """Where the relationships of a part lead, by their ids."""
    return {each.get("Id"): each.get("Target") for each in part(content, name)}


def every(root: Any, tag: str) -> list[Any]:
    """All elements of a name, as w:p."""
    return list(root.iter(qn(tag)))


def words(root: Any) -> str:
    """What is to be read in an element."""
    return "".join(each.text or "" for each in every(root, "w:t"))


def fields(root: Any) -> list[str]:
    """The instructions of all fields."""
    return [each.text.strip() for each in every(root, "w:instrText")]


# What another program makes of it ---------------------------------------------------------------


def soffice_missing() -> str:
    """Why no other program can open a file; empty if one can."""
    return "" if SOFFICE else "no LibreOffice; sh tools/office fetches it"


def faults_in(content: bytes, folder: Path) -> list[str]:
    """What the rules of Microsoft's own library find wrong in a file."""
    target = folder / "judged.docx"
    target.write_bytes(content)
    done = subprocess.run(
        [NODE or "node", str(VALIDATOR), str(target)], capture_output=True, text=True, timeout=120
    )
    told = json.loads(done.stdout)
    return [f"{each['path']} {each['xPath']}: {each['description']}" for each in told["errors"]]


def validator_missing() -> str:
    """Why no validator can judge a file; empty if one can."""
    there = NODE and (VALIDATOR.parents[2] / "fetched").is_file()
    return "" if there else "no validator; sh tools/office fetches it"


def as_pdf(content: bytes, folder: Path) -> bytes:
    """What LibreOffice makes of a file."""
    source = folder / "brief.docx"
    source.write_bytes(content)
    command = [
        *(SOFFICE or "soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}"),
        *("--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return (folder / "brief.pdf").read_bytes()


def notes_in(pdf: bytes, notes: Sequence[Endnote]) -> list[int]:
    """The notes whose number stands before their words, once in the whole PDF."""
    document = pypdfium2.PdfDocument(pdf)
    pages = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    text = " ".join(pages.split())
    begun = ((each.number, _words(each)[:24].rstrip()) for each in notes)
    return [number for number, said in begun if text.count(f" {number} {said}") == 1]


def asides_of(parts: Iterable[Part]) -> Iterator[tuple[str, str]]:
    """The label of each note in the margin and of each set of grounds, and how its text begins."""
    for part in parts:
        inner = part.data.get("parts", ())
        yield from asides_of(inner)  # type: ignore[arg-type]
        if part.kind == "note":
            said = "".join(run.text for run in paragraphs(Markup(part.data["text"]))[0].runs)
            yield str(part.data["title"]), said[:30]
        if part.kind == "judgement":
            yield f"Grounds of judgement {part.data['number']}", str(part.data["term"])


def set_by(pdf: bytes) -> tuple[str, int]:
    """The words of a PDF in capitals, and how many grounds of asides are drawn in it."""
    with pikepdf.open(BytesIO(pdf)) as document:
        told = [each for page in document.pages for each in pikepdf.parse_content_stream(page)]
    fills = [list(each.operands) for each in told if str(each.operator) == "rg"]
    panel = [round(int(PANEL[at : at + 2], 16) / 255, 2) for at in (1, 3, 5)]
    drawn = sum([round(float(str(each)), 2) for each in operands] == panel for operands in fills)
    read = pypdfium2.PdfDocument(pdf)
    words = " ".join(page.get_textpage().get_text_range() for page in read)
    read.close()
    return " ".join(words.split()).upper(), drawn


def _words(note: Endnote) -> str:
    return "".join(run.text for run in line(note.text))


def families_in(pdf: bytes) -> set[str]:
    """The families of the fonts in a PDF."""
    names: set[str] = set()
    with pikepdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            for font in page.resources.get("/Font", {}).values():
                names.add(str(font["/BaseFont"]).partition("+")[2])
    return names

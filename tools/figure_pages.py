"""Write docs/figures.md: every figure of briefs/gallery.yaml, with its picture and its lines.

Run it after the gallery, a template or a drawing changes; tests tell when:
python tools/figure_pages.py
The pictures go to docs/images/figures, each with the digest of what it was made from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

import pypdfium2
from msgspec import structs
from PIL import Image, ImageChops
from PIL.PngImagePlugin import PngInfo

from briefgen.document import Document
from briefgen.document import Path as Keys
from briefgen.edition.showing import lines_of
from briefgen.edition.view import Edition, Part
from briefgen.outputs.closing import close_job
from briefgen.outputs.job import RenderJob
from briefgen.outputs.rendering import render
from briefgen.printing import Order, prepare
from briefgen.project import DiskFiles
from briefgen.settings import Settings, read_settings
from briefgen.structure import list_of, mapping_of
from briefgen.validation import check

ROOT = Path(__file__).resolve().parents[1]
BRIEF = "gallery"
PAGE = ROOT / "docs" / "figures.md"
PICTURES = ROOT / "docs" / "images" / "figures"
DIGEST = "Digest"
SCALE, COLOURS, EDGE = 1.8, 64, 8
WIDTHS = {"half": "83mm"}  # of the column that a figure stands in; the others make their own
SHEET = (
    "<style>@page{size:179mm 170mm;margin:3mm;"
    "@top-left{content:none;border:none}@top-right{content:none;border:none}"
    "@bottom-left{content:none;border:none}@bottom-right{content:none;border:none}}"
    "@page :first{margin-top:3mm}figure{margin:0}</style>"
)
HEAD = """\
# Figures

Every type of figure and table, each with the lines that make it. They are those of the
[gallery](pdf/gallery.pdf), which is built from [briefs/gallery.yaml](../briefs/gallery.yaml) with
`briefgen build gallery`; this page is made from it as well. What charts have in common is told in
[charts.md](charts.md), how data are chosen and worked out in [data.md](data.md), every field in
[reference.md](reference.md#block-figure).

Lines such as these are printed beside a figure with `show_yaml: true`.
"""


@dataclass(frozen=True)
class Shown:
    """A figure of the gallery: its part of the page, and where it stands in the spec."""

    part: Part
    path: Keys
    job: RenderJob

    @property
    def name(self) -> str:
        """Its number, as Figure 2."""
        return str(self.part.data["label"]).replace("\u00a0", " ")

    @property
    def picture(self) -> Path:
        """Where its picture is kept."""
        return PICTURES / f"{self.part.id}.png"


@cache
def gallery() -> tuple[Document, tuple[Shown, ...]]:
    """The spec of the gallery and its figures, in their order."""
    files = DiskFiles(ROOT)
    order = Order(files, read_settings(files), None)
    checked = check(files, BRIEF)
    edition, job = prepare(checked, order)
    paths = {block.get("id"): path for path, block in _blocks(checked.document)}
    shown = (
        Shown(part, paths[part.id], _alone(part, job.html, edition, order))
        for part in _parts(edition)
    )
    return checked.document, tuple(shown)


def _parts(edition: Edition) -> Iterator[Part]:
    for section in edition.sections:
        for part in section.parts:
            inner = part.data.get("parts")
            if part.kind == "shown" and isinstance(inner, tuple):
                yield from inner


def _blocks(document: Document) -> Iterator[tuple[Keys, dict[str, object]]]:
    for key, section in mapping_of(mapping_of(document.tree)["sections"]).items():
        for number, block in enumerate(list_of(mapping_of(section)["blocks"])):
            if isinstance(block, dict):
                yield ("sections", key, "blocks", number), {**block}


def _alone(part: Part, html: str, edition: Edition, order: Order) -> RenderJob:
    """A page with nothing but a figure, without links and places, which are those of the brief."""
    found = re.search(rf'<figure[^>]* id="{part.id}".*?</figure>', html, re.S)
    assert found, part.id
    figure = re.sub(r' (?:href="#|data-(?:spec|part)=")[^"]*"', "", found[0])
    width = WIDTHS.get(str(part.data.get("width")), "116mm")
    head = html.partition("<body")[0].replace("</head>", f"{SHEET}</head>")
    page = f'{head}<body><main style="width:{width}">{figure}</main></body></html>'
    return close_job(
        structs.replace(edition, notes=(), attachments=()), page, order.files, Settings()
    )


def draw(shown: Shown) -> bytes:
    """The picture of a figure, cut to its edges."""
    document = pypdfium2.PdfDocument(render(shown.job).pdf)
    sheet = document[0].render(scale=SCALE).to_pil().convert("RGB")
    blank = Image.new("RGB", sheet.size, "white")
    left, top, right, bottom = ImageChops.difference(sheet, blank).getbbox() or (0, 0, 1, 1)
    cut = (left - EDGE, top - EDGE, right + EDGE, bottom + EDGE)
    made, words = BytesIO(), PngInfo()
    words.add_text(DIGEST, shown.job.identity())
    sheet.crop(cut).quantize(COLOURS).save(made, "PNG", optimize=True, pnginfo=words)
    return made.getvalue()


def digest_of(picture: Path) -> str:
    """What a picture says it was made from."""
    with Image.open(picture) as image:
        return str(image.info.get(DIGEST, ""))


def page() -> str:
    """The page of the documentation."""
    document, shown = gallery()
    by_path = {each.path: each for each in shown}
    names = {each.part.id: each.name for each in shown}
    lines = [HEAD]
    for key, section in mapping_of(mapping_of(document.tree)["sections"]).items():
        lines.append(f"## {mapping_of(section)['title']}\n")
        for number, block in enumerate(list_of(mapping_of(section)["blocks"])):
            if isinstance(block, str):
                lines.append(_prose(block, names))
            else:
                lines += _figure(by_path["sections", key, "blocks", number], document)
    return "\n".join(lines)


def _prose(text: str, names: dict[str, str]) -> str:
    def linked(found: re.Match[str]) -> str:
        name = names[found[1]]
        return f"[{name}](#{name.lower().replace(' ', '-')})"

    return re.sub(r"\[#([\w-]+)\]", linked, text.rstrip("\n")) + "\n"


def _figure(shown: Shown, document: Document) -> Iterator[str]:
    title = re.sub(r"<[^>]+>", "", str(shown.part.data["title"]))
    alt = re.sub(r"[\[\]]", "", str(shown.part.data.get("alt") or title))
    picture = shown.picture.relative_to(PAGE.parent).as_posix()
    yield f"### {shown.name}\n\n**{title}**\n\n![{alt}]({picture})\n"
    yield "\n".join(["<!-- gallery -->", "```yaml", *lines_of(document, shown.path), "```", ""])


def main() -> None:
    """Write the page and the pictures that are not those of today."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), "utf-8")
    print(f"{PAGE} written")
    for shown in gallery()[1]:
        if not shown.picture.exists() or digest_of(shown.picture) != shown.job.identity():
            made = draw(shown)
            shown.picture.write_bytes(made)
            print(f"{shown.picture.name}: {len(made):,} bytes")
    wanted = {shown.picture for shown in gallery()[1]}
    for left in set(PICTURES.glob("*.png")) - wanted:
        left.unlink()


if __name__ == "__main__":
    main()

"""Write docs/images/NAME-PAGE.png: pages of a PDF as pictures for the README.

Build the brief first, then: python tools/page_pictures.py out/kazakhstan.pdf 1
It takes the renderer that the program reads its PDFs with, and Pillow of the dev extras.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2

HEIGHT = 1000
COLOURS = 64  # a page has few, and text stays as sharp
IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"


def main(arguments: list[str]) -> None:
    """Draw the named pages of a PDF."""
    if len(arguments) < 2 or not all(number.isdigit() for number in arguments[1:]):
        raise SystemExit("usage: python tools/page_pictures.py PDF PAGE...")
    pdf = Path(arguments[0])
    document = pypdfium2.PdfDocument(pdf)
    IMAGES.mkdir(parents=True, exist_ok=True)
    for number in map(int, arguments[1:]):
        target = IMAGES / f"{pdf.stem}-{number}.png"
        draw(document[number - 1], target)
        print(f"{target}: {target.stat().st_size:,} bytes")


def draw(page: pypdfium2.PdfPage, target: Path) -> None:
    """One page, HEIGHT pixels high, in few colours."""
    picture = page.render(scale=HEIGHT / page.get_height()).to_pil()
    picture.quantize(COLOURS).save(target, optimize=True)


if __name__ == "__main__":
    main(sys.argv[1:])

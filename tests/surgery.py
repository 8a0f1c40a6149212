"""Reading and cutting PDFs by hand, by their structure alone and without the reader under test."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pikepdf


@dataclass(frozen=True)
class Piece:
    """One shown string: where its text matrix puts it, and its letters."""

    x: float
    y: float
    text: str


Change = Callable[[Piece], Piece | None]


def opened(pdf: bytes) -> Any:
    """The document, for looking and cutting."""
    return pikepdf.open(io.BytesIO(pdf))


def saved(document: Any) -> bytes:
    """The bytes of a changed document."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def destinations(document: Any) -> dict[str, tuple[int, float]]:
    """Each named place: its page and height."""
    names = list(document.Root.Names.Dests.Names)
    numbers = {page.obj.objgen: index for index, page in enumerate(document.pages)}
    return {
        str(names[i]): (numbers[names[i + 1][0].objgen], float(names[i + 1][3]))
        for i in range(0, len(names), 2)
    }


def links(document: Any) -> Iterator[tuple[int, str, list[float]]]:
    """Each inner link: its page, where it leads, its rectangle."""
    for index, page in enumerate(document.pages):
        for annotation in page.get("/Annots", []):
            if "/Dest" in annotation:
                yield index, str(annotation.Dest), [float(side) for side in annotation.Rect]


def pieces(document: Any, page: int) -> list[Piece]:
    """Everything that a page shows, in order."""
    return [piece for _, _, piece in _shown(document.pages[page])]


def words(document: Any, page: int) -> str:
    """Letters and digits of a page, in the order of showing."""
    shown = "".join(piece.text for piece in pieces(document, page))
    return "".join(letter for letter in shown if letter.isalnum())


def change(document: Any, page: int, how: Change) -> None:
    """Move or take out pieces of a page; None takes one out."""
    leaf = document.pages[page]
    operations = list(pikepdf.parse_content_stream(leaf))
    for matrix, show, piece in reversed(list(_shown(leaf))):
        wanted = how(piece)
        if wanted is None:
            del operations[show]
        elif wanted != piece:
            numbers = [float(n) for n in operations[matrix].operands]
            operations[matrix] = pikepdf.ContentStreamInstruction(
                [*numbers[:4], wanted.x, wanted.y], pikepdf.Operator("Tm")
            )
    leaf.Contents = document.make_stream(pikepdf.unparse_content_stream(operations))


def move(document: Any, start: int, end: int, chosen: Callable[[Piece], bool]) -> None:
    """Take pieces from one page and show them on another, in the same place."""
    leaf, target = document.pages[start], document.pages[end]
    operations = list(pikepdf.parse_content_stream(leaf))
    taken: list[Any] = []
    for matrix, show, piece in _shown(leaf):
        if chosen(piece):
            taken += operations[matrix - 1 : show + 2]  # from BT to ET
    there = list(pikepdf.parse_content_stream(target))
    spot = max(i for i, each in enumerate(there) if str(each.operator) == "ET") + 1
    there[spot:spot] = [*taken]
    target.Contents = document.make_stream(pikepdf.unparse_content_stream(there))
    change(document, start, lambda piece: None if chosen(piece) else piece)


def redirect(document: Any, name: str, page: int, top: float | None) -> None:
    """Let a named place be elsewhere; without a height it is taken out."""
    names = list(document.Root.Names.Dests.Names)
    at = [str(each) for each in names[::2]].index(name) * 2
    if top is None:
        del names[at : at + 2]
    else:
        names[at + 1][0] = document.pages[page].obj
        names[at + 1][3] = top
    document.Root.Names.Dests.Names = pikepdf.Array(names)


def _shown(page: Any) -> Iterator[tuple[int, int, Piece]]:
    """Index of the matrix, index of the showing, and the piece."""
    maps = {name: _unicode(font) for name, font in page.Resources.Font.items()}
    matrix, at, font = 0, (0.0, 0.0), ""
    for index, each in enumerate(pikepdf.parse_content_stream(page)):
        operator = str(each.operator)
        if operator == "Tm":
            matrix, at = index, (float(each.operands[4]), float(each.operands[5]))
        elif operator == "Tf":
            font = str(each.operands[0])
        elif operator == "TJ":
            codes = b"".join(bytes(s) for s in each.operands[0] if isinstance(s, pikepdf.String))
            letters = "".join(
                maps[font].get(codes[i : i + 2].hex(), "") for i in range(0, len(codes), 2)
            )
            yield matrix, index, Piece(*at, letters)


def _unicode(font: Any) -> dict[str, str]:
    table = font.ToUnicode.read_bytes().decode("latin-1")
    return {
        code.lower(): bytes.fromhex(text).decode("utf-16-be")
        for code, text in re.findall(r"<([0-9a-fA-F]{4})> <((?:[0-9a-fA-F]{4})+)>", table)
    }


def shifted(piece: Piece, x: float = 0.0, y: float = 0.0) -> Piece:
    """The piece, elsewhere on the page."""
    return replace(piece, x=piece.x + x, y=piece.y + y)

"""Reading the tags of a PDF by hand: what each element is, what it says, what belongs to none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf

from surgery import opened

MARK = "\u2060"  # holds the number of a note to its word


@dataclass(frozen=True)
class Tag:
    """One element of the tag tree."""

    role: str
    kids: tuple[Tag | str, ...] = ()
    alternative: str = ""
    actual: str = ""
    language: str = ""
    name: str = ""
    attributes: dict[str, str | list[str]] = field(default_factory=dict)
    links: tuple[str, ...] = ()  # what its live areas say
    pages: tuple[int, ...] = ()  # on which its own words stand

    @property
    def text(self) -> str:
        """All that it says, in the order of the tags; an image says its alternative instead."""
        if self.role == "Figure":
            return ""
        if self.actual:
            return self.actual
        return "".join(kid.text if isinstance(kid, Tag) else kid for kid in self.kids)

    def within(self) -> Iterator[Tag]:
        """Every element inside, depth first."""
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield kid
                yield from kid.within()

    def all(self, role: str) -> list[Tag]:
        """Every element of a role, in order."""
        return [tag for tag in self.within() if tag.role == role]

    def one(self, role: str) -> Tag:
        """The one element of a role."""
        (tag,) = self.all(role)
        return tag

    def outline(self) -> str:
        """Roles alone, as P(Reference(Link)Span)."""
        inside = "".join(kid.outline() for kid in self.kids if isinstance(kid, Tag))
        return f"{self.role}({inside})" if inside else self.role


@dataclass(frozen=True)
class Piece:
    """A piece of marked content: its page, its number (None for an artifact), kind and text."""

    page: int
    number: int | None
    kind: str
    text: str


def tags_of(pdf: bytes) -> Tag:
    """The document element of a PDF."""
    document = opened(pdf)
    shown = {(each.page, each.number): each.text for each in pieces_of(document)}
    (root,) = document.Root.StructTreeRoot.K
    return _tag(root, _numbers(document), shown)


def artifacts_of(pdf: bytes) -> list[Piece]:
    """What is on the pages and no part of the text."""
    return [each for each in pieces_of(opened(pdf)) if each.number is None]


def pieces_of(document: Any) -> Iterator[Piece]:
    """All text that is shown, by the marked content that numbers it or says what it is."""
    for page, leaf in enumerate(document.pages):
        maps = {name: codes(font) for name, font in leaf.Resources.Font.items()}
        found: list[Piece] = [Piece(page, None, "", "")]  # what is not marked at all
        marked = [0]  # where in the list stands what is being shown, innermost last
        font = ""
        for each in pikepdf.parse_content_stream(leaf):
            operator = str(each.operator)
            if operator in ("BDC", "BMC"):
                kind, number = _mark(each.operands)
                marked.append(len(found))
                found.append(Piece(page, number, kind, ""))
            elif operator == "EMC":
                marked.pop()
            elif operator == "Tf":
                font = str(each.operands[0])
            elif operator == "TJ":
                numbered = (at for at in reversed(marked) if found[at].number is not None)
                at = next(numbered, marked[-1])
                shown = found[at].text + _shown(each.operands[0], maps[font])
                found[at] = replace(found[at], text=shown)
        yield from (each for each in found if each.kind or each.text)


def _mark(operands: Any) -> tuple[str, int | None]:
    properties = operands[1] if len(operands) > 1 else {}
    kind = "".join(str(properties.get(key, "")) for key in ("/Type", "/Subtype"))
    number = properties.get("/MCID")
    return str(operands[0]) + kind, None if number is None else int(number)


def _shown(operand: Any, codes: dict[str, str]) -> str:
    whole = b"".join(bytes(each) for each in operand if isinstance(each, pikepdf.String))
    return "".join(codes.get(whole[i : i + 2].hex(), "\ufffd") for i in range(0, len(whole), 2))


def codes(font: Any) -> dict[str, str]:
    """What each code of a font stands for."""
    _, _, table = font.ToUnicode.read_bytes().decode("latin-1").partition("endcodespacerange")
    return {
        code.lower(): bytes.fromhex(text).decode("utf-16-be")
        for code, text in re.findall(r"<([0-9a-fA-F]{4})> <((?:[0-9a-fA-F]{4})+)>", table)
    }


def _numbers(document: Any) -> dict[tuple[int, int], int]:
    return {page.obj.objgen: number for number, page in enumerate(document.pages)}


def _tag(
    node: Any, pages: dict[tuple[int, int], int], shown: dict[tuple[int, int | None], str]
) -> Tag:
    kids: list[Tag | str] = []
    links: list[str] = []
    on: list[int] = []
    for kid in node.get("/K", []):
        if isinstance(kid, int) or "/MCID" in kid:
            page = pages[(node if isinstance(kid, int) else kid).Pg.objgen]
            kids.append(shown[page, kid if isinstance(kid, int) else int(kid.MCID)])
            on.append(page)
        elif "/Obj" in kid:
            links.append(str(kid.Obj.Contents))
        else:
            kids.append(_tag(kid, pages, shown))
    return Tag(
        role=str(node.S)[1:],
        kids=tuple(kids),
        alternative=str(node.get("/Alt", "")),
        actual=str(node.get("/ActualText", "")),
        language=str(node.get("/Lang", "")),
        name=str(node.get("/ID", "")),
        attributes={str(key)[1:]: _plain(value) for key, value in node.get("/A", {}).items()},
        links=tuple(links),
        pages=tuple(on),
    )


def _plain(value: Any) -> str | list[str]:
    if isinstance(value, pikepdf.Array):
        return [str(each) for each in value]
    return str(value)

"""Elements of WordprocessingML, made one way; what XML cannot hold never gets into them."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Element = Any  # lxml is untyped


def element(tag: str, *inner: Element, **told: object) -> Element:
    """An element of Word’s namespace with attributes of it, and what is in it."""
    made = OxmlElement(f"w:{tag}")
    for name, value in told.items():
        made.set(qn(f"w:{name}"), clean(str(value)))
    for each in inner:
        made.append(each)
    return made


def clean(words: str) -> str:
    """Words without the characters that no XML file can hold."""
    return _NOT_XML.sub("\ufffd", words)


def written(words: str) -> list[Element]:
    """Words as what stands in a run: text, tabs and ends of lines."""
    found: list[Element] = []
    for piece in re.split("([\t\n])", clean(words)):
        if piece == "\t":
            found.append(element("tab"))
        elif piece == "\n":
            found.append(element("br"))
        elif piece:
            text = element("t")
            text.text = piece
            text.set(qn("xml:space"), "preserve")
            found.append(text)
    return found

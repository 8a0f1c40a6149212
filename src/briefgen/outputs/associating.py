"""Files inside a PDF tied to what they are the data of, so that a reader can offer them there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from briefgen.enclosed import Attachment


def associate(attachments: Sequence[Attachment], pdf: Any) -> None:
    """Say of each file what it is, and tie it to the figure that is told in its words."""
    files = _named(pdf, "/Filespec", "Type", "UF")
    figures = _named(pdf, "/Figure", "S", "Alt")
    array = type(pdf.pages["Kids"])  # the engine's own kind of list
    for each in attachments:
        file = files[each.name]
        file["AFRelationship"] = f"/{each.relationship}"
        # The engine asks the machine what endings mean; the same file is the same on all of them.
        _embedded(pdf, file)["Subtype"] = f"/{each.media_type.replace('/', '#2f')}"
        if each.figure in figures:
            figures[each.figure].setdefault("AF", array()).append(file.reference)
    if files:
        pdf.catalog["AF"] = array([file.reference for file in files.values()])


def _embedded(pdf: Any, file: Any) -> Any:
    """What is said of the bytes of a file."""
    return pdf.objects[int(file["EF"]["F"].split()[0])].extra


def _named(pdf: Any, kind: str, key: str, name: str) -> Mapping[str, Any]:
    """The objects of a kind by their names; of several with one name the first."""
    found: dict[str, Any] = {}
    for each in pdf.objects:
        if isinstance(each, dict) and each.get(key) == kind and name in each:
            found.setdefault(each[name].string, each)
    return found

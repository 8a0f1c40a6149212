"""The tag tree as objects of the PDF: elements, their content by page, and the way back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pydyf
from msgspec import Struct, field

from briefgen.outputs.tagging.branches import NOTE, Branch, words_of
from briefgen.outputs.tagging.content import Area, Element, Words
from briefgen.outputs.tagging.marking import Streams

Reference = bytes


class Writer(Struct):
    """Adds the objects of a tree to a PDF; what it gathers is written at the end."""

    pdf: Any
    pages: Sequence[Reference]
    streams: Streams
    elements: dict[int, Element] = field(default_factory=dict)  # object number to its element
    owners: dict[tuple[int, int], Reference] = field(default_factory=dict)  # of marked content
    grouped: dict[int, dict[int, Reference]] = field(default_factory=dict)  # by stream of a group
    areas: list[tuple[Any, Reference]] = field(default_factory=list)
    names: dict[str, Reference] = field(default_factory=dict)
    tables: int = 0

    def drop(self, areas: Iterable[Area]) -> None:
        """Take out links that lie over others; an empty object is what is left of each."""
        for area in areas:
            page = self.pdf.objects[int(self.pages[area.page].split()[0])]
            page["Annots"].remove(area.annotation.reference)
            area.annotation.clear()

    def write(self, tree: Branch) -> None:
        """The whole tree, its root included, set into the catalogue."""
        root = self._add({"Type": "/StructTreeRoot"})
        document = self._branch(tree, root, None, 0)
        root["K"] = pydyf.Array([document.reference])
        root["ParentTree"] = self._parents().reference
        root["ParentTreeNextKey"] = len(self.pages) + len(self.areas) + len(self.grouped)
        if self.names:
            root["IDTree"] = self._identifiers().reference
        self.pdf.catalog["StructTreeRoot"] = root.reference
        self.pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        self.pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})

    def _branch(self, branch: Branch, above: Any, near: Element, table: int) -> Any:
        made = self._add({"Type": "/StructElem", "S": f"/{branch.role}", "P": above.reference})
        near = branch.element if branch.element is not None else near
        self.elements[made.number] = near
        if branch.role == "Table":
            self.tables += 1
            table = self.tables
        self._describe(made, branch, table)
        page = next((kid.page for kid in branch.kids if isinstance(kid, Words)), None)
        if page is not None:
            made["Pg"] = self.pages[page]
        made["K"] = pydyf.Array(
            self._branch(kid, made, near, table).reference
            if isinstance(kid, Branch)
            else self._area(kid, made, branch, near)
            if isinstance(kid, Area)
            else self._words(kid, made, page)
            for kid in branch.kids
        )
        return made

    def _describe(self, made: Any, branch: Branch, table: int) -> None:
        for key, said in (
            ("Lang", branch.language),
            ("Alt", branch.alternative),
            ("ActualText", branch.actual),
        ):
            if said:
                made[key] = pydyf.String(said)
        if branch.attributes:
            made["A"] = pydyf.Dictionary(
                {key: _value(value, table) for key, value in branch.attributes.items()}
            )
        if branch.name or branch.role == NOTE:
            name = f"t{table}-{branch.name}" if branch.role == "TH" else branch.name
            name = name if name and name not in self.names else f"{name}.{made.number}"
            self.names[name] = made.reference
            made["ID"] = pydyf.String(name)

    def _words(self, words: Words, made: Any, page: int | None) -> Any:
        self.owners[words.page, words.number] = made.reference
        group = self.streams.group(words.page, words.number)
        if words.page == page and group is None:
            return words.number
        kid = pydyf.Dictionary({"Type": "/MCR", "Pg": self.pages[words.page], "MCID": words.number})
        if group is not None:
            kid["Stm"] = group.reference
            self.grouped.setdefault(group.number, {})[words.number] = made.reference
        return kid

    def _area(self, area: Area, made: Any, branch: Branch, near: Element) -> Any:
        said = near.get("aria-label") or near.get("title") or words_of(branch.kids)
        if said:
            area.annotation["Contents"] = pydyf.String(said)
        self.areas.append((area.annotation, made.reference))
        self.elements[area.annotation.number] = near
        return pydyf.Dictionary(
            {"Type": "/OBJR", "Obj": area.annotation.reference, "Pg": self.pages[area.page]}
        )

    def _parents(self) -> Any:
        """For each page, each annotation and each group, which elements it belongs to."""
        owned: list[dict[int, Reference]] = [{} for _ in self.pages]
        for (page, number), owner in self.owners.items():
            owned[page][number] = owner
        numbers = pydyf.Array()
        for page, mine in enumerate(owned):
            numbers += [page, _by_number(mine)]
        for key, (annotation, owner) in enumerate(self.areas, start=len(self.pages)):
            annotation["StructParent"] = key
            numbers += [key, owner]
        start = len(self.pages) + len(self.areas)
        for key, (stream, mine) in enumerate(self.grouped.items(), start):
            self.pdf.objects[stream].extra["StructParents"] = key
            numbers += [key, _by_number(mine)]
        return self._add({"Nums": numbers})

    def _identifiers(self) -> Any:
        pairs = pydyf.Array()
        for name in sorted(self.names, key=lambda each: pydyf.String(each).data):
            pairs += [pydyf.String(name), self.names[name]]
        return self._add({"Names": pairs})

    def _add(self, values: Mapping[str, Any]) -> Any:
        made = pydyf.Dictionary(values)
        self.pdf.add_object(made)
        return made


def _by_number(owners: Mapping[int, Reference]) -> Any:
    last = max(owners, default=-1)
    return pydyf.Array(owners.get(number, b"null") for number in range(last + 1))


def _value(value: object, table: int) -> object:
    if isinstance(value, tuple) and all(isinstance(each, str) for each in value):
        return pydyf.Array(pydyf.String(f"t{table}-{name}") for name in value)
    return pydyf.Array(value) if isinstance(value, tuple) else value

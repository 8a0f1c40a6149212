"""Tables in the tag tree: rows, cells, and which head speaks for which cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct, structs

from briefgen.outputs.tagging.branches import Branch, Item, Items
from briefgen.outputs.tagging.content import Node

CELLS: Mapping[str, str] = {"th": "TH", "td": "TD"}
_ROWS: Mapping[str, str] = {"thead": "THead", "tbody": "TBody", "tfoot": "TFoot"}
_SCOPES: Mapping[str, str] = {"row": "/Row", "rowgroup": "/Column", "both": "/Both"}
MOST_SPAN = 1000  # as in HTML; more is no table

Make = Callable[[Node], Items]


def table(node: Node, make: Make) -> Items:
    """A table with its caption first."""
    heads = _Heads(node)
    captions: list[Item] = []
    kids: list[Item] = []
    for kid in node.nodes():
        if kid.tag == "caption":
            captions += make(kid)
        elif role := _ROWS.get(kid.tag):
            rows = tuple(_row(row, heads, make) for row in kid.nodes() if row.tag == "tr")
            kids += [Branch(role, rows, kid.element)] if rows else []
        elif kid.tag == "tr":
            kids.append(_row(kid, heads, make))
    return (Branch("Table", (*captions, *kids), node.element),) if kids else ()


def captioned(items: Items) -> Items:
    """A caption beside the one table of a figure is the caption of the table."""
    tables = [item for item in items if _is(item, "Table")]
    captions = [item for item in items if _is(item, "Caption")]
    if len(tables) != 1 or len(captions) != 1:
        return items
    return tuple(_with_caption(item, captions[0]) for item in items if item is not captions[0])


def _with_caption(item: Item, caption: Item) -> Item:
    if isinstance(item, Branch) and item.role == "Table":
        return structs.replace(item, kids=(caption, *item.kids))
    return item


def _is(item: Item, role: str) -> bool:
    return isinstance(item, Branch) and item.role == role


def _row(row: Node, heads: _Heads, make: Make) -> Branch:
    cells = tuple(_cell(cell, heads, make) for cell in row.nodes() if cell.tag in CELLS)
    return Branch("TR", cells, row.element)


def _cell(node: Node, heads: _Heads, make: Make) -> Branch:
    (cell,) = make(node)
    assert isinstance(cell, Branch)
    attributes: dict[str, object] = {"O": "/Table"}
    for key, name in (("ColSpan", "colspan"), ("RowSpan", "rowspan")):
        if (span := _span(node, name)) != 1:
            attributes[key] = span
    if node.tag == "th":
        attributes["Scope"] = _SCOPES.get(node.get("scope"), "/Column")
    elif names := heads.of(node):
        attributes["Headers"] = names
    return structs.replace(cell, name=heads.name(node), attributes=attributes)


class _Place(Struct, frozen=True):
    row: int
    column: int
    rows: int
    columns: int

    def shares(self, other: _Place, way: str) -> bool:
        """Whether two cells have a row, or a column, in common."""
        if way == "row":
            return self.row < other.row + other.rows and other.row < self.row + self.rows
        after = self.column + self.columns
        return self.column < other.column + other.columns and other.column < after


class _Heads:
    """Where the cells of a table stand, and which of them are heads of which."""

    def __init__(self, table: Node) -> None:
        self._cells = dict(_places(_rows(table)))
        self._heads = [cell for cell in self._cells if cell.tag == "th"]

    def name(self, cell: Node) -> str:
        """A name for a head, by its place in this table."""
        place = self._cells[cell]
        return f"{place.row}-{place.column}" if cell.tag == "th" else ""

    def of(self, cell: Node) -> tuple[str, ...]:
        """The heads of a cell: of its columns, of its group of rows, of its row."""
        place = self._cells[cell]
        group: Node | None = None
        found: list[Node] = []
        for head in self._heads:
            there = self._cells[head]
            scope = head.get("scope")
            if scope == "row":
                found += [head] if place.shares(there, "row") else []
            elif there.row < place.row and place.shares(there, "column"):
                if scope == "rowgroup":
                    group = head
                else:
                    found.append(head)
        return tuple(self.name(head) for head in (*found, *([group] if group else [])))


def _rows(table: Node) -> Iterator[Node]:
    """The rows of a table, in their groups or without."""
    for kid in table.nodes():
        if kid.tag == "tr":
            yield kid
        elif kid.tag in _ROWS:
            yield from (row for row in kid.nodes() if row.tag == "tr")


def _places(rows: Iterable[Node]) -> Iterator[tuple[Node, _Place]]:
    """Each cell with its place in the grid, past those that reach down from the rows above."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for cell in row.nodes():
            if cell.tag not in CELLS:
                continue
            while (number, column) in taken:
                column += 1
            place = _Place(number, column, _span(cell, "rowspan"), _span(cell, "colspan"))
            if place.rows > 1:
                taken.update(
                    (number + down, column + right)
                    for down in range(1, place.rows)
                    for right in range(place.columns)
                )
            column += place.columns
            yield cell, place


def _span(cell: Node, name: str) -> int:
    said = cell.get(name).strip()
    return min(max(1, int(said)), MOST_SPAN) if said.isdecimal() else 1

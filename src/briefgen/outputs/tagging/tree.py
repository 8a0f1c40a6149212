"""Content by elements of the HTML into the tag tree, in the order of the HTML.

A note stands after the block in which it is marked, so that a sentence is heard to its end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from msgspec import structs

from briefgen.outputs.tagging.branches import (
    NOTE,
    Branch,
    Item,
    Items,
    flow,
    grouping,
    mixed,
    parted,
    text,
    words_of,
)
from briefgen.outputs.tagging.content import SVG, Area, Node, Words
from briefgen.outputs.tagging.tables import CELLS, captioned, table

GROUPS: Mapping[str, str] = {
    "main": "Part",
    "article": "Art",
    "section": "Sect",
    "aside": "Sect",
    "nav": "Sect",
    "blockquote": "BlockQuote",
    "figure": "Div",
    "header": "Div",
    "footer": "Div",
    "div": "Div",
}
TEXTS: Mapping[str, str] = {
    "p": "P",
    "pre": "P",
    "address": "P",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
}
BLOCKS = frozenset({*GROUPS, *TEXTS, "body", "ul", "ol", "dl", "table", "figcaption"})
LABELS = frozenset({"li::marker", "li::before", "span::footnote-marker"})
LABEL_CLASSES = frozenset({"num", "map-number"})  # the number of a note, of a mark on a map


def tree(root: Node) -> Branch:
    """The tag tree of a document."""
    return Branch("Document", flow(_inside(root)), root.element)


def _inside(node: Node) -> Items:
    """What an element holds; where only a style sheet makes blocks of it, its notes come last."""
    items = tuple(_expanded(node.kids))
    if any(kid.tag in BLOCKS for kid in node.nodes()):
        return items
    words, notes = parted(items)
    return (*words, *notes)


def _expanded(kids: list[Words | Area | Node]) -> Iterator[Item]:
    for kid in kids:
        if isinstance(kid, Words):
            yield Branch("Span", (kid,), actual=kid.heard) if kid.reversed else kid
        elif isinstance(kid, Area):
            yield kid
        else:
            yield from _in_its_language(kid, _made(kid))


def _made(node: Node) -> Items:
    if node.note:
        return _note(node)
    if node.tag in ("html", "body"):
        return _inside(node)
    if maker := MAKERS.get(node.tag):
        return maker(node)
    if role := TEXTS.get(node.tag):
        return text(role, _inside(node), node.element)
    if role := GROUPS.get(node.tag):
        return grouping(role, _inside(node), node.element)
    if node.tag == "span" and (said := node.get("aria-label")):
        words, notes = parted(_inside(node))
        return (Branch("Span", words, node.element, block=False, alternative=said), *notes)
    words, notes = parted(_inside(node))
    return (*(grouping("Div", words, node.element) if node.block else words), *notes)


def _in_its_language(node: Node, items: Items) -> Items:
    """The branches of an element with the language it is in; text gets a span for it."""
    language = node.get("lang")
    if not language or not items:
        return items
    first, *others = items
    if isinstance(first, Branch) and first.element is node.element:
        return (structs.replace(first, language=language), *others)
    return tuple(structs.replace(item, language=language) for item in _spanned(items, node))


def _spanned(items: Items, node: Node) -> tuple[Branch, ...]:
    if any(isinstance(item, Branch) and item.is_block for item in items):
        return (Branch("Div", flow(items), node.element),)
    return tuple(item for item in text("Span", items, node.element) if isinstance(item, Branch))


def _note(node: Node) -> Items:
    """A note with its number as its label; UA-1 asks for a name that no other has."""
    inside = list(_inside(node))
    if label := next((kid for kid in node.nodes() if _is_label(kid)), None):
        made = next(iter(_expanded([label])), None)
        if made in inside:
            inside[inside.index(made)] = Branch("Lbl", _linked(made), block=False)
    return (Branch(NOTE, mixed(inside), node.element, name=node.get("id")),)


def _is_label(node: Node) -> bool:
    return node.tag in LABELS or not LABEL_CLASSES.isdisjoint(node.classes)


def _linked(item: Item) -> Items:
    """A link on its own: a number that leads back to its mark refers to nothing."""
    if isinstance(item, Branch) and item.role == "Reference":
        return item.kids
    return (item,)


def _link(node: Node) -> Items:
    """A live link; within the document it is a reference. A dead one is text."""
    inside = _inside(node)
    if not any(isinstance(item, Area) for item in inside):
        return inside
    link, *notes = text("Link", inside, node.element)
    if node.get("href").startswith("#"):
        link = Branch("Reference", (link,), node.element, block=False)
    return (link, *notes)


def _graphic(node: Node) -> Items:
    """An image with what it says in words; an image that says nothing is decoration."""
    title = node.element.find(f"{SVG}title") if node.tag == f"{SVG}svg" else None
    words = (title.text or "") if title is not None else node.get("alt")
    silent = node.tag == "img" and node.element.get("alt") == ""
    if silent or node.get("aria-hidden") == "true":
        return ()
    layout = {"O": "/Layout", "BBox": node.frame}
    kids = tuple(kid for kid in node.kids if not isinstance(kid, Node))
    figure = Branch("Figure", kids, node.element, node.block, alternative=words.strip())
    return (structs.replace(figure, attributes=layout),)


def _list(node: Node) -> Items:
    items = tuple(item for kid in node.nodes() for item in _in_its_language(kid, _item(kid)))
    if not items:
        return ()
    labelled = any(
        isinstance(kid, Branch) and kid.role == "Lbl"
        for item in items
        if isinstance(item, Branch)
        for kid in item.kids
    )
    kind = ("/Decimal" if node.tag == "ol" else "/Disc") if labelled else "/None"
    return (Branch("L", items, node.element, attributes={"O": "/List", "ListNumbering": kind}),)


def _item(node: Node) -> Items:
    """One entry of a list: its sign and what it says."""
    labels = [kid for kid in node.nodes() if _is_label(kid)]
    rest = [kid for kid in node.kids if kid not in labels]
    kids = [Branch("Lbl", _inside(label), block=False) for label in labels[:1]]
    body = mixed(tuple(_expanded(rest)))
    if body:
        kids.append(Branch("LBody", body, node.element))
    return (Branch("LI", tuple(kids), node.element),) if kids else ()


def _definitions(node: Node) -> Items:
    """A list of terms: each begins an entry that lasts to the next."""
    entries: list[list[Item]] = []
    for kid in node.nodes():
        role = "Lbl" if kid.tag == "dt" else "LBody"
        if not entries or (role == "Lbl" and _role(entries[-1][-1]) != "Lbl"):
            entries.append([])
        entries[-1].append(Branch(role, mixed(_inside(kid)), kid.element))
    items = tuple(Branch("LI", tuple(entry), node.element) for entry in entries)
    unordered = {"O": "/List", "ListNumbering": "/None"}
    return (Branch("L", items, node.element, attributes=unordered),) if items else ()


def _role(item: Item) -> str:
    return item.role if isinstance(item, Branch) else ""


def _contents(node: Node) -> Items:
    """A table of contents, where a list stands in it; otherwise a section like any other."""
    lists = [kid for kid in node.nodes() if kid.tag in ("ul", "ol")]
    if not lists:
        return grouping("Sect", _inside(node), node.element)
    heads = [kid for kid in node.kids if kid not in lists]
    head = mixed(tuple(_expanded(heads)))
    caption = (Branch("Caption", head),) if words_of(head) else ()
    entries = tuple(
        Branch("TOCI", _entry(item), item.element) for each in lists for item in each.nodes()
    )
    return (Branch("TOC", (*caption, *entries), node.element),)


def _entry(node: Node) -> Items:
    """References and paragraphs alone may stand in an entry of a table of contents."""
    return tuple(
        item if _role(item) in ("Reference", "P", "TOC") else Branch("P", (item,))
        for item in mixed(_inside(node))
    )


def _figure(node: Node) -> Items:
    return grouping("Div", captioned(_inside(node)), node.element)


def _caption(node: Node) -> Items:
    inside = mixed(_inside(node))
    return (Branch("Caption", inside, node.element),) if inside else ()


def _cell(node: Node) -> Items:
    return (Branch(CELLS[node.tag], mixed(_inside(node)), node.element),)


def _table(node: Node) -> Items:
    return table(node, lambda kid: _in_its_language(kid, _made(kid)))


MAKERS: Mapping[str, Callable[[Node], Items]] = {
    "a": _link,
    "ul": _list,
    "ol": _list,
    "dl": _definitions,
    "nav": _contents,
    "figure": _figure,
    "figcaption": _caption,
    "caption": _caption,
    "table": _table,
    "th": _cell,
    "td": _cell,
    "img": _graphic,
    f"{SVG}svg": _graphic,
}

"""An edition into the shape of its JSON, block by block."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from briefgen.changes import Change, Changes
from briefgen.edition.view import (
    Edition,
    Endnote,
    KeyJudgement,
    Part,
    SectionView,
    SourceRow,
)
from briefgen.enclosed import Attachment
from briefgen.outputs.bench import Bench, Made
from briefgen.outputs.document import shape
from briefgen.outputs.document.texts import Marked, line, paragraphs

_Data = Mapping[str, Any]  # what a template prints; each maker below knows its own


def document_json(bench: Bench) -> tuple[Made, ...]:
    """The JSON of an edition, in one file."""
    changes = bench.since.changes if bench.since is not None else None
    document = document_of(bench.composed(Marked), changes)
    text = document.model_dump_json(indent=1) + "\n"
    return (Made(f"{bench.stem}.json", text.encode()),)


def document_of(edition: Edition, changes: Changes | None = None) -> shape.Document:
    """An edition as JSON has it, with what changed since the one before."""
    e = edition
    rows = e.panel.rows if e.panel else ()
    return shape.Document(
        **{name: getattr(e, name) for name in _SAME},
        date=e.created,
        bottom_line=line(e.bottom_line),
        key_figures=tuple(_labelled(each.label, each.value) for each in e.key_figures),
        key_facts=tuple(_labelled(row.label, row.value, row.note) for row in rows),
        opening=_blocks(e.opening, e),
        key_judgements=tuple(map(_judgement, e.judgements)),
        sections=tuple(_section(each, e) for each in e.sections),
        grounds=_blocks(e.grounds, e),
        gaps=tuple(line(gap) for gap in e.gaps),
        method=_blocks(e.method, e),
        sources=tuple(map(_source, e.sources)),
        sources_summary=f"{e.summary} {e.sources_note}".strip(),
        notes=tuple(map(_numbered, e.endnotes)),
        abbreviations=dict(e.abbreviations),
        data=tuple(map(_sheet, e.attachments)),
        changes=_since(changes, e) if changes is not None else None,
    )


def _judgement(view: KeyJudgement) -> shape.Judgement:
    return shape.Judgement(
        number=view.number,
        id=view.id,
        statement=line(view.statement),
        likelihood=view.term,
        range=view.range,
        confidence=view.confidence,
    )


def _section(view: SectionView, edition: Edition) -> shape.Section:
    return shape.Section(id=view.id, title=view.title, blocks=_blocks(view.parts, edition))


def _source(row: SourceRow) -> shape.Source:
    return shape.Source(
        number=row.number,
        entry=line(row.entry).text,
        type=row.kind,
        grade=row.grade,
        cited=tuple(place.words for place in row.cited),
    )


def _numbered(note: Endnote) -> shape.Numbered:
    return shape.Numbered(number=note.number, text=line(note.text).text, marks=len(note.marks))


def _sheet(attached: Attachment) -> shape.Data:
    return shape.Data(
        name=attached.name,
        of=attached.label,
        description=attached.description,
        columns=attached.columns,
        csv=attached.content.decode(),
    )


_SAME = (
    *("name", "kind", "kind_name", "language", "title", "native_title", "also_called", "subtitle"),
    *("desk", "reference", "edition", "marking", "marking_meaning", "keywords"),
)


def _since(changes: Changes, edition: Edition) -> shape.Since:
    """All that changed, and the lines in which the page tells it."""
    box = edition.changes
    return shape.Since(
        since=changes.since,
        old=changes.old,
        title=box.title if box else "",
        lines=tuple(_labelled(each.label, each.text) for each in (box.lines if box else ())),
        changes=tuple(_change(each) for each in changes),
    )


def _change(change: Change) -> shape.Change:
    """A change without its place in the spec, which readers of an edition do not have."""
    told = change.as_dict()
    return shape.Change.model_validate({name: told[name] for name in shape.Change.model_fields})


def _labelled(label: object, value: object, note: object = "") -> shape.Labelled:
    under = line(note)
    return shape.Labelled(
        label=line(label), value=line(value), note=under if under.text or under.notes else None
    )


def _blocks(parts: Iterable[Part], edition: Edition) -> tuple[Any, ...]:
    return tuple(block for part in parts for block in _of(part, edition))


def _of(part: Part, edition: Edition) -> Iterator[object]:
    """The blocks of a part; what only groups others on the page is taken apart."""
    for name in ("parts", "halves"):
        if name in part.data:
            yield from _blocks(part.data[name], edition)  # type: ignore[arg-type]
            return
    yield MAKERS[part.kind](part.data, part.id, edition)


def _prose(data: _Data, id: str, edition: Edition) -> shape.Prose:
    return shape.Prose(paragraphs=paragraphs(data["text"]))


def _heading(data: _Data, id: str, edition: Edition) -> shape.Heading:
    return shape.Heading(title=data["title"])


def _list(data: _Data, id: str, edition: Edition) -> shape.Listing:
    items = tuple(line(item) for item in data["items"])
    return shape.Listing(title=line(data["title"]), ordered=data["ordered"], items=items)


def _note(data: _Data, id: str, edition: Edition) -> shape.Note:
    return shape.Note(title=data["title"], paragraphs=paragraphs(data["text"]))


def _quotation(data: _Data, id: str, edition: Edition) -> shape.Quotation:
    words = line(data["words"] + data["mark"])
    return shape.Quotation(words=words, speaker=data["speaker"], occasion=line(data["occasion"]))


def _grounds(data: _Data, id: str, edition: Edition) -> shape.Grounds:
    return shape.Grounds(
        id=id,
        number=data["number"],
        reason=line(data["reason"]),
        rests_on=line(data["basis"]),
        assumptions=tuple(line(each) for each in data["assumptions"]),
        alternative=line(data["alternative"]),
        would_change=line(data["changes"]),
    )


def _headed(data: _Data, id: str, edition: Edition) -> dict[str, Any]:
    names = (each.name for each in edition.attachments if each.label == data["label"])
    return {
        "id": id,
        "label": data["label"],
        "title": line(data["title"]),
        "subtitle": line(data["subtitle"]),
        "source": line(data["source"]),
        "data": tuple(names),
    }


def _figure(data: _Data, id: str, edition: Edition) -> shape.Figure:
    key = tuple(
        _labelled(f"{entry['number']}. {entry['name']}", entry["text"]) for entry in data["key"]
    )
    return shape.Figure(**_headed(data, id, edition), alt=data["alt"], key=key)


def _table(data: _Data, id: str, edition: Edition) -> shape.Table:
    columns = tuple(line(column["title"], column["unit"]) for column in data["columns"])
    rows = tuple(tuple(line(cell["text"]) for cell in row["cells"]) for row in data["rows"])
    return shape.Table(**_headed(data, id, edition), columns=columns, rows=rows)


def _matrix(data: _Data, id: str, edition: Edition) -> shape.Table:
    outcome = (data["outcome_head"],) if data["outcomes"] else ()
    heads = (data["item_head"], *data["columns"], *outcome)
    rows: list[tuple[shape.Text, ...]] = []
    for row in data["rows"]:
        if row["group"]:
            rows.append((line(row["group"]),))
            continue
        last = (line(row["outcome"]),) if data["outcomes"] else ()
        cells = (line(cell) for cell in row["cells"])
        rows.append((line(row["item"], row["references"]), *cells, *last))
    columns = tuple(line(head) for head in heads)
    return shape.Table(**_headed(data, id, edition), columns=columns, rows=tuple(rows))


def _rating(data: _Data, id: str, edition: Edition) -> shape.Table:
    rating, words = data["rating"], edition.words
    rows = tuple(
        (line(each.label), line(each.level), line(each.reason))
        for each in (*rating.parts, rating.overall)
    )
    return shape.Table(
        id=id,
        label=words.rating,
        title=line(data.get("title", "")),
        subtitle=line(f"{words.against} {rating.against}"),
        columns=(),
        rows=rows,
        source=line(""),
    )


def _scenarios(data: _Data, id: str, edition: Edition) -> shape.Scenarios:
    cards = tuple(
        shape.Scenario(
            name=card["name"],
            base=card["base"],
            likelihood=card["term"],
            range=card["range"],
            text=line(card["text"]),
            needs=line(card["needs"]),
        )
        for card in data["cards"]
    )
    return shape.Scenarios(scenarios=cards, note=line(data["note"]))


def _key_figures(data: _Data, id: str, edition: Edition) -> shape.Named:
    entries = tuple(_labelled(each["label"], each["value"]) for each in data["figures"])
    return shape.Named(block="key_figures", entries=entries)


def _implications(data: _Data, id: str, edition: Edition) -> shape.Named:
    entries = tuple(_labelled(each["audience"], each["text"]) for each in data["entries"])
    return shape.Named(block="implications", entries=entries)


MAKERS: Mapping[str, Callable[[_Data, str, Edition], object]] = {
    "prose": _prose,
    "heading": _heading,
    "list": _list,
    "note": _note,
    "quotation": _quotation,
    "judgement": _grounds,
    "figure": _figure,
    "table": _table,
    "matrix": _matrix,
    "rating": _rating,
    "rating_strip": _rating,
    "scenarios": _scenarios,
    "key_figures": _key_figures,
    "implications": _implications,
}

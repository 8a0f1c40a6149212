"""YAML text into a document that remembers where everything stood.

Every plain scalar stays text: whether `NO` is a country or `1.10` a number is the model's
business, which knows the field. That is the YAML 1.2 failsafe schema plus null, and it is why
country codes, periods and figures survive as they were written.
"""

from __future__ import annotations

import re

import yaml
from msgspec import Struct

from briefgen.document import Document, Path, Span, Tree, quoted
from briefgen.errors import Place, Problem
from briefgen.yaml_words import syntax_problem

MAX_BYTES = 1_000_000
MAX_DEPTH = 40
MAX_NODES = 100_000
MAX_REPORTED = 20  # of one kind of unreadable character
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
# What the YAML reader refuses, and the line separators that it alone would count as new lines.
_UNREADABLE = re.compile(
    "[^\t\n\\x20-\\x7e\\xa0-\\u2027\\u202a-\\ud7ff\\ue000-\\ufefe\\uff00-\\ufffd\\U00010000-\\U0010ffff]"
)

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load(file: str, raw: bytes) -> Document:
    """Read a YAML file; mistakes are in the document's problems, never raised."""
    if len(raw) > MAX_BYTES:
        trouble = Problem(
            Place(file),
            f"the file is {len(raw):,} bytes long; {MAX_BYTES:,} is the most briefgen reads",
            "split it, or move sources to a library file",
        )
        return Document(file, "", None, {}, {}, (trouble,), False, [""])
    text, mistakes = readable(file, raw)
    if text is None:
        return Document(file, "", None, {}, {}, mistakes, False, [""])
    return _Reader(file, text, mistakes).read()


def readable(file: str, raw: bytes) -> tuple[str | None, tuple[Problem, ...]]:
    """The text of a file, with spaces for signs that cannot stand in it; None if it is no UTF-8."""
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        return None, (_undecodable(file, raw, error),)
    cleaned = _UNREADABLE.sub(" ", text)
    lines = cleaned.split("\n")
    found: list[Problem] = []
    for match in _UNREADABLE.finditer(text):
        if len(found) == MAX_REPORTED:
            break
        line = text.count("\n", 0, match.start())
        column = match.start() - (text.rfind("\n", 0, match.start()) + 1)
        place = Place(file, line + 1, column + 1)
        found.append(_unreadable(place, match[0], quoted(lines, place)))
    return cleaned, tuple(found)


def _undecodable(file: str, raw: bytes, error: UnicodeDecodeError) -> Problem:
    head = raw[: error.start].decode("utf-8-sig", "replace")
    line, column = head.count("\n") + 1, len(head) - (head.rfind("\n") + 1) + 1
    place = Place(file, line, column)
    text = _UNREADABLE.sub(" ", raw.decode("utf-8-sig", "replace"))
    return Problem(
        place,
        f"the file is not UTF-8: the byte 0x{raw[error.start]:02x} is no letter in it",
        "save it as UTF-8 in your editor, then look at this line",
        excerpt=quoted(text.split("\n"), place),
    )


def _unreadable(place: Place, sign: str, excerpt: str) -> Problem:
    return Problem(
        place,
        f"a sign that cannot be seen or printed stands here (U+{ord(sign):04X})",
        "delete it; it often comes along when text is pasted",
        excerpt=excerpt,
    )


def _begin(event: yaml.Event) -> yaml.Mark:
    """Where an event begins; the parser always marks, which its types do not say."""
    assert event.start_mark is not None
    return event.start_mark  # type: ignore[return-value]


def _end(event: yaml.Event) -> yaml.Mark:
    assert event.end_mark is not None
    return event.end_mark  # type: ignore[return-value]


class _Open(Struct):
    """A mapping or sequence that is still being read."""

    node: dict[str, Tree] | list[Tree]
    path: Path
    start: yaml.Mark
    key: str | None = None
    skip: bool = False
    anchor: str | None = None


class _Reader:
    """Builds the tree from parser events with a stack of its own, so depth is bounded by us."""

    def __init__(self, file: str, text: str, problems: tuple[Problem, ...] = ()) -> None:
        self.file, self.text = file, text
        self.lines = text.split("\n")
        self.values: dict[Path, Span] = {}
        self.keys: dict[Path, Span] = {}
        self.problems: list[Problem] = list(problems)
        self.anchors: dict[str, Tree] = {}
        self.stack: list[_Open] = []
        self.tree: Tree = None
        self.nodes = 0
        self.documents = 0
        self.long_quote: Span | None = None  # the last quoted text that goes on over lines
        self.skipped = False  # whether a key stood twice in the same place
        self.complete = False

    def read(self) -> Document:
        try:
            for event in yaml.parse(self.text, Loader=_Loader):
                if not self._take(event):
                    break
            else:
                self.complete = True
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
        except RecursionError:
            self._note(0, 0, "the file is nested too deeply to read", "flatten it")
        return Document(
            self.file,
            self.text,
            self.tree,
            self.values,
            self.keys,
            tuple(self.problems),
            self.complete,
            self.lines,
        )

    def _take(self, event: yaml.Event) -> bool:
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        mark = _begin(event)
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._note(
                    mark.line,
                    mark.column,
                    "a second YAML document begins here (“---”)",
                    "keep one document a file",
                )
                return False
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            return self._open(event)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._close(event)
        elif isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        return True

    def _open(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> bool:
        mark = _begin(event)
        if len(self.stack) >= MAX_DEPTH:
            self._too_deep(mark.line, mark.column)
            return False
        self._refuse_tag(event)
        node: dict[str, Tree] | list[Tree] = {} if isinstance(event, yaml.MappingStartEvent) else []
        if self._expects_key():
            self._note(
                mark.line,
                mark.column,
                "a key must be plain text, not a list or further keys",
                "put quotes around a text that begins with {{, { or [",
            )
            self.stack[-1].key = "\0"
            return False
        path = self._place_value(node, mark, None)
        self.stack.append(_Open(node, path, mark, anchor=event.anchor))
        return self._count(mark)

    def _close(self, event: yaml.Event) -> None:
        done = self.stack.pop()
        end = _end(event)
        self.values[done.path] = Span(done.start.line, done.start.column, end.line, end.column)
        if done.anchor:
            self.anchors[done.anchor] = done.node

    def _scalar(self, event: yaml.ScalarEvent) -> bool:
        mark, end = _begin(event), _end(event)
        if event.style in ('"', "'") and end.line > mark.line:
            self.long_quote = Span(mark.line, mark.column, end.line, end.column)
        self._refuse_tag(event)
        if self._expects_key():
            self._take_key(event)
            return self._count(mark)
        value: Tree = self._printable(event)
        if event.implicit[0] and event.value in NULLS:
            value = None
        self._place_value(value, mark, end)
        if event.anchor:
            self.anchors[event.anchor] = value
        return self._count(mark)

    def _printable(self, event: yaml.ScalarEvent) -> str:
        """The text of a scalar; an escape in quotes must not bring in what is hidden."""
        text: str = event.value
        if (found := _UNREADABLE.search(text)) is None:
            return text
        mark = _begin(event)
        place = Place(self.file, mark.line + 1, mark.column + 1)
        self.problems.append(_unreadable(place, found[0], quoted(self.lines, place)))
        return _UNREADABLE.sub(" ", text)

    def _alias(self, event: yaml.AliasEvent) -> bool:
        mark = _begin(event)
        if event.anchor not in self.anchors:
            self._note(
                mark.line,
                mark.column,
                f"“*{event.anchor}” points to nothing before it",
                f"put quotes around the text, or mark a value with &{event.anchor} first",
            )
            return False
        node = self.anchors[event.anchor]
        path = self._place_value(node, mark, _end(event))
        return self._adopt(
            path, node, Span(mark.line, mark.column, _end(event).line, _end(event).column)
        )

    def _adopt(self, path: Path, node: Tree, span: Span) -> bool:
        """Give every part of an aliased value the place of the alias; counts what it unfolds to."""
        stack: list[tuple[Path, Tree]] = [(path, node)]
        while stack:
            here, part = stack.pop()
            self.values[here] = span
            self.nodes += 1
            if self.nodes > MAX_NODES:
                self._note(
                    span.line,
                    span.column,
                    "aliases unfold to more than briefgen reads",
                    "write the values out, or share them as facts",
                )
                return False
            children: list[tuple[Path, Tree]] = []
            if isinstance(part, dict):
                children = [((*here, key), child) for key, child in part.items()]
            elif isinstance(part, list):
                children = [((*here, index), child) for index, child in enumerate(part)]
            stack.extend(children)
        return True

    def _expects_key(self) -> bool:
        return (
            bool(self.stack)
            and isinstance(self.stack[-1].node, dict)
            and (self.stack[-1].key is None)
        )

    def _take_key(self, event: yaml.ScalarEvent) -> None:
        top, mark, end = self.stack[-1], _begin(event), _end(event)
        assert isinstance(top.node, dict)
        key = self._printable(event)
        top.key = key
        top.skip = key in top.node
        self.skipped = self.skipped or top.skip
        path = (*top.path, key)
        span = Span(mark.line, mark.column, end.line, end.column)
        if top.skip:
            self._note(
                mark.line,
                mark.column,
                f"the key “{key}” stands twice in the same place",
                f"it stands first on line {self.keys[path].line + 1}; keep one of the two",
                end.column - mark.column,
            )
        else:
            self.keys[path] = span

    def _place_value(self, value: Tree, mark: yaml.Mark, end: yaml.Mark | None) -> Path:
        if not self.stack:
            path: Path = ()
            self.tree = value
        else:
            path = self._attach(value)
        if end is not None and not self._shadowed():
            self.values[path] = Span(mark.line, mark.column, end.line, end.column)
        return path

    def _attach(self, value: Tree) -> Path:
        top = self.stack[-1]
        if isinstance(top.node, list):
            top.node.append(value)
            return (*top.path, len(top.node) - 1)
        key, top.key = top.key or "", None
        if top.skip:  # the second of two equal keys: keep the first, as reported
            return (*top.path, f"\0{key}")
        top.node[key] = value
        return (*top.path, key)

    def _shadowed(self) -> bool:
        return self.skipped and any(
            isinstance(step, str) and step.startswith("\0")
            for opened in self.stack
            for step in opened.path
        )

    def _refuse_tag(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.tag and event.tag != "!":
            mark = _begin(event)
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._note(
                mark.line,
                mark.column,
                f"“{tag}” is a YAML tag; briefs have none",
                "remove it, or put quotes around a text that begins with !",
            )

    def _count(self, mark: yaml.Mark) -> bool:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self._note(
                mark.line,
                mark.column,
                f"more than {MAX_NODES:,} values in one file",
                "split the file",
            )
            return False
        return True

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        mark = error.problem_mark
        if mark is not None and "nesting depth" in str(error.context) + str(error.problem):
            # A list that may be a key is read to its end, or to the reader's own limit, before
            # the first of its brackets is handed to us.
            self._too_deep(mark.line, mark.column)
            return
        line, column, message, hint = syntax_problem(error, self.lines, self.long_quote)
        self._note(line, column, message, hint)

    def _too_deep(self, line: int, column: int) -> None:
        message = f"nested more than {MAX_DEPTH} levels deep"
        self._note(line, column, message, "a brief needs far fewer; check the indentation")

    def _note(self, line: int, column: int, message: str, hint: str, length: int = 1) -> None:
        place = Place(self.file, line + 1, column + 1, length)
        self.problems.append(Problem(place, message, hint, excerpt=quoted(self.lines, place)))

"""YAML text into a document that remembers where everything stood.

Every plain scalar stays text: whether `NO` is a country or `1.10` a number is the model's
business, which knows the field. That is the YAML 1.2 failsafe schema plus null, and it is why
country codes, periods and figures survive as they were written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from briefgen.errors import Place, Problem

Path: TypeAlias = tuple[str | int, ...]
Tree: TypeAlias = "str | None | list[Tree] | dict[str, Tree]"

MAX_BYTES = 1_000_000
MAX_DEPTH = 40
MAX_NODES = 100_000
NULLS = frozenset({"", "~", "null", "Null", "NULL"})

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Span:
    """From where to where a key or value stands; lines and columns count from 0."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True)
class Document:
    """A file as a tree of text, with the span of each key and value by path."""

    file: str
    text: str
    tree: Tree
    values: Mapping[Path, Span]
    keys: Mapping[Path, Span]
    problems: tuple[Problem, ...] = ()
    complete: bool = True  # false where reading stopped early, so what is absent proves nothing
    _lines: list[str] = field(default_factory=list, repr=False, compare=False)

    def at(self, path: Path) -> Tree:
        """The value at a path; KeyError where there is none."""
        node = self.tree
        for step in path:
            if (isinstance(node, dict) and isinstance(step, str) and step in node) or (isinstance(node, list) and isinstance(step, int) and step < len(node)):
                node = node[step]
            else:
                raise KeyError(path)
        return node

    def has(self, path: Path) -> bool:
        """Whether the file has something at this path."""
        return path in self.values

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Where a value (or its key) stands; for what is missing, where its parent does."""
        if key and path in self.keys:
            return self._at(self.keys[path])
        while path and path not in self.values:
            path = path[:-1]
            if path in self.keys:
                return self._at(self.keys[path])
        span = self.values.get(path)
        return self._at(span) if span else Place(self.file, 1, 1)

    def place_within(self, path: Path, snippet: str, occurrence: int = 0) -> Place:
        """Where a piece of a scalar stands: the nth occurrence of its text in the source."""
        span = self.values.get(path)
        if span is None or not snippet:
            return self.place(path)
        start, end = (
            self._offset(span.line, span.column),
            self._offset(span.end_line, span.end_column),
        )
        at = start - 1
        for _ in range(occurrence + 1):
            at = self.text.find(snippet, at + 1, end)
            if at < 0:
                return self.place(path)
        line = self.text.count("\n", 0, at)
        column = at - (self.text.rfind("\n", 0, at) + 1)
        return Place(self.file, line + 1, column + 1, len(snippet))

    def excerpt(self, place: Place) -> str:
        """The line a place stands on, with a marker under the spot."""
        if not place.line or place.line > len(self._lines):
            return ""
        line = self._lines[place.line - 1]
        before = line[: place.column - 1]
        marker = "".join("\t" if c == "\t" else " " for c in before) + "^" * max(
            1, min(place.length, len(line) - len(before))
        )
        number = str(place.line)
        return f"{number:>6} | {line}\n{'':>6} | {marker}"

    def problem(
        self, path: Path, message: str, hint: str = "", *, key: bool = False, snippet: str = ""
    ) -> Problem:
        """A problem at a path, with the line quoted."""
        place = self.place_within(path, snippet) if snippet else self.place(path, key=key)
        return Problem(place, message, hint, excerpt=self.excerpt(place))

    def scalars(self) -> Iterator[tuple[Path, str]]:
        """Every text in the file, with its path."""
        stack: list[tuple[Path, Tree]] = [((), self.tree)]
        while stack:
            path, node = stack.pop()
            if isinstance(node, str):
                yield path, node
            elif isinstance(node, dict):
                stack.extend(((*path, key), child) for key, child in node.items())
            elif isinstance(node, list):
                stack.extend(((*path, index), child) for index, child in enumerate(node))

    def _at(self, span: Span) -> Place:
        length = span.end_column - span.column if span.line == span.end_line else 0
        if not length and span.line < len(self._lines):
            length = len(self._lines[span.line].rstrip()) - span.column
        return Place(self.file, span.line + 1, span.column + 1, max(1, length))

    def _offset(self, line: int, column: int) -> int:
        offset = 0
        for _ in range(line):
            found = self.text.find("\n", offset)
            if found < 0:
                return len(self.text)
            offset = found + 1
        return min(offset + column, len(self.text))


def load(file: str, raw: bytes) -> Document:
    """Read a YAML file; mistakes are in the document's problems, never raised."""
    text, trouble = _decode(file, raw)
    if trouble is not None:
        return _broken(file, text, trouble)
    return _Reader(file, text).read()


def _decode(file: str, raw: bytes) -> tuple[str, Problem | None]:
    if len(raw) > MAX_BYTES:
        return "", Problem(
            Place(file),
            f"the file is {len(raw):,} bytes long; {MAX_BYTES:,} is the most briefgen reads",
            "split it, or move sources to a library file",
        )
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n"), None
    except UnicodeDecodeError as error:
        head = raw[: error.start].decode("utf-8", "replace")
        line, column = head.count("\n") + 1, len(head) - (head.rfind("\n") + 1) + 1
        return "", Problem(
            Place(file, line, column),
            f"the file is not UTF-8: byte 0x{raw[error.start]:02x} cannot be read",
            "save it as UTF-8 in your editor",
        )


def _broken(file: str, text: str, *problems: Problem) -> Document:
    return Document(file, text, None, {}, {}, tuple(problems), False, text.split("\n"))


def _begin(event: yaml.Event) -> yaml.Mark:
    """Where an event begins; the parser always marks, which its types do not say."""
    assert event.start_mark is not None
    return event.start_mark  # type: ignore[return-value]


def _end(event: yaml.Event) -> yaml.Mark:
    assert event.end_mark is not None
    return event.end_mark  # type: ignore[return-value]


@dataclass(slots=True)
class _Open:
    """A mapping or sequence that is still being read."""

    node: dict[str, Tree] | list[Tree]
    path: Path
    start: yaml.Mark
    key: str | None = None
    skip: bool = False
    anchor: str | None = None


class _Reader:
    """Builds the tree from parser events with a stack of its own, so depth is bounded by us."""

    def __init__(self, file: str, text: str) -> None:
        self.file, self.text = file, text
        self.lines = text.split("\n")
        self.values: dict[Path, Span] = {}
        self.keys: dict[Path, Span] = {}
        self.problems: list[Problem] = []
        self.anchors: dict[str, Tree] = {}
        self.stack: list[_Open] = []
        self.tree: Tree = None
        self.nodes = 0
        self.documents = 0
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
        except yaml.reader.ReaderError as error:
            self._unreadable(error)
        except RecursionError:
            self._note(0, 0, "the file is nested too deeply to read", "flatten it")
        self.problems = [self._quoted(problem) for problem in self.problems]
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
        elif isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        elif isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        return True

    def _open(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> bool:
        mark = _begin(event)
        if len(self.stack) >= MAX_DEPTH:
            self._note(
                mark.line,
                mark.column,
                f"nested more than {MAX_DEPTH} levels deep",
                "a brief needs far fewer; check the indentation",
            )
            return False
        self._refuse_tag(event)
        node: dict[str, Tree] | list[Tree] = {} if isinstance(event, yaml.MappingStartEvent) else []
        if self._expects_key():
            self._note(
                mark.line,
                mark.column,
                "a key must be plain text, not a list or mapping",
                "write “key: value”; put quotes around a text that begins with [ or {",
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
        mark = _begin(event)
        self._refuse_tag(event)
        if self._expects_key():
            self._take_key(event)
            return self._count(mark)
        value: Tree = event.value
        if event.implicit[0] and event.value in NULLS:
            value = None
        self._place_value(value, mark, _end(event))
        if event.anchor:
            self.anchors[event.anchor] = value
        return self._count(mark)

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
        top.key = event.value
        top.skip = event.value in top.node
        path = (*top.path, event.value)
        span = Span(mark.line, mark.column, end.line, end.column)
        if top.skip:
            first = self.keys[path]
            self.problems.append(
                Problem(
                    Place(self.file, mark.line + 1, mark.column + 1, end.column - mark.column),
                    f"the key “{event.value}” stands twice in the same place",
                    f"it stands first on line {first.line + 1}; keep one of the two",
                )
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
        return any(
            isinstance(step, str) and step.startswith("\0")
            for opened in self.stack
            for step in opened.path
        )

    def _refuse_tag(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.tag and event.tag != "!":
            mark = _begin(event)
            self._note(
                mark.line,
                mark.column,
                f"“{event.tag}” is a YAML tag; briefs have none",
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
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        said = " ".join(part for part in (error.context, error.problem) if part)
        self._note(
            line,
            column,
            f"the YAML cannot be read here ({said})",
            _syntax_hint(self.lines[line] if line < len(self.lines) else ""),
        )

    def _unreadable(self, error: yaml.reader.ReaderError) -> None:
        position = error.position if isinstance(error.position, int) else 0
        at = next(
            (i for i, c in enumerate(self.text) if not c.isprintable() and c not in "\n\t"),
            position,
        )
        line = self.text.count("\n", 0, at)
        column = at - (self.text.rfind("\n", 0, at) + 1)
        shown = f"U+{ord(self.text[at]):04X}" if at < len(self.text) else "here"
        self._note(
            line,
            column,
            f"a control character ({shown}) that YAML does not allow",
            "delete it; it often comes along when text is pasted",
        )

    def _note(self, line: int, column: int, message: str, hint: str) -> None:
        self.problems.append(Problem(Place(self.file, line + 1, column + 1), message, hint))

    def _quoted(self, problem: Problem) -> Problem:
        document = Document(self.file, self.text, None, {}, {}, (), False, self.lines)
        return Problem(
            problem.place,
            problem.message,
            problem.hint,
            problem.severity,
            document.excerpt(problem.place),
        )


def _syntax_hint(line: str) -> str:
    """The usual cause of a syntax error, judged by the line it was found on."""
    if "\t" in line:
        return "YAML does not allow tabs for indentation: use spaces"
    if line.strip() and ": " in line.split(":", 1)[-1]:
        return (
            "a text that contains “: ” needs quotes around it, or | and the text on the next line"
        )
    return "check the indentation and quotes of this line and the one before it"

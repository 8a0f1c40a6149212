"""What the YAML reader complains of, in words for authors, and at the line that is to blame."""

from __future__ import annotations

import re
from typing import Protocol

import yaml

_CHECK = "check the indentation and the quotes of this line and of the one before it"
_SAME = "give it as many spaces as the lines it belongs with"
_QUOTE = "put quotes around the whole text"
_BLOCK = "put quotes around the text, or write it under the key after “|”"

STEP = 2  # spaces from one level to the next, where nothing else tells which line was moved

Words = tuple[str, str]
_OPEN_QUOTE: Words = ("a quotation mark that is not closed", "close it at the end of the text")


class Stretch(Protocol):
    """From which line and column to which."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...
    @property
    def end_line(self) -> int: ...


def syntax_problem(
    error: yaml.MarkedYAMLError, lines: list[str], long_quote: Stretch | None
) -> tuple[int, int, str, str]:
    """Line and column (from 0), what is wrong, and what to do."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark is not None else (0, 0)
    if long_quote is not None and long_quote.end_line == line:
        # Where a quotation mark is missing, the next one, lines below, is taken for it.
        return long_quote.line, long_quote.column, *_OPEN_QUOTE
    opened, said = error.context_mark, str(error.problem or "")
    text = lines[line] if line < len(lines) else ""
    if "tab" in said or text[column : column + 1] == "\t":
        return line, column, "a tab stands where YAML needs spaces", "put spaces instead of it"
    if "mapping values" in said:
        return line, column, *_second_colon(text, column)
    if "expected key" in said or "'-' indicator" in said:
        if text[:column].strip(" -"):
            message = "this cannot follow what stands before it on the line"
            return line, column, message, _QUOTE
        line, column = _to_blame(lines, line, column)
        return line, column, "this line is not in line with those around it", _SAME
    if opened is not None and (words := _unfinished(said, str(error.context or ""))):
        return opened.line, opened.column, *words
    return line, column, *_one_sign(said, str(error.context or ""), text[column : column + 1])


def _second_colon(text: str, column: int) -> Words:
    if ":" in text[:column]:
        return "a colon stands a second time on this line", _BLOCK
    return (
        "this line is indented deeper than the one before it allows",
        "line it up with its neighbours; a text that goes on over several lines begins with “|”",
    )


def _unfinished(said: str, context: str) -> Words | None:
    """What is begun in one place and missed in another is told where it begins."""
    if "quoted scalar" in context and "end of stream" in said:
        return _OPEN_QUOTE
    if "',' or ']'" in said:
        return "a list that is begun with “[” and not ended", "end it with “]”; " + _QUOTE
    if "',' or '}'" in said:
        return "“{” is not followed by “key: value” pairs and “}”", _QUOTE
    if "expected ':'" in said:
        return "a line without a colon", "write “key: value”, or indent a text that goes on"
    if "block scalar" in context:
        return "text stands beside “|” or “>”", "begin it on the next line, indented"
    return None


def _one_sign(said: str, context: str, sign: str) -> Words:
    if "cannot start" in said or "an alias" in context or "an anchor" in context:
        begun = "*" if "an alias" in context else "&" if "an anchor" in context else sign
        return f"a text cannot begin with “{begun}” here", _QUOTE
    if "escape" in said or "hexdecimal" in said:
        return (
            "a backslash in double quotes with nothing known after it",
            "write two backslashes, or use single quotes",
        )
    if "document start" in said:
        return "text after the end of the document", "remove the line of three points above it"
    if "a directive" in context or "incompatible" in said:
        return "a line that begins with “%” is no part of a brief", "remove it"
    if sign and sign in "]}":
        return f"“{sign}” ends something that was never begun", _QUOTE
    return "the YAML cannot be read here", _CHECK


def _to_blame(lines: list[str], line: int, column: int) -> tuple[int, int]:
    """The line that is out of line: the one complained of, or the first above it that is deeper.

    The reader stops at the first line that does not fit what stands above it. Where the lines
    that follow agree with it, it is the one above that was moved.
    """
    first, parent = line, -1
    for above in range(line - 1, -1, -1):
        if not _has_words(lines[above]):
            continue
        if _key_column(lines[above]) <= column:
            parent = _key_column(lines[above])
            break
        first = above
    if first == line:
        return line, column
    deeper = _key_column(lines[first])
    mine = theirs = 0
    for text in lines[first:]:
        if not _has_words(text):
            continue
        at = _key_column(text)
        if at < column:
            break
        mine += at == column
        theirs += at == deeper
    usual = parent + STEP
    if mine > theirs or (mine == theirs and column == usual != deeper):
        return first, deeper
    return line, column


def _has_words(text: str) -> bool:
    return not text.isspace() and not text.lstrip().startswith("#") and bool(text)


def _key_column(text: str) -> int:
    """Where the key of a line stands, after the dashes of a list."""
    found = re.match(r" *(?:- +(?=[\w\"']+:))*", text)
    return found.end() if found else 0

"""What the source says of a name: the comment on its line, or the lines of comment over it."""

from __future__ import annotations

import ast
import inspect
import tokenize
from collections.abc import Iterator, Mapping
from io import StringIO


def of_class(cls: type) -> Mapping[str, str]:
    """What is said of each field or member of a class, in their order."""
    source = inspect.getsource(cls)
    (node,) = ast.parse(source).body
    assert isinstance(node, ast.ClassDef)
    return dict(_said(node.body, source))


def of_constants(source: str) -> Iterator[tuple[str, str]]:
    """The value of each text that a module names, with what is said of it."""
    tree = ast.parse(source)
    said = dict(_said(tree.body, source))
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            (name,) = (each.id for each in node.targets if isinstance(each, ast.Name))
            if isinstance(node.value.value, str):
                yield node.value.value, said.get(name, "")


def _said(body: list[ast.stmt], source: str) -> Iterator[tuple[str, str]]:
    comments = _comments(source)
    for node in body:
        target = node.targets[0] if isinstance(node, ast.Assign) else None
        target = node.target if isinstance(node, ast.AnnAssign) else target
        if isinstance(target, ast.Name):
            words = comments.get(node.end_lineno or 0) or _over(node.lineno, comments, source)
            yield target.id, words


def _over(line: int, comments: Mapping[int, str], source: str) -> str:
    lines, above = source.splitlines(), []
    while (line := line - 1) in comments and lines[line - 1].lstrip().startswith("#"):
        above.append(comments[line])
    return " ".join(reversed(above))


def _comments(source: str) -> dict[int, str]:
    tokens = tokenize.generate_tokens(StringIO(source).readline)
    return {
        token.start[0]: token.string.lstrip("#").strip()
        for token in tokens
        if token.type == tokenize.COMMENT
    }

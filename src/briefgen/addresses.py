"""Paths of a spec as text, so that a page can carry where each of its parts comes from."""

from __future__ import annotations

from briefgen.document import Path, Tree

_SIGN = "/"


def address(path: Path) -> str:
    """A path as text, like `sections/economy/blocks/2`."""
    return _SIGN.join(str(step).replace("~", "~0").replace(_SIGN, "~1") for step in path)


def path_at(written: str, tree: Tree) -> Path:
    """The path that an address stands for in a spec, as far as the spec has it."""
    path: list[str | int] = []
    for step in written.split(_SIGN) if written else ():
        name = step.replace("~1", _SIGN).replace("~0", "~")
        if isinstance(tree, dict) and name in tree:
            path.append(name)
            tree = tree[name]
        elif isinstance(tree, list) and name.isdecimal() and int(name) < len(tree):
            path.append(int(name))
            tree = tree[int(name)]
        else:
            break
    return tuple(path)

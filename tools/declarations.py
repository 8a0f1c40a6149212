"""Write src/briefgen/outputs/tuning/declared.py: the C declarations of the PDF engine, parsed.

Run it with the engine that the tuning is for: PYTHONPATH=src python tools/declarations.py
"""

from __future__ import annotations

import ast
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import cffi

TARGET = Path(__file__).resolve().parents[1] / "src/briefgen/outputs/tuning/declared.py"
HEAD = '"""The C declarations of the engine, parsed; written by tools/declarations.py."""\n\n'


def parsed() -> str:
    """The module that needs no parser, as cffi writes it."""
    ffi = cffi.FFI()
    ffi.set_source("declared", None)
    for source in declarations():
        ffi.cdef(source)
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "declared.py"
        ffi.emit_python_code(str(written))
        return HEAD + written.read_text("utf-8").partition("\n")[2]


def declarations() -> Iterator[str]:
    """What the engine gives to its parser."""
    spec = find_spec("weasyprint")
    assert spec is not None and spec.origin is not None
    source = (Path(spec.origin).parent / "text/ffi.py").read_text("utf-8")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "ffi.cdef":
            yield ast.literal_eval(node.args[0])


if __name__ == "__main__":
    TARGET.write_text(parsed(), "utf-8")

"""Loading the engine: its C declarations are parsed beforehand, rare tools wait until asked for.

Parsing the declarations takes the engine a quarter of a second at each start, and for each library
that is not there it starts a compiler, a linker and more to ask them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes.util import find_library
from importlib import import_module
from types import ModuleType
from typing import Any

from briefgen.outputs.tuning import guard

RARE = ("fontTools.subset",)  # only for systems whose HarfBuzz cannot cut fonts down


@contextmanager
def quickly() -> Iterator[None]:
    """Within it, the engine is imported sooner; where it does not fit, as ever."""
    if "weasyprint" in sys.modules or not guard.is_tuned():
        yield
        return
    stands_in = _stand_in()
    if stands_in is None:
        yield
        return
    for name in RARE:
        _postpone(name)
    before = sys.modules.get("cffi")
    sys.modules["cffi"] = stands_in
    try:
        yield
    finally:
        del sys.modules["cffi"]
        if before is not None:
            sys.modules["cffi"] = before


def _stand_in() -> ModuleType | None:
    """What the engine takes for cffi while it is imported; none where another cffi is here."""
    try:
        from briefgen.outputs.tuning.declared import ffi
    except ImportError:  # the form is of another version
        return None

    class Declared:
        """The declarations of the engine, with the names it calls on what would parse them."""

        def cdef(self, source: str) -> None:
            """Nothing to do: the file that it stands in is known to the letter."""

        def dlopen(self, name: str, flags: int = 0) -> Any:
            """A library; on Linux the engine comes to the name of the file itself."""
            try:
                return ffi.dlopen(name, flags)
            except OSError:
                path = None if sys.platform.startswith("linux") else find_library(name)
                if path is None:
                    raise
            return ffi.dlopen(path, flags)

        def __getattr__(self, name: str) -> Any:
            found = getattr(ffi, name)
            setattr(self, name, found)
            return found

    module = ModuleType("cffi")
    module.FFI = Declared  # type: ignore[attr-defined]
    return module


def _postpone(name: str) -> None:
    """A module that is loaded when something of it is used; an import of it alone is no use."""
    if name in sys.modules:
        return
    stands_in = ModuleType(name)

    def found(attribute: str) -> Any:
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        if sys.modules.get(name) is stands_in:
            del sys.modules[name]
        return getattr(import_module(name), attribute)

    stands_in.__dict__["__getattr__"] = found
    sys.modules[name] = stands_in

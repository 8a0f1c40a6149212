"""Machines that lack something: what Python reads at its start makes it so."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from pages import SRC

# No library whose name has this in it can be loaded, neither by the engine nor by us.
_LIBRARY = """\
import _cffi_backend
import cffi
import ctypes

def refused(name):
    if name and {name!r} in str(name):
        raise OSError(f"cannot load library '{{name}}': no such file")

class CDLL(ctypes.CDLL):
    def __init__(self, name, *more, **named):
        refused(name)
        super().__init__(name, *more, **named)

def dlopen(self, name, *more, load=cffi.FFI.dlopen):
    refused(name)
    return load(self, name, *more)

class Declared(_cffi_backend.FFI):
    def dlopen(self, name, *more):
        refused(name)
        return super().dlopen(name, *more)

ctypes.CDLL, cffi.FFI.dlopen, _cffi_backend.FFI = CDLL, dlopen, Declared
"""
_PACKAGE = "import sys\nsys.modules[{name!r}] = None\n"


def without_library(name: str, folder: Path) -> Mapping[str, str]:
    """The environment of a machine that does not have a library of the system."""
    return _begun(_LIBRARY.format(name=name), folder)


def without_package(name: str, folder: Path) -> Mapping[str, str]:
    """The environment of a machine on which a package of Python cannot be imported."""
    return _begun(_PACKAGE.format(name=name), folder)


def _begun(code: str, folder: Path) -> Mapping[str, str]:
    folder.mkdir(exist_ok=True)
    (folder / "sitecustomize.py").write_text(code, "utf-8")
    return {"PYTHONPATH": f"{folder}{os.pathsep}{SRC}"}

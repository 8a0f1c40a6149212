"""Imported by the server that workers are forked from: all that a build needs, loaded once."""

from briefgen.building import make
from briefgen.collecting import keep
from briefgen.outputs.engine import refusal
from briefgen.outputs.practice import practise
from briefgen.templating import compile_templates

__all__ = ["make", "refusal"]

refusal()  # loads the engine; where there is none, the first brief says so
practise()
compile_templates()
keep()

"""A new brief that builds at once: its spec, full of placeholders, and what it needs besides."""

from briefgen.starting.filling import Given
from briefgen.starting.project import NewFile, given_for, new_files

__all__ = ["Given", "NewFile", "given_for", "new_files"]

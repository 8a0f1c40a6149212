"""A new brief that builds at once: its spec, full of placeholders, and what it needs besides."""

from briefgen.starting.beginning import Beginning, new_project
from briefgen.starting.filling import Given
from briefgen.starting.project import NewFile, given_for, new_files

__all__ = ["Beginning", "Given", "NewFile", "given_for", "new_files", "new_project"]

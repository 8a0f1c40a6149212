"""Data files: read, checked, selected from and reckoned with."""

from briefgen.data.reading import FOLDER, MAX_ROWS, missing_file, read_table
from briefgen.data.table import Row, Table, number

__all__ = ["FOLDER", "MAX_ROWS", "Row", "Table", "missing_file", "number", "read_table"]

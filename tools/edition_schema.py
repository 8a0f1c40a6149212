"""Writes schemas/edition.json, the schema of what `briefgen build --to json` writes."""

from __future__ import annotations

from pathlib import Path

from briefgen.outputs.document.shape import schema_text

PATH = Path(__file__).resolve().parents[1] / "schemas" / "edition.json"

if __name__ == "__main__":
    PATH.write_text(schema_text(), "utf-8")
    print(PATH)

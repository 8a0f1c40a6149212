"""The guide to each kind: what it asks for is told, and its finished PDF is the brief of today."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from briefgen.kinds import shipped_kinds
from test_shipped import printed

ROOT = Path(__file__).resolve().parents[1]
GUIDES = ROOT / "docs" / "kinds"
FINISHED = ROOT / "docs" / "pdf"


def identity(pdf: bytes) -> bytes:
    """What the PDF says it was made from: the digest of its closed job."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return bytes(document.trailer.ID[0])


@pytest.mark.parametrize("kind", shipped_kinds())
def test_the_guide_of_a_kind_names_what_it_asks_for(kind: str) -> None:
    text = (GUIDES / f"{kind}.md").read_text("utf-8")
    model = shipped_kinds()[kind]
    assert text.startswith(f"# {model.kind_name}\n")
    assert f"briefgen new {kind} " in text
    assert set(re.findall(r"^- \*\*`(\w+)`\*\*", text, re.M)) == set(model.required_sections)
    for blocks in model.required_blocks.values():
        for block in blocks:
            assert f"`{block}`" in text, block
    (finished,) = re.findall(r"\(\.\./pdf/([\w-]+)\.pdf\)", text)
    spec = (ROOT / "briefs" / f"{finished}.yaml").read_text("utf-8")
    assert re.search(rf"^kind: {kind}$", spec, re.M)


@pytest.mark.parametrize("path", sorted(FINISHED.glob("*.pdf")), ids=lambda path: path.stem)
def test_a_finished_brief_is_that_of_today(path: Path) -> None:
    made = printed(path.stem)[1].pdf
    assert identity(path.read_bytes()) == identity(made), "run: python tools/finished_briefs.py"

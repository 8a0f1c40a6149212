"""An empty Word file with our styles, to be filled: nothing of a template that others made."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import quoteattr
from zipfile import ZipFile

import docx
from docx.document import Document

from briefgen.outputs.word.sheets import W

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WHITE = "FFFFFF"
_PARTS = ("styles", "numbering", "settings")


def empty(styles: str, numbering: str, language: str, paper: str) -> Document:
    """A file without text, opened; `paper` is the colour of its ground, where that is not white."""
    ground = f'<w:background w:color="{paper}"/>' if paper.upper() != WHITE else ""
    texts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _related({"officeDocument": "word/document.xml"}),
        "word/document.xml": f"<w:document {W}>{ground}<w:body><w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": _related({each: f"{each}.xml" for each in _PARTS}),
        "word/styles.xml": styles,
        "word/numbering.xml": numbering,
        "word/settings.xml": _settings(language, bool(ground)),
    }
    held = BytesIO()
    with ZipFile(held, "w") as packed:
        for name, text in texts.items():
            packed.writestr(name, _HEAD + text)
    held.seek(0)
    return docx.Document(held)


def _types() -> str:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for name, kind in {"document": "document.main", **{n: n for n in _PARTS}}.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _related(targets: Mapping[str, str]) -> str:
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>'


def _settings(language: str, grounded: bool) -> str:
    ground = "<w:displayBackgroundShape/>" if grounded else ""
    tongue = quoteattr(language)
    return (
        f'<w:settings {W}><w:zoom w:percent="100"/>{ground}<w:embedTrueTypeFonts/>'
        '<w:defaultTabStop w:val="709"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:footnotePr>'
        '<w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f"<w:themeFontLang w:val={tongue} w:bidi={tongue}/></w:settings>"
    )

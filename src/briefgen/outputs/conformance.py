"""One file that is PDF/A-3a and PDF/UA-1: what the engine leaves out for two standards at once."""

from __future__ import annotations

import functools
from typing import Any

VARIANT = "pdf/a-3a"
_CLOSE = b"</rdf:RDF>"
_SEEMS_SHORT = b"\r\nendstream"
# PDF/A knows only the metadata that it names itself, so the mark of PDF/UA brings its own schema.
_UA = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>\
<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema\
</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/\
</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property>\
<rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal\
</pdfaProperty:category><pdfaProperty:description>Part of ISO 14289 the file conforms to\
</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag>\
</pdfaExtension:schemas></rdf:Description>
"""


def finish(pdf: Any) -> None:
    """Say PDF/UA-1 beside PDF/A-3a, where any reader of metadata can see it: uncompressed."""
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    said, closed, after = b"\n".join(metadata.stream).rpartition(_CLOSE)
    metadata.stream = [said + _UA + closed + after]
    metadata.compress = False


def end_streams_visibly() -> None:
    """Put a carriage return before the line feed after streams whose last byte is one.

    Without it the two are read as one end of line, and the stream as a byte too short.
    """
    import pydyf

    written = pydyf.Stream.data.fget
    if hasattr(written, "__wrapped__"):
        return

    @functools.wraps(written)
    def data(stream: Any) -> bytes:
        whole: bytes = written(stream)
        if not whole.endswith(_SEEMS_SHORT):
            return whole
        return whole.removesuffix(_SEEMS_SHORT) + b"\r" + _SEEMS_SHORT

    pydyf.Stream.data = property(data)


def identifier(digest: str) -> bytes:
    """The name of the file in its trailer: the same for the same job."""
    return digest[:32].encode()

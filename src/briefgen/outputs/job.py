"""The closed job: every byte that a PDF depends on, and nothing else can reach the page."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from msgspec import Struct, field, structs

from briefgen.enclosed import Attachment, NoteRecord
from briefgen.outputs.conformance import VARIANT

SCHEME = "brief:"
REMEDIES = f"{SCHEME}remedies.css"
FONTS = f"{SCHEME}fonts.css"
ABOUT_IT = "Supplement"  # the attachment that says what a PDF was made with


class RenderJob(Struct, frozen=True):
    """HTML, the bytes behind every address in it, and what the proof expects. Picklable."""

    name: str
    html: str
    resources: Mapping[str, bytes]
    notes: tuple[NoteRecord, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    day: str = ""  # of the edition; files inside it are of that day
    pdf_variant: str = VARIANT
    options: Mapping[str, str] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)  # of sheets that are not shipped
    templates: Mapping[str, str] = field(default_factory=dict)  # those not shipped, by path

    def digest(self) -> str:
        """The name of the PDF this job makes: equal digests, equal bytes."""
        digest = hashlib.sha256(f"{self.pdf_variant}\0{self.html}".encode())
        for url in sorted(self.resources):
            digest.update(f"\0{url}\0".encode() + hashlib.sha256(self.resources[url]).digest())
        for each in self.attachments:
            said = (each.name, each.description, each.media_type, each.figure, each.relationship)
            told = "\0".join((*said, self.day))
            digest.update(f"\0{told}\0".encode() + hashlib.sha256(each.content).digest())
        return digest.hexdigest()

    def identity(self) -> str:
        """The name of the document, whatever versions of tools made it: its PDF is marked so."""
        kept = tuple(each for each in self.attachments if each.relationship != ABOUT_IT)
        return structs.replace(self, attachments=kept).digest()

    def with_remedies(self, css: str) -> RenderJob:
        """The same job with rules against what strayed in the last layout.

        The link is set here and not by the template, since an override may leave it out.
        """
        link = f'<link rel="stylesheet" href="{REMEDIES}">'
        linked = (
            self.html if link in self.html else self.html.replace("</head>", f"{link}</head>", 1)
        )
        return structs.replace(
            self, html=linked, resources={**self.resources, REMEDIES: css.encode()}
        )

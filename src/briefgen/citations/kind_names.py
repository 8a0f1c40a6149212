"""What a source is, in the reader's words, for the list of sources."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from briefgen.catalogues import ENGLISH, said
from briefgen.citations.parts import capitalised, is_un_document, tidy
from briefgen.model.source import Source, SourceType

UN_DOCUMENT = "UN document"
KIND_NAMES: Mapping[SourceType, str] = MappingProxyType(
    {
        SourceType.ARTICLE_JOURNAL: "Journal article",
        SourceType.ARTICLE_MAGAZINE: "Magazine article",
        SourceType.ARTICLE_NEWSPAPER: "News report",
        SourceType.BILL: "Bill",
        SourceType.BOOK: "Book",
        SourceType.BROADCAST: "Broadcast",
        SourceType.CHAPTER: "Book chapter",
        SourceType.DATASET: "Data set",
        SourceType.DOCUMENT: "Document",
        SourceType.ENTRY_ENCYCLOPEDIA: "Reference work",
        SourceType.INTERVIEW: "Interview",
        SourceType.LEGAL_CASE: "Court decision",
        SourceType.LEGISLATION: "Law",
        SourceType.MAP: "Map",
        SourceType.MOTION_PICTURE: "Video",
        SourceType.PAPER_CONFERENCE: "Conference paper",
        SourceType.PERSONAL_COMMUNICATION: "Personal communication",
        SourceType.POST: "Social media post",
        SourceType.POST_WEBLOG: "Blog post",
        SourceType.REGULATION: "Decree or regulation",
        SourceType.REPORT: "Report",
        SourceType.SPEECH: "Speech",
        SourceType.THESIS: "Thesis",
        SourceType.TREATY: "Treaty",
        SourceType.WEBPAGE: "Web page",
    }
)


def kind_of(source: Source, language: str = ENGLISH) -> str:
    """The author's own word for it if there is one, else what the type says."""
    if source.genre:
        return capitalised(tidy(source.genre))
    name = UN_DOCUMENT if is_un_document(source) else KIND_NAMES[source.type]
    return said("source", name, language)

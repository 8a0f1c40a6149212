"""Entry types and fields of BibTeX and biblatex against the types and fields of a library."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from briefgen.model.source import SourceType

READ: Mapping[str, str] = MappingProxyType(
    {
        "article": "article-journal", "periodical": "article-journal", "review": "article-journal",
        "book": "book", "mvbook": "book", "booklet": "book", "collection": "book",
        "proceedings": "book", "reference": "book", "inbook": "chapter", "incollection": "chapter",
        "bookinbook": "chapter", "suppbook": "chapter", "inproceedings": "paper-conference",
        "conference": "paper-conference", "phdthesis": "thesis", "mastersthesis": "thesis",
        "thesis": "thesis", "techreport": "report", "report": "report", "online": "webpage",
        "electronic": "webpage", "www": "webpage", "webpage": "webpage", "dataset": "dataset",
        "video": "motion_picture", "movie": "motion_picture", "audio": "broadcast",
        "music": "broadcast", "legislation": "legislation", "legal": "legislation",
        "jurisdiction": "legal_case", "inreference": "entry-encyclopedia",
        "letter": "personal_communication", "manual": "document", "misc": "document",
        "unpublished": "document", "patent": "document", "software": "document",
        "standard": "document", "artwork": "document", "image": "document",
    }
)  # fmt: skip
WRITTEN: Mapping[SourceType, str] = MappingProxyType(
    {
        SourceType.ARTICLE_JOURNAL: "article",
        SourceType.ARTICLE_MAGAZINE: "article",
        SourceType.ARTICLE_NEWSPAPER: "article",
        SourceType.BOOK: "book",
        SourceType.CHAPTER: "incollection",
        SourceType.DATASET: "dataset",
        SourceType.ENTRY_ENCYCLOPEDIA: "inreference",
        SourceType.LEGAL_CASE: "jurisdiction",
        SourceType.LEGISLATION: "legislation",
        SourceType.MOTION_PICTURE: "video",
        SourceType.BROADCAST: "audio",
        SourceType.PAPER_CONFERENCE: "inproceedings",
        SourceType.PERSONAL_COMMUNICATION: "letter",
        SourceType.REPORT: "report",
        SourceType.THESIS: "thesis",
        SourceType.WEBPAGE: "online",
        SourceType.POST: "online",
        SourceType.POST_WEBLOG: "online",
    }
)
OTHERS = "misc"
# What biblatex calls the two kinds of article that are none of a journal.
SUBTYPES: Mapping[str, str] = MappingProxyType(
    {"newspaper": "article-newspaper", "magazine": "article-magazine"}
)
THESES: Mapping[str, str] = MappingProxyType(
    {"phdthesis": "PhD thesis", "mastersthesis": "master’s thesis"}
)
# Our texts and the fields they are read from, the first of which is written.
FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "title": ("title",),
        "short": ("shorttitle",),
        "container": ("journaltitle", "journal", "booktitle", "maintitle"),
        "publisher": ("publisher", "institution", "school", "organization"),
        "place": ("location", "address"),
        "language": ("langid", "language"),
        "genre": ("type", "howpublished"),
        "volume": ("volume",),
        "page": ("pages",),
        "edition": ("edition", "version"),
        "event": ("eventtitle",),
        "note": ("note",),
    }
)
# Their characters are meant as they stand, “%” and “_” as well.
VERBATIM = frozenset({"url", "doi"})
NAMES = ("author", "editor", "translator")
# Fields of ours that BibTeX has none for; programs pass over what they do not know.
OURS = (
    "section", "via", "reliability", "reliability_reason", "derived_from", "archived",
    "marking",
)  # fmt: skip
PREFIX = "briefgen-"
FAMILY_FIRST = f"{PREFIX}family-first"  # families of authors who are named before the given name

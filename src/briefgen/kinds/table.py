"""The kinds that are written in Python: one file each, and one line each in this table."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.kinds.country_profile import CountryProfile
from briefgen.kinds.figure_gallery import FigureGallery
from briefgen.kinds.relations_brief import RelationsBrief
from briefgen.kinds.summit_brief import SummitBrief
from briefgen.kinds.threat_assessment import ThreatAssessment
from briefgen.model.brief import Brief

KINDS: Mapping[str, type[Brief]] = {
    "country-profile": CountryProfile,
    "figure-gallery": FigureGallery,
    "relations-brief": RelationsBrief,
    "summit-brief": SummitBrief,
    "threat-assessment": ThreatAssessment,
}

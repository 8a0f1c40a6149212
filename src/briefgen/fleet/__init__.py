"""Many briefs made elsewhere, in processes of this machine or on a cluster, and published here."""

from briefgen.fleet.local import Crew, crew_for
from briefgen.fleet.running import build_many

__all__ = ["Crew", "build_many", "crew_for"]

"""The settings of a project: briefgen.toml, checked like a spec."""

from briefgen.settings.declared import CheckSettings, RefreshSettings, Settings
from briefgen.settings.reading import CALLER, read_settings

__all__ = ["CALLER", "CheckSettings", "RefreshSettings", "Settings", "read_settings"]

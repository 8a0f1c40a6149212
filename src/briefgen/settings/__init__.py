"""The settings of a project: briefgen.toml, checked like a spec."""

from briefgen.settings.declared import (
    CheckSettings,
    PreviewSettings,
    RefreshSettings,
    RegenerateSettings,
    Settings,
)
from briefgen.settings.reading import CALLER, read_settings

__all__ = [
    "CALLER",
    "CheckSettings",
    "PreviewSettings",
    "RefreshSettings",
    "RegenerateSettings",
    "Settings",
    "read_settings",
]

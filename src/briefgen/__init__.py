"""briefgen: structured briefings from YAML to PDF, every claim with its source on its page."""

__version__ = "0.1.0"

"""What is told: a line, a text for people, and the report for machines."""

from __future__ import annotations

import json

from msgspec import Struct

from briefgen.regenerated import RunReport


class Message(Struct, frozen=True):
    """One message, for whoever is told."""

    subject: str
    text: str
    report: bytes

    @classmethod
    def of(cls, report: RunReport, text: str, project: str) -> Message:
        """The message of a report."""
        told = json.dumps(report.as_dict(), ensure_ascii=False, indent=2) + "\n"
        subject = "".join(each if each.isprintable() else " " for each in project)
        return cls(f"{subject}: {report.counted()}", text, told.encode())

"""A mail server on loopback, which takes what it is given or refuses it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


@dataclass
class Postbox:
    """What came, and what is answered."""

    port: int = 0
    answer: str = "250 OK"
    mails: list[EmailMessage] = field(default_factory=list)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Take a mail."""
        if self.answer.startswith("250"):
            mail = message_from_bytes(envelope.content, _class=EmailMessage, policy=policy.default)
            self.mails.append(mail)
        return self.answer


@contextmanager
def mail_server(answer: str = "250 OK") -> Iterator[Postbox]:
    """A server that runs as long as the test needs it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    box = Postbox(port, answer)
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()

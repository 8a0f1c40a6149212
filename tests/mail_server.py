"""A mail server on loopback, which takes what it is given or refuses it."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult


@dataclass
class Postbox:
    """What came, and what is answered."""

    port: int = 0
    answer: str = "250 OK"
    mails: list[EmailMessage] = field(default_factory=list)
    signed_in: list[tuple[str, str, bool]] = field(default_factory=list)  # whether encrypted

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Take a mail."""
        if self.answer.startswith("250"):
            mail = message_from_bytes(envelope.content, _class=EmailMessage, policy=policy.default)
            self.mails.append(mail)
        return self.answer

    def authenticate(
        self, server: Any, session: Any, envelope: Any, mechanism: str, said: Any
    ) -> AuthResult:
        """Let everybody in, and note who it was."""
        encrypted = session.ssl is not None or server.transport.get_extra_info("sslcontext")
        self.signed_in.append((said.login.decode(), said.password.decode(), bool(encrypted)))
        return AuthResult(success=True)


@contextmanager
def mail_server(
    answer: str = "250 OK", certificate: tuple[str, str] | None = None, security: str = "none"
) -> Iterator[Postbox]:
    """A server that runs as long as the test needs it, encrypted with a certificate and its key."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    box = Postbox(port, answer)
    context: ssl.SSLContext | None = None
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
    starting = security == "starttls"
    controller = Controller(
        box,
        hostname="127.0.0.1",
        port=port,
        ssl_context=None if starting else context,
        tls_context=context if starting else None,
        require_starttls=starting,
        authenticator=box.authenticate,
        auth_require_tls=starting,
    )
    controller.start()
    try:
        yield box
    finally:
        controller.stop()

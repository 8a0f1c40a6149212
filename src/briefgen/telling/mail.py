"""A mail with the report as its text, and attached as JSON."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Mapping
from email.message import EmailMessage

from briefgen.model.telling import MailSettings
from briefgen.telling.failing import Untold, secret
from briefgen.telling.message import Message


def send(
    message: Message, settings: MailSettings, timeout: int, environment: Mapping[str, str]
) -> None:
    """Send it; the connection is encrypted before anybody signs in."""
    password = secret(settings.password_from, environment)
    mail = mail_of(message, settings)
    try:
        with _connected(settings, timeout) as server:
            if settings.security == "starttls":
                server.starttls(context=ssl.create_default_context())
            if settings.user:
                server.login(settings.user, password)
            refused = server.send_message(mail)
    except (smtplib.SMTPException, OSError, ValueError) as error:
        why = " ".join(str(error).split())[:160]
        raise Untold(f"{settings.host} did not take the mail ({why})", "see [tell.mail]") from None
    if refused:
        raise Untold(f"{settings.host} refused {', '.join(sorted(refused))}", "see [tell.mail] to")


def mail_of(message: Message, settings: MailSettings) -> EmailMessage:
    """The mail as it is sent; Untold where an address is none."""
    mail = EmailMessage()
    try:
        mail["Subject"] = message.subject
        mail["From"] = settings.sender
        mail["To"] = ", ".join(settings.to)
    except ValueError as error:
        raise Untold(f"an address of the mail cannot be used ({error})") from None
    mail.set_content(message.text)
    mail.add_attachment(
        message.report, maintype="application", subtype="json", filename="report.json"
    )
    return mail


def _connected(settings: MailSettings, timeout: int) -> smtplib.SMTP:
    if settings.security == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(settings.host, settings.port, timeout=timeout, context=context)
    return smtplib.SMTP(settings.host, settings.port, timeout=timeout)

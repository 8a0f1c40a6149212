"""Whom a regeneration is told to: settings of the project, never of a spec."""

from __future__ import annotations

import re
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, PlainValidator, model_validator

from briefgen.model.fields import Model, WordList, Words, as_list, choice, text_of, whole, wrong
from briefgen.model.marking import HandlingMarking, marking

EVENTS = ("published", "unchanged", "stale", "failed")
UP_TO = "The strictest marking of briefs that are told; of others only how many there are."
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def _variable(value: object) -> str:
    name = text_of(value, "the name of a variable of the environment").strip()
    if not _VARIABLE.fullmatch(name):
        raise wrong(
            f"“{name[:20]}” is no name of a variable",
            "secrets stand in the environment; name the variable, as BRIEFGEN_PASSWORD",
        )
    return name


Variable = Annotated[str, PlainValidator(_variable)]
Event = Annotated[str, PlainValidator(choice(*EVENTS))]


class MailSettings(Model):
    """A mail with the report as its text, and as JSON."""

    host: Words = Field(description="The server that takes mail.")
    port: Annotated[int, PlainValidator(whole(1, 65535))] = Field(587, description="Its port.")
    security: Annotated[str, PlainValidator(choice("starttls", "tls", "none"))] = Field(
        "starttls", description="starttls, tls, or none for a server on this machine."
    )
    user: Words = Field("", description="The name to sign in with; without it nobody signs in.")
    password_from: Variable | None = Field(
        None, description="The variable of the environment that holds the password."
    )
    sender: Words = Field(alias="from", description="The address it comes from.")
    to: Annotated[WordList, BeforeValidator(as_list)] = Field(
        description="Addresses it goes to.", min_length=1
    )
    up_to: HandlingMarking = Field(default_factory=lambda: marking("TLP:CLEAR"), description=UP_TO)

    @model_validator(mode="after")
    def _signed_in_safely(self) -> Self:
        if bool(self.user) != (self.password_from is not None):
            raise wrong("“user” and “password_from” belong together", "give both, or none")
        if self.user and self.security == "none":
            raise wrong(
                "a password would be sent for all to read", "take starttls or tls", ("security",)
            )
        return self


class HookSettings(Model):
    """An address that is sent the report as JSON."""

    url: Words = Field("", description="The address, with https:// or http://.")
    url_from: Variable | None = Field(
        None, description="The variable that holds it, where it is itself a secret."
    )
    token_from: Variable | None = Field(
        None, description="The variable that holds a token, sent as Authorization: Bearer."
    )
    hosts: Annotated[WordList, BeforeValidator(as_list)] = Field(
        description="Hosts it may go to, by their exact names.", min_length=1
    )
    private: Annotated[WordList, BeforeValidator(as_list)] = Field(
        (), description="Addresses or networks inside your own that those hosts may have."
    )
    up_to: HandlingMarking = Field(default_factory=lambda: marking("TLP:CLEAR"), description=UP_TO)

    @model_validator(mode="after")
    def _one_address(self) -> Self:
        if not self.url and self.url_from is None:
            raise wrong("a webhook has neither “url” nor “url_from”", "give one of the two")
        return self


class TellSettings(Model):
    """Whom `briefgen regenerate` tells what it did."""

    when: Annotated[tuple[Event, ...], BeforeValidator(as_list)] = Field(
        ("published", "stale", "failed"),
        description="What is told: published, unchanged, stale, failed.",
    )
    timeout: Annotated[int, PlainValidator(whole(1, 600))] = Field(
        30, description="Seconds after which it is given up."
    )
    command: Annotated[WordList, BeforeValidator(as_list)] = Field(
        (), description="A command as a list of words; it reads the report from standard input."
    )
    mail: MailSettings | None = Field(None, description="A mail.")
    webhook: HookSettings | None = Field(None, description="A webhook.")

"""Where a source is looked at again: whether it still answers, and says what it said."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import ConfigDict, Field, PlainValidator, model_validator

from briefgen.errors import did_you_mean
from briefgen.model.fields import Model, Words, choice, text_of, wrong
from briefgen.model.provider import MAX_SAID, Url, WorldBankCode, address_of

FORMS = ("page", "json", "csv", "world-bank", "command")
OWN = "url"  # the page under the address of the source itself
TOLD = ("issued", "title", "edition", "number", "volume", "publisher")


def _page(value: object) -> str:
    written = text_of(value, "an address, or the word url").strip()
    return OWN if written == OWN else address_of(written)


Page = Annotated[str, PlainValidator(_page)]


class SourceProvider(Model):
    """Where to look at a source again; one of page, json, csv, world-bank and command."""

    model_config = ConfigDict(populate_by_name=False)

    page: Page | None = Field(
        None, description="A page or a document: `url` for that of the source, or an address."
    )
    says: Words | None = Field(
        None, description="Page: words that have to stand there; else its whole text is compared."
    )
    json_: Url | None = Field(None, alias="json", description="The address of a JSON document.")
    csv: Url | None = Field(
        None, description="The address of a CSV file, of which the first row is read."
    )
    world_bank: WorldBankCode | None = Field(
        None,
        alias="world-bank",
        description="An indicator of the World Bank; what it says is the day of its last change.",
    )
    command: Words | None = Field(
        None, description="A command by its name in briefgen.toml, which prints JSON."
    )
    told: dict[str, Words] = Field(
        {},
        alias="fields",
        description=f"Which fields of the source are told there ({', '.join(TOLD)}), and where: "
        "the path in JSON, the head in CSV.",
    )
    delimiter: Annotated[str, PlainValidator(choice(",", ";", "tab"))] = Field(
        ",", description="CSV: the sign between cells: `,` or `;` or tab."
    )

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        given = [name for name in FORMS if self._of(name) is not None]
        if len(given) != 1:
            raise wrong(
                "a provider of a source is one of page, json, csv, world-bank and command",
                f"keep one of {', '.join(given)}" if given else "add one, as page: url",
            )
        if self.says is not None and self.kind != "page":
            raise wrong("only a page has words to look for", "take the line away", ("says",))
        if self.says is not None and len(self.says) > MAX_SAID:
            raise wrong("these are too many words to look for", "name a few of them", ("says",))
        return self

    @model_validator(mode="after")
    def _with_fields(self) -> Self:
        if bool(self.told) != (self.kind in ("json", "csv", "command")):
            if self.told:
                message = f"“{self.kind}” has no fields to be named"
                raise wrong(message, "take the lines away", ("fields",))
            hint = "add “fields:”, as fields: {issued: meta.updated}"
            raise wrong("nothing says what of the source is told there", hint)
        for name in self.told:
            if name not in TOLD:
                message = f"“{name[:40]}” is no field that is compared"
                raise wrong(message, did_you_mean(name, TOLD), ("fields", name))
        return self

    def _of(self, name: str) -> str | None:
        values = (self.page, self.json_, self.csv, self.world_bank, self.command)
        return values[FORMS.index(name)]

    @property
    def kind(self) -> str:
        """Which of the forms it is."""
        return next(name for name in FORMS if self._of(name) is not None)

    def address(self, own: str) -> str:
        """The address that is looked at, where the source’s own is this; empty without one."""
        named = self.page or self.json_ or self.csv or ""
        return own if named == OWN else named

"""Where the values of a data file come from when they are fetched anew."""

from __future__ import annotations

import re
from typing import Annotated, Self

from pydantic import BeforeValidator, ConfigDict, Field, PlainValidator, model_validator

from briefgen.model.calculation import Year
from briefgen.model.fields import Model, Words, as_list, choice, text_of, wrong

FORMS = ("world-bank", "csv", "json", "command")
_ADDRESS = re.compile(r"https?://[^\s/?#@\\]+(?:[/?][^\s#\\]*)?", re.ASCII)
_INDICATOR = re.compile(r"[A-Za-z0-9]+(?:[._][A-Za-z0-9]+)*", re.ASCII)
_COUNTRY = re.compile(r"[A-Za-z0-9]{2,3}|all", re.ASCII)
MAX_COUNTRIES = 300
MAX_SAID = 300  # characters of words that a page is searched for


def address_of(value: object) -> str:
    """An address that can be fetched, as it is written."""
    written = text_of(value, "an address").strip()
    if not _ADDRESS.fullmatch(written):
        raise wrong(
            f"“{written[:60]}” is no address that can be fetched",
            "write it whole, as https://example.org/data.csv, without a name and password",
        )
    return written


def _indicator(value: object) -> str:
    written = text_of(value, "an indicator of the World Bank").strip()
    if not _INDICATOR.fullmatch(written):
        raise wrong(f"“{written[:40]}” is no indicator", "write its code, as NY.GDP.MKTP.CD")
    return written


def _country(value: object) -> str:
    written = text_of(value, "the code of a country").strip()
    if not _COUNTRY.fullmatch(written):
        raise wrong(f"“{written[:20]}” is no code of a country", "write KZ or KAZ, or all")
    return written


Url = Annotated[str, PlainValidator(address_of)]
WorldBankCode = Annotated[str, PlainValidator(_indicator)]
WorldBankCountry = Annotated[str, PlainValidator(_country)]


class Provider(Model):
    """Where to fetch a data file from; one of world-bank, csv, json and command."""

    model_config = ConfigDict(populate_by_name=False)

    world_bank: WorldBankCode | None = Field(
        None, alias="world-bank", description="An indicator of the World Bank, as NY.GDP.MKTP.CD."
    )
    csv: Url | None = Field(None, description="The address of a CSV file.")
    json_: Url | None = Field(None, alias="json", description="The address of a JSON document.")
    command: Words | None = Field(
        None, description="A command by its name in briefgen.toml; what it prints is read."
    )
    countries: Annotated[tuple[WorldBankCountry, ...], BeforeValidator(as_list)] = Field(
        ("all",), description="World Bank: codes of countries.", max_length=MAX_COUNTRIES
    )
    start: Year | None = Field(None, alias="from", description="World Bank: the first year.")
    end: Year | None = Field(None, alias="to", description="World Bank: the last year.")
    rows: Words | None = Field(
        None, description="JSON: where the list of rows stands, as result.items; else the whole."
    )
    delimiter: Annotated[str, PlainValidator(choice(",", ";", "tab"))] = Field(
        ",", description="CSV: the sign between cells: `,` or `;` or tab."
    )
    form: Annotated[str, PlainValidator(choice("csv", "json"))] = Field(
        "csv", description="Command: whether it prints csv or json."
    )
    columns: dict[str, Words] = Field(
        {},
        description="What each column of the file is called there: the head in CSV, the path in a "
        "row of JSON; else the same.",
    )

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        given = [name for name in FORMS if self._of(name) is not None]
        if len(given) != 1:
            raise wrong(
                "a provider is one of world-bank, csv, json and command",
                f"keep one of {', '.join(given)}" if given else "add one, as csv: https://…",
            )
        if (self.start or self.end) is not None and self.world_bank is None:
            bound = "from" if self.start is not None else "to"
            raise wrong("years are asked of the World Bank only", "take the line away", (bound,))
        if self.rows is not None and self.kind != "json" and self.form != "json":
            raise wrong("only JSON has a place of rows", "take the line away", ("rows",))
        return self

    def _of(self, name: str) -> str | None:
        values = (self.world_bank, self.csv, self.json_, self.command)
        return values[FORMS.index(name)]

    @property
    def kind(self) -> str:
        """Which of the forms it is."""
        return next(name for name in FORMS if self._of(name) is not None)

    @property
    def address(self) -> str:
        """The address of CSV or JSON; empty for other forms."""
        return self.csv or self.json_ or ""

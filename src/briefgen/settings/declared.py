"""What a project may decide in briefgen.toml."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, PlainValidator, field_validator

from briefgen.citations import STYLES
from briefgen.editors import EDITORS, is_address
from briefgen.errors import did_you_mean
from briefgen.model.fields import Flag, Model, WordList, Words, as_list, choice, whole, wrong
from briefgen.model.freshness import Freshness
from briefgen.model.marking import HandlingMarking, Marking, marking
from briefgen.model.schedule import Timing
from briefgen.model.style import INSTALLED, Style
from briefgen.model.telling import TellSettings
from briefgen.project import SETTINGS_FILE, OutsideProject, inside
from briefgen.themes import ABOUT
from briefgen.yardstick import ICD203, YARDSTICKS


def _inside(folder: str, example: str) -> str:
    """A folder of the project; what leads out of it is refused."""
    try:
        return str(inside(folder))
    except OutsideProject:
        message = f"“{folder[:60]}” lies outside the project"
        raise wrong(message, f'name a folder inside it, as "{example}"') from None


class CheckSettings(Model):
    """Which rules `briefgen check` applies, and how many claims must be sourced."""

    select: Annotated[WordList, BeforeValidator(as_list)] = Field(
        ("all",), description="Rules to apply: codes, names, groups, or all."
    )
    ignore: dict[str, Words] = Field({}, description="Rules not to apply, each with its reason.")
    min_coverage: Annotated[int, PlainValidator(whole(0, 100))] | None = Field(
        None, description="The share of claims, in percent, that must be sourced."
    )


class RefreshSettings(Model):
    """What `briefgen refresh` may reach, and how long it waits."""

    hosts: Annotated[WordList, BeforeValidator(as_list)] = Field(
        (), description="Hosts to fetch from, by their exact names."
    )
    private: Annotated[WordList, BeforeValidator(as_list)] = Field(
        (), description="Addresses or networks inside your own that those hosts may have."
    )
    timeout: Annotated[int, PlainValidator(whole(1, 600))] = Field(
        30, description="Seconds after which an answer is given up, or a command is stopped."
    )
    retries: Annotated[int, PlainValidator(whole(0, 10))] = Field(
        3, description="How often a request that failed is made again."
    )
    max_megabytes: Annotated[int, PlainValidator(whole(1, 50))] = Field(
        20, description="The largest answer that is taken."
    )
    world_bank: Words = Field(
        "https://api.worldbank.org/v2", description="The address of the World Bank, or a mirror."
    )
    commands: dict[str, WordList] = Field(
        {}, description="Commands whose output data files may name: a list of words each."
    )


class RegenerateSettings(Timing):
    """What `briefgen regenerate` does, and when for briefs that do not say it themselves."""

    refresh: Flag = Field(True, description="Fetch the data of a brief before it is built.")
    strict: Flag = Field(False, description="Warnings stop a brief as errors do.")
    conform: Flag = Field(
        False, description="Let another program check each PDF, as under --validate."
    )
    runs: Words = Field("runs", description="Folder for reports and for what was looked at when.")

    keep: Annotated[int, PlainValidator(whole(1, 100_000))] = Field(
        500, description="How many reports stay in that folder; the oldest go after a run."
    )

    @field_validator("runs")
    @classmethod
    def _lies_inside(cls, folder: str) -> str:
        return _inside(folder, "runs")


class PreviewSettings(Model):
    """How `briefgen preview` opens the place of a problem or a paragraph."""

    editor: Words = Field(
        "vscode",
        description=f"{', '.join(EDITORS)}; or an address of your own, with {{file}} and {{line}}.",
    )

    @field_validator("editor")
    @classmethod
    def _opens(cls, editor: str) -> str:
        if editor in EDITORS or is_address(editor):
            return editor
        own = "or write its address, as myeditor://open?file={file}&line={line}"
        hint = did_you_mean(editor, EDITORS, f"one of {', '.join(EDITORS)}; {own}")
        raise wrong(f"“{editor[:60]}” is no editor that is known here", hint)


class Settings(Model):
    """What a project decides once for all its briefs."""

    desk: Words = Field("", description="Name of the desk, printed as the imprint.")
    output: Words = Field("out", description="Folder for finished PDFs.")
    editions: Words = Field(
        "editions", description="Folder for published editions, inside the project."
    )
    edition: Annotated[int, PlainValidator(whole(1, 9999))] = Field(
        1, description="The lowest number of an edition; what is taken out of a PDF has that of it."
    )
    evidence: Flag = Field(
        True, description="Put spec, sources and data into the PDF that is made of them."
    )
    page_size: Annotated[str, PlainValidator(choice("A4", "Letter"))] = Field(
        "A4", description="A4 or Letter."
    )
    citation_style: Annotated[str, PlainValidator(choice(*STYLES))] = Field(
        "chicago-notes", description="chicago-notes or numbered."
    )
    yardstick: Annotated[str, PlainValidator(choice(*YARDSTICKS))] = Field(
        ICD203.key, description="Terms of likelihood: icd203 or phia; a brief may name the other."
    )
    marking: HandlingMarking = Field(
        default_factory=lambda: marking("TLP:CLEAR"), description="Default handling marking."
    )
    templates: Annotated[WordList, BeforeValidator(as_list)] = Field(
        (), description="Folders whose templates replace the shipped ones; the first wins."
    )
    theme: Words = Field(
        "",
        examples=["ledger"],
        description="A theme: the name of one that is installed, or a folder, as themes/house.",
    )
    style: Style = Field(Style(), description="Colours, fonts, logo and words of the page.")
    check: CheckSettings = Field(CheckSettings(), description="What `briefgen check` looks at.")
    refresh: RefreshSettings = Field(
        RefreshSettings(), description="What `briefgen refresh` may reach."
    )
    preview: PreviewSettings = Field(
        PreviewSettings(), description="How `briefgen preview` opens places."
    )
    regenerate: RegenerateSettings = Field(
        RegenerateSettings(), description="What `briefgen regenerate` does, and when."
    )
    tell: TellSettings = Field(
        TellSettings(), description="Whom `briefgen regenerate` tells what it did."
    )
    freshness: Freshness = Field(
        default_factory=Freshness, description="How old sources, data and figures may grow."
    )

    @field_validator("editions")
    @classmethod
    def _lies_inside(cls, folder: str) -> str:
        return _inside(folder, "editions")

    @field_validator("theme")
    @classmethod
    def _names_a_theme(cls, theme: str) -> str:
        return _inside(theme, "themes/house") if theme else theme

    @property
    def theme_folder(self) -> str:
        """Where its theme lies; a name without a slash is that of an installed one."""
        return self.theme if "/" in self.theme or not self.theme else f"{INSTALLED}{self.theme}"

    @property
    def folders(self) -> tuple[str, ...]:
        """Where templates and style sheets are looked for before the shipped ones."""
        return (*self.templates, self.theme_folder) if self.theme else self.templates

    @property
    def read_from(self) -> tuple[str, ...]:
        """The files of the project in which settings stand."""
        folder = self.theme_folder
        own = folder and not folder.startswith(INSTALLED)
        return (SETTINGS_FILE, *((f"{folder}/{ABOUT}",) if own else ()))

    def marking_of(self, own: Marking | None) -> Marking:
        """The marking of a brief: its own, or the one that the project has for all."""
        return own or self.marking

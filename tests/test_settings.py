"""Settings: defaults, and mistakes told at their line like those of a spec."""

from __future__ import annotations

import pytest

from briefgen.errors import InputProblems
from briefgen.project import MemoryFiles
from briefgen.settings import Settings, read_settings


def read(text: str | bytes) -> Settings:
    return read_settings(MemoryFiles.of({"briefgen.toml": text}))


def told(text: str | bytes) -> list[str]:
    with pytest.raises(InputProblems) as caught:
        read(text)
    return [f"{p.place}: {p.message} = {p.hint}" for p in caught.value.problems]


def test_an_empty_file_has_every_default() -> None:
    settings = read("")
    assert (settings.output, settings.page_size, settings.citation_style, settings.templates) == (
        "out", "A4", "chicago-notes", ()
    )  # fmt: skip
    assert settings.marking.label == "TLP:CLEAR"


def test_every_setting_is_read() -> None:
    settings = read(
        'desk = "Desk"\noutput = "pdf"\npage_size = "Letter"\ncitation_style = "numbered"\n'
        'marking = "TLP:AMBER"\ntemplates = ["house", "more"]\n'
    )
    assert (settings.desk, settings.output, settings.page_size) == ("Desk", "pdf", "Letter")
    assert (settings.citation_style, settings.templates) == ("numbered", ("house", "more"))
    assert settings.marking.label == "TLP:AMBER"


@pytest.mark.parametrize("text", ['\ufeffdesk = "D"\r\n', 'desk="D" # why', "'desk' = 'D'"])
def test_byte_order_marks_line_ends_and_quotes_do_not_matter(text: str) -> None:
    assert read(text).desk == "D"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('desk = "D"\noutptu = "x"\n',
         "briefgen.toml:2:1: “outptu” is not a key that is known here = did you mean “output”?"),
        ('\npage_size = "A5"\n',
         "briefgen.toml:2:13: “A5” is not among the choices here = "
         "the choices are A4, Letter"),
        ('marking = "TLP:WHITE"\n',
         "briefgen.toml:1:11: “TLP:WHITE” is no label of TLP 2.0 = write TLP:CLEAR"),
        ('editions = "../kept"\n',
         "briefgen.toml:1:12: “../kept” lies outside the project = "
         'name a folder inside it, as "editions"'),
        ("edition = 0\n",
         "briefgen.toml:1:11: a whole number from 1 to 9999 is needed here, found “0” = "
         "write it in digits"),
        ("desk = [1, 2]\n",
         "briefgen.toml:1:8: text is needed here, found a list = "
         "put quotes around a text that begins with [ or {"),
        ("\n[outputs]\nx = 1\n",
         "briefgen.toml:2:2: “outputs” is not a key that is known here = did you mean “output”?"),
        ("desk = D\n",
         "briefgen.toml:1:8: this line cannot be read as TOML = "
         'write each key once, as key = "value" with the text in quotes'),
        ('desk = "D"\ndesk = "E"\n',
         "briefgen.toml:2:11: a key stands twice in this file = "
         'write each key once, as key = "value" with the text in quotes'),
        ('desk = """\n\n',
         "briefgen.toml:3:1: this line cannot be read as TOML = "
         'write each key once, as key = "value" with the text in quotes'),
        ("desk = '\x1b'\n",
         "briefgen.toml:1:9: a sign that cannot be seen or printed stands here (U+001B) = "
         "delete it; it often comes along when text is pasted"),
        (b"desk = '\xe9'\n",
         "briefgen.toml:1:9: the file is not UTF-8: the byte 0xe9 is no letter in it = "
         "save it as UTF-8 in your editor, then look at this line"),
    ],
)  # fmt: skip
def test_mistakes_are_told_at_their_place(text: str | bytes, expected: str) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize("text", ["a = " + "[" * 100_000, "a = " + "9" * 10_000, "[" * 5_000])
def test_hostile_settings_are_told_too(text: str) -> None:
    assert told(text)


def test_several_mistakes_are_told_at_once() -> None:
    assert len(told('desks = "x"\npage_size = "A5"\nmarking = "TLP:BLUE"\n')) == 3

"""The page on languages: what it prints in another one, and its catalogues, as it shows them."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import pytest
import yaml
from babel.messages.frontend import CommandLineInterface

from briefgen.catalogues.tongue import FOLDER
from briefgen.edition.compose import compose
from briefgen.edition.view import Edition
from briefgen.project import MemoryFiles
from briefgen.settings import Settings
from briefgen.validation import check
from doc_examples import ROOT, claimed, page, said
from projects import NAME, SPEC, changed, minimal_project
from shown import installed
from test_diff import RAISED

EXTRA, LANGUAGE, TRANSLATION, WORDS, WHERE, BEGUN = claimed("languages.md", "test_docs_languages")


def edition_in(line: str, more: dict[str, str]) -> Edition:
    """The edition of the small project in the language that a line names."""
    files = minimal_project() | more
    files[SPEC] = changed(files[SPEC], "language: en\n", line)
    files[SPEC] = changed(files[SPEC], *RAISED)
    checked = check(MemoryFiles.of(files), NAME)
    assert checked.problems == ()
    return compose(checked, Settings())


def test_terms_are_printed_in_the_language_that_is_named() -> None:
    installed(EXTRA)
    (judgement,) = edition_in(LANGUAGE, {}).judgements
    term, printed = re.findall(
        r"`likelihood: ([^`]+)` is printed as\s+\*(.+?)\* in Kazakh", page("languages.md")
    )[0]
    assert RAISED[1].startswith(f"likelihood: {term}\n")
    assert judgement.term.casefold() == printed


def test_the_words_of_a_project_go_before_the_shipped_ones() -> None:
    (msgstr,) = re.findall(r'msgstr "(.+)"', WORDS)
    assert edition_in(LANGUAGE, {}).words.bottom_line != msgstr
    edition = edition_in(LANGUAGE, {"translations/kk.po": WORDS})
    assert edition.words.bottom_line == msgstr


def test_the_translation_is_one_that_ships() -> None:
    shown = yaml.load(TRANSLATION, Loader=yaml.BaseLoader)
    named = f"briefs/{shown['translation_of']}-{shown['language']}.yaml"
    ours = yaml.load((ROOT / named).read_text("utf-8"), Loader=yaml.BaseLoader)
    assert shown.pop("translated_from").items() <= ours.pop("translated_from").items()
    assert shown.items() <= ours.items()


def test_a_catalogue_is_begun_where_the_line_says_and_its_language_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here = WHERE.replace("python ", f"{shlex.quote(sys.executable)} ", 1)
    folder = said(here, tmp_path, monkeypatch, capsys).strip()
    assert Path(folder) == FOLDER
    made, begin = BEGUN.splitlines()
    said(made, tmp_path, monkeypatch, capsys)
    (again,) = re.findall(r"`(pybabel update [^`]+)`", page("languages.md"))
    monkeypatch.chdir(tmp_path)
    for line in (begin, again):
        words = shlex.split(line.replace("FOLDER", folder))
        CommandLineInterface().run([words[0], "-q", *words[1:]])  # type: ignore[no-untyped-call]
    catalogue = (tmp_path / "translations/de.po").read_text("utf-8")
    edition = edition_in("language: de\n", {"translations/de.po": catalogue})
    assert edition.words.bottom_line == "Bottom line"  # what is empty is in English

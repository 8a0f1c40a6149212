"""Catalogues of the page: complete, with the fields of their originals, printable, up to date."""

from __future__ import annotations

import random
import subprocess
import sys
from gettext import c2py
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.frontend import CommandLineInterface

from briefgen.catalogues import Tongue, said, shipped, spoken
from briefgen.catalogues.locales import country, local
from briefgen.catalogues.reading import catalogue, fields_of, flaws
from briefgen.catalogues.sorting import sort_key
from briefgen.catalogues.tongue import FOLDER, shipped_bytes
from briefgen.catalogues.writing import filled
from briefgen.glyphs import unprintable
from briefgen.language import Words, in_a_row, summary_words, words_of
from briefgen.messages import messages
from briefgen.numbers import unit_shape
from briefgen.yardstick import YARDSTICKS, term_in, yardstick_in

OTHERS = shipped()[1:]


def forms_of(words: object) -> list[str]:
    """The forms of a message or of its translation."""
    found = [words] if isinstance(words, str) else list(words) if words else []  # type: ignore[call-overload]
    return [str(each) for each in found]


def read(language: str) -> Catalog:
    return catalogue(shipped_bytes(language))


def test_the_languages_that_were_promised_are_there() -> None:
    assert set(shipped()) == {"en", "kk", "ru", "uz", "tr", "fr", "ar"}


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_has_every_message_and_no_other(language: str) -> None:
    found = {(str(each.context), forms_of(each.id)[0]): each for each in read(language) if each.id}
    wanted = {(each.context, each.words): each for each in messages()}
    assert found.keys() == wanted.keys()
    for key, message in found.items():
        forms = forms_of(message.string)
        assert all(form.strip() for form in forms), key
        assert not message.fuzzy, key
        if wanted[key].several:
            assert len(forms) == read(language).num_plurals, key


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_is_as_the_tool_writes_it(language: str) -> None:
    content = shipped_bytes(language)
    assert b"not reviewed by a native editor" in content
    head = "".join(
        line + "\n" for line in content.decode().splitlines() if line.startswith("# ")
    ).rstrip()
    assert filled(messages(), language, head, content) == content, "run: python tools/catalogues.py"


@pytest.mark.parametrize("language", OTHERS)
def test_translations_have_the_fields_of_their_originals(language: str) -> None:
    assert list(flaws(shipped_bytes(language))) == []
    for message in (each for each in read(language) if each.id):
        first, several = forms_of(message.id)[0], forms_of(message.id)[1:]
        for form in forms_of(message.string):
            if several:
                wanted = fields_of(several[0])
                assert wanted - {"count"} <= fields_of(form) <= wanted, first
            else:
                assert fields_of(form) == fields_of(first), first
                spaces = [words[:1] == " " for words in (first, form)]
                assert spaces[0] == spaces[1], first
        if message.context == "page.page_of":
            form = forms_of(message.string)[0]
            assert form.index("{page}") < form.index("{pages}")


@pytest.mark.parametrize("language", OTHERS)
def test_every_letter_of_a_catalogue_can_be_printed(language: str) -> None:
    for message in (each for each in read(language) if each.id):
        forms = forms_of(message.string)
        assert [unprintable(form) for form in forms if unprintable(form)] == []


@pytest.mark.parametrize("language", OTHERS)
def test_numbers_choose_the_form_that_the_language_has_for_them(language: str) -> None:
    rule = c2py(read(language).plural_expr)
    chosen: dict[str, set[int]] = {}
    for number in range(200):
        chosen.setdefault(Locale.parse(language).plural_form(number), set()).add(rule(number))
    told = [forms for name, forms in chosen.items() if len(forms) > 1]
    assert not told, "one form of the language is two of the catalogue"


def test_russian_and_arabic_count_with_all_their_forms() -> None:
    russian = summary_words("ru").source
    assert [russian.of(n) for n in (1, 3, 11, 21, 25)] == [
        "1 источник", "3 источника", "11 источников", "21 источник", "25 источников",
    ]  # fmt: skip
    arabic = summary_words("ar").source
    assert [arabic.of(n) for n in (1, 2, 7, 30, 200)] == [
        "مصدر واحد", "مصدران", "7 مصادر", "30 مصدرًا", "200 مصدر",
    ]  # fmt: skip


@pytest.mark.parametrize("language", OTHERS)
def test_terms_of_likelihood_stay_apart_and_lead_back_to_the_official_ones(language: str) -> None:
    for scale in YARDSTICKS.values():
        local_scale = yardstick_in(scale, language)
        told = [term.words.casefold() for term in local_scale.terms]
        assert len(set(told)) == len(told)
        for official, term in zip(scale.terms, local_scale.terms, strict=True):
            assert (term.key, term.low, term.high) == (official.key, official.low, official.high)
    assert term_in(YARDSTICKS["icd203"].bands[0], "en-GB") is YARDSTICKS["icd203"].bands[0]


@pytest.mark.parametrize("language", OTHERS)
def test_the_per_cent_sign_is_where_babel_has_it(language: str) -> None:
    known = local(language)
    assert known is not None
    shape = unit_shape("percent", language)
    gap = "" if shape.close or not shape.after else "\u00a0"
    assert known.percent == f"{shape.before}{{}}{gap}{shape.after}"


def test_the_template_has_every_message(tmp_path: Path) -> None:
    template = FOLDER / "page.pot"
    head = template.read_text("utf-8").splitlines()[0]
    made = filled(messages(), None, head)
    assert template.read_bytes() == made, "run: python tools/catalogues.py"
    begun = tmp_path / "de.po"
    CommandLineInterface().run(  # type: ignore[no-untyped-call]
        ["pybabel", "-q", "init", "-l", "de", "-i", str(template), "-o", str(begun)]
    )
    assert list(flaws(begun.read_bytes())) == []


def test_words_of_a_project_go_before_the_shipped_ones() -> None:
    own = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    own += 'msgctxt "page.contents"\nmsgid "Contents"\nmsgstr "Жоспар"\n'
    mine = Tongue("kk", own.encode())
    assert words_of(mine).contents == "Жоспар"
    assert words_of(mine).sources == words_of("kk").sources
    assert words_of("kk").contents == "Мазмұны"
    assert spoken(Words, "page", Tongue("en", own.encode())).contents == "Жоспар"
    assert said("kind", "Port note", "kk") == "Port note"  # a kind of the project’s own


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ('msgid "a"\nnonsense\n', 2, "no catalogue of gettext"),
        ('msgid "Since {date}"\nmsgstr "{day}"\n', 1, "{day}, which the original does not have"),
        ('msgid "Since {date}"\nmsgstr "{date.year}"\n', 1, "more than a name"),
        ('msgid "Since {date}"\nmsgstr "{date!r}"\n', 1, "more than a name"),
        ('msgid "Since {date}"\nmsgstr "{date"\n', 1, "{date"),
    ],
)
def test_what_is_wrong_with_a_catalogue_has_its_line(content: str, line: int, words: str) -> None:
    found = list(flaws(content.encode()))
    assert [each.line for each in found] == [line]
    assert words in found[0].message


@pytest.mark.parametrize(
    ("language", "names", "row"),
    [
        ("en", ["a", "b", "c"], "a, b and c"),
        ("kk", ["а", "ә", "б"], "а, ә және б"),
        ("ru", ["а", "б"], "а и б"),
        ("uz", ["a", "b", "c"], "a, b va c"),
        ("tr", ["a", "b", "c"], "a, b ve c"),
        ("fr", ["a", "b", "c"], "a, b et c"),
        ("ar", ["أ", "ب", "ج"], "أ وب وج"),
        ("fr", ["a"], "a"),
        ("fr", [], ""),
    ],
)
def test_lists_are_joined_as_the_language_joins_them(
    language: str, names: list[str], row: str
) -> None:
    assert in_a_row(names, language) == row


@pytest.mark.parametrize(
    ("language", "row"),
    [
        ("en", "Z a é"),
        ("kk", "адам әке ғалым қала ңа өмір ұл үй һ шал і"),
        ("ru", "Ева ёж жук Яна"),
        ("uz", "daryo olma zar oʻzbek gʻoz shahar choy"),
        ("tr", "cam çam gül ğ ıspanak İzmir ok öz su şu uz üç"),
        ("fr", "cote état zèbre"),
        ("ar", "أمل باب التاريخ ياء"),
    ],
)
def test_words_stand_in_the_order_of_the_alphabet(language: str, row: str) -> None:
    words = row.split()
    mixed = random.Random(0).sample(words, len(words))
    assert sorted(mixed, key=sort_key(language)) == words


def test_countries_have_their_names() -> None:
    assert [country("UZ", each) for each in ("kk", "tr", "fr", "ar")] == [
        "Өзбекстан", "Özbekistan", "Ouzbékistan", "أوزبكستان",
    ]  # fmt: skip


def test_english_needs_no_babel() -> None:
    code = (
        "import sys, briefgen.language as l, briefgen.dates as d, briefgen.numbers as n\n"
        "from briefgen.edition.compose import compose\n"
        "l.words_of('en'); d.words(d.PartialDate(2022, 1, 1)); n.with_unit(3, 'usd')\n"
        "print(any(name.split('.')[0] == 'babel' for name in sys.modules))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert told.stdout.strip() == "False"

"""Overrides of templates: which folder wins, what is refused, and how mistakes are told."""

from __future__ import annotations

import pytest

from briefgen.errors import InputProblems, Place
from briefgen.project import MemoryFiles
from briefgen.templating import Sheet, render_html, stylesheet
from pages import edition_of, job_of, project, settings_of


def page(overrides: dict[str, str], folders: tuple[str, ...] = ("own",)) -> str:
    """The HTML of the small brief with these templates."""
    files = {**project(), **overrides}
    return render_html(edition_of(files), MemoryFiles.of(files), folders)


def problem(overrides: dict[str, str]) -> tuple[Place, str]:
    """The one problem of a template."""
    with pytest.raises(InputProblems) as raised:
        page(overrides)
    (found,) = raised.value.problems
    assert found.hint
    return found.place, found.message


def test_the_shipped_templates_print_the_brief() -> None:
    html = page({}, ())
    assert html.startswith("<!doctype html>")
    assert '<h1 data-spec="title">Testland</h1>' in html
    assert html.count('class="fn"') == len(edition_of(project()).notes)


def test_the_first_folder_wins() -> None:
    overrides = {"one/brief.html": "one", "two/brief.html": "two", "two/parts/x.html": "x"}
    assert page(overrides, ("one", "two")).strip() == "one"
    assert page(overrides, ("two", "one")).strip() == "two"


def test_a_folder_that_has_not_the_template_is_passed_over() -> None:
    overrides = {"two/parts/heading.html": "<h3>mine</h3>"}
    assert page(overrides, ("one", "two")) == page({}, ())


def test_a_part_alone_can_be_replaced() -> None:
    html = page({"own/parts/colophon.html": "<p>Ours, {{ edition.reference }}</p>"})
    assert "<p>Ours, T-2025-01</p>" in html
    assert 'class="colophon"' not in html


def test_an_override_can_extend_the_shipped_one() -> None:
    text = '{% extends "default:brief.html" %}{% block gaps %}<p>None</p>{% endblock %}'
    html = page({"own/brief.html": text})
    assert "<p>None</p>" in html
    assert '<h1 data-spec="title">Testland</h1>' in html
    assert "How much goes by rail" not in html


def test_a_kind_may_have_a_template_of_its_own() -> None:
    text = '{% extends "default:brief.html" %}{% block masthead %}<h1>Kind</h1>{% endblock %}'
    html = page({"own/kinds/country-profile.html": text, "own/brief.html": "never"})
    assert "<h1>Kind</h1>" in html


def test_settings_name_the_folders() -> None:
    files = project(settings='templates = ["own"]\n')
    assert settings_of(files).templates == ("own",)
    assert "Ours" in job_of({**files, "own/parts/colophon.html": "<p>Ours</p>"}).html


def test_an_unknown_name_is_an_error_with_its_line() -> None:
    place, message = problem({"own/parts/colophon.html": "<p>\n{{ edition.titel }}\n</p>"})
    assert place == Place("own/parts/colophon.html", 2, 1)
    assert message.endswith("Edition has no “titel”; did you mean “title”?")
    _, message = problem({"own/brief.html": "{{ editoin.title }}"})
    assert message.endswith("nothing here is called “editoin”")


def test_a_mistake_in_the_language_is_an_error_with_its_line() -> None:
    place, message = problem({"own/brief.html": "\n\n{% if edition %}\n"})
    assert place.file == "own/brief.html"
    assert place.line >= 3
    assert "if" in message


def test_a_missing_include_is_named() -> None:
    place, message = problem({"own/brief.html": '{% include "parts/nothing.html" %}'})
    assert place == Place("own/brief.html", 1, 1)
    assert message == "there is no template “parts/nothing.html”"


def test_a_missing_include_is_told_with_the_nearest_one() -> None:
    with pytest.raises(InputProblems) as raised:
        page({"own/brief.html": '{% include "parts/tabel.html" %}'})
    assert raised.value.problems[0].hint == "did you mean “parts/table.html”?"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("{{ edition.title | uper }}", "there is no filter “uper”; did you mean “upper”?"),
        ("{{ edition.title | tojson }}", "the filter “tojson” may not be used here"),
        ("{% if edition is defind %}{% endif %}", "no test “defind”; did you mean “defined”?"),
        ("{{ edition }}", "only texts and numbers are printed, and this is of the type Edition"),
        ("{{ edition.sections }}", "and this is of the type list"),
        ("{{ edition.sections[99].id }}", "no item 99: they count from 0, and there are 5"),
        ("{{ edition.title.__class__ }}", "“__class__” reaches into the program"),
        ("{{ 1 / 0 }}", "cannot be used: division by zero"),
    ],
)
def test_mistakes_are_told_in_words_of_templates(code: str, said: str) -> None:
    _, message = problem({"own/brief.html": code})
    assert said in message


@pytest.mark.parametrize(
    "expression",
    [
        "''.__class__.__mro__",
        "edition.__class__",
        "edition.title.__class__.__base__.__subclasses__()",
        "cycler.__init__.__globals__.os.popen('id').read()",
        "edition.notes.__len__.__self__.__class__",
        "lipsum.__globals__",
        "self.__init__.__globals__",
        "(edition.title | attr('__class__'))",
        "'{0.__class__}'.format(edition)",
    ],
)
def test_a_template_cannot_leave_its_sandbox(expression: str) -> None:
    place, _ = problem({"own/brief.html": f"{{{{ {expression} }}}}"})
    assert place.file == "own/brief.html"


@pytest.mark.parametrize(
    "statement",
    [
        "{% import 'os' as os %}{{ os.getcwd() }}",
        "{% include '../../etc/passwd' %}",
        "{% include '/etc/passwd' %}",
        "{% include 'default:../../pyproject.toml' %}",
        "{% include 'default:/etc/passwd' %}",
        "{% extends 'file:///etc/passwd' %}",
    ],
)
def test_a_template_cannot_read_other_files(statement: str) -> None:
    _, message = problem({"own/brief.html": statement})
    assert message.startswith("there is no template “")


@pytest.mark.parametrize(
    "code", ["{{ edition.facts_panel() }}", "{{ 1 / 0 }}", "{{ edition + 1 }}"]
)
def test_whatever_goes_wrong_in_a_template_is_the_template_s(code: str) -> None:
    place, _ = problem({"own/brief.html": f"\n{code}"})
    assert place == Place("own/brief.html", 2, 1)


DOUBLED = "{% set a = 'ab' %}" + "{% set a = a ~ a %}" * 60 + "{{ a }}"
GREEDY = {
    "product": "{{ 'a' * 10**10 }}",
    "list": "{% set a = [1] * 10**10 %}",
    "power": "{{ 10**10**10 }}",
    "squares": "{% set a = 10**6 %}" + "{% set a = a * a %}" * 40,
    "format": "{{ '%1000000000d' % 1 }}",
    "width": "{{ '{:>1000000000}'.format(1) }}",
    "width from outside": "{{ '{:{w}}'.format(1, w=10**9) }}",
    "often filled in": "{% set a %}{% for x in range(90000) %}{0}{% endfor %}{% endset %}"
    "{{ (a | string).format(a) }}",
    "centred": "{{ 'a'.center(10**10) }}",
    "filter that centres": "{{ 'a' | center(10**10) }}",
    "nonsense": "{{ lipsum(10000) }}",
    "bytes": "{{ (1).to_bytes(10**10, 'big') }}",
    "doubled": DOUBLED,
    "doubled by plus": DOUBLED.replace("~", "+"),
    "doubled by blocks": "{% set a %}ab{% endset %}" + "{% set a %}{{ a }}{{ a }}{% endset %}" * 60,
    "replaced": "{% set a %}{% for x in range(90000) %}a{% endfor %}{% endset %}"
    "{{ a | replace('a', a) }}",
    "joined": "{% set a %}{% for x in range(90000) %}a{% endfor %}{% endset %}"
    "{{ range(90000) | join(a) }}",
    "printed": "{% for x in range(9000) %}{% for y in range(9000) %}{% endfor %}{% endfor %}",
    "macros": "{% macro a(n) %}{% if n %}{{ a(n - 1) }}{{ a(n - 1) }}{% endif %}{% endmacro %}"
    "{{ a(60) }}",
    "itself": '{% include "brief.html" %}',
    "itself twice": "{% set n = (n | default(60)) - 1 %}"
    '{% if n %}{% include "brief.html" %}{% include "brief.html" %}{% endif %}',
    "rounded": "{{ 1.5 | round(10**9, 'ceil') }}",
    "batch": "{{ [1] | batch(10**9, 'x') | list | length }}",
    "chance": "{{ [1, 2] | random }}",
    "a list of lists": "{% set a = range(90000) | list %}{{ [a, a, a, a] }}",
}


@pytest.mark.parametrize("name", GREEDY)
def test_a_template_takes_neither_all_memory_nor_all_time(name: str) -> None:
    place, _ = problem({"own/brief.html": f"\n{GREEDY[name]}"})
    assert (place.file, place.line) == ("own/brief.html", 2)


@pytest.mark.parametrize(
    ("code", "printed"),
    [
        ("{{ 2 * 3 + 4 % 3 }}", "7"),
        ("{{ [1, 2, 3] | join(', ') }}", "1, 2, 3"),
        ("{{ ['<', edition.bottom_line[:0]] | join('>') }}", "&lt;&gt;"),
        ("{{ [1, 2] | sum }}", "3"),
        ("{{ 'a-b' | replace('-', ' ') | upper }}", "A B"),
        ("{{ '{a} of {b}'.format(a=1, b='<') }}", "1 of &lt;"),
        ("{{ 'n: {0}'.format(2) }}", "n: 2"),
        ("{% for x in 'ab' %}{{ loop.index }}{{ x }}{{ loop.last }}{% endfor %}", "1aFalse2bTrue"),
        ("{{ [{'n': 1}, {'n': 2}] | map(attribute='n') | list | last }}", "2"),
        ("{{ edition.titel | default('none') }}", "none"),
        ("{{ ('ab' ~ 1) ~ 2.5 }}", "ab12.5"),
    ],
)
def test_what_templates_do_every_day_they_can(code: str, printed: str) -> None:
    assert page({"own/brief.html": code}) == printed


def test_a_template_that_is_not_utf_8_is_told() -> None:
    files: dict[str, str | bytes] = {**project(), "own/brief.html": "é".encode("latin-1")}
    with pytest.raises(InputProblems) as raised:
        render_html(edition_of(project()), MemoryFiles.of(files), ("own",))
    assert raised.value.problems[0].place.file == "own/brief.html"


def test_a_template_or_style_sheet_has_a_length_that_can_be_worked_through() -> None:
    place, message = problem({"own/parts/prose.html": "x" * 300_001})
    assert (place, message) == (
        Place("own/parts/prose.html", 1, 1),
        "the file has more than 300 KB",
    )
    files = MemoryFiles.of({"own/brief.css": "a{}" * 100_001})
    with pytest.raises(InputProblems, match="300 KB"):
        stylesheet("brief.css", files, ("own",))


def test_a_template_cannot_change_the_edition() -> None:
    problem({"own/brief.html": "{{ edition.abbreviations.append(1) }}"})


def test_text_is_escaped_in_an_override() -> None:
    html = page({"own/brief.html": "{{ '<b>' }}{{ edition.title }}"})
    assert html.strip() == "&lt;b&gt;Testland"


def test_style_sheets_follow_the_same_order() -> None:
    files = MemoryFiles.of({"one/brief.css": "b{}", "two/brief.css": "i{}"})
    assert stylesheet("brief.css", files, ("one", "two")) == Sheet(b"b{}", "one/brief.css")
    assert stylesheet("brief.css", files, ("none", "two")) == Sheet(b"i{}", "two/brief.css")
    assert b"@page" in stylesheet("brief.css", files, ()).content

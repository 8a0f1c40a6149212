"""Style tokens, themes and ejected copies: what they change, what is refused, what travels."""

from __future__ import annotations

import pytest

from briefgen import build
from briefgen.checks.dressing import dressed
from briefgen.edition.compose import compose
from briefgen.errors import ExitCode, InputProblems, Place, RenderingFailed, UsageProblem
from briefgen.evidence.bundle import bundle
from briefgen.model.style import Style
from briefgen.outputs.closing import close_job
from briefgen.outputs.rendering import render
from briefgen.outputs.styling import style_rules
from briefgen.overrides import ejected, own_files, templates_of
from briefgen.pictures import font_faults, logo_faults
from briefgen.project import MemoryFiles
from briefgen.settings import Settings, read_settings
from briefgen.templating import render_html
from briefgen.validation import check
from doc_examples import claimed
from pages import job_of, project
from webs import html_of, made

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
HOUSE = {
    "themes/house/theme.toml": '[style]\naccent = "#2F5D3A"\nlogo = "logo.svg"\n',
    "themes/house/logo.svg": LOGO,
    "themes/house/theme.css": "h1{color:red}",
}


def refused(settings: str, **more: str) -> tuple[Place, str]:
    """The one problem of such settings."""
    files = MemoryFiles.of({"briefgen.toml": settings, **more})
    with pytest.raises(InputProblems) as raised:
        read_settings(files)
    (found,) = raised.value.problems
    assert found.hint
    return found.place, found.message


def test_nothing_is_added_where_nothing_is_set() -> None:
    job = job_of(project())
    assert style_rules(Style()) == ""
    assert not [url for url in job.resources if "style" in url or "theme" in url]
    assert 'class="logo"' not in job.html


def test_tokens_reach_sheet_and_drawings() -> None:
    job = job_of(project(settings='[style]\naccent = "#2f5d3a"\nink = "#101010"\n'))
    assert b"--accent:#2F5D3A" in job.resources["brief:accent.css"]
    assert b"--ink:#101010" in job.resources["brief:style.css"]
    assert 'href="brief:style.css"' in job.html
    assert 'stroke="#2F5D3A"' in job.html or 'fill="#2F5D3A"' in job.html


def test_a_logo_and_words_of_furniture_are_printed() -> None:
    text = '[style]\nlogo = "a/logo.svg"\nhead = "Draft"\nfoot = "For the Ministry"\n'
    job = job_of({**project(settings=text), "a/logo.svg": LOGO})
    assert '<img class="logo" src="brief:own/a/logo.svg"' in job.html
    assert job.resources["brief:own/a/logo.svg"] == LOGO.encode()
    assert "Draft · Testland" in job.html
    assert 'data-foot="For the Ministry · ' in job.html


@pytest.mark.parametrize(
    ("settings", "line", "words"),
    [
        ('\n[style]\naccent = "red"\n', 3, "no colour"),
        ('[style]\nlogo = "../logo.svg"\n', 2, "outside the project"),
        ('[style]\nlogo = "logo.gif"\n', 2, "no file of the kinds"),
        ('[style]\nlogo = "logo.svg"\n', 2, "there is no file"),
        ('theme = "legder"\n', 1, "no theme called"),
        ('theme = "themes/none"\n', 1, "no theme.toml"),
        ('theme = "../x"\n', 1, "outside the project"),
    ],
)
def test_what_is_wrong_has_its_line(settings: str, line: int, words: str) -> None:
    place, message = refused(settings)
    assert (place.file, place.line) == ("briefgen.toml", line)
    assert words in message


@pytest.mark.parametrize(
    ("svg", "words"),
    [
        (LOGO.replace("<path", "<script/><path"), "<script> is not allowed"),
        (LOGO.replace("<path", "<text/><path"), "<text> is not allowed"),
        (LOGO.replace("<path", '<path onload="x()"'), "a script"),
        (LOGO.replace("<path", '<use href="https://a.net/b.svg"/><path'), "leads out"),
        (LOGO.replace("<path", '<path fill="url(http://a.net)"'), "leads out"),
        ("<!DOCTYPE svg>" + LOGO, "document type"),
        (LOGO.replace(' viewBox="0 0 9 9"', ""), "viewBox"),
        ("<svg/>", "no SVG"),
        ("<svg", "cannot be read"),
    ],
)
def test_a_logo_that_does_more_than_draw_is_refused(svg: str, words: str) -> None:
    assert words in " ".join(message for message, _ in logo_faults("a.svg", svg.encode()))


def test_a_logo_that_only_draws_is_taken() -> None:
    assert not list(logo_faults("a.svg", LOGO.encode()))


def test_pictures_and_fonts_have_bounds() -> None:
    wide = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (9000).to_bytes(4, "big") * 2 + bytes(9)
    assert "9000 by 9000" in next(logo_faults("a.png", wide))[0]
    assert "bytes" in next(logo_faults("a.png", bytes(1_000_001)))[0]
    assert "no font" in next(font_faults("a.woff2", b"<html>"))[0]
    assert not list(font_faults("a.woff2", b"wOF2 and more"))


def test_a_theme_lies_under_what_the_project_says() -> None:
    text = 'theme = "themes/house"\n[style]\naccent = "#101010"\n'
    settings = read_settings(MemoryFiles.of({"briefgen.toml": text, **HOUSE}))
    assert (settings.style.accent, settings.style.logo) == ("#101010", "themes/house/logo.svg")
    job = job_of({**project(settings=text), **HOUSE})
    assert job.resources["brief:theme-1.css"] == b"h1{color:red}"
    assert job.origins["brief:theme-1.css"] == "themes/house/theme.css"


def test_the_few_lines_of_the_page_are_seen() -> None:
    settings, *_ = claimed("themes.md", "test_style")
    job = job_of({**project(settings=settings), "assets/logo.svg": LOGO})
    assert b"--accent:#2F5D3A" in job.resources["brief:accent.css"]
    assert '<img class="logo" src="brief:own/assets/logo.svg"' in job.html
    assert "Ministry of Ports, for internal use" in job.html


def test_every_file_of_a_theme_that_the_page_shows_is_used() -> None:
    _, tree, about = claimed("themes.md", "test_style")
    folder, *names = (line.split()[0] for line in tree.splitlines())
    assert "theme.toml" in names
    files = {
        f"{folder}{name.replace('…', 'colophon.html')}": f".ours-{number}{{color:red}}"
        for number, name in enumerate(names)
    }
    files |= {f"{folder}theme.toml": f'{about}foot = "ours-0"\n', f"{folder}logo.svg": LOGO}
    settings = f'page_size = "Letter"\ntheme = "{folder.rstrip("/")}"\n'
    job = job_of({**project(settings=settings), **files})
    assert b"--accent:#2F5D3A" in job.resources["brief:accent.css"]
    assert f'src="brief:own/{folder}logo.svg"' in job.html
    page = html_of(made({**files, "briefgen.toml": settings}))
    whole = "".join((job.html, page, *(str(each) for each in job.resources.values())))
    assert [name for number, name in enumerate(names) if f"ours-{number}" not in whole] == []
    assert [name for number, name in enumerate(names) if f"ours-{number}" in page and "web" in name]


def test_the_shipped_theme_is_a_name() -> None:
    job = job_of(project(settings='theme = "ledger"\n'))
    assert b"--accent:#6B1D2A" in job.resources["brief:accent.css"]
    assert "brief:theme-1.css" in job.resources


def test_a_theme_travels_whole_and_comes_to_the_same() -> None:
    files = MemoryFiles.of({**project(settings='theme = "themes/house"\n'), **HOUSE})
    settings, checked = read_settings(files), check(files, "small")
    first = bundle(checked, files, settings)
    assert {*HOUSE} <= {*first}
    again = MemoryFiles(dict(first))
    known = read_settings(again)
    assert known == settings
    assert bundle(check(again, "small"), again, known) == first
    jobs = [
        close_job(made := compose(check(f, "small"), s), render_html(made, f, s.folders), f, s)
        for f, s in ((files, settings), (again, known))
    ]
    assert jobs[0].digest() == jobs[1].digest()


def test_a_pale_colour_is_a_warning_with_its_line() -> None:
    files = MemoryFiles.of(project(settings='[style]\naccent = "#8FB3B8"\n'))
    (found,) = dressed(check(files, "small"), files, read_settings(files)).problems
    assert (found.code, found.place.file, found.place.line) == ("STY101", "briefgen.toml", 2)
    assert "2.3 to 1" in found.message


def test_an_ejected_copy_tells_when_it_has_fallen_behind() -> None:
    files = MemoryFiles.of(project(settings='templates = ["own"]\n'))
    settings, checked = read_settings(files), check(files, "small")
    plain = render_html(compose(checked, settings), files, ("own",))
    ((path, copy),) = ejected("colophon", files, settings).items()
    assert path == "own/parts/colophon.html"
    files.write(path, copy)
    assert render_html(compose(checked, settings), files, ("own",)) == plain
    assert not dressed(checked, files, settings).problems
    (used,) = (each for each in templates_of(files, settings) if each.used)
    assert (used.by, used.behind) == ("own", False)
    head, _, rest = copy.decode().partition(":")
    files.write(path, f"{head[:-16]}{'0' * 16}:{rest}".encode())
    (found,) = dressed(checked, files, settings).problems
    assert (found.code, found.place) == ("STY102", Place(path, 1, 1))
    assert f"write {head[-16:]} into its first line" in found.hint
    with pytest.raises(UsageProblem):
        ejected("colophon", files, settings)


@pytest.mark.parametrize(
    ("written", "then"),
    [
        ("", 'templates = ["templates"]\n'),
        ('desk = "A"', 'desk = "A"\ntemplates = ["templates"]\n'),
        ("# templates = []  # Folders.\n", 'templates = ["templates"]\n'),
        (
            'a = 1\n[check]\nselect = ["all"]\n',
            'a = 1\ntemplates = ["templates"]\n[check]\nselect = ["all"]\n',
        ),
        ("a = 1\n# [check]\n", 'a = 1\ntemplates = ["templates"]\n# [check]\n'),
    ],
)
def test_a_project_without_a_folder_for_templates_is_given_one(written: str, then: str) -> None:
    files = MemoryFiles.of({"briefgen.toml": written})
    made = ejected("colophon", files, Settings())
    assert list(made) == ["templates/parts/colophon.html", "briefgen.toml"]
    assert made["briefgen.toml"].decode() == then


@pytest.mark.parametrize(
    "written", ["templates = []\n", 'a = """\n[b]\n"""\n', "a = [\n[1],\n]\n", "x\n"]
)
def test_settings_that_cannot_be_added_to_safely_are_left(written: str) -> None:
    files = MemoryFiles.of({"briefgen.toml": written})
    with pytest.raises(UsageProblem, match="no folder"):
        ejected("colophon", files, Settings())


@pytest.mark.parametrize("address", ["http://a.example/b.png", "file:///etc/passwd", "b.png"])
def test_what_a_style_sheet_asks_for_is_told_at_its_line(address: str) -> None:
    own = f"p{{color:red}}\nbody{{background:url({address})}}\n"
    files = {**project(settings='templates = ["own"]\n'), "own/theme.css": own}
    try:
        (found, *_) = render(job_of(files)).problems
    except RenderingFailed as error:
        (found,) = error.problems
    assert (found.place.file, found.place.line) == ("own/theme.css", 2)


def test_notes_that_a_style_sheet_hides_are_told_of_as_such() -> None:
    files = {**project(settings='templates = ["own"]\n'), "own/theme.css": ".ref{display:none}\n"}
    (result,) = build(files)
    assert result.exit_code is ExitCode.RENDERING
    hints = [each.hint for each in result.problems if "cannot be proven" in each.message]
    assert hints and all("a template or style sheet of yours" in hint for hint in hints)


def test_files_that_go_before_none_are_listed() -> None:
    own = {"own/parts/qoutation.html": "", "own/parts/quotation.html": "", "own/theme.css": ""}
    files = MemoryFiles.of({**own, "briefgen.toml": 'templates = ["own"]\n'})
    found = own_files(files, read_settings(files))
    assert [each.name for each in found] == ["parts/qoutation.html", "theme.css"]


def test_ejecting_needs_a_name() -> None:
    files = MemoryFiles.of({"briefgen.toml": ""})
    with pytest.raises(UsageProblem, match="no template"):
        ejected("colofon", files, Settings(templates=("own",)))

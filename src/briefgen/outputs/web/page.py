"""The web page of a brief: templates filled, closed and read again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from briefgen import themes
from briefgen.edition.view import Edition
from briefgen.errors import Place, Problem, RenderingFailed
from briefgen.outputs.asking import place_in
from briefgen.outputs.bars import marked
from briefgen.outputs.bench import Bench, Made
from briefgen.outputs.closing import linked
from briefgen.outputs.faces import FACES, Face
from briefgen.outputs.styling import named_files, own_face_rules
from briefgen.outputs.web.closing import closed, data_url, font_rules
from briefgen.outputs.web.colours import accent_rules, drawing_rules, screen_rules
from briefgen.outputs.web.proof import Fault, faults
from briefgen.project import Files
from briefgen.settings import Settings
from briefgen.templating import Filled, Sheet, added_sheets, filled, stylesheet

HOME = "web"
SHEET = "brief:web.css"
DISPLAY = "BG Display"
_TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    **{font: f"font/{font}" for font in ("woff2", "ttf", "otf")},
}
_ITALIC = re.compile(r'<(?:i|em)\b.*?</(?:i|em)>|<text[^>]* font-style="italic".*?</text>', re.S)


def web_page(bench: Bench) -> tuple[Made, ...]:
    """The page, and the data of its figures; RenderingFailed where a template spoils it."""
    edition, folder = bench.edition, f"{bench.stem}.data"
    data = edition.attachments
    if bench.alone:
        sheets = {each.name: data_url(each.content, each.media_type) for each in data}
    else:
        sheets = {each.name: quote(f"{folder}/{each.name}") for each in data}
    page = _page(edition, bench, sheets)
    if found := list(faults(page.html, edition, sheets.values())):
        raise RenderingFailed([_problem(bench, fault, page.templates) for fault in found])
    beside = () if bench.alone else data
    return (
        Made(f"{bench.stem}.html", page.html.encode()),
        *(Made(f"{folder}/{each.name}", each.content) for each in beside),
    )


def _page(edition: Edition, bench: Bench, data: dict[str, str]) -> Filled:
    """The finished page; `data` says where the data of each figure lie."""
    files, settings = bench.files, bench.settings
    page = filled(edition, files, settings.folders, HOME, sheets=data)
    html = marked(page.html, edition.changed)
    used = [face for face in FACES if face.needed_for(_set_in(face, edition, html))]
    sheets = dict(_own_sheets(files, settings))
    own = {url: sheet.content.decode() for url, sheet in sheets.items()}
    html = linked(html, SHEET, [url for url in own if url != SHEET])
    held = {path: _held(path, files) for path in named_files(settings.style)}
    if logo := settings.style.logo:
        html = html.replace(f'src="{edition.style.logo}"', f'src="{held[logo]}"')
    styles = {
        "brief:fonts.css": font_rules(used)
        + own_face_rules(settings.style, lambda path: held[path]),
        "brief:accent.css": accent_rules(edition.accent),
        "brief:drawings.css": drawing_rules(html),
        **own,
    }
    told = {sheet.origin: own[url] for url, sheet in sheets.items() if sheet.origin}
    return Filled(closed(html, styles), {**page.templates, **told})


def _own_sheets(files: Files, settings: Settings) -> Iterator[tuple[str, Sheet]]:
    """The sheet of the page and those after it, by address."""
    folders = settings.folders
    yield SHEET, stylesheet(f"{HOME}/web.css", files, folders)
    for number, sheet in enumerate(added_sheets(f"{HOME}/theme.css", files, folders), start=1):
        yield f"brief:theme-{number}.css", sheet
    if tokens := screen_rules(settings.style):
        yield "brief:style.css", Sheet(tokens.encode())


def _held(path: str, files: Files) -> str:
    """A font or a logo as an address that holds it."""
    return data_url(themes.read(files, path), _TYPES[path.lower().rpartition(".")[2]])


def _set_in(face: Face, edition: Edition, html: str) -> str:
    """The part of a page that a face may be asked for, since each is carried whole."""
    if face.family.startswith(DISPLAY):
        return edition.title + "".join(each.value for each in edition.key_figures)
    return "".join(_ITALIC.findall(html)) if face.italic else html


def _problem(bench: Bench, fault: Fault, texts: Mapping[str, str]) -> Problem:
    place = place_in(texts, fault.words) if fault.words else None
    return Problem(
        place or Place(f"briefs/{bench.checked.name}.yaml"),
        f"the web page cannot be used: {fault.said}",
        "correct the template or style sheet that was put in the place of the shipped one",
    )

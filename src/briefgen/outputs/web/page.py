"""The web page of a brief: templates filled, closed and read again."""

from __future__ import annotations

import re
from urllib.parse import quote

from briefgen.edition import Edition
from briefgen.errors import Place, Problem, RenderingFailed
from briefgen.outputs.bench import Bench, Made
from briefgen.outputs.faces import FACES, Face
from briefgen.outputs.web.closing import closed, data_url, font_rules
from briefgen.outputs.web.colours import accent_rules, drawing_rules
from briefgen.outputs.web.proof import faults
from briefgen.templating import render_html, stylesheet

HOME = "web"
SHEET = "brief:web.css"
DISPLAY = "BG Display"
_ITALIC = re.compile(r'<(?:i|em)\b.*?</(?:i|em)>|<text[^>]* font-style="italic".*?</text>', re.S)


def web_page(bench: Bench) -> tuple[Made, ...]:
    """The page, and the data of its figures; RenderingFailed where a template spoils it."""
    edition, folder = bench.edition, f"{bench.stem}.data"
    data = edition.attachments
    if bench.alone:
        sheets = {each.name: data_url(each.content, each.media_type) for each in data}
    else:
        sheets = {each.name: quote(f"{folder}/{each.name}") for each in data}
    html = page_html(edition, bench, sheets)
    if found := list(faults(html, edition, sheets.values())):
        raise RenderingFailed([_problem(bench, said) for said in found])
    beside = () if bench.alone else data
    return (
        Made(f"{bench.stem}.html", html.encode()),
        *(Made(f"{folder}/{each.name}", each.content) for each in beside),
    )


def page_html(edition: Edition, bench: Bench, sheets: dict[str, str]) -> str:
    """The finished page; `sheets` says where the data of each figure lie."""
    folders = bench.settings.templates
    html = render_html(edition, bench.files, folders, HOME, sheets=sheets)
    own = stylesheet(f"{HOME}/web.css", bench.files, folders).decode()
    used = [face for face in FACES if face.needed_for(_set_in(face, edition, html))]
    return closed(
        html,
        {
            "brief:fonts.css": font_rules(used),
            "brief:accent.css": accent_rules(edition.accent),
            "brief:drawings.css": drawing_rules(html),
            SHEET: own,
        },
    )


def _set_in(face: Face, edition: Edition, html: str) -> str:
    """The part of a page that a face may be asked for, since each is carried whole."""
    if face.family.startswith(DISPLAY):
        return edition.title + "".join(each.value for each in edition.key_figures)
    return "".join(_ITALIC.findall(html)) if face.italic else html


def _problem(bench: Bench, said: str) -> Problem:
    return Problem(
        Place(f"briefs/{bench.checked.name}.yaml"),
        f"the web page cannot be used: {said}",
        "correct the template or style sheet that was put in the place of the shipped one",
    )

"""An edition closed into a job: its HTML, its styles, and the fonts that its letters need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from briefgen import themes
from briefgen.assets import asset_bytes
from briefgen.edition.view import Edition
from briefgen.model.kind import Accent
from briefgen.model.style import own_address
from briefgen.outputs.faces import FACES, face_rules
from briefgen.outputs.job import FONTS, REMEDIES, SCHEME, RenderJob
from briefgen.outputs.mirroring import mirrored
from briefgen.outputs.speaking_sheet import language_rules
from briefgen.outputs.styling import named_files, own_face_rules, style_rules
from briefgen.project import Files
from briefgen.settings import Settings
from briefgen.templating import Sheet, added_sheets, stylesheet

ACCENT = f"{SCHEME}accent.css"
LANGUAGE = f"{SCHEME}language.css"
MAIN, LETTER = f"{SCHEME}brief.css", f"{SCHEME}letter.css"


def close_job(
    edition: Edition,
    html: str,
    files: Files,
    settings: Settings,
    templates: Mapping[str, str] | None = None,
) -> RenderJob:
    """The job of an edition: its HTML with styles and the fonts that its letters need."""
    used = [face for face in FACES if face.needed_for(html)]
    sheets = dict(_sheets(edition, files, settings))
    if edition.words.direction == "rtl":
        sheets = {url: _turned(sheet) for url, sheet in sheets.items()}
    if rules := language_rules(edition):
        main, *others = sheets.items()
        sheets = dict((main, (LANGUAGE, Sheet(rules.encode())), *others))
    resources = {
        FONTS: (face_rules(used, SCHEME) + own_face_rules(settings.style)).encode(),
        ACCENT: _accent_rule(edition.accent).encode(),
        **{url: sheet.content for url, sheet in sheets.items()},
        REMEDIES: b"",
    }
    for face in used:
        resources[f"{SCHEME}{face.file}"] = asset_bytes(f"fonts/{face.file}")
    for path in named_files(settings.style):
        resources[own_address(path)] = themes.read(files, path)
    origins = {url: sheet.origin for url, sheet in sheets.items() if sheet.origin}
    return RenderJob(
        edition.name,
        linked(html, MAIN, [url for url in sheets if url not in (MAIN, LETTER)]),
        resources,
        edition.notes,
        edition.attachments,
        edition.created,
        origins=origins,
        templates=templates or {},
    )


def _sheets(edition: Edition, files: Files, settings: Settings) -> Iterator[tuple[str, Sheet]]:
    """Style sheets by address, in the order in which they apply."""
    folders = settings.folders
    yield MAIN, stylesheet("brief.css", files, folders)
    for number, sheet in enumerate(added_sheets("theme.css", files, folders), start=1):
        yield f"{SCHEME}theme-{number}.css", sheet
    if tokens := style_rules(settings.style):
        yield f"{SCHEME}style.css", Sheet(tokens.encode())
    if edition.page_size == "Letter":
        yield LETTER, stylesheet("letter.css", files, folders)


def _turned(sheet: Sheet) -> Sheet:
    """A style sheet for a page that is read from the right."""
    return Sheet(mirrored(sheet.content.decode("utf-8-sig", "replace")).encode(), sheet.origin)


def linked(html: str, main: str, more: Iterable[str]) -> str:
    """The page with links to more sheets after the main one, which an override may leave out."""
    link = '<link rel="stylesheet" href="{}">'
    links = "".join(f"\n{link.format(url)}" for url in more)
    if not links:
        return html
    anchor = link.format(main)
    if anchor in html:
        return html.replace(anchor, f"{anchor}{links}", 1)
    return html.replace("</head>", f"{links}\n</head>", 1)


def _accent_rule(accent: Accent) -> str:
    """The colours of the kind as custom properties, which the style sheet uses and may set anew."""
    return f":root{{--accent:{accent.strong};--accent-mid:{accent.mid};--tint:{accent.tint}}}\n"

"""HTML with addresses of the program's own into a page that holds all it needs.

Style sheets and fonts move into the page. Its policy forbids everything else: no script, no
request, and no style but those sheets, which it names by their digests.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping

from briefgen.assets import asset_bytes
from briefgen.outputs.faces import Face

_SHEET = re.compile(r'<link rel="stylesheet" href="(brief:[^"]+)">')
_STYLE = re.compile(r'(<[a-zA-Z][^<>]*?) style="([^"]*)"')
_DRAWING = re.compile(
    r'<svg (xmlns="[^"]*" )width="([\d.]+)pt" height="([\d.]+)pt" (viewBox="[^"]*") role="img">'
    r"<title>([^<]*)</title>"
)
# Browsers break a line before a button even after a word joiner, so the word goes with its mark.
_MARKED = re.compile(r'([^\s<>]+)\u2060(<button type="button" class="ref"[^>]*>\d+</button>)')
_LENGTH = re.compile(r"([\d.]+)(pt|mm)\b")
_PICTURE = 'src="data:image/'
_CHARSET = '<meta charset="utf-8">'
POINTS_OF = {"pt": 1.0, "mm": 72 / 25.4}
POINTS_TO_REM = 10.0


def closed(html: str, sheets: Mapping[str, str]) -> str:
    """The page with its sheets in it and a policy that lets nothing else in."""
    html, inline = _without_styles(html)
    used: list[str] = []

    def sheet(link: re.Match[str]) -> str:
        used.append(sheets[link[1]])
        return f"<style>{used[-1]}</style>"

    html = _MARKED.sub(r'<span class="kept">\1\2</span>', html)
    html = _SHEET.sub(sheet, _DRAWING.sub(_drawing, html))
    if inline:
        used.append(inline)
        html = html.replace("</head>", f"<style>{inline}</style>\n</head>", 1)
    pictures = "img-src data:; " if _PICTURE in html else ""
    policy = f'<meta http-equiv="Content-Security-Policy" content="{_policy(used, pictures)}">'
    return html.replace(_CHARSET, f"{_CHARSET}\n{policy}", 1).lstrip()


def font_rules(faces: Iterable[Face]) -> str:
    """@font-face rules that carry their files."""
    return "\n".join(_font_rule(face) for face in faces)


def _font_rule(face: Face) -> str:
    held = data_url(asset_bytes(f"fonts/{face.file}"), "font/woff2")
    italic = "font-style:italic;" if face.italic else ""
    return (
        f'@font-face{{font-family:"{face.family}";font-weight:200 900;{italic}'
        f'font-display:block;src:url({held}) format("woff2")}}'
    )


def data_url(content: bytes, media_type: str) -> str:
    """Bytes as an address that holds them."""
    return f"data:{media_type};base64,{base64.b64encode(content).decode('ascii')}"


def _policy(sheets: Iterable[str], pictures: str) -> str:
    digests = (hashlib.sha256(sheet.encode()).digest() for sheet in sheets)
    named = [f"'sha256-{base64.b64encode(each).decode()}'" for each in digests]
    styles = " ".join(named) or "'none'"
    return (
        f"default-src 'none'; style-src {styles}; font-src data:; {pictures}"
        "base-uri 'none'; form-action 'none'"
    )


def _without_styles(html: str) -> tuple[str, str]:
    """The page with its style attributes, which the policy forbids, as rules of a sheet."""
    rules: dict[str, int] = {}

    def named(tag: re.Match[str]) -> str:
        return f'{tag[1]} data-style="{rules.setdefault(tag[2], len(rules) + 1)}"'

    html = _STYLE.sub(named, html)
    written = (
        f'[data-style="{number}"]{{{_LENGTH.sub(_in_rem, rule)}}}' for rule, number in rules.items()
    )
    return html, "\n".join(written)


def _in_rem(length: re.Match[str]) -> str:
    return f"{round(float(length[1]) * POINTS_OF[length[2]] / POINTS_TO_REM, 4):g}rem"


def _drawing(found: re.Match[str]) -> str:
    """A drawing that grows with the letters around it, its words in an attribute.

    As an element they would show as a tip wherever the pointer rests.
    """
    namespace, width, height, box, words = found.groups()
    wide, high = (f"{float(each) / POINTS_TO_REM:g}em" for each in (width, height))
    return f'<svg {namespace}width="{wide}" height="{high}" {box} role="img" aria-label="{words}">'

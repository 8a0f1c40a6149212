"""Tokens of a style as rules of CSS, after the sheets that they change."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from briefgen.model.style import COLOURS, Style, own_address

# The name of each family of the project, and the shipped ones that stand in for missing letters.
FAMILIES = {
    "serif": '"BG Serif","BG Serif Ext","BG Serif Cyr","BG Serif CyrX","BG Naskh"',
    "sans": '"BG Sans","BG Sans Ext","BG Sans Cyr","BG Sans CyrX","BG Naskh"',
    "display": '"BG Display","BG Display Ext","BG Serif Cyr","BG Serif CyrX","BG Naskh"',
}
LOGO = ".imprint .logo{display:inline-block;height:22pt;max-width:70mm;vertical-align:middle}"
_RULED = ("@top-left", "@top-right", "@bottom-left", "@bottom-right")


def style_rules(style: Style) -> str:
    """The rules of a style; none where nothing is set. Boxes in margins know no properties."""
    tokens = [f"--{key}:{colour}" for key, colour in _colours(style)]
    tokens += [f"--{key}:{family_of(key)}" for key in _families(style)]
    rules = [f":root{{{';'.join(tokens)}}}"] if tokens else []
    rules += [*_page_rules(style), *([LOGO] if style.logo else [])]
    return "\n".join([*rules, ""]) if rules else ""


def family_of(key: str) -> str:
    """The family of a project’s font, with the shipped faces behind it."""
    return f'"Own {key}",{FAMILIES[key]}'


def own_face_rules(style: Style, address: Callable[[str], str] = own_address) -> str:
    """@font-face rules of the fonts that a style names."""
    return "".join(
        f'\n@font-face{{font-family:"Own {key.partition("_")[0]}";'
        f"{'font-weight:600;' if key.endswith('_bold') else ''}"
        f"{'font-style:italic;' if key.endswith('_italic') else ''}src:url({address(path)})}}"
        for key, path in style.faces
    )


def named_files(style: Style) -> tuple[str, ...]:
    """The files that a page of this style is made from, by path."""
    logo = (style.logo,) if style.logo else ()
    return tuple(dict.fromkeys((*logo, *(path for _, path in style.faces))))


def _colours(style: Style) -> Iterator[tuple[str, str]]:
    for key in COLOURS:
        if colour := getattr(style, key):
            yield key, colour


def _families(style: Style) -> Iterator[str]:
    yield from (key for key in FAMILIES if getattr(style, key))


def _page_rules(style: Style) -> Iterator[str]:
    if style.paper:
        yield f"@page{{background:{style.paper}}}"
    if style.rule:
        boxes = "".join(f"{box}{{border-color:{style.rule}}}" for box in _RULED)
        yield f"@page{{{boxes}}}"
    if style.ink3:
        yield f"@page{{@footnote{{border-color:{style.ink3}}}}}"
    foot = f"color:{style.ink2};" if style.ink2 else ""
    foot += f"font-family:{family_of('sans')};" if style.sans else ""
    if foot:
        yield f"@page{{@bottom-left{{{foot}}}}}"

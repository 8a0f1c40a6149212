"""The table of looks as the styles and numberings of a Word file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from xml.sax.saxutils import quoteattr

from msgspec import structs

from briefgen.outputs.word.looks import LETTERS, PARAGRAPHS, SERIF, Edge, Letters, Look

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
Tokens = Mapping[str, str]  # what the names of families and of colours stand for
_BASE_SIZE, _BASE_LINE = 10.5, 14.0
_ALL_LATENT = 'w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" '
_ALL_LATENT += 'w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"'


def styles_xml(tokens: Tokens, language: str, *, rtl: bool = False) -> str:
    """word/styles.xml."""
    named = "".join(
        (
            *(_paragraph(_turned(each) if rtl else each, tokens) for each in PARAGRAPHS),
            '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
            '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/></w:style>',
            *(
                _letters(structs.replace(each, tracking=0.0) if rtl else each, tokens)
                for each in LETTERS
            ),
            *_tables(tokens),
        )
    )
    tongue = f"<w:lang w:val={quoteattr(language)} w:bidi={quoteattr(language)}/>"
    return (
        f"<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>{_fonts(tokens[SERIF])}"
        f"{_size(_BASE_SIZE)}{tongue}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr><w:widowControl/>{'<w:bidi/>' if rtl else ''}"
        f'<w:spacing w:before="0" w:after="0" w:line="{twips(_BASE_LINE)}" w:lineRule="atLeast"/>'
        f"</w:pPr></w:pPrDefault></w:docDefaults><w:latentStyles {_ALL_LATENT}/>"
        f"{named}</w:styles>"
    )


def _turned(look: Look) -> Look:
    """The same for lines from the right: rules change sides, letters that join stay together."""
    sides = {"left": "right", "right": "left"}
    edges = tuple(
        structs.replace(each, side=sides.get(each.side, each.side)) for each in look.edges
    )
    return replace(look, tracking=0.0, edges=edges)


def twips(points: float) -> int:
    """Points in the unit of Word, a twentieth of them."""
    return round(points * 20)


def millimetres(wide: float) -> int:
    """Millimetres in the unit of Word."""
    return twips(wide * 72 / 25.4)


def _paragraph(look: Look, tokens: Tokens) -> str:
    default = ' w:default="1"' if look.id == "Normal" else ""
    based = f'<w:basedOn w:val="{look.based}"/>' if look.based else ""
    following = f'<w:next w:val="{look.next}"/>' if look.next else ""
    shown = '<w:uiPriority w:val="9"/><w:qFormat/>' if look.quick else '<w:uiPriority w:val="99"/>'
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{look.id}"><w:name w:val="{look.name}"/>'
        f"{based}{following}{shown}<w:pPr>{_placed(look, tokens)}</w:pPr>"
        f"<w:rPr>{_set(look, tokens)}</w:rPr></w:style>"
    )


def _placed(look: Look, tokens: Tokens) -> str:
    """Where a paragraph stands, in the order that Word insists on."""
    deep = f'<w:ilvl w:val="{look.deep}"/>' if look.deep else ""
    parts = [
        "" if look.kept is None else f'<w:keepNext w:val="{int(look.kept)}"/>',
        "<w:keepLines/>" if look.whole else "",
        f'<w:numPr>{deep}<w:numId w:val="{look.numbered}"/></w:numPr>' if look.numbered else "",
        _edges("pBdr", look.edges, tokens),
        _ground(look.ground, tokens),
        _tabs(look),
        _spacing(look),
        _indents(look),
        f'<w:jc w:val="{look.align}"/>' if look.align else "",
        f'<w:outlineLvl w:val="{look.level}"/>' if look.level is not None else "",
    ]
    return "".join(parts)


def _tabs(look: Look) -> str:
    stops = "".join(f'<w:tab w:val="{kind}" w:pos="{twips(at)}"/>' for kind, at in look.tabs)
    return f"<w:tabs>{stops}</w:tabs>" if stops else ""


def _spacing(look: Look) -> str:
    told = {"before": look.before, "after": look.after, "line": look.line or None}
    given = "".join(f' w:{k}="{twips(v)}"' for k, v in told.items() if v is not None)
    rule = ' w:lineRule="atLeast"' if look.line else ""
    return f"<w:spacing{given}{rule}/>" if given else ""


def _indents(look: Look) -> str:
    told = {"left": look.left, "right": look.right, "hanging": look.hanging}
    given = "".join(f' w:{k}="{twips(v)}"' for k, v in told.items() if v is not None)
    return f"<w:ind{given}/>" if given else ""


def _edges(tag: str, edges: tuple[Edge, ...], tokens: Tokens) -> str:
    order = ("top", "left", "bottom", "right", "insideH", "insideV")
    inner = "".join(
        f'<w:{each.side} w:val="single" w:sz="{round(each.width * 8)}" '
        f'w:space="{round(each.space)}" w:color="{tokens[each.colour]}"/>'
        for each in sorted(edges, key=lambda edge: order.index(edge.side))
    )
    return f"<w:{tag}>{inner}</w:{tag}>" if inner else ""


def _ground(colour: str, tokens: Tokens) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{tokens[colour]}"/>' if colour else ""


def _set(look: Look | Letters, tokens: Tokens) -> str:
    """How letters are set, in the order that Word insists on."""
    italic = look.italic if isinstance(look, Letters) else None
    framed, ground = (look.framed, look.ground) if isinstance(look, Letters) else ("", "")
    raised = isinstance(look, Letters) and look.raised
    parts = [
        _fonts(tokens[look.font]) if look.font else "",
        _switch("b", look.bold),
        _switch("i", italic),
        "<w:caps/>" if look.caps else "",
        f'<w:color w:val="{tokens[look.colour]}"/>' if look.colour else "",
        f'<w:spacing w:val="{twips(look.tracking)}"/>' if look.tracking else "",
        _size(look.size) if look.size else "",
        f'<w:bdr w:val="single" w:sz="4" w:space="0" w:color="{tokens[framed]}"/>'
        if framed
        else "",
        _ground(ground, tokens),
        '<w:vertAlign w:val="superscript"/>' if raised else "",
    ]
    return "".join(parts)


def _switch(name: str, value: bool | None) -> str:
    """A property that can be on, off or left as it is; for both directions of writing."""
    if value is None:
        return ""
    off = "" if value else ' w:val="0"'
    return f"<w:{name}{off}/><w:{name}Cs{off}/>"


def _fonts(family: str) -> str:
    name = quoteattr(family)
    return f"<w:rFonts w:ascii={name} w:hAnsi={name} w:eastAsia={name} w:cs={name}/>"


def _size(points: float) -> str:
    half = round(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def _letters(look: Letters, tokens: Tokens) -> str:
    return (
        f'<w:style w:type="character" w:styleId="{look.id}"><w:name w:val="{look.name}"/>'
        '<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="20"/><w:qFormat/>'
        f"<w:rPr>{_set(look, tokens)}</w:rPr></w:style>"
    )


_MARGINS: Mapping[str, tuple[float, float, float, float]] = {  # top, left, bottom, right
    "BriefTable": (3.2, 0.0, 3.4, 7.0),
    "BriefPanel": (2.8, 6.0, 3.0, 4.0),
    "BriefRow": (4.5, 0.0, 5.0, 8.0),
    "BriefColumns": (0.0, 0.0, 0.0, 14.0),
    "BriefPair": (0.0, 0.0, 0.0, 0.0),
    "BriefCards": (6.0, 8.0, 3.0, 8.0),
}
GROUNDED = ("BriefPanel", "BriefCards")  # on the ground of the panel
_NAMES = {
    "BriefTable": "Brief Table",
    "BriefPanel": "Brief Panel",
    "BriefRow": "Brief Row",
    "BriefColumns": "Brief Columns",
    "BriefPair": "Brief Pair",
    "BriefCards": "Brief Cards",
}


def _tables(tokens: Tokens) -> Iterator[str]:
    yield (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        "</w:style>"
    )
    hair = Edge("insideH", 0.5, "hair")
    ends = Edge("bottom", 0.75, "ink")
    edges = {
        "BriefTable": (hair, ends),
        "BriefPanel": (Edge("top", 2.25, "accent"), Edge("insideH", 0.5, "rule")),
        # A broad white rule parts the cards, since cells cannot stand apart.
        "BriefCards": (Edge("top", 2.25, "ink3"), Edge("insideV", 12.0, "paper")),
        "BriefRow": (Edge("top", 0.5, "rule"), Edge("bottom", 0.5, "rule")),
    }
    for name, margins in _MARGINS.items():
        cell = "".join(
            f'<w:{side} w:w="{twips(value)}" w:type="dxa"/>'
            for side, value in zip(("top", "left", "bottom", "right"), margins, strict=True)
        )
        ground = f'<w:shd w:val="clear" w:color="auto" w:fill="{tokens["panel"]}"/>'
        yield (
            f'<w:style w:type="table" w:customStyle="1" w:styleId="{name}">'
            f'<w:name w:val="{_NAMES[name]}"/><w:basedOn w:val="TableNormal"/>'
            '<w:uiPriority w:val="99"/><w:qFormat/><w:tblPr>'
            f"{_edges('tblBorders', edges.get(name, ()), tokens)}"
            f"<w:tblCellMar>{cell}</w:tblCellMar></w:tblPr>"
            f"{f'<w:tcPr>{ground}</w:tcPr>' if name in GROUNDED else ''}"
            f"{_conditions(tokens) if name == 'BriefTable' else ''}</w:style>"
        )


def _conditions(tokens: Tokens) -> str:
    """The head and the total of a table."""
    under = _edges("tcBorders", (Edge("bottom", 0.75, "ink"),), tokens)
    over = _edges("tcBorders", (Edge("top", 0.75, "ink"), Edge("bottom", 0.75, "ink")), tokens)
    return (
        f'<w:tblStylePr w:type="firstRow"><w:tcPr>{under}<w:vAlign w:val="bottom"/></w:tcPr>'
        '</w:tblStylePr><w:tblStylePr w:type="lastRow">'
        f"<w:tcPr>{over}</w:tcPr></w:tblStylePr>"
    )


def numbering_xml(tokens: Tokens, lists: int) -> str:
    """word/numbering.xml: dashes, numbers, key judgements, and each ordered list from 1."""
    dash = "".join(_level(n, "bullet", "–", 12.0 * (n + 1), 12.0, tokens) for n in range(2))
    number = "".join(
        _level(n, "decimal", f"%{n + 1}.", 16.0 * (n + 1), 16.0, tokens) for n in range(2)
    )
    judged = _level(0, "decimal", "%1", 17.0, 17.0, tokens, "KeyJudgement")
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:multiLevelType w:val="multilevel"/>{levels}'
        "</w:abstractNum>"
        for n, levels in enumerate((dash, number, judged), 1)
    )
    used = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2, 3)
    )
    again = '<w:lvlOverride w:ilvl="{}"><w:startOverride w:val="1"/></w:lvlOverride>'
    restart = again.format(0) + again.format(1)
    used += "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="2"/>{restart}</w:num>'
        for n in range(FIRST_LIST, FIRST_LIST + lists)
    )
    return f"<w:numbering {W}>{kinds}{used}</w:numbering>"


FIRST_LIST = 4  # numberings before it are those of styles


def _level(
    level: int, kind: str, sign: str, left: float, hanging: float, tokens: Tokens, style: str = ""
) -> str:
    size = f"{_fonts(tokens[SERIF])}<w:b/><w:bCs/>" if kind == "bullet" or style else ""
    tint = f'<w:color w:val="{tokens["accent"]}"/>' if size else ""
    large = _size(12.5) if style else ""
    linked = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{linked}'
        f'<w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/><w:pPr><w:ind '
        f'w:left="{twips(left)}" w:hanging="{twips(hanging)}"/></w:pPr>'
        f"<w:rPr>{size}{tint}{large}</w:rPr></w:lvl>"
    )

"""What lines of text of one style have in common, made once: language, face and features."""

from __future__ import annotations

import functools
from collections.abc import Callable
from operator import itemgetter
from typing import Any, NamedTuple

from weasyprint.text.constants import LST_TO_ISO, PANGO_DIRECTION
from weasyprint.text.ffi import ffi, gobject, pango, unicode_to_char_p
from weasyprint.text.fonts import font_features, get_font_description

Setup = Callable[[Any, Any], None]
FEATURES = (
    *("font_kerning", "font_variant_ligatures", "font_variant_position", "font_variant_caps"),
    *("font_variant_numeric", "font_variant_alternates", "font_variant_east_asian"),
    "font_feature_settings",
)
# All of a style that the engine looks at here; a test holds this against its source.
LOOKED_AT = (
    *("font_family", "direction", "font_language_override", "lang", "font_style", "font_stretch"),
    *("font_weight", "font_size", "font_variation_settings", "text_decoration_line"),
    *FEATURES,
)
FAMILY, DECORATION = LOOKED_AT.index("font_family"), LOOKED_AT.index("text_decoration_line")
_look = itemgetter(*LOOKED_AT)
_features = itemgetter(*FEATURES)


class _Common(NamedTuple):
    context: Any
    language: Any
    description: Any
    features: bytes


def sharing(plain: Setup) -> Setup:
    """The engine's way to begin a text, where lines under or through it are left to it."""

    @functools.wraps(plain)
    def setup(layout: Any, style: Any) -> None:
        looks = list(_look(style))
        if looks[DECORATION] != "none":
            return plain(layout, style)
        looks[FAMILY] = tuple(looks[FAMILY])
        fonts = style.font_config
        known = fonts.__dict__.get("known_letters")
        if known is None:
            known = fonts.__dict__["known_letters"] = {}
        key = tuple(looks)
        try:
            common = known.get(key)
        except TypeError:  # a value that cannot be a key
            return plain(layout, style)
        if common is None:
            common = known[key] = _common(style)
        layout.style = style
        layout.first_line_direction = 0
        layout.language = common.language
        layout.ascent = layout.underline_position = layout.strikethrough_position = None
        layout.layout = ffi.gc(pango.pango_layout_new(common.context), gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(layout.layout, False)
        pango.pango_layout_set_font_description(layout.layout, common.description)
        if common.features:
            attributes = pango.pango_attr_list_new()
            pango.pango_attr_list_insert(attributes, fonts.font_features[common.features])
            pango.pango_layout_set_attributes(layout.layout, attributes)
        return None

    return setup


def _common(style: Any) -> _Common:
    context = ffi.gc(
        pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref
    )
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    override = style["font_language_override"]
    told = style["lang"] if override == "normal" else LST_TO_ISO.get(override.lower(), override)
    if told:
        pointer, _held = unicode_to_char_p(told)
        language = pango.pango_language_from_string(pointer)
        pango.pango_context_set_language(context, language)
    else:
        language = pango.pango_language_get_default()
    features = font_features(*_features(style))
    said = ",".join(f"{key} {value}" for key, value in features.items()).encode()
    if said and said not in style.font_config.font_features:
        style.font_config.font_features[said] = pango.pango_attr_font_features_new(said)
    return _Common(context, language, get_font_description(style), said)

"""What a drawing may consist of. What is not named here is taken out."""

import re
from typing import Any

ELEMENTS = frozenset(
    "svg g defs symbol use path rect circle ellipse line polyline polygon text tspan title desc"
    " linearGradient radialGradient stop clipPath mask pattern marker style".split()
)
ATTRIBUTES = frozenset(
    "id class style viewBox width height x y x1 y1 x2 y2 cx cy r rx ry fx fy fr d points transform"
    " version preserveAspectRatio dx dy rotate textLength lengthAdjust pathLength"
    " gradientUnits gradientTransform spreadMethod offset stop-color stop-opacity"
    " clipPathUnits maskUnits maskContentUnits patternUnits patternContentUnits patternTransform"
    " markerUnits markerWidth markerHeight refX refY orient marker-start marker-mid marker-end"
    " fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap"
    " stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset color opacity display"
    " visibility overflow clip-path clip-rule mask paint-order vector-effect shape-rendering"
    " font-family font-size font-style font-weight font-variant font-stretch text-anchor"
    " text-decoration dominant-baseline alignment-baseline baseline-shift letter-spacing"
    " word-spacing writing-mode direction mix-blend-mode isolation".split()
)
HERE = re.compile(r"#[\w.:-]{1,100}")
LOCAL = re.compile(r"url\(\s*['\"]?#([\w.:-]{1,100})['\"]?\s*\)")
# An escape can spell any of the words; “@” brings files and animations.
_UNSAFE = re.compile(
    r"url|image|@|\\|expression|script:|data:|<|/\*|behavior|binding", re.IGNORECASE
)
_NOTHING_LOST = re.compile(
    r"metadata|namedview|xml:space|title|desc|role|enable-background|\{[^}]*(?:inkscape|sodipodi|adobe"
    r"|creativecommons|purl\.org|w3\.org/1999/02)[^}]*\}.*|\{[^}]*\}(?:metadata|space)|data-.*|aria-.*"
)


def is_safe_style(text: str) -> bool:
    """Of a style, or of any attribute: it names nothing outside the drawing."""
    return not _UNSAFE.search(LOCAL.sub("", text))


def is_harmless(name: Any) -> bool:
    """What drawing programs note for themselves: nobody misses it."""
    return isinstance(name, str) and bool(_NOTHING_LOST.fullmatch(name))

"""Runs of a Word document that are set in TCVN3 or VNI fonts, rewritten in Unicode in place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from lxml.etree import _Element as Element

from cms.importing import legacy_fonts
from cms.importing.docx_styles import Styles, W, font_of
from cms.importing.legacy_fonts import Encoding
from cms.importing.refusals import refuse_legacy_font
from cms.importing.vietnamese import evidence


@dataclass
class Span:
    """One text element of a run in an old font."""

    element: Element
    font: str
    encoding: Encoding

    @property
    def text(self) -> str:
        return self.element.text or ""


def convert_legacy_fonts(roots: Iterable[Element], styles: Styles) -> bool:
    """True when text was converted. Raises ``ImportRefused`` naming the font when the text in it
    reads as Vietnamese neither before nor after."""
    spans = [span for root in roots for span in _spans(root, styles)]
    converted = False
    for encoding in ("tcvn3", "vni"):
        mine = [span for span in spans if span.encoding == encoding]
        if mine and _should_convert(mine, encoding):
            _convert(mine, encoding)
            converted = True
    return converted


def _spans(root: Element, styles: Styles) -> list[Span]:
    found = []
    for paragraph in root.iter(f"{W}p"):
        style = _style_of(paragraph.find(f"{W}pPr"), "pStyle") or styles.default_paragraph
        for run in paragraph.iter(f"{W}r"):
            properties = run.find(f"{W}rPr")
            font = font_of(properties) or styles.font(_style_of(properties, "rStyle"), style)
            encoding = legacy_fonts.encoding_of_font(font)
            if encoding:
                _restore_soft_hyphens(run, encoding)
                found += [Span(text, font, encoding) for text in run.iter(f"{W}t")]
    # A run that holds a letter no old font has was typed in Unicode; Word drew it in another font.
    return [span for span in found if not legacy_fonts.holds_unicode_vietnamese(span.text)]


def _style_of(properties: Element | None, name: str) -> str:
    style = properties.find(f"{W}{name}") if properties is not None else None
    return style.get(f"{W}val", "") if style is not None else ""


def _restore_soft_hyphens(run: Element, encoding: Encoding) -> None:
    """The code of "ư" in TCVN3 is Unicode's soft hyphen, for which Word writes an element."""
    if encoding != "tcvn3":
        return
    for hyphen in list(run.iter(f"{W}softHyphen")):
        hyphen.tag = f"{W}t"
        hyphen.text = "\u00ad"


def _should_convert(spans: list[Span], encoding: Encoding) -> bool:
    text = _joined(spans)
    before, after = evidence(text), evidence(legacy_fonts.convert(text, encoding))
    if not before.words or before.share > after.share:
        return False
    if after.share < legacy_fonts.CLEARLY:
        raise refuse_legacy_font(", ".join(sorted({span.font for span in spans})))
    return True


def _joined(spans: list[Span]) -> str:
    """Runs of one paragraph join to words; paragraphs are parted."""
    parts, previous = [], None
    for span in spans:
        paragraph = next(span.element.iterancestors(f"{W}p"), None)
        parts += ["\n", span.text] if paragraph is not previous else [span.text]
        previous = paragraph
    return "".join(parts)


def _convert(spans: list[Span], encoding: Encoding) -> None:
    if encoding == "vni":
        _join_split_letters(spans)
    for span in spans:
        text = legacy_fonts.convert(span.text, encoding)
        span.element.text = text.upper() if legacy_fonts.draws_capitals(span.font) else text
        span.element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _join_split_letters(spans: list[Span]) -> None:
    """VNI writes letter and mark as two codes, which formatting may part into two runs."""
    for span, following in pairwise(spans):
        paragraphs = {next(s.element.iterancestors(f"{W}p"), None) for s in (span, following)}
        pair = span.text[-1:] + following.text[:1]
        if len(paragraphs) == 1 and pair in legacy_fonts.VNI and len(pair) == 2:
            span.element.text = span.text + pair[1]
            following.element.text = following.text[1:]

"""A dated “Đính chính” in words, for posts that are read and for bulletins that are heard.

Only languages with reviewed wording have their own. Elsewhere signs say it to the eye, so that no
Vietnamese stands in a post of another language; to the ear nothing but words can, and announcers know the
Vietnamese ones. The two sentences come from the approved item.
"""

from .channel import Correction

_WRITTEN = {
    "vi": "ĐÍNH CHÍNH ngày {day}: “{wrong}” là chưa đúng; đúng là: “{right}”.",
    "en": "CORRECTION of {day}: “{wrong}” is not right; right is: “{right}”.",
}
_SIGNS = "{day}: ✗ “{wrong}” → ✓ “{right}”."
_SPOKEN = {
    "vi": "Đính chính, {day}. Bản tin trước nói: {wrong}. Nay xin sửa lại là: {right}.",
    "en": "Correction, {day}. The bulletin before said: {wrong}. It should say: {right}.",
}


def written(correction: Correction, language: str) -> str:
    """One paragraph for the eye."""
    frame = _WRITTEN.get(language, _SIGNS)
    return _filled(frame, correction, day=f"{correction.date:%d/%m/%Y}")


def spoken(correction: Correction, language: str) -> str:
    """One paragraph for the ear: the date in words, no marks that nobody hears."""
    on = correction.date
    day = f"{on:%d %B %Y}" if language == "en" else f"ngày {on.day} tháng {on.month} năm {on.year}"
    return _filled(_SPOKEN.get(language, _SPOKEN["vi"]), correction, day=day)


def _filled(frame: str, correction: Correction, *, day: str) -> str:
    return frame.format(
        day=day,
        wrong=correction.wrong.strip().rstrip("."),
        right=correction.right.strip().rstrip("."),
    )

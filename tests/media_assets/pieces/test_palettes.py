import pytest

from media_assets.pieces.palettes import PALETTES, Palette

BODY_TEXT = 4.5  # WCAG 2.2 AA
WHITE = "#ffffff"


def texts_of(palette: Palette) -> list[tuple[str, str]]:
    """Every (text, ground) that a design puts together."""
    dark = [
        (text, ground)
        for text in (palette.ink, palette.quiet, palette.strong)
        for ground in (WHITE, palette.tint)
    ]
    light = [
        (text, ground)
        for text in (WHITE, palette.on_strong_quiet)
        for ground in (palette.strong, palette.strong_soft)
    ]
    return dark + light


def contrast(one: str, other: str) -> float:
    """1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    red, green, blue = (linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


@pytest.mark.parametrize("name", PALETTES)
def test_every_text_can_be_read_on_its_ground(name):
    for text, ground in texts_of(PALETTES[name]):
        assert contrast(text, ground) >= BODY_TEXT, (text, ground)


def test_contrast_is_that_of_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)

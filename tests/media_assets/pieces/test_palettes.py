import pytest

from media_assets.pieces.palettes import PALETTES, contrast

BODY_TEXT = 4.5  # WCAG 2.2 AA


@pytest.mark.parametrize("name", PALETTES)
def test_every_text_can_be_read_on_its_ground(name):
    for text, ground in PALETTES[name].texts:
        assert contrast(text, ground) >= BODY_TEXT, (text, ground)


def test_contrast_is_that_of_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)

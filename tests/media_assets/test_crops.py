import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_assets.crops import (
    Rect,
    around,
    crop_for,
    fits,
    from_data,
    made_size,
    sharpness,
    to_data,
    too_small_for,
)
from media_assets.presets import CROPPED, PRESETS

SQUARE, SHARE, STORY = PRESETS["square"], PRESETS["share"], PRESETS["story"]
SIZES = st.tuples(st.integers(16, 8000), st.integers(16, 8000))
PLACES = st.tuples(st.floats(0, 1), st.floats(0, 1))


def test_without_a_focal_point_the_middle_is_shown():
    assert crop_for(SQUARE, (4000, 3000), None, None) == Rect(500, 0, 3000, 3000)


def test_the_focal_point_comes_as_near_to_the_middle_as_the_picture_allows():
    assert around(SQUARE, (4000, 3000), Rect(2300, 0, 400, 400)) == Rect(1000, 0, 3000, 3000)
    assert around(SQUARE, (4000, 3000), Rect(0, 0, 100, 100)) == Rect(0, 0, 3000, 3000)


def test_what_an_editor_drew_comes_before_the_focal_point():
    drawn = Rect(100, 200, 1200, 1200)

    assert crop_for(SQUARE, (4000, 3000), Rect(3000, 0, 10, 10), drawn) == drawn


@pytest.mark.parametrize(
    "drawn",
    [
        Rect(3500, 0, 1200, 1200),  # beyond the picture, as after a smaller file came
        Rect(-1, 0, 1200, 1200),
        Rect(0, 0, 1200, 900),  # of another shape
        Rect(0, 0, 4, 4),
        Rect(0, 0, 0, 0),
    ],
)
def test_a_crop_that_does_not_fit_counts_as_none(drawn):
    assert not fits(SQUARE, (4000, 3000), drawn)
    assert crop_for(SQUARE, (4000, 3000), None, drawn) == Rect(500, 0, 3000, 3000)


def test_presets_that_show_the_whole_picture_take_no_crop():
    assert crop_for(PRESETS["lead"], (400, 300), None, Rect(0, 0, 16, 16)) == Rect(0, 0, 400, 300)
    assert made_size(PRESETS["lead"], Rect(0, 0, 2400, 1000)) == (1200, 500)
    assert made_size(PRESETS["print"], Rect(0, 0, 3000, 7016)) == (1500, 3508)


def test_nothing_is_enlarged():
    assert made_size(SQUARE, Rect(0, 0, 600, 600)) == (600, 600)
    assert made_size(SHARE, Rect(0, 0, 4000, 2100)) == (1200, 630)


@given(size=SIZES, place=PLACES, name=st.sampled_from(sorted(CROPPED)))
def test_every_crop_lies_in_the_picture_and_has_the_shape(size, place, name):
    preset = CROPPED[name]
    crop = around(preset, size, Rect(place[0] * size[0], place[1] * size[1], 1, 1))

    assert crop.x >= 0
    assert crop.y >= 0
    assert crop.x + crop.width <= size[0] + 0.01
    assert crop.y + crop.height <= size[1] + 0.01
    assert crop.width / crop.height == pytest.approx(preset.ratio)
    assert min(made_size(preset, crop)) >= 1


def test_sharpness_says_how_far_pixels_are_stretched():
    assert sharpness(SQUARE, Rect(0, 0, 540, 540)) == 0.5
    assert sharpness(SQUARE, Rect(0, 0, 3000, 3000)) == 1
    assert sharpness(PRESETS["inline"], Rect(0, 0, 240, 2000)) == 0.5
    assert sharpness(PRESETS["social"], Rect(0, 0, 200, 600)) == 1  # its longer side counts


def test_a_picture_is_too_small_for_the_sizes_that_would_have_to_enlarge_it():
    small = {preset.name for preset in too_small_for((1280, 720), None, {})}

    assert small == {"square", "portrait", "story", "zalo", "board", "board-tall"}
    assert too_small_for((4000, 4000), None, {}) == []
    drawn = {"square": Rect(0, 0, 500, 500)}
    assert too_small_for((4000, 4000), None, drawn) == [SQUARE]


def test_crops_are_kept_in_whole_pixels_and_in_one_order():
    crops = {"story": Rect(0.4, 1.6, 100, 200), "share": Rect(0, 0, 10, 20)}

    kept = to_data(crops)

    assert list(kept) == ["share", "story"]
    assert kept["story"] == [0, 2, 100, 200]
    assert from_data(kept)["story"] == Rect(0, 2, 100, 200)

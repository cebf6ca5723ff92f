from dataclasses import replace

import pytest

from media_assets.pieces.formats import SOCIAL as PIECES
from media_assets.presets import (
    AVIF,
    CROPPED,
    JPEG,
    PRESETS,
    QUALITY_BESIDE_JPEG,
    WEBP,
    named_by,
)


def test_every_form_of_every_preset_is_found_again_by_its_specification():
    for preset in PRESETS.values():
        for media_type in preset.media_types:
            spec = preset.spec_in(media_type)
            if not preset.frozen_as:
                assert named_by(spec.removeprefix("preset-")) == (preset, media_type)


def test_whatever_changes_the_bytes_changes_the_specification():
    preset = PRESETS["square"]

    changed = [replace(preset, width=1000), replace(preset, quality=70), replace(preset, dpi=300)]

    assert len({each.spec for each in (preset, *changed)}) == 4
    assert replace(preset, safe=(0.1, 0, 0, 0)).spec == preset.spec


def test_another_quality_of_a_form_changes_the_specification_of_that_form_alone(monkeypatch):
    preset = PRESETS["lead"]
    before = preset.specs

    monkeypatch.setitem(QUALITY_BESIDE_JPEG, AVIF, -30)

    assert preset.spec_in(AVIF) != before[0]
    assert preset.specs[1:] == before[1:]


def test_what_releases_hold_is_still_made_as_it_was():
    assert PRESETS["social"].spec == "max-2048x2048|format-jpeg|jpegquality-88"


def test_the_portal_offers_small_forms_first_and_the_one_that_all_browsers_know_last():
    for name in ("lead", "inline", "inline-small"):
        assert PRESETS[name].media_types == (AVIF, WEBP, JPEG)


def test_photographs_and_designed_pieces_have_the_same_social_sizes():
    for form in PIECES:
        assert (PRESETS[form.name].width, PRESETS[form.name].height) == (form.width, form.height)


def test_safe_areas_leave_room_for_a_text():
    for preset in CROPPED.values():
        above, right, below, left = preset.safe
        assert above + below < 0.5
        assert right + left < 0.5


@pytest.mark.parametrize("spec", ["khong-co.jpg.00000000", "square.avif.00000000", "square", ""])
def test_a_specification_of_no_preset_is_an_error(spec):
    with pytest.raises(ValueError, match="no preset"):
        named_by(spec)

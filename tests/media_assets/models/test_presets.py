from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.images.exceptions import InvalidFilterSpecError

from media_assets.models import Picture, PictureRendition, PictureUnreadable
from media_assets.models.rights import MadeByAI
from media_assets.presets import AVIF, JPEG, PRESETS, WEBP
from tests.factories.portal import make_picture

pytestmark = pytest.mark.django_db

SQUARE, LEAD = PRESETS["square"], PRESETS["lead"]


def two_halves() -> Picture:
    """Left red, right blue."""
    PictureRendition.cache_backend.clear()
    picture, file = Image.new("RGB", (2400, 1200), "red"), BytesIO()
    picture.paste("blue", (1200, 0, 2400, 1200))
    picture.save(file, "PNG")
    return Picture.objects.create(title="Hai nửa", file=ContentFile(file.getvalue(), "hai-nua.png"))


def colour(rendition) -> str:
    with rendition.file.open("rb") as file:
        red, _green, blue = Image.open(file).convert("RGB").getpixel((20, 20))
    return "red" if red > blue else "blue"


def test_all_sizes_and_forms_of_a_preset_are_made_and_found_again(django_assert_num_queries):
    picture = make_picture(size=(2000, 1000))

    made = picture.get_renditions(*LEAD.specs)

    forms = [Image.open(made[LEAD.spec_in(each)].file).format for each in (AVIF, WEBP, JPEG)]
    assert forms == ["AVIF", "WEBP", "JPEG"]
    assert {(one.width, one.height) for one in made.values()} == {(1200, 600)}
    again = Picture.objects.prefetch_renditions(*LEAD.specs).get(pk=picture.pk)
    with django_assert_num_queries(0):
        assert again.get_renditions(*LEAD.specs) == made


def test_the_file_is_opened_once_however_many_sizes_are_made(monkeypatch):
    picture = make_picture(size=(2000, 1000))
    opened, original = [], Picture.open_file

    def counted(self):
        opened.append(self.pk)
        return original(self)

    monkeypatch.setattr(Picture, "open_file", counted)
    picture.get_renditions(*LEAD.specs, SQUARE.spec, PRESETS["story"].spec)

    assert len(opened) == 1


def test_a_drawn_crop_is_what_the_preset_shows_and_no_other_does():
    picture = two_halves()
    picture.focal_point_x, picture.focal_point_y = 600, 600
    picture.focal_point_width = picture.focal_point_height = 100
    picture.crops = {"square": [1200, 0, 1200, 1200]}
    picture.save()

    assert colour(picture.get_rendition(SQUARE.spec)) == "blue"
    assert colour(picture.get_rendition(PRESETS["portrait"].spec)) == "red"


def test_another_crop_is_another_rendition_and_the_old_one_comes_back_with_its_crop():
    picture = two_halves()
    at_first = picture.get_rendition(SQUARE.spec)
    picture.crops = {"square": [1200, 0, 1200, 1200]}

    moved = picture.get_rendition(SQUARE.spec)
    picture.crops = {}

    assert moved.file.name != at_first.file.name
    assert picture.get_rendition(SQUARE.spec) == at_first


def test_sizes_that_show_the_whole_picture_stay_when_a_crop_is_drawn():
    picture = two_halves()
    whole = picture.get_rendition(LEAD.spec)
    picture.crops = {"square": [1200, 0, 1200, 1200]}

    assert picture.get_rendition(LEAD.spec) == whole


def test_a_crop_of_a_file_that_has_become_smaller_counts_as_none():
    picture = make_picture(size=(1280, 720))
    picture.crops = {"square": [1200, 0, 1200, 1200]}

    assert picture.get_rendition(SQUARE.spec).width == 720


def test_wagtails_own_specifications_go_on_beside_ours():
    picture = make_picture(size=(1280, 720))

    made = picture.get_renditions("width-300", "width-200", SQUARE.spec)

    assert [one.width for one in made.values()] == [300, 200, 720]


def test_a_specification_of_an_unknown_preset_is_refused():
    with pytest.raises(InvalidFilterSpecError):
        make_picture().get_rendition("preset-khong-co.jpg.00000000")


def test_a_lost_file_is_told_as_such():
    picture = make_picture()
    Path(picture.file.path).unlink()

    with pytest.raises(PictureUnreadable):
        picture.get_renditions(*LEAD.specs)


@pytest.mark.parametrize("preset", [SQUARE, LEAD])
def test_what_an_ai_made_is_marked_in_every_form_from_when_it_is_stated(preset):
    picture = make_picture(size=(2000, 1500))
    plain = picture.get_renditions(*preset.specs)

    picture.made_by_ai = MadeByAI.MADE
    picture.save()
    marked = Picture.objects.get(pk=picture.pk).get_renditions(*preset.specs)

    for spec in preset.specs:
        assert b"trainedAlgorithmicMedia" not in plain[spec].file.read()
        assert b"digitalsourcetype/trainedAlgorithmicMedia" in marked[spec].file.read()

"""What of a picture each size shows, as its editors draw it."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from cms import picture_crops
from cms.going_live import NotApproved
from cms.models import Role
from cms.permissions import sync_office_permissions
from media_assets.crops import Rect
from media_assets.models import Picture
from tests.factories.offices import make_centre
from tests.factories.pages import make_article
from tests.factories.portal import make_picture
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db

SQUARE = Rect(100, 50, 600, 600)


@pytest.fixture
def picture():
    return make_picture(size=(2400, 1400))


def fresh(picture) -> Picture:
    return Picture.objects.get(pk=picture.pk)


def test_every_size_that_is_cut_can_be_chosen(picture):
    found = {choice.preset.name: choice for choice in picture_crops.choices(picture)}

    assert {"share", "square", "portrait", "story", "zalo", "thumbnail", "board"} <= found.keys()
    assert "lead" not in found
    assert found["square"].by_focus == Rect(500, 0, 1400, 1400)
    assert found["square"].value == ""


def test_what_is_drawn_is_kept_and_written_into_the_log(picture):
    user = make_user()

    assert picture_crops.save_crops(picture=picture, drawn={"square": SQUARE}, user=user)

    assert fresh(picture).drawn_crops == {"square": SQUARE}
    entry = ModelLogEntry.objects.get(object_id=str(picture.pk))
    assert (entry.user, entry.data) == (user, {"crops": {"square": [100, 50, 600, 600]}})


def test_saving_the_same_again_changes_and_logs_nothing(picture):
    for _time in range(2):
        picture_crops.save_crops(picture=picture, drawn={"square": SQUARE}, user=make_user())

    assert ModelLogEntry.objects.count() == 1


def test_what_is_taken_back_follows_the_focal_point_again(picture):
    picture_crops.save_crops(picture=picture, drawn={"square": SQUARE}, user=make_user())

    picture_crops.save_crops(picture=picture, drawn={}, user=make_user())

    assert fresh(picture).crops == {}


def test_the_crops_of_a_public_picture_stay(picture):
    make_article(make_centre(), live=True, cover=picture, cover_alt="Bìa")

    with pytest.raises(NotApproved):
        picture_crops.save_crops(picture=picture, drawn={"square": SQUARE}, user=make_user())

    assert fresh(picture).crops == {}


@pytest.mark.parametrize(
    "text",
    [
        "1,2,3",
        "1,2,3,4,5",
        "a,b,c,d",
        "0,0,600,300",
        "2000,0,600,600",
        "-1,0,600,600",
        "0,0,0,0",
        "9" * 400 + ",0,600,600",
        "nan,0,600,600",
    ],
)
def test_what_does_not_lie_in_the_picture_is_refused_with_its_size_named(picture, text):
    with pytest.raises(picture_crops.BadCrop, match=r"“.+”"):
        picture_crops.read(picture, {"crop-square": text})


def test_too_small_sizes_are_named():
    small = picture_crops.too_small_for(make_picture(size=(1280, 720)))

    assert "story" in {preset.name for preset in small}
    assert "share" not in {preset.name for preset in small}


def test_an_editor_draws_and_saves_on_the_screen(client):
    centre = make_centre()
    editor = make_user(centre, Role.EDITOR)
    sync_office_permissions(centre)
    centre.refresh_from_db()
    picture = make_picture(size=(2400, 1400))
    picture.collection = centre.collection
    picture.save()
    client.force_login(editor)
    url = reverse("loa_crops", args=[picture.pk])

    assert url in client.get(reverse("wagtailimages:edit", args=[picture.pk])).content.decode()
    assert 'name="crop-square" value=""' in client.get(url).content.decode()
    client.post(url, {"crop-square": "100,50,600,600", "crop-share": ""})

    assert 'name="crop-square" value="100,50,600,600"' in client.get(url).content.decode()
    assert fresh(picture).drawn_crops == {"square": SQUARE}


def test_who_may_not_edit_the_picture_neither_sees_nor_draws(client, picture):
    centre = make_centre()
    client.force_login(make_user(centre, Role.OBSERVER))
    url = reverse("loa_crops", args=[picture.pk])

    for answer in (client.get(url), client.post(url, {"crop-square": "100,50,600,600"})):
        assert answer.status_code in (302, 403)

    assert fresh(picture).crops == {}

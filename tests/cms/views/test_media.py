"""Readers get resized pictures of live pages; originals, files and drafts have no public address."""

import pytest

from cms.going_live import allow
from media_assets.presets import PRESETS
from tests.factories.offices import make_centre
from tests.factories.pages import make_article, publish
from tests.factories.portal import make_attachment, make_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture():
    return make_picture()


@pytest.fixture
def attachment():
    return make_attachment()


@pytest.fixture
def draft(picture, attachment):
    document = {"document": attachment, "title": ""}
    return make_article(make_centre(), cover=picture, body=[("document", document)])


@pytest.fixture
def addresses(picture, attachment, draft):
    return [picture.get_rendition(PRESETS["card"]).url, attachment.url]


def statuses(client, addresses) -> list[int]:
    return [client.get(address).status_code for address in addresses]


def test_what_a_live_page_shows_is_served(client, draft, addresses):
    publish(draft)

    assert statuses(client, addresses) == [200, 200]
    assert client.get(addresses[0])["X-Content-Type-Options"] == "nosniff"


def test_what_only_a_draft_shows_is_for_staff_alone(client, admin_client, addresses):
    assert statuses(client, addresses) == [404, 404]
    assert statuses(admin_client, addresses) == [200, 200]


def test_taking_a_page_down_takes_its_pictures_and_files_along(client, draft, addresses):
    publish(draft)
    with allow(draft):
        draft.unpublish()

    assert statuses(client, addresses) == [404, 404]


def test_a_new_draft_of_a_live_page_releases_nothing(client, draft, addresses):
    publish(draft)
    newer = make_picture()
    draft.cover = newer
    draft.save_revision()

    assert statuses(client, [newer.get_rendition(PRESETS["card"]).url]) == [404]
    assert statuses(client, addresses) == [200, 200]


def test_originals_and_files_are_not_served(admin_client, picture, attachment):
    assert statuses(admin_client, [picture.file.url, attachment.file.url]) == [404, 404]


@pytest.mark.parametrize(
    "path", ["../original_images/x.png", "..%2Foriginal_images/x.png", "/etc/passwd"]
)
def test_nothing_outside_the_folder_is_served(client, path):
    assert client.get(f"/media/images/{path}").status_code in {400, 404}

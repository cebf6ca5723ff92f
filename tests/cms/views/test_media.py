"""Readers get resized pictures; originals and files have no address in the media folder."""

import pytest

from media_assets.presets import PRESETS
from tests.factories.portal import make_attachment, make_picture

pytestmark = pytest.mark.django_db


def test_a_resized_picture_is_served(client):
    rendition = make_picture().get_rendition(PRESETS["card"])

    response = client.get(rendition.url)

    assert response.status_code == 200
    assert response["X-Content-Type-Options"] == "nosniff"


def test_originals_and_files_are_not_served(client):
    for file in (make_picture().file, make_attachment().file):
        assert client.get(file.url).status_code == 404


@pytest.mark.parametrize(
    "path", ["../original_images/x.png", "..%2Foriginal_images/x.png", "/etc/passwd"]
)
def test_nothing_outside_the_folder_is_served(client, path):
    assert client.get(f"/media/images/{path}").status_code in {400, 404}

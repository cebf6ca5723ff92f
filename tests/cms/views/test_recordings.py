"""Readers get the sounds and videos of live pages, in parts too; drafts and originals they do not."""

from pathlib import Path

import pytest
from django.urls import reverse

from cms.going_live import allow
from cms.recordings import address, captions_address, poster_address
from tests.factories.library import make_captions, make_sound, make_video
from tests.factories.offices import make_centre, make_province
from tests.factories.pages import make_article, publish
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


def page_with(recording, office=None, **fields):
    kind = "sound" if recording.kind == "sound" else "video_file"
    body = [(kind, {"recording": recording, "caption": ""})]
    return make_article(office or make_centre(), body=body, **fields)


@pytest.fixture
def video():
    return make_video(captions=make_captions())


def test_other_captions_have_another_address(video):
    before = captions_address(video)
    video.captions = make_captions("Lời khác")

    assert captions_address(video) not in ("", before)
    assert captions_address(make_video()) == ""


def addresses(video) -> list[str]:
    return [address(video), poster_address(video), captions_address(video)]


def statuses(client, video) -> list[int]:
    return [client.get(one).status_code for one in addresses(video)]


def test_what_a_live_page_shows_is_served(client, video):
    publish(page_with(video))

    assert statuses(client, video) == [200, 200, 200]
    kinds = [client.get(one)["Content-Type"] for one in addresses(video)]
    assert kinds == ["video/mp4", "image/jpeg", "text/vtt; charset=utf-8"]
    for one in addresses(video):
        response = client.get(one)
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "private" in response["Cache-Control"]


def test_players_ask_for_parts(client, video):
    publish(page_with(video))
    with video.file.open("rb") as file:
        data = file.read()

    first = client.get(address(video), headers={"Range": "bytes=0-1"})
    last = client.get(address(video), headers={"Range": "bytes=-100"})

    assert (first.status_code, b"".join(first.streaming_content)) == (206, data[:2])
    assert b"".join(last.streaming_content) == data[-100:]
    assert first["ETag"] == f'"{video.sha256}"'


def test_head_is_answered_without_the_file(client, video):
    publish(page_with(video))

    response = client.head(address(video))

    assert (response.status_code, response.content) == (200, b"")
    assert response["Content-Length"] == str(video.file_size)


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_is_sent_there(client, video, method):
    publish(page_with(video))

    assert getattr(client, method)(address(video)).status_code == 405


def test_what_only_a_draft_shows_is_for_its_people_alone(client, video):
    office = make_province()
    video.collection = office.collection
    video.save()
    page_with(video, office)
    assert statuses(client, video) == [404, 404, 404]

    client.force_login(make_user(make_province(), "editor"))
    assert statuses(client, video) == [404, 404, 404]

    client.force_login(make_user(office, "editor"))
    assert statuses(client, video) == [200, 200, 200]


def test_taking_a_page_down_takes_its_recordings_along(client, video):
    page = publish(page_with(video))
    with allow(page):
        page.unpublish()

    assert statuses(client, video) == [404, 404, 404]


def test_another_name_is_not_found(client, video):
    publish(page_with(video))

    for name in (f"{'0' * 64}.mp4", f"{video.sha256}.html", "..%2f..%2fsecret", video.sha256):
        found = client.get(f"/media/ban-ghi/{video.pk}/tep/{name}")
        assert found.status_code == 404, name
    assert client.get(f"/media/ban-ghi/{video.pk}/anh/{'0' * 64}.jpg").status_code == 404
    assert client.get(f"/media/ban-ghi/{video.pk + 1}/phu-de.vtt").status_code == 404


def test_the_stored_file_itself_has_no_address(admin_client, video):
    publish(page_with(video))

    assert admin_client.get(video.file.url).status_code == 404
    assert admin_client.get(video.poster.url).status_code == 404


def test_a_lost_file_is_not_found(client, video):
    publish(page_with(video))
    Path(video.file.path).unlink()

    assert client.get(address(video)).status_code == 404


def test_a_sound_without_captions_has_no_address_for_them(client):
    recording = make_sound()
    publish(page_with(recording))

    path = reverse("recording_captions", args=[recording.pk])
    assert (captions_address(recording), poster_address(recording)) == ("", "")
    assert client.get(path).status_code == 404

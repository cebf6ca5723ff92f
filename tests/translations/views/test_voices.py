"""Bringing and hearing recordings."""

from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.models import Role
from tests.factories.local_copies import Place
from tests.factories.offices import make_centre, make_province
from tests.factories.recordings import sound, video
from tests.factories.translations import make_linguist
from tests.factories.users import make_user
from tests.factories.voices import READER, Studio, next_year
from translations.models import Listening, ListeningChoice, SpokenVersion
from translations.spoken import is_heard

pytestmark = pytest.mark.django_db


def is_refused(response) -> bool:
    """As Wagtail refuses: it says so on the first screen."""
    return response.status_code == 302 and response["Location"] == reverse("wagtailadmin_home")


@pytest.fixture
def studio():
    made = Studio()
    made.translate()
    return made


def url(name: str, pk: int) -> str:
    return reverse(f"translations_{name}", args=[pk])


def form(studio, data: bytes | None = None, name: str = "ghi-am.mp3", **changes: Any) -> dict:
    return {
        "file": SimpleUploadedFile(name, sound() if data is None else data),
        "reader_name": READER,
        "consent_until": next_year().isoformat(),
        "licence": "own",
        "source": "",
        "seen": studio.text_hash(),
    } | changes


def bring(client, studio, user=None, **given: Any):
    client.force_login(user or studio.translator)
    return client.post(url("voice", studio.request().pk), form(studio, **given))


def test_a_recording_is_brought_and_waits_for_a_second_listener(client, studio):
    assert bring(client, studio).status_code == 302

    version = SpokenVersion.objects.get()
    assert (version.reader_name, version.user) == (READER, studio.translator)
    mine = client.get(url("voice", studio.request().pk)).content.decode()
    assert READER in unescape(mine)
    assert url("listen", version.pk) not in mine
    client.force_login(studio.reviewer)
    theirs = client.get(url("voice", studio.request().pk)).content.decode()
    assert url("listen", version.pk) in theirs


def test_whoever_reads_is_not_asked_to_listen(client, studio):
    version = studio.bring(reader_name=str(studio.reviewer))
    client.force_login(studio.reviewer)
    page = client.get(url("voice", studio.request().pk)).content.decode()
    assert url("listen", version.pk) not in page


def test_a_recording_of_the_office_is_its_own_unless_somebody_says_otherwise(client, studio):
    client.force_login(studio.translator)
    response = client.get(url("voice", studio.request().pk))
    assert '<option value="own" selected>' in response.content.decode()


def test_what_a_browser_records_is_taken(client, studio):
    recorded = sound("webm", "libopus")
    assert bring(client, studio, data=recorded, name="ghi-am.weba").status_code == 302
    assert SpokenVersion.objects.get().recording.media_type == "audio/webm"


@pytest.mark.parametrize(
    "wrong",
    [
        {"data": b"not a sound"},
        {"reader_name": ""},
        {"consent_until": "2001-01-01"},
        {"consent_until": ""},
        {"licence": ""},
        {"seen": "0" * 64},
    ],
)
def test_what_is_missing_is_said_in_the_form(client, studio, wrong):
    response = bring(client, studio, **wrong)
    assert response.status_code == 200
    assert 'role="alert"' in response.content.decode()
    assert not SpokenVersion.objects.exists()


def test_a_video_is_no_recording_of_a_text(client, studio):
    response = bring(client, studio, data=video(sounds="aac"), name="phim.mp4")
    assert response.status_code == 200
    assert not SpokenVersion.objects.exists()


def test_nobody_records_before_the_words_are_approved(client):
    studio = Studio()
    studio.write()
    client.force_login(studio.translator)
    page = client.get(url("voice", studio.request().pk)).content.decode()
    assert 'name="file"' not in page


def test_a_second_person_decides(client, studio):
    version = studio.bring()
    client.force_login(studio.translator)
    assert is_refused(client.post(url("listen", version.pk), {"verb": "right"}))

    client.force_login(studio.reviewer)
    client.post(url("listen", version.pk), {"verb": "wrong"})
    assert not Listening.objects.exists()
    client.post(url("listen", version.pk), {"verb": "right"})
    assert Listening.objects.get().is_right


def test_letters_that_the_database_refuses_are_left_out_of_what_is_said(client, studio):
    version = studio.bring()
    client.force_login(studio.reviewer)

    client.post(url("listen", version.pk), {"verb": "wrong", "comment": "Sai\0 số"})
    assert Listening.objects.get().reason == "Sai số"
    client.post(url("heard", studio.request().pk), {"heard": "1", "reason": "Quen\0 nghe"})
    assert ListeningChoice.objects.get().reason == "Quen nghe"


def test_it_is_heard_in_parts_by_those_who_may_look_only(client, studio):
    version = studio.bring()
    client.force_login(studio.reviewer)
    part = client.get(url("voice_file", version.pk), headers={"range": "bytes=0-9"})
    assert part.status_code == 206
    assert len(b"".join(part.streaming_content)) == 10
    assert part["X-Content-Type-Options"] == "nosniff"

    client.force_login(Studio().reviewer)
    assert is_refused(client.get(url("voice_file", version.pk)))
    version.recording.delete()
    client.force_login(studio.reviewer)
    assert client.get(url("voice_file", version.pk)).status_code == 404


def test_a_leader_says_that_the_language_is_heard(client, studio):
    client.force_login(studio.leader)
    address = url("heard", studio.request().pk)
    client.post(address, {"heard": "1", "reason": " "})
    assert not is_heard(studio.request())
    client.post(address, {"heard": "1", "reason": "Bà con quen nghe"})
    assert is_heard(studio.request())
    assert "Bà con quen nghe" in client.get(url("voice", studio.request().pk)).content.decode()

    client.force_login(studio.translator)
    assert is_refused(client.post(address, {"heard": "0", "reason": "Thôi"}))


def test_who_is_named_on_one_item_alone_is_not_offered_the_choice(client, studio):
    guest = make_linguist(make_province(), Role.LANGUAGE_REVIEWER, "km")
    request = studio.request()
    request.reviewer = guest
    request.save()

    for user, offered in ((guest, False), (studio.reviewer, True)):
        client.force_login(user)
        page = client.get(url("voice", request.pk))
        assert page.status_code == 200
        assert (url("heard", request.pk) in page.content.decode()) is offered


def test_the_browser_may_use_the_microphone_here_and_nowhere_in_public(client, studio):
    client.force_login(studio.translator)
    here = client.get(url("voice", studio.request().pk))
    assert "microphone=(self)" in here["Permissions-Policy"]
    assert "media-src 'self' blob:" in here["Content-Security-Policy"]
    assert "microphone=()" in client.get(studio.page.url)["Permissions-Policy"]


def test_the_queue_leads_to_what_waits_for_a_listener(client, studio):
    studio.bring()
    client.force_login(studio.reviewer)

    page = client.get(reverse("translations_queue")).content.decode()

    assert url("voice", studio.request().pk) in page


def test_the_item_leads_to_review_and_recordings_whoever_records_sheets_too(client, studio):
    for user in (studio.reviewer, make_user(studio.office, Role.SECRETARY)):
        client.force_login(user)
        page = client.get(reverse("translations_item", args=[studio.page.pk])).content.decode()

        assert url("review", studio.request().pk) in page
        assert url("voice", studio.request().pk) in page


def test_whom_a_recording_waits_for_is_named(client, studio):
    studio.bring()
    client.force_login(studio.translator)

    page = unescape(client.get(url("voice", studio.request().pk)).content.decode())

    assert str(studio.other_reviewer) in page


def test_where_nobody_can_listen_the_screen_says_what_to_do(client, studio):
    studio.other_reviewer.memberships.all().delete()
    studio.bring(user=studio.reviewer)
    client.force_login(studio.reviewer)

    page = client.get(url("voice", studio.request().pk)).content.decode()

    assert "Chưa có ai nghe duyệt được" in page


def test_the_centres_recording_of_the_same_words_is_said_to_count(client):
    national = Studio(make_centre())
    national.translate()
    national.read_aloud()
    place = Place(national)
    client.force_login(place.reviewer)

    html = client.get(url("voice", place.request().pk)).content.decode()

    assert unescape(html).count(READER) == 1
    assert "Bản ghi âm của Trung ương" in html
    assert "Chưa có bản ghi âm" not in html

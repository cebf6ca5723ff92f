"""Sounds and videos count in a package as pictures do: what they are, what they say, who may use them."""

import hashlib
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cms import versions
from cms.going_live import NotApproved
from cms.recordings import address
from media_assets.models import PersonRecorded, Recording
from publishing.content import base_content
from publishing.media_use import used_by
from publishing.package import assemble, page_hash_of
from publishing.recordings import recording_line, recordings_of
from publishing.rights_panel import RightsPanel
from publishing.services.going_live import run_due
from tests.factories.approval import Desk
from tests.factories.library import WORDS, make_captions, make_sound, make_video, taken_in
from tests.factories.offices import make_province
from tests.factories.packages import choose, release
from tests.factories.pages import publish
from tests.factories.pictures import RIGHTS
from tests.factories.recordings import sound

pytestmark = pytest.mark.django_db
TOMORROW = timedelta(days=1)


def body_with(recording) -> list:
    kind = "sound" if recording.kind == "sound" else "video_file"
    return [
        ("paragraph", "<p>Mời nghe.</p>"),
        (kind, {"recording": recording, "caption": "Bản tin sáng"}),
    ]


@pytest.fixture
def office():
    return make_province()


def desk_with(recording, office) -> Desk:
    recording.collection = office.collection
    recording.save()
    return Desk(office, body=body_with(recording))


def packed(desk: Desk):
    return assemble(desk.page, desk.page.get_latest_revision())


def codes(desk: Desk) -> list[str]:
    return [problem.code for problem in packed(desk).problems]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", "Bản tin khác"),
        ("transcript", "Lời khác"),
        ("captions", make_captions("Khác")),
        ("credit", "Đài truyền thanh"),
        ("made_by_ai", "made"),
        ("language", "hmn"),
        ("poster_sha256", "0" * 64),
        ("sha256", "1" * 64),
    ],
)
def test_whatever_readers_would_get_differently_changes_the_fingerprint(office, name, value):
    video = make_video()
    desk = desk_with(video, office)
    before = packed(desk)

    type(video).objects.filter(pk=video.pk).update(**{name: value})

    assert packed(desk).fingerprint != before.fingerprint
    assert packed(desk).page_hash != before.page_hash


def test_what_was_approved_before_languages_were_asked_for_keeps_its_line(office):
    video = make_video(credit="Đài xã")
    told = [video.title, video.transcript, video.captions, video.credit]
    words = hashlib.sha256("\0".join(told).encode()).hexdigest()

    assert recording_line(video) == f"{video.sha256} {video.poster_sha256} {words}"


def test_what_readers_do_not_get_changes_nothing(office):
    sound = make_sound()
    desk = desk_with(sound, office)
    before = packed(desk).fingerprint

    type(sound).objects.filter(pk=sound.pk).update(source="Công văn 12", uploaded_by_user=None)

    assert packed(desk).fingerprint == before


def test_without_a_transcript_it_is_kept_back(office):
    assert codes(desk_with(make_sound(), office)) == []

    desk = desk_with(make_sound(transcript=" "), office)

    (problem,) = packed(desk).blocking
    assert problem.code == "no_transcript"
    assert "lời thoại" in str(problem.message)


def test_missing_captions_are_advice(office):
    desk = desk_with(make_video(), office)

    assert codes(desk) == ["no_captions"]
    assert packed(desk).blocking == []


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"licence": ""}, "rights_not_stated"),
        ({"licence": "unknown"}, "licence_unknown"),
        ({"nobody_recognisable": False}, "rights_not_stated"),
        ({"licence": "cc_by", "licence_address": "https://example.com/"}, "no_credit"),
    ],
)
def test_missing_rights_keep_it_back(office, fields, code):
    desk = desk_with(make_sound(**fields), office)

    assert code in [problem.code for problem in packed(desk).blocking]


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"transcript": "Gọi số 0912 345 678"}, "mobile_phone"),
        ({"title": "Thẻ 001085012345 của ai"}, "citizen_id"),
        ({"captions": make_captions("số 0912 345 678")}, "mobile_phone"),
        ({"transcript": "Lời dẫn.\n\nTỐI MẬT\n"}, "top_secret"),
    ],
)
def test_numbers_of_persons_and_stamps_are_found_in_what_is_said(office, fields, kind):
    desk = desk_with(make_video(**fields), office)

    found = packed(desk).searched.found

    assert [one.kind for one in found] == [kind]


def test_it_names_the_pages_that_use_it(office):
    sound = make_sound()
    desk = desk_with(sound, office)
    publish(desk.page)

    uses = used_by(sound, desk.editor)

    assert [use.title for use in uses.shown] == [desk.page.title]


@pytest.mark.parametrize(
    "name", ["title", "transcript", "captions", "credit", "made_by_ai", "language"]
)
def test_what_is_public_stays_as_it_was_approved(office, name):
    video = make_video()
    publish(desk_with(video, office).page)

    setattr(video, name, "made" if name == "made_by_ai" else "Khác")
    with pytest.raises(NotApproved):
        video.save()


def test_what_is_public_is_not_deleted(office):
    sound = make_sound()
    publish(desk_with(sound, office).page)

    with pytest.raises(NotApproved):
        sound.delete()


def test_rights_of_what_is_public_may_be_mended(office):
    sound = make_sound()
    publish(desk_with(sound, office).page)

    sound.source = "Công văn 12"
    sound.save()

    sound.refresh_from_db()
    assert sound.source == "Công văn 12"


def test_a_page_without_recordings_reads_none_of_them(office, django_assert_max_num_queries):
    desk = Desk(office)
    revision = desk.page.get_latest_revision()
    page_hash_of(revision)
    with django_assert_max_num_queries(40) as queries:
        page_hash_of(revision)

    assert not any("recording" in one["sql"] for one in queries.captured_queries)


def test_the_end_of_a_speakers_consent_is_told(office):
    sound = make_sound(nobody_recognisable=False)
    until = timezone.localdate() - timezone.timedelta(days=1)
    PersonRecorded.objects.create(
        recording=sound, who="chị đọc bản tin", basis="consent", consent_until=until
    )
    desk = desk_with(sound, office)
    publish(desk.page)

    (ending,) = RightsPanel.for_user(desk.leader).endings

    assert (ending.over, ending.media) == (True, sound)
    assert ending.address.endswith(f"/quyen-su-dung/ban-ghi/{sound.pk}/")


def test_the_approver_hears_and_reads_it(office, client):
    video = make_video(captions=make_captions("Chào bà con"), language="km")
    desk = desk_with(video, office)
    desk.submit()
    client.force_login(desk.leader)

    text = client.get(f"/admin/xem/{desk.page.pk}/").content.decode()

    assert address(video) in text
    assert "Tiếng Khmer" in text
    assert WORDS in text
    assert "Chào bà con" in text
    assert "h264, aac" in text
    assert "LUFS" in text


def test_its_rights_are_stated_on_a_screen_of_their_own(office, client):
    sound = make_sound(licence="", nobody_recognisable=False)
    desk = desk_with(sound, office)
    publish(desk.page)
    client.force_login(desk.editor)
    path = f"/admin/quyen-su-dung/ban-ghi/{sound.pk}/"
    assert "Quyền sử dụng bản ghi" in client.get(path).content.decode()
    counts = {"TOTAL_FORMS": "1", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0"}
    rows = {f"persons-{name}": value for name, value in counts.items()}
    person = {"persons-0-who": "chị đọc bản tin", "persons-0-age": "adult"}

    client.post(path, rows | person | {"licence": "own", "persons-0-basis": "official"})

    assert [one.who for one in sound.persons.all()] == ["chị đọc bản tin"]
    text = client.get(path).content.decode()
    assert "Không thiếu gì: bản ghi được phép đăng." in text
    assert desk.page.title in text


def test_what_was_stated_does_not_become_unsaid(office, client):
    sound = make_sound()
    desk = desk_with(sound, office)
    client.force_login(desk.editor)
    counts = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0"}
    rows = {f"persons-{name}": value for name, value in counts.items()}

    client.post(f"/admin/quyen-su-dung/ban-ghi/{sound.pk}/", rows | {"licence": "own"})

    sound.refresh_from_db()
    assert sound.nobody_recognisable


def another(recording, user):
    """A longer one in its place."""
    found, file = taken_in(sound(seconds=3))
    made = Recording(title="Bản tin mới", file=SimpleUploadedFile("moi.mp3", file), **RIGHTS)
    made.measured(found, len(file))
    return versions.replace(of=recording, made=made, user=user)


def test_an_item_in_review_keeps_the_sound_that_is_looked_at(office):
    old = make_sound()
    desk = desk_with(old, office)
    desk.submit()

    moved = versions.move_drafts(another(old, desk.editor), desk.editor)

    assert [left.why for left in moved.left] == [versions.IN_REVIEW]
    assert recordings_of(desk.now().get_latest_revision_as_object()) == [old]
    with pytest.raises(NotApproved):
        old.delete()


def test_a_release_that_waits_goes_out_with_the_sound_that_was_approved(office):
    old = make_sound()
    desk = desk_with(old, office)
    choose(desk, [], go_live_at=timezone.now() + TOMORROW)
    release(desk)
    made = another(old, desk.editor)

    moved = versions.move_drafts(made, desk.editor)
    run_due(now=timezone.now() + 2 * TOMORROW)

    assert [left.why for left in moved.left] == [versions.WAITING]
    assert desk.now().live
    assert recordings_of(desk.now()) == [old]
    assert [one.pk for one in versions.move_drafts(made, desk.editor).moved] == [desk.page.pk]
    assert recordings_of(desk.now()) == [old]


def test_no_channel_is_given_a_recording_or_where_it_lies(office):
    """Whoever changes this has to ask of its persons before each sending, as of pictures."""
    recording = make_sound("Bản tin")
    page = desk_with(recording, office).page

    told = base_content(page, revision_id=1)

    [block] = [one for one in told.blocks if one.type == "sound"]
    assert set(block.data) == {"title", "caption", "sha256"}
    assert address(recording) not in repr(told)

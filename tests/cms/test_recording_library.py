"""The library of sounds and videos: upload, list, edit; each office its own."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Collection

from cms.versions import use_again
from media_assets.models import Recording
from tests.factories.approval import Desk
from tests.factories.library import make_captions, make_sound, make_video
from tests.factories.offices import make_centre, make_province
from tests.factories.pages import make_article, publish
from tests.factories.recordings import sound, video
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    make_centre()
    return make_province()


@pytest.fixture
def editor(client, office):
    user = make_user(office, "editor")
    client.force_login(user)
    return user


def upload(client, data: bytes, name: str, **fields):
    file = SimpleUploadedFile(name, data)
    form = {"title": "Bản tin xã", "file": file, "language": "vi"} | fields
    return client.post(reverse("recordings:add"), form, follow=True)


def edit(client, recording, **fields):
    form = {"title": recording.title, "transcript": recording.transcript, "licence": "own"}
    form |= {"nobody_recognisable": "on", "language": recording.language}
    return client.post(reverse("recordings:edit", args=[recording.pk]), form | fields)


def test_a_sound_is_measured_and_cleaned_when_it_is_uploaded(client, office, editor):
    said = (("artist", "Tác giả Mẫu"),)

    response = upload(client, sound(says=said), "Bản tin số 1.wav")

    recording = Recording.objects.get()
    assert (recording.kind, recording.media_type) == ("sound", "audio/mpeg")
    assert recording.file.name.endswith(".mp3")
    assert recording.filename == "Ban-tin-so-1.mp3"
    assert recording.sha256 in recording.file.name
    assert (recording.collection, recording.uploaded_by_user) == (office.collection, editor)
    assert recording.seconds == pytest.approx(2, abs=0.1)
    assert recording.loudness == pytest.approx(-14.5, abs=1)
    with recording.file.open("rb") as file:
        data = file.read()
    assert "Tác giả Mẫu".encode() not in data
    assert "Tác giả Mẫu".encode("utf-16")[2:] not in data
    assert len(data) == recording.file_size
    assert "được xóa khỏi tệp" in response.content.decode()


def test_a_large_video_goes_through_a_file_and_not_through_memory(client, editor, settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000

    upload(client, video(sounds="aac"), "phong su.mov")

    recording = Recording.objects.get()
    assert (recording.kind, recording.width, recording.height) == ("video", 160, 120)
    assert recording.poster_sha256 in f"{recording.poster_sha256} {recording.poster.name}"
    assert recording.poster.name.endswith(".jpg")
    assert recording.file.size == recording.file_size


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"MZ program", "ban-tin.mp3", "không phải là âm thanh"),
        (b"<html>", "a.mp4", "không phải là âm thanh"),
        (sound(seconds=5)[:20_000], "ban-tin.mp3", "thiếu phần cuối"),
    ],
)
def test_what_is_neither_is_refused_in_words(client, editor, data, name, said):
    response = upload(client, data, name)

    assert response.status_code == 200
    assert not Recording.objects.exists()
    text = response.content.decode().lower()
    assert name in text
    assert "hãy" in text


def test_captions_are_read_strictly(client, office, editor):
    recording = make_video(collection=office.collection)
    vtt = b"WEBVTT\n\nNOTE x\n\n00:00.100 --> 00:01.000\n<script>Xin</script> ch\xc3\xa0o\n"

    edit(client, recording, captions_file=SimpleUploadedFile("a.vtt", vtt))
    recording.refresh_from_db()
    assert recording.words_of_captions == "Xin chào"
    assert "NOTE" not in recording.captions

    edit(client, recording, without_captions="on")
    recording.refresh_from_db()
    assert recording.captions == ""


@pytest.mark.parametrize(
    ("make", "captions"),
    [
        (make_video, b"no captions"),
        (make_video, b"WEBVTT\n\n00:00.000 --> 10:00.000\nOf another video\n"),
        (make_sound, make_captions().encode()),
    ],
)
def test_captions_that_do_not_belong_are_refused(client, office, editor, make, captions):
    recording = make(collection=office.collection)

    response = edit(client, recording, captions_file=SimpleUploadedFile("a.vtt", captions))

    assert response.status_code == 200
    recording.refresh_from_db()
    assert recording.captions == ""


def test_the_file_of_a_recording_stays(client, office, editor):
    recording = make_sound(collection=office.collection)
    before = recording.sha256

    response = edit(client, recording, file=SimpleUploadedFile("khac.mp3", sound(seconds=3)))

    assert "Hãy bấm nút “Thay tệp”" in response.content.decode()
    recording.refresh_from_db()
    assert recording.sha256 == before


def test_the_list_tells_what_each_is_and_finds_it(client, office, editor):
    make_sound("Bản tin về thẻ", collection=office.collection, transcript="Đổi thẻ ở đâu")
    make_video("Phóng sự lương hưu", collection=office.collection)
    make_sound("Của nơi khác", collection=make_province().collection)

    def listed(query: str = "") -> str:
        return client.get(reverse("recordings:index") + query).content.decode()

    text = listed()
    assert "Bản tin về thẻ" in text
    assert "h264, aac" in text
    assert "2 giây" in text
    assert "LUFS" in text
    assert "/anh/" in text
    assert "Của nơi khác" not in text
    assert "Tiếng Việt" in text
    assert "Phóng sự" not in listed("?kind=sound")
    assert "Bản tin" not in listed("?kind=video")
    assert "Phóng sự" not in listed("?q=đổi thẻ")
    assert "Bản tin về thẻ" in listed("?q=đổi thẻ")


def test_older_versions_are_neither_listed_nor_offered(client, office, editor):
    old = make_sound("Bản tin", collection=office.collection)
    new = use_again(version=old, user=editor)

    for query in ({}, {"q": "Bản tin"}):
        listed = client.get(reverse("recordings:index"), query).context["object_list"]
        offered = client.get(reverse("recording_chooser:choose_results"), query)
        assert [one.pk for one in listed] == [new.pk]
        assert [one.pk for one in offered.context["results"]] == [new.pk]
    chosen = client.get(reverse("recording_chooser:chosen", args=[old.pk])).json()
    assert chosen["result"]["id"] == str(old.pk)  # as an item names it until its draft is moved


def test_the_language_of_a_recording_is_chosen_among_those_of_the_house(client, office, editor):
    recording = make_sound(collection=office.collection)
    form = client.get(reverse("recordings:edit", args=[recording.pk])).context["form"]
    assert ("hmn", "Tiếng Mông") in list(form.fields["language"].choices)

    refused = edit(client, recording, language="xx-klingon")
    assert refused.context["form"].errors["language"]
    edit(client, recording, language="hmn")

    recording.refresh_from_db()
    assert recording.language == "hmn"
    listed = client.get(reverse("recordings:index")).content.decode()
    assert "Tiếng Mông" in listed


def test_its_screen_leads_to_a_new_file_and_to_all_versions(client, office, editor):
    recording = make_sound(collection=office.collection)

    page = client.get(reverse("recordings:edit", args=[recording.pk])).content.decode()

    assert reverse("loa_recording_replace", args=[recording.pk]) in page
    assert reverse("loa_recording_versions", args=[recording.pk]) in page


def test_other_offices_recordings_are_not_for_this_editor(client, office, editor):
    recording = make_sound("Rieng 77", collection=make_province().collection)

    for name in ("edit", "delete", "usage"):
        response = client.get(reverse(f"recordings:{name}", args=[recording.pk]))
        assert b"Rieng 77" not in response.content
        assert response.status_code == 302
    chosen = client.get(reverse("recording_chooser:chosen", args=[recording.pk]))
    assert b"Rieng 77" not in chosen.content
    several = reverse("recording_chooser:chosen_multiple") + f"?id={recording.pk}"
    assert b"Rieng 77" not in client.get(several).content
    assert b"Rieng 77" not in client.get(reverse("recording_chooser:choose")).content


def test_one_may_be_uploaded_while_choosing(client, office, editor):
    form = {
        "recording-chooser-upload-title": "Tải lúc chọn",
        "recording-chooser-upload-file": SimpleUploadedFile("a.mp3", sound()),
        "recording-chooser-upload-language": "km",
    }

    answer = client.post(reverse("recording_chooser:create"), form).json()

    assert answer["step"] == "chosen"
    recording = Recording.objects.get(pk=answer["result"]["id"])
    assert (recording.title, recording.collection) == ("Tải lúc chọn", office.collection)
    assert (recording.uploaded_by_user, recording.language) == (editor, "km")


def test_what_a_live_page_shows_says_why_it_stays(client, office, editor):
    recording = make_sound(collection=office.collection)
    body = [("sound", {"recording": recording, "caption": ""})]
    publish(make_article(office, body=body))

    response = edit(client, recording, transcript="Lời khác hẳn")
    assert "Hãy tạo phiên bản mới" in response.content.decode()

    client.post(reverse("recordings:delete", args=[recording.pk]))
    recording.refresh_from_db()
    assert recording.transcript != "Lời khác hẳn"


def test_what_an_item_in_review_shows_is_not_deleted(client, office, editor):
    recording = make_sound(collection=office.collection)
    desk = Desk(office, body=[("sound", {"recording": recording, "caption": ""})])
    desk.submit()

    response = client.post(reverse("recordings:delete", args=[recording.pk]), follow=True)

    assert "Hãy giải quyết bài đó trước" in response.content.decode()
    assert Recording.objects.filter(pk=recording.pk).exists()


def test_a_collection_with_recordings_is_not_deleted(admin_client):
    collection = Collection.get_first_root_node().add_child(instance=Collection(name="Đài"))
    make_sound(collection=collection)

    admin_client.post(reverse("wagtailadmin_collections:delete", args=[collection.pk]))

    assert Collection.objects.filter(pk=collection.pk).exists()


def test_the_menu_is_for_those_who_keep_a_collection(client, office, editor):
    assert "am-thanh-video" in client.get("/admin/").content.decode()

    client.force_login(make_user(office, "observer"))
    assert "/admin/am-thanh-video/" not in client.get("/admin/").content.decode()

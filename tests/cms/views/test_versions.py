"""The screens of versions: replacing a file, seeing all of them, using an older one again."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from cms.models import ArticlePage, Role
from cms.recordings import address
from cms.versions import use_again
from media_assets.models import Attachment, Picture, Recording
from tests.factories import documents
from tests.factories.library import make_sound
from tests.factories.offices import make_province
from tests.factories.pages import make_article, publish
from tests.factories.pictures import make_picture
from tests.factories.recordings import sound as made_sound
from tests.factories.users import make_admin_user
from tests.files.hostile.make import files

pytestmark = pytest.mark.django_db
BARE = {"licence": "own", "alt_text": "Quầy", "made_by_ai": "no"}


@pytest.fixture
def office():
    return make_province()


@pytest.fixture
def editor(office):
    return make_admin_user(office, Role.EDITOR)


@pytest.fixture
def picture(office):
    return make_picture(
        "Bìa", collection=office.collection, alt_text="Quầy", made_by_ai="made", credit="Lò A"
    )


@pytest.fixture
def document(office):
    file = ContentFile(documents.pdf(text="cu"), "mau.pdf")
    return Attachment.objects.create(
        title="Mẫu", file=file, licence="own", collection=office.collection
    )


@pytest.fixture
def sound(office):
    return make_sound("Bản tin", collection=office.collection, made_by_ai="made")


def with_sound(office, recording):
    return make_article(office, body=[("sound", {"recording": recording, "caption": ""})])


def new_sound(client, recording, **fields):
    """Another recording, as its screen sends it."""
    said = {"title": "Bản tin mới", "language": "km", "transcript": "Lời mới", "made_by_ai": "no"}
    file = SimpleUploadedFile("ban tin moi.mp3", made_sound(seconds=3))
    address = reverse("loa_recording_replace", args=[recording.pk])
    form = {**said, "file": file, "licence": "own", **fields}
    return client.post(address, form, follow=True)


@pytest.fixture(autouse=True)
def signed_in(client, editor):
    client.force_login(editor)


def png(colour="#c0392b", name="bìa mới.png"):
    data = BytesIO()
    Image.new("RGB", (1200, 900), colour).save(data, "PNG")
    return SimpleUploadedFile(name, data.getvalue(), "image/png")


def replace(client, picture, **fields):
    address = reverse("loa_picture_replace", args=[picture.pk])
    return client.post(address, {"file": png(), **BARE, **fields}, follow=True)


def said(answer) -> str:
    return " ".join(str(message) for message in answer.context["messages"])


def test_a_new_picture_is_a_new_version_and_what_was_approved_stays(client, office, picture):
    page = make_article(office, cover=picture)
    publish(page)

    answer = replace(client, picture)

    made = Picture.objects.get(superseded=False)
    assert (made.version, made.filename, made.alt_text) == (2, "bia-moi.png", "Quầy")
    assert "1 bản nháp đã chuyển" in said(answer)
    assert page.title in said(answer)
    assert ArticlePage.objects.get(pk=page.pk).cover == picture
    assert answer.redirect_chain[-1][0] == reverse("loa_picture_versions", args=[made.pk])


def test_rights_of_the_persons_are_asked_anew(client, picture):
    answer = replace(client, picture)

    made = Picture.objects.get(superseded=False)
    assert (made.nobody_recognisable, made.made_by_ai) == (False, "")
    assert not made.persons.exists()
    assert reverse("publishing_media_rights", args=[made.pk]) in said(answer)


def test_the_form_proposes_what_may_still_hold_and_nothing_about_persons_or_ai(client, picture):
    form = client.get(reverse("loa_picture_replace", args=[picture.pk])).context["form"]

    assert (form["credit"].value(), form["alt_text"].value()) == ("Lò A", "Quầy")
    assert [str(one.data["label"]) for one in form["made_by_ai"] if one.data["selected"]] == []
    assert len(form["made_by_ai"]) == 3
    assert not form["nobody_recognisable"].value()


@pytest.mark.parametrize("lacking", ["file", "made_by_ai"])
def test_what_is_needed_is_said_at_its_field(client, picture, lacking):
    answer = replace(client, picture, **{lacking: ""})

    assert answer.context["form"].errors[lacking]
    assert Picture.objects.count() == 1


def test_the_same_file_is_no_new_version(client, picture):
    with picture.file.open("rb") as file:
        same = SimpleUploadedFile("x.png", file.read(), "image/png")
    replace(client, picture, file=same)  # written anew by the intake, so its bytes may differ
    newest = Picture.objects.get(superseded=False)
    with newest.file.open("rb") as file:
        again = SimpleUploadedFile("y.png", file.read(), "image/png")

    answer = replace(client, newest, file=again)

    assert answer.context["form"].errors["file"]


def test_an_older_version_is_not_replaced_but_the_newest(client, picture):
    replace(client, picture)
    newest = Picture.objects.get(superseded=False)

    answer = client.get(reverse("loa_picture_replace", args=[picture.pk]))

    assert answer["Location"] == reverse("loa_picture_replace", args=[newest.pk])


def test_what_was_removed_from_the_file_is_said(client, picture):
    name, data = files()["GIF that moves"]

    answer = replace(client, picture, file=SimpleUploadedFile(name, data))

    assert "chỉ lấy hình đầu tiên" in said(answer)


def test_a_file_that_is_refused_makes_no_version(client, picture):
    name, data = files()["PNG cut off"]

    answer = replace(client, picture, file=SimpleUploadedFile(name, data))

    assert answer.context["form"].errors["file"]
    assert not Picture.objects.get().superseded


def test_a_document_is_replaced_alike(client, office, document):
    page = make_article(office, body=[("document", {"document": document, "title": "Đơn"})])
    file = SimpleUploadedFile("mau moi.pdf", documents.pdf(text="moi"), "application/pdf")
    address = reverse("loa_file_replace", args=[document.pk])

    client.post(address, {"file": file, "licence": "own"}, follow=True)

    made = Attachment.objects.get(superseded=False)
    assert (made.title, made.version, made.filename) == ("Mẫu", 2, "mau-moi.pdf")
    draft = ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert draft.body[0].value["document"] == made


def test_all_versions_are_listed_with_what_uses_them(client, office, picture):
    page = make_article(office, title="Bài đang đăng", cover=picture)
    publish(page)
    replace(client, picture)

    answer = client.get(reverse("loa_picture_versions", args=[picture.pk]))

    rows = answer.context["rows"]
    assert [row.version.version for row in rows] == [2, 1]
    assert [[str(use.state) for use in row.uses] for row in rows] == [["bản nháp"], ["đang đăng"]]
    assert b"Phi\xc3\xaan b\xe1\xba\xa3n 2" in answer.content


def test_an_older_version_is_used_again_and_drafts_with_it(client, office, picture):
    page = make_article(office, cover=picture)
    replace(client, picture)

    answer = client.post(
        reverse("loa_picture_versions", args=[picture.pk]), {"again": picture.pk}, follow=True
    )

    made = Picture.objects.get(superseded=False)
    assert (made.version, made.sha256, made.made_by_ai) == (3, picture.sha256, "made")
    assert ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object().cover == made
    assert "Phiên bản 1 lại là bản mới nhất" in said(answer)


def test_a_draft_that_stayed_behind_is_moved_later(client, office, picture):
    replace(client, picture)
    make_article(office, cover=picture)  # chosen before, saved after
    address = reverse("loa_picture_versions", args=[picture.pk])
    shown = client.get(address)
    assert [row.moves for row in shown.context["rows"]] == [False, True]

    answer = client.post(address, {"move": "1"}, follow=True)

    assert "1 bản nháp" in said(answer)
    assert not any(row.moves for row in answer.context["rows"])


def test_a_new_sound_is_a_new_version_and_what_was_approved_stays(client, office, sound):
    page = with_sound(office, sound)
    publish(page)

    answer = new_sound(client, sound)

    made = Recording.objects.get(superseded=False)
    assert (made.version, made.title, made.language) == (2, "Bản tin mới", "km")
    assert made.collection == sound.collection
    assert made.seconds == pytest.approx(3, abs=0.1)
    assert "1 bản nháp đã chuyển" in said(answer)
    live = ArticlePage.objects.get(pk=page.pk)
    assert live.body[0].value["recording"] == sound
    draft = live.get_latest_revision_as_object()
    assert draft.body[0].value["recording"] == made
    assert answer.redirect_chain[-1][0] == reverse("loa_recording_versions", args=[made.pk])


def test_who_is_heard_in_the_new_sound_is_asked_anew(client, sound):
    answer = new_sound(client, sound)

    made = Recording.objects.get(superseded=False)
    assert (made.nobody_recognisable, made.made_by_ai) == (False, "")
    assert reverse("publishing_recording_rights", args=[made.pk]) in said(answer)


def test_what_must_be_said_of_it_is_asked_before_a_large_file_is_sent(client, sound):
    """By the browser: after a refusal the file has to be sent once more."""
    page = client.get(reverse("loa_recording_replace", args=[sound.pk]))

    form = page.content.decode().partition('enctype="multipart/form-data"')[2]
    assert "novalidate" not in form.partition(">")[0]
    for name in ("file", "title", "made_by_ai"):
        assert page.context["form"].fields[name].required
        assert " required" in str(page.context["form"][name])


def test_readers_hear_the_version_that_was_approved_and_no_other(client, office, sound):
    publish(with_sound(office, sound))
    new_sound(client, sound)
    made = Recording.objects.get(superseded=False)
    unused = use_again(version=made, user=make_admin_user(office, Role.EDITOR))
    client.logout()

    heard = {one.pk: client.get(address(one)).status_code for one in (sound, made, unused)}

    assert heard == {sound.pk: 200, made.pk: 404, unused.pk: 404}


def test_an_older_sound_is_used_again_and_drafts_with_it(client, office, sound):
    page = with_sound(office, sound)
    new_sound(client, sound)
    screen = reverse("loa_recording_versions", args=[sound.pk])

    answer = client.post(screen, {"again": sound.pk}, follow=True)

    made = Recording.objects.get(superseded=False)
    assert (made.version, made.sha256, made.title) == (3, sound.sha256, "Bản tin")
    draft = ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert draft.body[0].value["recording"] == made
    assert "Phiên bản 1 lại là bản mới nhất" in said(answer)


def test_the_versions_of_a_sound_are_heard_and_told_apart(client, office, sound):
    publish(with_sound(office, sound))
    new_sound(client, sound)

    answer = client.get(reverse("loa_recording_versions", args=[sound.pk]))

    assert [row.version.version for row in answer.context["rows"]] == [2, 1]
    text = answer.content.decode()
    assert text.count("<audio") == 2
    for told in ("Tiếng Khmer", "Tiếng Việt", "Bản tin mới", "ban-tin-moi.mp3", "Quyền sử dụng"):
        assert told in text


def test_a_version_of_another_thing_is_not_used_again(client, picture, office):
    other = make_picture("Khác", collection=office.collection)

    client.post(reverse("loa_picture_versions", args=[picture.pk]), {"again": other.pk})

    assert Picture.objects.count() == 2


def test_titles_of_another_offices_drafts_are_not_told(client, picture):
    page = make_article(make_province(), title="Bài kín 4711", cover=picture)

    shown = client.get(reverse("loa_picture_versions", args=[picture.pk])).content.decode()
    answer = replace(client, picture)

    assert "4711" not in shown + answer.content.decode()
    assert str(page.edition.office) in said(answer)


@pytest.mark.parametrize("posted", [{}, {"again": "older"}])
def test_nothing_is_added_where_the_newest_version_belongs_to_another_office(
    client, picture, posted
):
    replace(client, picture)
    newest = Picture.objects.get(superseded=False, family__isnull=False)
    Picture.objects.filter(pk=newest.pk).update(collection=make_province().collection)
    address = reverse("loa_picture_versions", args=[picture.pk])

    client.post(address, dict.fromkeys(posted, picture.pk))

    assert Picture.objects.filter(family=newest.family).count() == 2


def test_who_may_not_change_the_file_sees_no_versions(client, picture, document, sound):
    client.force_login(make_admin_user(make_province(), Role.EDITOR))

    for name, pk in (("picture", picture.pk), ("file", document.pk), ("recording", sound.pk)):
        for screen in ("versions", "replace"):
            address = reverse(f"loa_{name}_{screen}", args=[pk])
            assert client.get(address).status_code == 302
            assert client.post(address).status_code == 302


def test_the_screens_of_the_library_lead_there(client, picture, document):
    for name, pk, edit in (
        ("picture", picture.pk, "wagtailimages:edit"),
        ("file", document.pk, "wagtaildocs:edit"),
    ):
        page = client.get(reverse(edit, args=[pk])).content.decode()
        assert reverse(f"loa_{name}_versions", args=[pk]) in page
        assert reverse(f"loa_{name}_replace", args=[pk]) in page
        assert 'type="file"' not in page

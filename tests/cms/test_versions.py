"""A replaced file is a new version: drafts use it, what was approved keeps what it shows."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image
from wagtail.admin.models import EditingSession
from wagtail.models import ModelLogEntry, Revision

from cms import versions
from cms.approval import accept_corrections, return_with_corrections, submit_for_approval
from cms.going_live import NotApproved
from cms.log_actions import NEW_VERSION
from cms.models import ArticlePage, Role
from cms.versions import (
    BEING_EDITED,
    CORRECTED,
    IN_REVIEW,
    LOCKED,
    NOT_YOURS,
    VersionRefused,
)
from media_assets.models import Attachment, Picture, sha256_of
from tests.factories.amendments import reworded, written_desk
from tests.factories.library import make_captions, make_video
from tests.factories.offices import make_centre, make_province, make_section
from tests.factories.pages import make_article, publish
from tests.factories.pictures import RIGHTS, make_picture
from tests.factories.users import make_admin_user, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_province()


@pytest.fixture
def editor(office):
    return make_admin_user(office, Role.EDITOR)


@pytest.fixture
def picture(office):
    return make_picture("Bìa", collection=office.collection, alt_text="Một quầy tiếp dân")


def png(colour="#c0392b", size=(1200, 900)) -> ContentFile:
    data = BytesIO()
    Image.new("RGB", size, colour).save(data, "PNG")
    return ContentFile(data.getvalue(), "bìa mới.png")


def replaced(picture, user, **fields):
    file = fields.pop("file", None) or png()
    made = Picture(title=picture.title, file=file, **fields)
    return versions.replace(of=picture, made=made, user=user)


def latest(page):
    return ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def test_the_new_file_is_a_row_of_its_own(picture, editor):
    made = replaced(picture, editor)

    assert (made.version, made.superseded, made.uploaded_by_user) == (2, False, editor)
    assert made.collection == picture.collection
    old = Picture.objects.get(pk=picture.pk)
    assert (old.version, old.superseded, old.sha256) == (1, True, picture.sha256)
    assert list(made.versions) == [made, old]
    assert versions.newest_of(old) == made


def test_who_made_it_stands_in_the_log(picture, editor):
    made = replaced(picture, editor)

    entry = ModelLogEntry.objects.get(object_id=str(made.pk), action=NEW_VERSION)
    assert entry.user == editor


def test_crops_are_carried_over_to_a_picture_of_the_same_size_only(picture, editor):
    Picture.objects.filter(pk=picture.pk).update(
        crops={"square": [0, 0, 600, 600]}, focal_point_x=5, focal_point_y=6
    )
    picture.refresh_from_db()
    same = replaced(picture, editor)
    other = replaced(same, editor, file=png(size=(800, 800)))

    assert (same.crops, same.focal_point_x) == (picture.crops, 5)
    assert (other.crops, other.focal_point_x) == ({}, None)


def test_whoever_comes_second_is_told(picture, editor):
    before = Picture.objects.get(pk=picture.pk)
    replaced(picture, editor)

    with pytest.raises(VersionRefused):
        replaced(before, editor, file=png("#123456"))
    assert Picture.objects.count() == 2


def test_a_draft_goes_over_to_the_new_version_wherever_it_names_the_old(office, picture, editor):
    page = make_article(
        office,
        cover=picture,
        body=[
            ("picture", {"picture": picture, "alt": "Quầy", "decorative": False}),
            ("paragraph", "<p>Một câu.</p>"),
            ("video", {"url": "https://youtu.be/dQw4w9WgXcQ", "title": "Phim", "poster": picture}),
        ],
    )
    ids = [block.id for block in page.body]
    made = replaced(picture, editor)

    moved = versions.move_drafts(made, editor)

    assert [one.pk for one in moved.moved] == [page.pk]
    draft = latest(page)
    assert draft.cover == made
    assert draft.body[0].value["picture"] == made
    assert draft.body[2].value["poster"] == made
    assert draft.body[1].value.source == "<p>Một câu.</p>"
    assert [block.id for block in draft.body] == ids
    assert draft.latest_revision.user == editor


def test_links_of_texts_go_over_too(office, editor):
    old = Attachment.objects.create(
        title="Mẫu", file=ContentFile(b"%PDF-1.4 a", "mau.pdf"), collection=office.collection
    )
    text = f'<p>Tải <a linktype="document" id="{old.pk}">mẫu</a>.</p>'
    steps = {"title": "", "steps": [text]}
    page = make_article(
        office,
        body=[("document", {"document": old, "title": ""}), ("steps", steps), ("paragraph", text)],
    )
    new = Attachment(title="Mẫu", file=ContentFile(b"%PDF-1.4 b", "mau-moi.pdf"))
    made = versions.replace(of=old, made=new, user=editor)

    assert versions.move_drafts(made, editor).moved

    draft = latest(page)
    assert draft.body[0].value["document"] == made
    assert f'id="{made.pk}"' in draft.body[1].value["steps"][0].source
    assert draft.body[2].value.source == text.replace(f'id="{old.pk}"', f'id="{made.pk}"')


def test_a_live_page_keeps_what_was_approved_and_gets_a_draft(office, picture, editor):
    page = make_article(office, cover=picture, cover_alt="Quầy")
    publish(page)
    made = replaced(picture, editor)

    versions.move_drafts(made, editor)

    live = ArticlePage.objects.get(pk=page.pk)
    assert live.live
    assert live.has_unpublished_changes
    assert live.cover == picture
    assert live.live_revision.as_object().cover == picture
    assert latest(page).cover == made


def test_drafts_beyond_the_public_version_are_found(office, picture, editor):
    page = make_article(office)
    publish(page)
    draft = latest(page)
    draft.cover = picture
    draft.save_revision()
    made = replaced(picture, editor)

    assert [one.pk for one in versions.move_drafts(made, editor).moved] == [page.pk]
    assert latest(page).cover == made


def test_an_item_in_review_stays_as_it_is(fake_package, office, picture, editor):
    make_admin_user(office, Role.LEADER)
    page = make_article(office, user=editor, cover=picture, cover_alt="Quầy", lead="Dẫn")
    submit_for_approval(page=page, user=editor)
    made = replaced(picture, editor)

    moved = versions.move_drafts(made, editor)

    assert [(left.page.pk, left.why) for left in moved.left] == [(page.pk, IN_REVIEW)]
    assert latest(page).cover == picture


def test_another_office_has_to_choose_it_itself(picture, editor):
    page = make_article(make_province(), cover=picture)
    made = replaced(picture, editor)

    moved = versions.move_drafts(made, editor)

    assert [(left.page.pk, left.why) for left in moved.left] == [(page.pk, NOT_YOURS)]
    assert latest(page).cover == picture


def test_whoever_is_writing_in_it_loses_nothing(office, picture, editor):
    page = make_article(office, cover=picture)
    EditingSession.objects.create(
        user=make_user(), content_object=page, last_seen_at=timezone.now(), is_editing=True
    )
    made = replaced(picture, editor)

    moved = versions.move_drafts(made, editor)

    assert [left.why for left in moved.left] == [BEING_EDITED]
    EditingSession.objects.all().delete()
    assert versions.move_drafts(made, editor).moved


def test_a_draft_that_somebody_saves_in_between_is_not_written_over(
    office, picture, editor, monkeypatch
):
    page = make_article(office, cover=picture)
    made = replaced(picture, editor)
    found = versions.drafts

    def slowly(*args):
        for draft in found(*args):
            ArticlePage.objects.get(pk=page.pk).save_revision(user=editor)
            yield draft

    monkeypatch.setattr(versions, "drafts", slowly)
    count = Revision.objects.for_instance(page).count()

    moved = versions.move_drafts(made, editor)

    assert [left.why for left in moved.left] == [BEING_EDITED]
    assert Revision.objects.for_instance(page).count() == count + 1
    assert latest(page).cover == picture


def test_a_page_that_is_published_or_moved_in_between_stays_as_it_is(
    office, picture, editor, monkeypatch
):
    published, moved = (
        make_article(office, cover=picture, cover_alt="Quầy") for _number in range(2)
    )
    section = make_section(office, "Văn bản")
    made = replaced(picture, editor)
    found = versions.drafts

    def slowly(*args):
        read = list(found(*args))
        publish(published)
        ArticlePage.objects.get(pk=moved.pk).move(section, pos="last-child")
        yield from read

    monkeypatch.setattr(versions, "drafts", slowly)

    told = versions.move_drafts(made, editor)

    assert [left.why for left in told.left] == [BEING_EDITED] * 2
    live = ArticlePage.objects.get(pk=published.pk)
    assert (live.live, live.has_unpublished_changes) == (True, False)
    assert ArticlePage.objects.get(pk=moved.pk).get_parent().pk == section.pk


def test_what_was_returned_with_corrections_waits_for_the_answer(fake_package, office, picture):
    """In another revision nobody could accept them any more."""
    desk = written_desk(office=office, cover=picture, cover_alt="Quầy")
    desk.submit()
    texts = reworded(desk, "Dễ làm lắm.", "Làm rất dễ.")
    amendment = return_with_corrections(
        task_state=desk.step(), user=desk.leader, fingerprint=desk.shown(), texts=texts
    )
    made = replaced(picture, desk.editor, **RIGHTS)

    moved = versions.move_drafts(made, desk.editor)

    assert [left.why for left in moved.left] == [CORRECTED]
    accept_corrections(amendment=amendment, user=desk.editor)
    assert latest(desk.page).cover == picture


def test_a_locked_page_stays(office, picture, editor):
    page = make_article(office, cover=picture)
    ArticlePage.objects.filter(pk=page.pk).update(locked=True, locked_by=make_user())
    made = replaced(picture, editor)

    assert [left.why for left in versions.move_drafts(made, editor).left] == [LOCKED]


def test_nothing_is_done_twice(office, picture, editor):
    make_article(office, cover=picture)
    made = replaced(picture, editor)
    versions.move_drafts(made, editor)

    again = versions.move_drafts(made, editor)

    assert (again.moved, again.left) == ([], [])


def test_an_older_version_is_used_again_with_all_that_was_said_of_it(picture, editor):
    picture.persons.create(who="Bà A", basis="consent")
    Picture.objects.filter(pk=picture.pk).update(made_by_ai="changed", nobody_recognisable=False)
    replaced(picture, editor)

    again = versions.use_again(version=Picture.objects.get(pk=picture.pk), user=editor)

    assert (again.version, again.sha256, again.superseded) == (3, picture.sha256, False)
    assert again.file.name == picture.file.name
    assert (again.made_by_ai, again.alt_text) == ("changed", picture.alt_text)
    assert [person.who for person in again.persons.all()] == ["Bà A"]
    assert picture.persons.count() == 1


def test_a_recording_is_used_again_with_its_words_persons_and_a_poster_of_its_own(
    office, editor, django_capture_on_commit_callbacks
):
    video = make_video(collection=office.collection, language="km", captions=make_captions())
    video.persons.create(who="chị bên phải", basis="consent")

    again = versions.use_again(version=video, user=editor)

    for name in ("sha256", "kind", "seconds", "language", "transcript", "captions"):
        assert getattr(again, name) == getattr(video, name)
    assert [person.who for person in again.persons.all()] == ["chị bên phải"]
    with django_capture_on_commit_callbacks(execute=True):
        video.delete()
    with again.poster.open("rb") as file:
        assert sha256_of(file) == again.poster_sha256


@pytest.mark.parametrize("left", [b"", b"khong phai anh", png().read()[:90], png("#000").read()])
def test_an_older_version_whose_file_is_damaged_is_not_used_again(picture, editor, left):
    replaced(picture, editor)
    with open(picture.file.path, "wb") as file:
        file.write(left)

    with pytest.raises(VersionRefused):
        versions.use_again(version=Picture.objects.get(pk=picture.pk), user=editor)
    assert Picture.objects.count() == 2
    assert Picture.objects.get(superseded=False).version == 2


def test_after_the_newest_was_deleted_the_one_before_is_newest(picture, editor):
    made = replaced(picture, editor)

    made.delete()

    assert not Picture.objects.get(pk=picture.pk).superseded


def test_one_is_newest_also_if_two_versions_are_deleted_in_one_moment(picture, editor):
    second = replaced(picture, editor)
    third = replaced(second, editor, file=png("#123456"))
    seen_before = Picture.objects.get(pk=second.pk)

    third.delete()
    seen_before.delete()

    assert not Picture.objects.get(pk=picture.pk).superseded


def test_a_version_in_the_middle_is_deleted_alone(picture, editor):
    second = replaced(picture, editor)
    third = replaced(second, editor, file=png("#123456"))

    Picture.objects.get(pk=second.pk).delete()

    assert list(third.versions.values_list("version", "superseded")) == [(3, False), (1, True)]


def test_a_version_that_is_in_review_is_not_deleted(fake_package, office, picture, editor):
    make_admin_user(office, Role.LEADER)
    page = make_article(office, user=editor, cover=picture, cover_alt="Quầy", lead="Dẫn")
    submit_for_approval(page=page, user=editor)

    with pytest.raises(NotApproved):
        picture.delete()


def test_the_centre_replaces_a_picture_in_the_drafts_of_its_own(editor):
    centre = make_centre()
    picture = make_picture(collection=centre.collection)
    page = make_article(centre, cover=picture)
    boss = make_admin_user(centre, Role.EDITOR)

    made = replaced(picture, boss)

    assert [one.pk for one in versions.move_drafts(made, boss).moved] == [page.pk]

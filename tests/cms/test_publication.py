"""What is put live here is what Wagtail would have put live, in every row."""

import json

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import PageLogEntry, ReferenceIndex
from wagtail.signals import page_published

from cms.editions import draft_on, look_up, read_around
from cms.going_live import allow
from cms.models import ArticlePage, Role, Topic
from cms.publication import Version, publish_all
from cms.search import words_of
from cms.unindexed import unindexed
from tests.factories.offices import make_centre, make_province
from tests.factories.pages import make_article, publish
from tests.factories.pictures import make_picture
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db
OWN = frozenset(  # of each page its own: its place, its times, and the ids of its blocks
    "pk path slug url_path translation_key latest_revision live_revision body search_description"
    " first_published_at last_published_at latest_revision_created_at".split()
)


def changed(page: ArticlePage, **fields):
    page = ArticlePage.objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    with unindexed():
        return page.save_revision(clean=False)


def version(page: ArticlePage, revision, user=None) -> Version:
    page = ArticlePage.objects.get(pk=page.pk)
    look_up(page)
    read_around([page])
    return Version(page, revision, draft_on(page, revision), user)


def test_all_that_is_stored_is_what_wagtail_stores():
    office, user = make_province(), make_user(make_centre(), Role.LEADER)
    topic = Topic.objects.create(name="Lương hưu", slug="luong-huu")
    ours, theirs = (publish(make_article(office, lead="Cũ.")) for _each in range(2))
    fields = {"lead": "Giọng hát.", "title": "Tên mới", "topics": [topic]}
    revision = changed(theirs, **fields)
    with allow(theirs):
        revision.publish(user=user, skip_permission_checks=True)

    publish_all([version(ours, changed(ours, **fields), user)])

    ours, theirs = (ArticlePage.objects.get(pk=page.pk) for page in (ours, theirs))
    assert ours.live_revision_id == ours.latest_revision_id
    assert not ours.has_unpublished_changes
    assert ours.last_published_at > ours.first_published_at
    stored = [
        {name: value for name, value in page.serializable_data().items() if name not in OWN}
        for page in (ours, theirs)
    ]
    assert stored[0] == stored[1]
    assert json.loads(ours.to_json())["topics"] == [topic.pk]
    logged = [
        list(PageLogEntry.objects.filter(page=page.pk).order_by("pk").values_list(*LOGGED))
        for page in (ours, theirs)
    ]
    assert [each[0] for each in logged[0]][-2:] == ["wagtail.rename", "wagtail.publish"]
    assert [each[:3] for each in logged[0]] == [each[:3] for each in logged[1]]


LOGGED = ("action", "user", "content_changed", "data")


def test_search_and_used_by_know_of_it():
    page, picture = publish(make_article(make_province(), lead="Mức đóng cũ.")), make_picture()
    revision = changed(page, lead="Giọng hát.", cover=picture, cover_alt="Ảnh")

    publish_all([version(page, revision)])

    assert list(ArticlePage.objects.search(words_of("giọng hát"))) == [page]
    assert list(ArticlePage.objects.search(words_of("đóng cũ"))) == []
    assert ReferenceIndex.get_references_to(picture).exists()


def test_a_version_with_another_address_takes_it():
    page = publish(make_article(make_province()))
    publish_all([version(page, changed(page, slug="dia-chi-moi"))])
    page.refresh_from_db()
    assert page.slug == "dia-chi-moi"
    assert page.url_path.endswith("/dia-chi-moi/")


def test_a_draft_behind_it_stays_a_draft():
    page = publish(make_article(make_province(), lead="Cũ."))
    approved = changed(page, lead="Được duyệt.")
    changed(page, lead="Chưa duyệt.")

    publish_all([version(page, approved)])

    page.refresh_from_db()
    assert (page.lead, page.has_unpublished_changes) == ("Được duyệt.", True)
    assert page.get_latest_revision_as_object().lead == "Chưa duyệt."


def test_what_is_not_complete_is_refused():
    page = publish(make_article(make_province(), title="Đủ"))
    with pytest.raises(ValidationError):
        publish_all([version(page, changed(page, title=""))])
    page.refresh_from_db()
    assert page.title == "Đủ"


def test_whoever_waits_for_it_hears_of_it():
    page, heard = publish(make_article(make_province())), []

    def hears(instance, revision, **kwargs):
        heard.append((instance.pk, revision.pk))

    page_published.connect(hears)
    try:
        revision = changed(page, lead="Mới.")
        publish_all([version(page, revision)])
    finally:
        page_published.disconnect(hears)
    assert heard == [(page.pk, revision.pk)]

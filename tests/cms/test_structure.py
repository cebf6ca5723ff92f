"""What live items stand on stays where it is; the walk of the routes tries the rest."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models.deletion import ProtectedError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    ReferenceIndex,
    Revision,
    Site,
)

from cms.going_live import NotApproved
from cms.models import Role, SectionPage
from cms.structure_release import take_off
from tests.factories.library import make_sound
from tests.factories.offices import make_centre, make_province, make_section
from tests.factories.pages import make_article, publish
from tests.factories.portal import make_attachment, make_picture, make_topic
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def item():
    return publish(make_article(make_centre(), topics=[make_topic("bhyt")]))


def refused(act):
    with pytest.raises(NotApproved), transaction.atomic():
        act()


def test_the_section_of_a_live_item_keeps_its_address(item):
    section = item.get_parent().specific
    section.slug = "cho-khac"
    refused(section.save)


def empty_section():
    return make_section(make_centre(), "Hỏi đáp")


def leave(section, how):
    if how == "slug":
        section.slug = "cho-khac"
        section.save()
    elif how == "unpublish":
        section.unpublish()
    elif how == "delete":
        section.delete()
    elif how == "hide":
        PageViewRestriction.objects.create(page=section, restriction_type="login")
    else:
        section.move(make_section(make_centre(), "Chỗ khác"), pos="last-child")


WAYS = ["slug", "unpublish", "delete", "hide", "move"]


@pytest.mark.parametrize("how", WAYS)
def test_a_section_that_is_live_stays_also_without_items(how):
    section = empty_section()

    with override("vi"), pytest.raises(NotApproved) as refusal, transaction.atomic():
        leave(section, how)

    assert "Lãnh đạo cần gỡ trang khỏi cổng trước" in str(refusal.value)
    assert SectionPage.objects.get(pk=section.pk).live


@pytest.mark.parametrize("how", ["slug", "delete", "hide", "move"])
def test_a_section_that_was_taken_off_may_go(how):
    centre = make_centre()
    section = empty_section()
    take_off(page=section, user=make_user(centre, Role.LEADER), reason="Không dùng nữa")

    leave(SectionPage.objects.get(pk=section.pk), how)


def test_the_administrator_is_told_so_before_being_asked(admin_client):
    section = empty_section()
    for name, args in (
        ("delete", [section.pk]),
        ("move_confirm", [section.pk, make_section(make_centre(), "Chỗ khác").pk]),
    ):
        answer = admin_client.get(reverse(f"wagtailadmin_pages:{name}", args=args), follow=True)
        assert "gỡ trang khỏi cổng trước" in answer.content.decode()

    admin_client.post(reverse("wagtailadmin_pages:unpublish", args=[section.pk]))
    assert SectionPage.objects.get(pk=section.pk).live


def test_the_page_of_an_office_stays_though_it_holds_nothing():
    home = make_province().home.specific

    with override("vi"), pytest.raises(NotApproved) as refusal, transaction.atomic():
        home.unpublish()

    assert "phải ở nguyên chỗ" in str(refusal.value)
    refused(home.delete)


def test_a_section_with_live_items_is_not_hidden_from_readers(item):
    page = item.get_parent()
    refused(lambda: PageViewRestriction.objects.create(page=page, restriction_type="login"))


def test_the_portal_keeps_its_root(item):
    site = Site.objects.get()
    refused(site.delete)
    site.root_page = item.get_parent()
    refused(site.save)


def restricted(collection):
    return CollectionViewRestriction(collection=collection, restriction_type="login")


@pytest.mark.parametrize("make", [make_picture, make_attachment, make_sound])
def test_a_collection_that_live_pages_show_is_kept_from_nobody(make):
    page = make_article(make_centre())
    outside = Collection.get_first_root_node().add_child(name="Ngoài")
    media = make()
    media.collection = outside.add_child(name="Trong")
    media.save()
    restricted(outside).save()  # nothing live shows it yet
    CollectionViewRestriction.objects.all().delete()
    show(page, media)

    refused(lambda: restricted(outside).save())


def show(page, media):
    publish(page)
    ReferenceIndex.objects.create(
        content_type=ContentType.objects.get_for_model(page),
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=str(page.pk),
        to_content_type=ContentType.objects.get_for_model(media),
        to_object_id=str(media.pk),
        model_path="body",
        content_path="body",
        content_path_hash="00000000-0000-0000-0000-000000000000",
    )


def test_how_many_files_a_collection_holds_costs_nothing():
    collection = Collection.get_first_root_node().add_child(name="Ảnh")
    restricted(collection).save()  # content types are remembered from then on
    asked = []
    for number in (1, 12):
        for _n in range(number):
            picture = make_picture()
            picture.collection = collection
            picture.save()
        with CaptureQueriesContext(connection) as queries:
            restricted(collection).save()
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_topic_that_a_live_item_carries_is_not_deleted(item):
    refused(item.topics.first().delete)


def test_the_version_that_is_live_is_protected(item):
    with pytest.raises(ProtectedError), transaction.atomic():
        Revision.objects.get(pk=item.live_revision_id).delete()


def test_a_live_item_is_not_deleted_from_the_shell(item):
    refused(item.delete)
    refused(item.get_parent().delete)

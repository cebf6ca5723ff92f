"""What live items stand on stays where it is; the walk of the routes tries the rest."""

import pytest
from django.db import transaction
from django.db.models.deletion import ProtectedError
from wagtail.models import PageViewRestriction, Revision, Site

from cms.going_live import NotApproved
from tests.factories.offices import make_centre, make_section, section_of
from tests.factories.pages import make_article, publish
from tests.factories.portal import make_topic

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


def test_a_section_without_live_items_may_change_its_address():
    section = make_section(make_centre(), "Hỏi đáp")
    make_article(make_centre())
    section.slug = "cho-khac"

    section.save()

    assert section.get_url().endswith("/cho-khac/")


def test_the_name_of_a_section_may_change(item):
    section = item.get_parent().specific
    section.title = "Tin mới"

    section.save()

    assert section_of(make_centre()).title == "Tin mới"


def test_a_section_with_live_items_is_not_hidden_from_readers(item):
    page = item.get_parent()
    refused(lambda: PageViewRestriction.objects.create(page=page, restriction_type="login"))


def test_the_portal_keeps_its_root(item):
    site = Site.objects.get()
    refused(site.delete)
    site.root_page = item.get_parent()
    refused(site.save)


def test_a_topic_that_a_live_item_carries_is_not_deleted(item):
    refused(item.topics.first().delete)


def test_the_version_that_is_live_is_protected(item):
    with pytest.raises(ProtectedError), transaction.atomic():
        Revision.objects.get(pk=item.live_revision_id).delete()


def test_a_live_item_is_not_deleted_from_the_shell(item):
    refused(item.delete)
    refused(item.get_parent().delete)

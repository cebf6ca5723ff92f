import pytest
from django.core.exceptions import ValidationError
from django.forms import model_to_dict
from wagtail.log_actions import LogContext, log
from wagtail.models import PageLogEntry

from cms.log_entries import in_one_go, log_of_page
from cms.models import Role
from tests.factories.offices import make_centre
from tests.factories.pages import make_article
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


def test_an_entry_says_what_wagtails_own_says(django_assert_num_queries):
    page, user = make_article(make_centre()), make_user(make_centre(), Role.EDITOR)
    revision = page.save_revision()
    with LogContext(user=user):
        own = log(page, "wagtail.edit", revision=revision, data={"a": 1})
        with django_assert_num_queries(1):
            log_of_page(page, "wagtail.edit", revision=revision, data={"a": 1})
    entry = PageLogEntry.objects.latest("pk")
    assert entry.pk != own.pk
    assert entry.timestamp >= own.timestamp
    but = {"exclude": ["id", "timestamp"]}
    assert model_to_dict(entry, **but) == model_to_dict(own, **but)
    assert (entry.uuid, entry.label) == (own.uuid, own.label)


def test_an_action_that_nobody_registered_is_refused():
    with pytest.raises(ValidationError):
        log_of_page(make_article(make_centre()), "loa.no_such_action")


def test_many_entries_are_one_query_and_none_of_what_failed(django_assert_num_queries):
    page = make_article(make_centre())
    PageLogEntry.objects.all().delete()

    def fails() -> None:
        with in_one_go():
            log_of_page(page, "wagtail.edit", data={"n": 2})
            raise ZeroDivisionError

    with django_assert_num_queries(1), in_one_go():
        log_of_page(page, "wagtail.edit", data={"n": 1})
        with pytest.raises(ZeroDivisionError):
            fails()
        with in_one_go():
            log_of_page(page, "wagtail.edit", data={"n": 3})
    assert [entry.data["n"] for entry in PageLogEntry.objects.order_by("pk")] == [1, 3]

"""What the layers above say about facts on a sheet."""

import pytest
from django.utils.safestring import mark_safe

from cms.fact_uses import uses_of
from tests.factories.offices import make_province
from tests.factories.portal import put_fact
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


def told(facts, user):
    return {fact.pk: mark_safe(f"<p>{user.username}</p>") for fact in facts}


def test_the_setting_names_who_tells(settings):
    settings.LOA_FACT_USES = f"{__name__}.told"
    fact, user = put_fact(make_province(), "hotline", "1"), make_user()

    assert uses_of([fact], user) == {fact.pk: f"<p>{user.username}</p>"}


def test_without_the_setting_nothing_is_said(settings):
    settings.LOA_FACT_USES = ""

    assert uses_of([put_fact(make_province(), "hotline", "1")], make_user()) == {}

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from wagtail.models import ModelLogEntry

from publishing.commune_links import find_link
from publishing.models import CommuneLink
from publishing.services.communes import (
    issue_commune_link,
    issue_missing_links,
    revoke_commune_link,
)
from tests.factories.communes import make_commune, make_token
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


def test_a_new_link_ends_the_one_before():
    commune = make_commune()
    old, new = make_token(commune), make_token(commune)
    assert find_link(old, client="192.0.2.1") is None
    assert find_link(new, client="192.0.2.1") is not None


def test_a_link_lasts_as_long_as_the_settings_say():
    link, _token = issue_commune_link(destination=make_commune(), user=None)
    length = link.expires_at - timezone.now()
    assert abs(length - settings.LOA_COMMUNE_LINK_VALID) < timedelta(minutes=1)


def test_the_audit_log_names_the_commune_and_the_user_but_not_the_token():
    commune, user = make_commune(), make_user()
    _link, token = issue_commune_link(destination=commune, user=user)
    revoke_commune_link(destination=commune, user=user)
    entries = list(ModelLogEntry.objects.filter(object_id=str(commune.pk)).order_by("pk"))
    assert [entry.action for entry in entries] == [
        "publishing.issue_commune_link",
        "publishing.revoke_commune_link",
    ]
    assert {entry.user for entry in entries} == {user}
    assert token not in str([(entry.label, entry.data) for entry in entries])


def test_a_revoked_link_opens_nothing_and_can_be_revoked_only_once():
    commune = make_commune()
    token = make_token(commune)
    assert revoke_commune_link(destination=commune, user=None)
    assert find_link(token, client="192.0.2.1") is None
    assert not revoke_commune_link(destination=commune, user=None)


def test_missing_links_are_made_and_working_ones_stay():
    with_link, without, expired = make_commune(), make_commune(), make_commune()
    token = make_token(with_link)
    make_token(expired)
    CommuneLink.objects.filter(destination=expired).update(
        expires_at=timezone.now() - timedelta(days=1)
    )
    made = issue_missing_links(destinations=[with_link, without, expired], user=None)
    assert {link.destination for link, _token in made} == {without, expired}
    assert all(find_link(one, client="192.0.2.1") for _link, one in made)
    assert find_link(token, client="192.0.2.1") is not None

import re
from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone

from cms.client_address import client_of
from publishing.commune_links import (
    MISSES,
    TooManyMisses,
    commune_address,
    find_link,
    hash_token,
    new_token,
)
from publishing.models import CommuneLink
from tests.factories.communes import make_commune, make_token

pytestmark = pytest.mark.django_db
UNKNOWN = "x" * 22


def test_a_token_holds_128_bits_and_fits_into_an_address():
    tokens = {new_token() for _n in range(200)}
    assert len(tokens) == 200
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{22}", token) for token in tokens)


def test_only_the_hash_of_a_token_is_stored():
    token = make_token(make_commune())
    stored = CommuneLink.objects.values().get()
    assert stored["token_hash"] == hash_token(token)
    assert token not in str(stored)


def test_a_link_in_force_is_found_with_its_commune():
    commune = make_commune()
    link = find_link(make_token(commune), client="192.0.2.1")
    assert link is not None
    assert link.destination == commune


@pytest.mark.parametrize(
    "end",
    [
        {"revoked_at": timezone.now()},
        {"expires_at": timezone.now() - timedelta(seconds=1)},
    ],
)
def test_a_revoked_or_expired_link_is_not_found(end):
    token = make_token(make_commune())
    CommuneLink.objects.update(**end)
    assert find_link(token, client="192.0.2.1") is None


def test_the_link_of_an_archived_commune_is_not_found():
    commune = make_commune()
    token = make_token(commune)
    commune.archived_at = timezone.now()
    commune.save()
    assert find_link(token, client="192.0.2.1") is None


def test_too_many_misses_close_the_door_for_that_network_only():
    token = make_token(make_commune())
    for _n in range(MISSES.most):
        assert find_link(UNKNOWN, client="192.0.2.1") is None
    with pytest.raises(TooManyMisses):
        find_link(token, client="192.0.2.1")
    assert find_link(token, client="192.0.2.2") is not None


def test_opening_a_good_link_is_never_counted():
    token = make_token(make_commune())
    for _n in range(MISSES.most * 2):
        assert find_link(token, client="192.0.2.1") is not None


def test_a_caller_cannot_choose_its_own_address(settings):
    request = RequestFactory().get("/", headers={"X-Forwarded-For": "203.0.113.9"})
    settings.LOA_PROXIES = 0
    assert client_of(request) == "127.0.0.1"
    settings.LOA_PROXIES = 1
    request = RequestFactory().get("/", headers={"X-Forwarded-For": "6.6.6.6, 203.0.113.9"})
    assert client_of(request) == "203.0.113.9"


def test_the_address_is_absolute(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://loa.example/"
    assert commune_address(UNKNOWN) == f"https://loa.example/loa/{UNKNOWN}/"

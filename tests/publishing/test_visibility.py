"""Whose deliveries, destinations and releases a person sees."""

import pytest

from cms.models import Office, Role
from publishing.visibility import deliveries_for, destinations_for, offices_of, releases_for
from tests.factories.publishing import (
    make_bare_office,
    make_delivery,
    make_destination,
    make_release,
)
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre():
    return make_bare_office(level=Office.Level.CENTRE)


@pytest.fixture
def province(centre):
    return make_bare_office(parent=centre)


@pytest.fixture
def grassroots(province):
    return make_bare_office(level=Office.Level.GRASSROOTS, parent=province)


def test_an_office_sees_itself_and_all_below(centre, province, grassroots):
    other = make_bare_office(parent=centre)
    seen = {o: set(offices_of(make_user(o, Role.OBSERVER))) for o in (centre, province, grassroots)}
    assert seen[centre] == {centre, province, grassroots, other}
    assert seen[province] == {province, grassroots}
    assert seen[grassroots] == {grassroots}


def test_without_a_role_nothing_is_seen(province):
    make_delivery(make_release(office=province), make_destination(province))
    user = make_user()
    assert not deliveries_for(user).exists()
    assert not destinations_for(user).exists()
    assert not releases_for(user).exists()


def test_several_roles_show_a_delivery_once(province, grassroots):
    user = make_user(province, Role.EDITOR, Role.LEADER, Role.CHANNEL_KEEPER)
    delivery = make_delivery(make_release(office=province), make_destination(grassroots))
    assert list(deliveries_for(user)) == [delivery]
    assert list(destinations_for(user)).count(delivery.destination) == 1


def test_a_superuser_sees_everything(province):
    delivery = make_delivery(make_release(office=province), make_destination())
    assert list(deliveries_for(make_user(is_superuser=True))) == [delivery]

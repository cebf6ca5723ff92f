import json

import pytest
from django.urls import reverse

from cms.models import Role
from publishing.models import StopSwitch
from publishing.stop_notice import stops_concerning
from tests.factories.publishing import make_bare_office, make_destination
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_bare_office()


@pytest.fixture
def editor(office):
    return make_user(office, Role.EDITOR)


def test_a_stop_everywhere_concerns_everybody(editor):
    StopSwitch.objects.create(reason="Sự cố")

    assert stops_concerning(editor)


def test_a_stop_of_the_own_office_or_of_a_place_of_it_does(editor, office):
    own = StopSwitch.objects.create(reason="Sự cố", office=office)
    assert stops_concerning(editor)

    own.delete()
    StopSwitch.objects.create(reason="Sự cố", destination=make_destination(office))
    assert stops_concerning(editor)


def test_a_province_s_stop_concerns_its_grassroots_offices(office):
    below = make_bare_office(level="grassroots", parent=office)
    StopSwitch.objects.create(reason="Sự cố", office=office)

    assert stops_concerning(make_user(below, Role.GRASSROOTS_OFFICER))


def test_another_office_s_stop_or_a_lifted_one_does_not(editor, office):
    StopSwitch.objects.create(reason="Sự cố", office=make_bare_office())
    lifted = StopSwitch.objects.create(reason="Sự cố", office=office)
    StopSwitch.objects.filter(pk=lifted.pk).update(lifted_at=lifted.set_at)

    assert not stops_concerning(editor)


def test_every_screen_says_so(client):
    client.force_login(make_user(is_superuser=True))
    address = reverse("publishing_scheduled")
    before = client.get(address).content.decode()
    StopSwitch.objects.create(reason="Sự cố")

    in_the_menu = json.dumps("Đang dừng khẩn cấp")  # the menu is data for a script
    assert in_the_menu not in before
    assert in_the_menu in client.get(address).content.decode()

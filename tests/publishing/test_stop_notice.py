"""While sending is stopped, every screen says so, and to whom it concerns, how to go on."""

import pytest
from django.urls import reverse

from cms.models import Office, Role
from publishing.models import StopSwitch
from publishing.stop_notice import with_banner
from tests.factories.publishing import make_bare_office, make_destination
from tests.factories.users import make_admin_user

pytestmark = pytest.mark.django_db
SCREENS = ("wagtailadmin_home", "publishing_board", "publishing_scheduled", "wagtailadmin_account")


@pytest.fixture
def office():
    return make_bare_office()


def text(client, name="publishing_board"):
    return client.get(reverse(name)).content.decode()


@pytest.mark.parametrize("name", SCREENS)
def test_every_screen_says_so(client, office, name):
    client.force_login(make_admin_user(office, Role.EDITOR))
    assert "loa-stopped" not in text(client, name)
    StopSwitch.objects.create(reason="Lộ mật khẩu <b>")
    shown = text(client, name)
    assert "Lộ mật khẩu &lt;b&gt;" in shown
    assert shown.index('<div class="content">') < shown.index("loa-stopped")


def test_it_says_who_stopped_what_and_why(client, office):
    by = make_admin_user(office, Role.LEADER, first_name="Lan", last_name="Trần")
    StopSwitch.objects.create(reason="Bài sai", office=office, channel="facebook", set_by=by)
    client.force_login(make_admin_user(office, Role.EDITOR))
    shown = text(client)
    for word in ("Bài sai", "Trần Lan", office.name, "Facebook"):
        assert word in shown


def test_those_who_may_lift_it_are_led_there_and_the_others_told_whom_to_ask(client, office):
    stop = StopSwitch.objects.create(reason="Bài sai", destination=make_destination(office))
    address = reverse("publishing_stop_lift", args=[stop.pk])
    for role, led in ((Role.CHANNEL_KEEPER, True), (Role.LEADER, True), (Role.EDITOR, False)):
        client.force_login(make_admin_user(office, role))
        assert (address in text(client)) is led


def test_another_office_is_not_told(client, office):
    StopSwitch.objects.create(reason="Bài sai", office=make_bare_office())
    client.force_login(make_admin_user(office, Role.EDITOR))
    assert "loa-stopped" not in text(client)


def test_of_many_stops_the_widest_are_spelled_out(client, office):
    for _number in range(6):
        place = make_destination(office)
        StopSwitch.objects.create(reason=f"Vì {place.pk}", destination=place)
    StopSwitch.objects.create(reason="Toàn quốc")
    client.force_login(make_admin_user(office, Role.EDITOR))
    shown = text(client)
    assert "Toàn quốc" in shown
    assert shown.count("Vì ") == 2


def test_who_is_not_signed_in_sees_the_login_only(client):
    StopSwitch.objects.create(reason="Bài sai")
    assert "Bài sai" not in client.get(reverse("wagtailadmin_login")).content.decode()


def test_what_was_stopped_from_above_names_the_office_above(client, office):
    above = make_bare_office(level=Office.Level.CENTRE, name="Cơ quan trung ương thử")
    Office.objects.filter(pk=office.pk).update(parent=above)
    stop = StopSwitch.objects.create(
        reason="Bài sai", destination=make_destination(office), set_from=above
    )
    client.force_login(make_admin_user(office, Role.LEADER))
    shown = text(client)
    assert above.name in shown
    assert reverse("publishing_stop_lift", args=[stop.pk]) not in shown


def test_where_wagtail_has_no_place_for_it_it_is_shown_all_the_same_and_logged(rf, office, caplog):
    StopSwitch.objects.create(reason="Bài sai")
    request = rf.get("/admin/")
    request.user = make_admin_user(office, Role.EDITOR)
    shown = with_banner(request, "<main>x</main>")
    assert "Bài sai" in shown
    assert shown.endswith("<main>x</main>")
    assert "found no place" in caplog.text

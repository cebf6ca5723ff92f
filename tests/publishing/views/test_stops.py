import pytest
from django.urls import reverse

from cms.models import Office, Role
from publishing.models import StopSwitch
from publishing.views.stops import StopMenuItem
from tests.factories.publishing import make_bare_office, make_delivery, make_destination
from tests.factories.users import make_admin_user

pytestmark = pytest.mark.django_db
STOP = "publishing_stop"


@pytest.fixture
def office():
    return make_bare_office(parent=make_bare_office(level=Office.Level.CENTRE))


@pytest.fixture
def leader(office):
    return make_admin_user(office, Role.LEADER)


@pytest.fixture
def browser(client, leader):
    client.force_login(leader)
    return client


def one(place):
    return reverse("publishing_destination_stop", args=[place.pk])


def test_a_leader_stops_the_own_office_with_a_reason(browser, office, leader):
    said = {"office": office.pk, "channel": "facebook", "reason": ""}
    assert "errorlist" in browser.post(reverse(STOP), said).content.decode()
    assert not StopSwitch.objects.exists()
    browser.post(reverse(STOP), said | {"reason": "Lộ mật khẩu"})
    stop = StopSwitch.objects.get()
    assert (stop.office, stop.channel, stop.set_by) == (office, "facebook", leader)


def test_an_office_cannot_stop_the_country_or_another_office(browser, office):
    for chosen in ("", make_bare_office().pk, office.parent_id):
        browser.post(reverse(STOP), {"office": chosen, "channel": "", "reason": "Tất cả"})
    assert not StopSwitch.objects.exists()


def test_the_centre_stops_everything(client, office):
    client.force_login(make_admin_user(office.parent, Role.CHANNEL_KEEPER))
    client.post(reverse(STOP), {"office": "", "channel": "", "reason": "Tấn công mạng"})
    stop = StopSwitch.objects.get()
    assert (stop.office, stop.channel, stop.destination) == (None, "", None)


def test_one_destination_is_stopped_and_another_office_s_is_not_there(browser, office):
    place, theirs = make_destination(office), make_destination()
    browser.post(one(place), {"reason": "Bài sai"})
    assert browser.post(one(theirs), {"reason": "Bài sai"}).status_code == 404
    assert StopSwitch.objects.get().destination == place


def test_looking_changes_nothing(browser, office):
    stop = StopSwitch.objects.create(reason="Bài sai", office=office)
    for address in (
        reverse(STOP),
        one(make_destination(office, channel="facebook")),
        reverse("publishing_stop_lift", args=[stop.pk]),
    ):
        assert browser.get(address).status_code == 200
    assert StopSwitch.objects.get().lifted_at is None


def test_lifting_says_how_much_will_go_out_and_needs_a_reason(browser, office, leader):
    make_delivery(destination=make_destination(office))
    stop = StopSwitch.objects.create(reason="Bài sai", office=office)
    address = reverse("publishing_stop_lift", args=[stop.pk])
    assert browser.get(address).context["waiting"].startswith("1 ")
    browser.post(address, {"reason": ""})
    stop.refresh_from_db()
    assert stop.lifted_at is None
    browser.post(address, {"reason": "Đã gỡ bài"})
    stop.refresh_from_db()
    assert (stop.lifted_by, stop.lift_reason) == (leader, "Đã gỡ bài")
    assert browser.post(address, {"reason": "Lần nữa"}).status_code == 302


def test_another_office_s_stop_is_not_lifted(browser):
    stop = StopSwitch.objects.create(reason="Bài sai", office=make_bare_office())
    browser.post(reverse("publishing_stop_lift", args=[stop.pk]), {"reason": "Cho qua"})
    stop.refresh_from_db()
    assert stop.lifted_at is None


def test_the_page_says_who_may_lift_what_was_stopped_from_above(browser, office):
    place = make_destination(office)
    stop = StopSwitch.objects.create(reason="Bài sai", destination=place, set_from=office.parent)
    answer = browser.post(
        reverse("publishing_stop_lift", args=[stop.pk]), {"reason": "Cho qua"}, follow=True
    )
    said = [str(one) for one in answer.context["messages"]]
    assert len(said) == 1
    assert office.parent.name in said[0]
    stop.refresh_from_db()
    assert stop.lifted_at is None


def test_the_menu_leads_there_from_anywhere_those_who_may(rf, office, leader):
    item = StopMenuItem("Dừng khẩn cấp", "/", name="stop")
    request = rf.get("/admin/")
    request.user = leader
    assert item.is_shown(request)
    request.user = make_admin_user(office, Role.EDITOR)
    assert not item.is_shown(request)

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import ModelLogEntry

from cms.models import Office, Role
from publishing import keeping, log_actions
from publishing.models import StopSwitch
from publishing.services.stops import lift_stop, set_stop
from tests.factories.publishing import make_bare_office, make_delivery, make_destination
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_bare_office()


@pytest.fixture
def place(office):
    return make_destination(office, channel="facebook")


@pytest.fixture
def keeper(office):
    return make_user(office, Role.CHANNEL_KEEPER)


def stopped(place, keeper):
    return keeping.destinations_kept_by(keeper).get(pk=place.pk).stopped


def test_a_stop_is_in_force_until_it_is_lifted(place, keeper):
    stop = set_stop(user=keeper, destination=place, reason="Bài sai")
    assert stopped(place, keeper)
    assert keeping.stop_of(place) == stop
    assert lift_stop(user=keeper, stop=stop, reason="Đã gỡ bài")
    assert not lift_stop(user=keeper, stop=stop, reason="Lần nữa")
    assert not stopped(place, keeper)


def test_both_are_in_the_audit_log_with_their_reasons(place, keeper):
    stop = set_stop(user=keeper, destination=place, reason="Bài sai")
    lift_stop(user=keeper, stop=stop, reason="Đã gỡ bài")
    entries = ModelLogEntry.objects.filter(user=keeper).order_by("pk")
    assert [(one.action, one.data["reason"]) for one in entries] == [
        (log_actions.SET_STOP, "Bài sai"),
        (log_actions.LIFT_STOP, "Đã gỡ bài"),
    ]
    stop.refresh_from_db()
    assert (stop.lifted_by, stop.lift_reason) == (keeper, "Đã gỡ bài")


def test_an_office_stops_a_channel(place, keeper, office):
    set_stop(user=keeper, office=office, channel="portal", reason="Cổng lỗi")
    assert not stopped(place, keeper)
    set_stop(user=keeper, office=office, channel="facebook", reason="Facebook lỗi")
    assert stopped(place, keeper)
    assert [one.reason for one in keeping.wide_stops(keeper)] == ["Cổng lỗi", "Facebook lỗi"]


def test_only_the_centre_stops_everything(place, keeper):
    centre = make_bare_office(level=Office.Level.CENTRE)
    with pytest.raises(PermissionDenied):
        set_stop(user=keeper, reason="Tất cả")
    set_stop(user=make_user(centre, Role.LEADER), reason="Tất cả")
    assert stopped(place, keeper)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.OBSERVER, Role.DUTY_EDITOR, Role.SECRETARY])
def test_other_roles_neither_stop_nor_lift(place, office, role):
    stop = set_stop(user=None, destination=place, reason="thử")
    person = make_user(office, role)
    for act in (
        lambda: set_stop(user=person, destination=place, reason="x"),
        lambda: set_stop(user=person, office=office, reason="x"),
        lambda: set_stop(user=person, reason="x"),
        lambda: lift_stop(user=person, stop=stop, reason="x"),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert StopSwitch.objects.filter(lifted_at=None).count() == 1


def test_lifting_wakes_what_waited(place, keeper, monkeypatch, django_capture_on_commit_callbacks):
    woken = []
    monkeypatch.setattr("publishing.services.stops.wake", woken.append)
    delivery = make_delivery(destination=place)
    stop = set_stop(user=keeper, office=place.office, reason="Bài sai")
    with django_capture_on_commit_callbacks(execute=True):
        lift_stop(user=keeper, stop=stop, reason="Đã gỡ bài")
    assert woken == [delivery.release_id]


class Line:
    """A province, an office below it, a page of that one, and people of both."""

    def __init__(self):
        self.centre = make_bare_office(level=Office.Level.CENTRE)
        self.province = make_bare_office(parent=self.centre)
        self.office = make_bare_office(parent=self.province)
        self.place = make_destination(self.office)
        self.own = make_user(self.office, Role.CHANNEL_KEEPER)
        self.above = make_user(self.province, Role.CHANNEL_KEEPER)
        self.top = make_user(self.centre, Role.LEADER)

    def narrowings(self):
        return {"destination": self.place}, {"office": self.office}


@pytest.mark.parametrize("which", [0, 1])
def test_what_was_stopped_from_above_is_not_lifted_from_below(which):
    line = Line()
    stop = set_stop(user=line.above, reason="Bài sai", **line.narrowings()[which])
    with pytest.raises(PermissionDenied):
        lift_stop(user=line.own, stop=stop, reason="Cho qua")
    assert lift_stop(user=make_user(line.province, Role.LEADER), stop=stop, reason="Đã gỡ")


def test_who_is_further_above_lifts_it_too():
    line = Line()
    stop = set_stop(user=line.own, destination=line.place, reason="Bài sai")
    assert stop.set_from == line.office
    assert lift_stop(user=line.top, stop=stop, reason="Đã gỡ")


def test_the_administrator_stops_in_the_right_of_the_centre():
    line = Line()
    chief = make_user(is_superuser=True)
    stop = set_stop(user=chief, destination=line.place, reason="Bài sai")
    with pytest.raises(PermissionDenied):
        lift_stop(user=line.above, stop=stop, reason="Cho qua")
    assert lift_stop(user=line.top, stop=stop, reason="Đã gỡ")


def test_whoever_has_rights_above_and_below_stops_in_the_higher_one():
    line = Line()
    line.above.memberships.create(office=line.office, role=Role.CHANNEL_KEEPER)
    assert set_stop(user=line.above, office=line.office, reason="x").set_from == line.province


def test_a_stop_that_does_not_say_in_whose_right_is_lifted_by_those_of_its_office():
    line = Line()
    stop = StopSwitch.objects.create(destination=line.place, reason="x", set_by=line.above)
    assert lift_stop(user=line.own, stop=stop, reason="Đã gỡ")

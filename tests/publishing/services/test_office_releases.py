"""Releases for one office alone: a value that changed, and one that was missing before."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.approval import NotYours, Refused
from cms.models import Approval, Office, Role, StatedFact
from publishing.lacks import lacks_at
from publishing.ledger_checks import cross_checks
from publishing.models import Delivery, Release
from publishing.quotes import quotes_at
from publishing.services.office_releases import release_for_office
from publishing.services.releases import withdraw_item
from tests.factories.approval import Desk, make_delegation
from tests.factories.following import BODY
from tests.factories.packages import (
    choose,
    delivered,
    make_communes,
    make_facebook,
    release,
    rewrite,
    set_fact,
)
from tests.factories.provinces import HOTLINE, centre_desk, province
from tests.factories.publishing import make_bare_office
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db
State, Action, Reason = Delivery.State, Delivery.Action, Delivery.Reason
NEW = "0207 999 9999"


class Country:
    """A national item that is out at two provinces."""

    def __init__(self, **fields) -> None:
        self.here, self.there = province(), province()
        self.leader = make_user(self.here, Role.LEADER)
        self.page_here = make_facebook(self.here)
        self.page_there = make_facebook(self.there)
        self.communes = make_communes(self.here, 2)
        self.desk = centre_desk([self.page_here, self.page_there, *self.communes], **fields)
        self.release = release(self.desk)

    def correct(self, **wishes) -> Release:
        wishes = {"reason": "Đổi số", "user": self.leader, "office": self.here} | wishes
        return release_for_office(release=self.release, **wishes)


@pytest.fixture
def country():
    made = Country()
    for place in (made.page_here, made.page_there):
        delivered(place)
    set_fact(made.here, "hotline", NEW)
    return made


def faults() -> set[str]:
    """Of the ledgers; that the posts arrived was only said by the test."""
    return {found.code for found in cross_checks()} - {"delivery"}


def stated(country, office) -> str:
    return StatedFact.objects.get(page=country.desk.page.pk, office=office, key="hotline").value


def test_the_offices_posts_say_the_new_value_and_nobody_elses_change(country):
    done = country.correct()

    legs = {leg.destination: leg for leg in done.deliveries.all()}
    assert set(legs) == {country.page_here, *country.communes}
    assert legs[country.page_here].action == Action.REVISE
    assert NEW in legs[country.page_here].variant.post.data["text"]
    assert not Delivery.objects.filter(release__gt=country.release.pk).exclude(release=done)


def test_what_had_not_been_sent_yet_goes_out_once_with_the_new_value(country):
    done = country.correct()

    rows = Delivery.objects.filter(destination=country.communes[0]).order_by("pk")
    assert [(row.release, row.state) for row in rows] == [
        (country.release, State.SUPERSEDED),
        (done, State.QUEUED),
    ]
    assert rows[1].action == Action.PUBLISH


def test_its_page_states_the_new_value_and_the_others_theirs(country):
    assert stated(country, country.here) == HOTLINE

    country.correct()

    assert stated(country, country.here) == NEW
    assert stated(country, country.there) == HOTLINE


def test_the_national_release_stays_in_force(country):
    done = country.correct()

    country.release.refresh_from_db()
    assert country.release.state == done.state == Release.State.IN_FORCE
    assert done.kind == Release.Kind.OFFICE
    assert done.office == country.here
    assert faults() == set()


def test_its_leader_answers_for_it(country):
    done = country.correct()

    approval = Approval.objects.get(fingerprint=done.fingerprint)
    assert (approval.user, approval.office_code) == (country.leader, country.here.code)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.CHANNEL_KEEPER])
def test_nobody_but_a_leader_may(country, role):
    with pytest.raises(NotYours):
        country.correct(user=make_user(country.here, role))


def test_a_leader_of_another_office_may_not(country):
    with pytest.raises(NotYours):
        country.correct(user=make_user(country.there, Role.LEADER))
    assert stated(country, country.here) == HOTLINE


def test_the_centre_never_stands_in_for_an_office_without_a_leader(country):
    country.leader.memberships.all().delete()

    with pytest.raises(NotYours):
        country.correct(user=country.desk.leader)

    assert stated(country, country.here) == HOTLINE


def test_nor_does_somebody_of_the_centre_to_whom_the_leader_delegated(country):
    delegate = make_user(country.desk.office, Role.EDITOR)
    desk = Desk(country.here)
    make_delegation(desk, delegate)

    with pytest.raises(NotYours):
        country.correct(user=delegate)


def test_a_second_press_changes_nothing(country):
    country.correct()
    with pytest.raises(Refused):
        country.correct()
    assert Release.objects.filter(kind=Release.Kind.OFFICE).count() == 1


def test_what_the_centre_only_prepares_does_not_slip_out(country):
    rewrite(country.desk, lead="Chưa duyệt {{hotline}}.")

    done = country.correct()

    text = done.deliveries.get(destination=country.page_here).variant.post.data["text"]
    assert "Chưa duyệt" not in text


def test_a_value_that_was_wrong_is_corrected_with_a_date(country):
    done = country.correct(wrong=[("hotline", HOTLINE)])

    text = done.deliveries.get(destination=country.page_here).variant.post.data["text"]
    assert "ĐÍNH CHÍNH" in text
    assert HOTLINE in text
    row = StatedFact.objects.get(page=country.desk.page.pk, office=country.here, key="hotline")
    assert (row.wrong, row.corrected_on) == (HOTLINE, timezone.localdate())


def test_a_later_correction_does_not_take_an_earlier_one_back():
    here = province(figure__bhyt_coverage="90 %")
    leader, place = make_user(here, Role.LEADER), make_facebook(here)
    desk = centre_desk([place], lead="Gọi {{hotline}}, tỷ lệ {{figure:bhyt_coverage}}.", body=BODY)
    set_fact(desk.office, "figure:bhyt_coverage", "93 %")
    out = release(desk)
    delivered(place)
    common = {"release": out, "office": here, "user": leader, "reason": "Sai số"}
    set_fact(here, "hotline", NEW)
    release_for_office(**common, wrong=[("hotline", HOTLINE)])
    delivered(place)
    set_fact(here, "figure:bhyt_coverage", "91 %")

    done = release_for_office(**common)

    assert StatedFact.objects.get(office=here, key="hotline").wrong == HOTLINE
    text = done.deliveries.get(destination=place).variant.post.data["text"]
    assert HOTLINE in text
    assert "91 %" in text


def test_the_next_national_version_reaches_everybody_again(country):
    done = country.correct()
    delivered(country.page_here)
    rewrite(country.desk, lead="Xin gọi {{hotline}}.")

    newer = release(country.desk)

    done.refresh_from_db()
    assert done.state == Release.State.REPLACED
    legs = {leg.destination: leg for leg in newer.deliveries.all()}
    assert legs[country.page_here].action == Action.REVISE
    assert NEW in legs[country.page_here].variant.post.data["text"]
    assert faults() == set()


def test_taking_down_is_the_centres_and_takes_all_of_it(country):
    country.correct()

    down = withdraw_item(page=country.desk.now(), user=country.desk.leader, reason="Sai")

    assert down.office == country.desk.office
    assert not Release.objects.filter(kind=Release.Kind.OFFICE, state=Release.State.IN_FORCE)
    assert not StatedFact.objects.exists()
    places = set(down.deliveries.values_list("destination", flat=True))
    assert {country.page_here.pk, country.page_there.pk} <= places


def test_a_replaced_version_is_not_corrected(country):
    rewrite(country.desk, lead="Xin gọi {{hotline}}.")
    release(country.desk)
    with pytest.raises(Refused):
        country.correct()


def test_an_edited_release_is_not_repeated(country):
    Release.objects.filter(pk=country.release.pk).update(title="Sửa tay")
    with pytest.raises(Refused):
        country.correct()


def test_the_list_names_the_item_with_both_values(country):
    found, total = quotes_at(country.here)

    assert total == 1
    assert [(one.before, one.now) for one in found[0].said] == [(HOTLINE, NEW)]
    assert found[0].places == 3
    assert quotes_at(country.there) == ([], 0)
    country.correct()
    assert quotes_at(country.here) == ([], 0)


def test_an_office_that_lacked_a_value_gets_the_item_once_it_has_it():
    here = province()
    leader, place = make_user(here, Role.LEADER), make_facebook(here)
    desk = centre_desk([place], lead="Gọi {{hotline}} hoặc {{office_phone}}.")
    set_fact(desk.office, "office_phone", "024 1")
    out = release(desk)
    assert Delivery.objects.get(release=out, destination=place).state == State.FAILED
    assert lacks_at(here)[0].missing
    with pytest.raises(Refused):
        release_for_office(release=out, office=here, user=leader, reason="Bổ sung")

    set_fact(here, "office_phone", "0207 1")
    assert lacks_at(here)[0].missing == ()
    done = release_for_office(release=out, office=here, user=leader, reason="Bổ sung")

    leg = done.deliveries.get(destination=place)
    assert (leg.action, leg.state) == (Action.PUBLISH, State.QUEUED)
    assert leg.waits_for == out.deliveries.get(destination__channel="portal")
    assert StatedFact.objects.get(office=here, key="office_phone").value == "0207 1"
    assert lacks_at(here) == []


def test_a_figure_of_a_province_is_corrected_for_its_counters_that_have_none():
    here = province(figure__bhyt_coverage="93 %")
    leader = make_user(here, Role.LEADER)
    below = [make_bare_office(parent=here, level=Office.Level.GRASSROOTS) for _n in range(2)]
    set_fact(below[1], "figure:bhyt_coverage", "90 %")
    places = [make_facebook(office) for office in below]
    desk = centre_desk(places, lead="Tỷ lệ {{figure:bhyt_coverage}}.")
    set_fact(desk.office, "figure:bhyt_coverage", "95 %")
    out = release(desk)
    for place in places:
        delivered(place)
    set_fact(here, "figure:bhyt_coverage", "94 %")

    done = release_for_office(release=out, office=here, user=leader, reason="Số mới")

    assert {leg.destination for leg in done.deliveries.all()} == {places[0]}
    assert faults() == set()


def test_what_an_office_gives_itself_stays_its_own_to_correct():
    here = province()
    place = make_facebook(here)
    desk = centre_desk([place], lead="Gọi {{hotline}}.")
    release(desk)
    delivered(place)
    set_fact(here, "hotline", NEW)
    set_fact(desk.office, "hotline", "1900 0000")

    done = release_for_office(
        release=Release.objects.versions().first(),
        office=desk.office,
        user=desk.leader,
        reason="Số mới",
    )

    assert place not in {leg.destination for leg in done.deliveries.all()}
    assert set(done.content["stated"]) == {desk.office.code}
    assert StatedFact.objects.get(office=here, key="hotline").value == HOTLINE


def test_its_validity_ends_with_that_of_the_item():
    today = timezone.localdate()
    country = Country(valid_until=today + timedelta(days=3))
    set_fact(country.here, "hotline", NEW)
    assert country.correct().expires_at == country.release.expires_at


def test_a_sentence_that_vanished_is_offered_when_its_value_is_there():
    text = "Gọi {{hotline}}.{{if:office_phone}} Máy lẻ {{office_phone}}.{{end}}"
    country = Country(lead=text)
    for place in (country.page_here, country.page_there):
        delivered(place)
    assert quotes_at(country.here) == ([], 0)
    set_fact(country.here, "office_phone", "0207 5")

    [quote] = quotes_at(country.here)[0]
    said = [(one.key, one.before, one.now) for one in quote.said]
    done = country.correct(wrong=[("office_phone", "")])

    assert said == [("office_phone", "", "0207 5")]
    post = done.deliveries.get(destination=country.page_here).variant.post.data
    assert "Máy lẻ 0207 5" in post["text"]
    assert "chưa đúng" not in post["text"]  # nothing was said before, so nothing was wrong
    assert quotes_at(country.here) == ([], 0)
    assert faults() == set()


def test_a_place_that_only_a_planned_version_has_gets_nothing_before_its_time(country):
    new = make_facebook(country.here, name="Trang mới")
    places = [country.page_here, country.page_there, *country.communes, new]
    choose(country.desk, places, go_live_at=timezone.now() + timedelta(days=1))
    rewrite(country.desk, lead="Từ ngày mai gọi {{hotline}}.")
    release(country.desk)

    done = country.correct()

    reached = {leg.destination for leg in done.deliveries.all()}
    assert reached == {country.page_here, *country.communes}

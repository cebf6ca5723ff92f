"""Posts whose values changed since they were approved, when somebody wants to send them again."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.models import Fact, Role
from publishing.models import Delivery, Release
from publishing.services import nods
from publishing.services.deliveries import (
    DeliveryRefused,
    cancel_delivery,
    retry_delivery,
    settle_as_absent,
)
from publishing.services.office_releases import release_for_office
from publishing.services.sending_again import StatedOtherwise
from tests.factories.national import Nation
from tests.factories.packages import (
    delivered,
    failed,
    make_communes,
    make_facebook,
    page_is_up,
    release,
    set_fact,
)
from tests.factories.provinces import centre_desk, province
from tests.factories.publishing import keeper_of, make_delivery, make_follower
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db
State, Reason, Action = Delivery.State, Delivery.Reason, Delivery.Action
NEW = "0207 999 9999"
LONG_AGO = timedelta(days=2)


def again(delivery: Delivery) -> Delivery:
    retry_delivery(delivery=delivery, user=keeper_of(delivery))
    return Delivery.objects.get(pk=delivery.pk)


class Country:
    """A national item that quotes the hotline of two provinces; its page is up."""

    def __init__(self) -> None:
        self.here, self.there = province(), province()
        self.leader = make_user(self.here, Role.LEADER)
        self.page, self.page_there = make_facebook(self.here), make_facebook(self.there)
        (self.commune,) = make_communes(self.here, 1)
        self.desk = centre_desk([self.page, self.page_there, self.commune])
        self.release = release(self.desk)
        page_is_up()

    def at(self, place) -> Delivery:
        return Delivery.objects.filter(destination=place).latest("pk")

    def correct(self) -> Release:
        return release_for_office(
            release=self.release, office=self.here, user=self.leader, reason="Đổi số"
        )


@pytest.fixture
def country() -> Country:
    return Country()


def refusal(delivery: Delivery) -> StatedOtherwise:
    before = Delivery.objects.filter(pk=delivery.pk).values().get()
    with pytest.raises(StatedOtherwise) as refused:
        retry_delivery(delivery=delivery, user=keeper_of(delivery))
    assert Delivery.objects.filter(pk=delivery.pk).values().get() == before
    return refused.value


def test_a_post_with_a_value_that_changed_since_is_not_sent_again(country):
    delivery = failed(country.at(country.page))
    set_fact(country.here, "hotline", NEW)

    why = refusal(delivery)

    assert why.office == country.here
    for words in ("Đường dây nóng", "Số liệu đã đăng", country.here.name):
        assert words in str(why)


def test_of_another_office_it_is_sent_again(country):
    delivery = failed(country.at(country.page_there))
    set_fact(country.here, "hotline", NEW)

    assert again(delivery).state == State.QUEUED


def test_while_the_values_are_the_same_it_is_sent_again(country):
    assert again(failed(country.at(country.page))).state == State.QUEUED


def test_a_value_that_is_no_more_is_not_sent_again_either(country):
    delivery = failed(country.at(country.page))
    Fact.objects.filter(office=country.here).update(
        valid_until=timezone.localdate() - timedelta(days=1)
    )

    assert refusal(delivery).office == country.here


def test_the_offices_release_takes_along_what_had_failed_there(country):
    """Whoever is refused has a way that ends: nothing is left that no button sends."""
    old = failed(country.at(country.page))
    set_fact(country.here, "hotline", NEW)
    refusal(old)

    done = country.correct()

    new = country.at(country.page)
    assert (new.release, new.state, new.action) == (done, State.QUEUED, Action.PUBLISH)
    assert NEW in new.variant.post.data["text"]
    with pytest.raises(DeliveryRefused, match="mới"):
        retry_delivery(delivery=old, user=keeper_of(old))


def test_what_a_person_cancelled_is_neither_sent_with_the_old_value_nor_brought_back(country):
    cancelled = country.at(country.page)
    cancel_delivery(delivery=cancelled, user=country.desk.editor)
    set_fact(country.here, "hotline", NEW)

    assert "trình duyệt lại" in str(refusal(country.at(country.page)))

    country.correct()
    assert country.at(country.page) == cancelled
    refusal(country.at(country.page))


def test_a_leader_does_not_let_the_old_value_out_either():
    nation = Nation("never", lead="Gọi {{hotline}}.")
    set_fact(nation.desk.office, "hotline", "1900 9068")
    set_fact(nation.office, "hotline", "0207 000 0001")
    nation.release()
    page_is_up()
    set_fact(nation.office, "hotline", NEW)

    result = nods.let_out(deliveries=nation.ids(), user=nation.leader)

    assert result.done == 0
    assert "Đường dây nóng" in result.reasons


def test_taking_down_and_the_page_itself_do_not_ask_for_values(country):
    order = failed(make_follower(delivered(country.page), "withdraw"))
    set_fact(country.here, "hotline", NEW)
    set_fact(country.desk.office, "hotline", NEW)
    assert again(order).state == State.QUEUED


def test_the_page_goes_up_again_and_posts_with_old_values_stay_behind(country):
    page = failed(country.release.deliveries.get(destination__channel="portal"))
    for place in (country.page, country.page_there):
        Delivery.objects.filter(destination=place).update(waits_for=page)
        failed(country.at(place), State.CANCELLED, reason_code=Reason.PAGE_NOT_UP)
    set_fact(country.here, "hotline", NEW)
    set_fact(country.desk.office, "hotline", NEW)

    again(page)

    behind, there = country.at(country.page), country.at(country.page_there)
    assert (behind.state, there.state) == (State.CANCELLED, State.QUEUED)
    assert "Số liệu đã đăng" in behind.reason
    country.correct()
    assert country.at(country.page).state == State.QUEUED


def test_what_waits_for_its_next_attempt_is_part_of_the_sending_that_was_approved(country):
    delivery = failed(country.at(country.page), State.QUEUED, tries=2)
    set_fact(country.here, "hotline", NEW)

    assert again(delivery).state == State.QUEUED


def test_what_a_person_says_is_not_there_is_not_sent_again_with_an_old_value(country):
    unknown = failed(
        country.at(country.page), State.UNKNOWN, unknown_since=timezone.now() - LONG_AGO
    )
    set_fact(country.here, "hotline", NEW)

    settle_as_absent(delivery=unknown, user=keeper_of(unknown))

    settled = country.at(country.page)
    assert settled.state == State.FAILED
    assert settled.settled_at
    assert "Số liệu đã đăng" in settled.reason
    country.correct()
    assert country.at(country.page).state == State.QUEUED


def test_sending_again_costs_the_same_however_many_places_the_item_has(country):
    keeper, counts = keeper_of(country.at(country.page)), []
    for number in (0, 0, 40):
        for one in range(number):
            make_delivery(country.release, state=State.DELIVERED, remote_id=f"r{one}")
        delivery = failed(country.at(country.page))
        with CaptureQueriesContext(connection) as queries:
            retry_delivery(delivery=delivery, user=keeper)
        counts.append(len(queries))

    assert counts[1] == counts[2]

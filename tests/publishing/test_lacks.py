"""What an office did not get for want of a value, and what of it can go out by now."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.approval import Refused
from cms.models import Office, Role
from publishing import lacks
from publishing.lacks import lacks_at
from publishing.models import Delivery, Destination, Release
from publishing.proposal import portal_of
from publishing.services.office_batches import send_what_lacked
from publishing.services.office_releases import release_for_office
from tests.factories.packages import (
    choose,
    delivered,
    make_communes,
    make_facebook,
    release,
    rewrite,
    set_fact,
)
from tests.factories.provinces import centre_desk, province
from tests.factories.publishing import make_bare_office
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db
State, Action = Delivery.State, Delivery.Action
LEAD = "Gọi {{hotline}} hoặc {{office_phone}}."


class Lacking:
    """A national item with a telephone number that a province and its two counters lack."""

    def __init__(self, lead: str = LEAD, **wishes) -> None:
        self.here = province()
        self.leader = make_user(self.here, Role.LEADER)
        grassroots = Office.Level.GRASSROOTS
        self.below = [make_bare_office(parent=self.here, level=grassroots) for _n in range(2)]
        self.page = make_facebook(self.here)
        self.pages = [make_facebook(office) for office in self.below]
        self.desk = centre_desk(lead=lead)
        set_fact(self.desk.office, "office_phone", "024 1")
        choose(self.desk, [self.page, *self.pages], **wishes)
        self.release = release(self.desk)

    def listed(self, office: Office | None = None) -> list[tuple[int, bool]]:
        """How many places of each item, and whether it can go."""
        return [(one.places, not one.missing) for one in lacks_at(office or self.here)]

    def send(self, office: Office | None = None, user=None):
        office = office or self.here
        tokens = [one.token for one in lacks_at(office)]
        common = {"tokens": tokens, "user": user or self.leader, "reason": "Bổ sung"}
        return send_what_lacked(office=office, **common)

    def reached(self) -> set[Destination]:
        """By releases for one office."""
        rows = Delivery.objects.filter(release__kind=Release.Kind.OFFICE, state=State.QUEUED)
        return {row.destination for row in rows}


def test_the_newest_items_are_looked_at_where_there_are_many(monkeypatch):
    older = Lacking()
    newer = centre_desk([make_facebook(older.here, "Trang khác")], lead=LEAD)
    newest = release(newer)
    monkeypatch.setattr(lacks, "LOOKED_AT", 1)

    assert [one.release for one in lacks_at(older.here)] == [newest]


def test_a_counter_that_has_its_own_value_does_not_make_its_province_ready():
    lacking = Lacking()
    set_fact(lacking.below[0], "office_phone", "0207 2")

    assert lacking.listed() == [(2, False)]
    assert lacking.listed(lacking.below[0]) == [(1, True)]
    assert lacking.listed(lacking.below[1]) == [(1, False)]

    result = lacking.send()

    assert result.done == 0
    assert "Điện thoại" in result.reasons
    assert lacking.reached() == set()


def test_a_counter_sends_its_own_and_vanishes_from_both_lists():
    lacking = Lacking()
    set_fact(lacking.below[0], "office_phone", "0207 2")

    assert lacking.send(lacking.below[0]).done == 1

    assert lacking.reached() == {lacking.pages[0]}
    assert lacking.listed(lacking.below[0]) == []
    assert lacking.listed() == [(2, False)]


def test_what_the_province_gives_is_ready_wherever_it_counts():
    lacking = Lacking()
    set_fact(lacking.here, "office_phone", "0207 2")

    assert lacking.listed() == [(3, True)]
    assert lacking.send().done == 1
    assert lacking.reached() == {lacking.page, *lacking.pages}
    assert lacking.listed() == []


def test_only_part_of_an_item_may_be_ready():
    lacking = Lacking()
    set_fact(lacking.desk.office, "bank", "Kho bạc")
    rewrite(lacking.desk, lead="Gọi {{office_phone}}, {{bank}}.")
    release(lacking.desk)
    set_fact(lacking.here, "office_phone", "0207 2")
    set_fact(lacking.below[0], "bank", "Kho bạc tỉnh")

    assert lacking.listed() == [(1, True), (2, False)]
    assert lacking.send().done == 1

    assert lacking.reached() == {lacking.pages[0]}
    assert lacking.listed() == [(2, False)]


def test_the_centre_is_not_offered_what_provinces_lack():
    lacking = Lacking()

    assert lacks_at(lacking.desk.office) == []


def test_a_version_that_reached_the_place_later_is_not_offered():
    lacking = Lacking()
    set_fact(lacking.here, "office_phone", "0207 2")
    rewrite(lacking.desk, lead="Xin gọi {{hotline}}, {{office_phone}}.")
    release(lacking.desk)

    assert lacking.listed() == []


def test_what_failed_for_another_reason_is_not_offered():
    lacking = Lacking("Gọi {{hotline}}.", texts={"facebook": {"text": "Gọi {{office_phone}}."}})
    other = make_communes(lacking.here, 1)[0]
    Delivery.objects.create(
        release=lacking.release,
        work=lacking.release.work,
        destination=other,
        language="vi",
        action=Action.PUBLISH,
        state=State.FAILED,
        due_at=lacking.release.goes_live_at,
    )
    set_fact(lacking.here, "office_phone", "0207 2")

    assert lacking.listed() == [(3, True)]


def test_what_the_office_takes_nowhere_is_not_offered_unless_an_older_one_is_out():
    lacking = Lacking("Gọi {{hotline}}.")
    delivered(lacking.page)
    rewrite(lacking.desk, lead=LEAD)
    release(lacking.desk)
    Destination.objects.update(national_posts="never")
    delivered(portal_of(lacking.desk.office))
    set_fact(lacking.here, "office_phone", "0207 2")

    assert lacking.listed() == [(1, True)]

    assert lacking.send().done == 1
    row = Delivery.objects.filter(destination=lacking.page).latest("pk")
    assert (row.action, row.state) == (Action.REVISE, State.QUEUED)
    assert row.nod_until


def test_a_release_for_one_office_that_failed_for_a_lack_is_offered_again():
    lacking = Lacking()
    set_fact(lacking.here, "office_phone", "0207 2")
    lacking.send()
    rows = Delivery.objects.filter(release__kind=Release.Kind.OFFICE, destination=lacking.page)
    rows.update(state=State.FAILED, variant=None)

    assert lacking.listed() == [(1, True)]
    [lack] = lacks_at(lacking.here)
    assert lack.release == lacking.release

    assert lacking.send().done == 1
    newest = Delivery.objects.filter(destination=lacking.page).latest("pk")
    assert newest.state == State.QUEUED


def test_a_value_that_is_over_again_is_missing():
    lacking = Lacking()
    fact = set_fact(lacking.here, "office_phone", "0207 2")
    assert lacking.listed() == [(3, True)]
    type(fact).objects.filter(pk=fact.pk).update(valid_until="2020-01-01")

    assert lacking.listed() == [(3, False)]
    with pytest.raises(Refused):
        release_for_office(
            release=lacking.release, office=lacking.here, user=lacking.leader, reason="Bổ sung"
        )


def test_many_places_and_items_cost_as_many_queries_as_one():
    def cost(lacking: Lacking) -> int:
        with CaptureQueriesContext(connection) as seen:
            assert lacks_at(lacking.here)
        return len(seen)

    one = Lacking()
    first = cost(one)
    for _n in range(3):
        desk = centre_desk([one.page, *one.pages], lead=LEAD)
        release(desk)

    assert cost(one) == first

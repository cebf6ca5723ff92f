"""What a live page states of each office."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.models import StatedFact
from cms.stated_facts import facts_on
from publishing.content import base_content
from publishing.ledger_checks import cross_checks
from publishing.services.going_live import run_due
from publishing.services.releases import withdraw_item
from publishing.services.stating import state_facts
from publishing.stated import quoting, stated_by
from tests.factories.following import BODY
from tests.factories.packages import choose, make_facebook, release, rewrite, set_fact
from tests.factories.provinces import HOTLINE, centre_desk, province

pytestmark = pytest.mark.django_db


def stated(desk) -> dict[str, str]:
    rows = StatedFact.objects.filter(page=desk.page.pk, key="hotline").select_related("office")
    return {row.office.code: row.value for row in rows}


def test_every_office_of_the_release_with_its_own_value():
    here, there = province(), province()
    desk = centre_desk([make_facebook(here)])

    release(desk)

    assert stated(desk) == {"VN": "1900 9068", here.code: HOTLINE}
    assert there.code not in stated(desk)


def test_an_office_that_lacks_a_value_is_said_nothing_of():
    here = province()
    desk = centre_desk([make_facebook(here)], lead="Gọi {{hotline}}, {{office_phone}}.")
    set_fact(desk.office, "office_phone", "024 1")

    release(desk)

    assert set(stated(desk)) == {"VN"}


VANISHING = "Gọi {{hotline}}.{{if:office_phone}} Máy lẻ {{office_phone}}.{{end}}"


def test_a_sentence_that_vanished_at_approval_stays_away_from_the_page():
    here = province()
    page = make_facebook(here)
    desk = centre_desk([page], lead=VANISHING)
    release(desk)

    set_fact(here, "office_phone", "0207 5")

    assert StatedFact.objects.get(office=here, key="office_phone").value == ""
    assert "office_phone" not in facts_on(desk.page, here)
    assert list(cross_checks()) == []


def test_what_is_quoted_elsewhere_in_the_text_is_not_stated_as_empty():
    desk = centre_desk(lead=VANISHING, title="Gọi {{office_phone}}")
    texts = quoting(base_content(desk.now(), revision_id=1), [])

    assert stated_by([desk.office], texts, {desk.office.pk: {"hotline": "1"}}) == {
        "VN": {"hotline": "1"}
    }


def test_a_planned_release_states_what_was_approved_with_it():
    here = province()
    desk = centre_desk()
    later = timezone.now() + timedelta(days=1)
    choose(desk, [make_facebook(here)], go_live_at=later)
    release(desk)
    assert stated(desk) == {}
    set_fact(here, "hotline", "0207 9")

    run_due(now=later + timedelta(minutes=1))

    assert stated(desk)[here.code] == HOTLINE


def test_a_new_version_states_anew():
    desk = centre_desk([make_facebook(province())], body=BODY[:2])
    release(desk)
    rewrite(desk, lead="Không nêu số.")

    release(desk)

    assert stated(desk) == {}


def test_what_was_taken_down_states_nothing():
    desk = centre_desk([make_facebook(province())])
    release(desk)

    withdraw_item(page=desk.now(), user=desk.leader, reason="Sai")

    assert stated(desk) == {}


def test_a_value_that_was_edited_by_hand_is_found():
    desk = centre_desk([make_facebook(province())])
    release(desk)
    assert list(cross_checks()) == []

    StatedFact.objects.filter(page=desk.page.pk).update(value="0999")

    assert {found.code for found in cross_checks()} == {"stated"}


def test_many_offices_cost_as_many_queries_as_one():
    def cost(offices: int) -> int:
        desk = centre_desk([make_facebook(province()) for _n in range(offices)])
        done = release(desk)
        StatedFact.objects.all().delete()
        with CaptureQueriesContext(connection) as seen:
            state_facts(done)
        return len(seen)

    assert cost(1) == cost(6)

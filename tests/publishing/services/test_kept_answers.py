"""What an office said of a version holds when its values in it are corrected."""

import pytest
from django.utils import timezone

from cms.approval import Refused
from cms.models import Fact, QueuedMail, Role, StatedFact
from publishing.delivery.gates import sendable
from publishing.in_our_name import item_for, waiting_in
from publishing.ledger_checks import cross_checks
from publishing.models import Delivery, Release
from publishing.services import nods
from publishing.services.deliveries import cancel_delivery
from publishing.services.office_releases import release_for_office
from tests.factories.national import Nation, let_the_hours_pass
from tests.factories.packages import delivered, failed, page_is_up, rewrite, set_fact
from tests.factories.provinces import HOTLINE
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db
State, Action, Reason = Delivery.State, Delivery.Action, Delivery.Reason
NEW = "0207 999 9999"


class Asked(Nation):
    """A national item that quotes the hotline, out at the province's page and loudspeaker or not."""

    def __init__(self, rule: str, **fields) -> None:
        super().__init__(rule, lead="Gọi {{hotline}}.", **fields)
        set_fact(self.desk.office, "hotline", "1900 9068")
        set_fact(self.office, "hotline", HOTLINE)

    def correct(self, **wishes) -> Release:
        """The hotline is another one by now, and the office says so."""
        set_fact(self.office, "hotline", NEW)
        base = Release.objects.versions().filter(state=Release.State.IN_FORCE).get()
        wishes = {"reason": "Đổi số", "user": self.leader, "office": self.office} | wishes
        return release_for_office(release=base, **wishes)


def text_of(row: Delivery) -> str:
    return str(row.variant.post.data)


def test_where_nothing_national_is_taken_a_correction_brings_nothing_in():
    nation = Asked("never")
    nation.release()

    done = nation.correct()

    assert not done.deliveries.exists()
    assert StatedFact.objects.get(office=nation.office, key="hotline").value == NEW
    assert not {found.code for found in cross_checks()}


@pytest.mark.parametrize("silent", [False, True])
def test_what_was_refused_or_left_out_stays_out_and_never_says_the_old_value(silent):
    nation = Asked("nod")
    nation.release()
    page_is_up()
    if silent:
        let_the_hours_pass()
        nods.end_silence()
    else:
        nods.refuse(deliveries=nation.ids(), user=nation.leader, reason="Không hợp")

    done = nation.correct()

    assert not done.deliveries.exists()
    assert nods.let_out(deliveries=nation.ids(), user=nation.leader).done == 0


def test_what_waits_for_a_nod_waits_on_with_the_new_value():
    nation = Asked("nod")
    nation.release()
    until = nation.delivery(nation.page).nod_until

    done = nation.correct()

    row = nation.delivery(nation.page)
    assert (row.release, row.state, row.nod_until) == (done, State.QUEUED, until)
    assert not sendable().filter(destination__in=nation.places).exists()
    assert waiting_in({nation.office.pk, nation.below.pk}) == 2
    assert nods.nod(deliveries=[row.pk], user=nation.leader).done == 1
    assert "999 9999" in text_of(row)


def test_a_refused_version_does_not_take_the_place_of_an_older_one_that_is_out_without_a_nod():
    nation = Asked("nod")
    nation.release()
    nods.nod(deliveries=nation.ids(), user=nation.leader)
    root = delivered(nation.page)
    rewrite(nation.desk, lead="Lời mới, gọi {{hotline}}.")
    nation.release()
    nods.refuse(deliveries=nation.ids(), user=nation.leader, reason="Không hợp")
    QueuedMail.objects.all().delete()

    nation.correct()

    row = nation.delivery(nation.page)
    assert (row.action, row.acts_on, row.state) == (Action.REVISE, root, State.QUEUED)
    assert row.nod_until > timezone.now()
    assert QueuedMail.objects.filter(recipient=nation.leader.email).exists()
    assert row not in sendable()


def test_the_leader_finds_what_is_asked_again_and_no_longer_what_it_replaced():
    nation = Asked("nod")
    nation.release()
    nods.nod(deliveries=nation.ids(), user=nation.leader)
    delivered(nation.page)
    rewrite(nation.desk, lead="Lời mới, gọi {{hotline}}.")
    base = nation.release()
    nods.refuse(deliveries=nation.ids(), user=nation.leader, reason="Không hợp")
    offices = {nation.office.pk, nation.below.pk}
    assert item_for(base, offices, offices).can_be_let_out

    done = nation.correct()

    [group] = item_for(done, offices, offices).groups
    assert (group.answer, group.places) == ("nod", ["Trang Lào Cai"])
    left = item_for(base, offices, offices).groups
    assert [one.places for one in left if one.answer] == [["Loa xã 0"]]


@pytest.mark.parametrize("out", [False, True])
def test_what_a_person_cancelled_stays_cancelled(out):
    nation = Asked("auto")
    nation.release()
    if out:
        delivered(nation.page)
        rewrite(nation.desk, lead="Lời mới, gọi {{hotline}}.")
        nation.release()
    cancel_delivery(delivery=nation.delivery(nation.page), user=nation.leader, reason="Thôi")

    done = nation.correct()

    assert {leg.destination for leg in done.deliveries.all()} == {nation.commune}


def test_what_failed_before_the_office_took_nothing_more_does_not_come_in_by_a_correction():
    nation = Asked("auto")
    nation.release()
    failed(nation.delivery(nation.page))
    nation.set_rule("never")

    done = nation.correct()

    assert nation.page not in {leg.destination for leg in done.deliveries.all()}


def test_a_place_that_lacked_a_value_gets_it_by_its_leaders_word():
    nation = Asked("nod")
    Fact.objects.filter(office=nation.office).update(state=Fact.State.REPLACED)
    nation.release()
    assert nation.delivery(nation.page).state == State.FAILED

    nation.correct()

    row = nation.delivery(nation.page)
    assert (row.state, row.nodded_by, row.nod_until) == (State.QUEUED, nation.leader, None)


def test_a_place_that_lacked_a_value_gets_nothing_against_the_rule():
    nation = Asked("never")
    Fact.objects.filter(office=nation.office).update(state=Fact.State.REPLACED)
    nation.release()

    with pytest.raises(Refused):
        nation.correct()

    assert nation.delivery(nation.page).state == State.FAILED


def test_a_counter_with_a_leader_of_its_own_is_asked_for_what_its_province_gives():
    nation = Asked("nod")
    own = make_user(nation.below, Role.LEADER)
    Fact.objects.filter(office=nation.office).update(state=Fact.State.REPLACED)
    nation.release()

    nation.correct()

    assert nation.delivery(nation.page).nodded_by == nation.leader
    row = nation.delivery(nation.commune)
    assert row.nod_until
    assert QueuedMail.objects.filter(recipient=own.email).exists()

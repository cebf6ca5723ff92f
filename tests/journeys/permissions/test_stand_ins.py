"""Deputies, delegates and the office above: who takes a leader's step in the leader's place.

A deputy is asked like the leader. A delegate may take that step from the first until the last day,
and nothing else of what leaders do; before, afterwards and when it was revoked the delegate is who
he was. The office above stands in where nobody in the office may take the step.
"""

from datetime import timedelta
from itertools import product

import pytest
from django.utils import timezone

from cms.models import Delegation, Membership, Role
from cms.working_time import today

from .answers import DONE, REFUSED, SHOWN
from .asking import ask
from .world import World

pytestmark = pytest.mark.django_db
DEPUTY, ABOVE, DELEGATE_ABOVE = "own channel_keeper", "above leader", "above translator"
NOW, EARLY, LATE, REVOKED = (
    "own translator",
    "own duty_editor",
    "own grassroots_officer",
    "own language_reviewer",
)
DAY = timedelta(days=1)
STEP, CORRECT = "/admin/duyet/{leader's step}/", "/admin/duyet/{leader's step}/sua/"
SHEET = "/admin/goi-dang/{review}/phieu-trinh-duyet.pdf"
RETURN = {"comment": "Sửa lại"}
# What else leaders do; a delegation is of one step and gives none of it.
OF_LEADERS = [
    ("/admin/so-lieu/quyet-dinh/{fact}/", {"approve": ""}),
    ("/admin/trinh-duyet/{draft}/", {"policy": "no"}),
    ("/admin/rut-lai/{review}/", {}),
    ("/admin/go-bai/{live}/", {"reason": "Thử"}),
    ("/admin/noi-dang/dung/{stop}/bo/", {"reason": "Thử"}),
    ("/admin/hen-gio/{scheduled release}/huy/", {"reason": "Thử"}),
    ("/admin/uy-quyen/moi/", {}),
    ("/admin/uy-quyen/{delegation}/thu-hoi/", {}),
]


class Deputised(World):
    def __init__(self) -> None:
        super().__init__()
        Membership.objects.create(
            user=self.person(DEPUTY), office=self.office, role=Role.LEADER, is_deputy=True
        )
        self.delegated(NOW, first=today(), last=today())
        self.delegated(DELEGATE_ABOVE, first=today() - DAY, last=today() + DAY)
        self.delegated(EARLY, first=today() + DAY, last=today() + 2 * DAY)
        self.delegated(LATE, first=today() - 2 * DAY, last=today() - DAY)
        self.delegated(REVOKED, first=today(), last=today(), revoked_at=timezone.now())

    def delegated(self, actor, *, first, last, **fields) -> None:
        Delegation.objects.create(
            office=self.office,
            role=Role.LEADER,
            delegator=self.person("own leader"),
            delegate=self.person(actor),
            first_day=first,
            last_day=last,
            **fields,
        )

    def asked(self, actor, method, address, data=None):
        names = {name: self[name] for name in NAMES if f"{{{name}}}" in address}
        return ask(self, actor, method, address.format_map(names), data)


NAMES = (
    "leader's step, review, fact, draft, live, stop, scheduled release, delegation, evidence"
).split(", ")


@pytest.fixture
def world():
    return Deputised()


def test_whoever_may_take_the_step_reads_decides_and_corrects(world):
    for actor in ("own leader", DEPUTY, NOW, DELEGATE_ABOVE):
        for address in (STEP, CORRECT, "/admin/xem/{review}/", SHEET):
            assert world.asked(actor, "GET", address).meaning == SHOWN, (actor, address)

        assert world.asked(actor, "POST", STEP, RETURN).meaning == DONE, actor
        # The form again, which says what to mend.
        assert world.asked(actor, "POST", CORRECT, RETURN).meaning == SHOWN, actor


def test_outside_of_the_days_a_delegate_reads_as_the_office_does_and_decides_nothing(world):
    for actor, address in product((EARLY, LATE, REVOKED), (STEP, CORRECT)):
        answer = world.asked(actor, "POST", address, RETURN)

        assert answer.meaning == SHOWN, (actor, address)
        assert "Chưa có quyết định nào được ghi" in answer.text, (actor, address)  # with the reason
        assert not answer.changed, (actor, address)
        assert world.asked(actor, "GET", "/admin/xem/{review}/").meaning == SHOWN, actor


def test_a_delegate_from_above_whose_days_are_over_is_shut_out(world):
    ended = Delegation.objects.get(delegate=world.person(DELEGATE_ABOVE))
    Delegation.objects.filter(pk=ended.pk).update(last_day=today() - DAY)

    for address in (STEP, CORRECT, "/admin/xem/{review}/", SHEET):
        assert world.asked(DELEGATE_ABOVE, "GET", address).meaning == REFUSED, address
    for address in (STEP, CORRECT):
        answer = world.asked(DELEGATE_ABOVE, "POST", address, RETURN)
        assert answer.meaning == REFUSED, address
        assert not answer.changed


def test_a_delegation_gives_one_step_and_nothing_else_of_a_leader(world):
    for actor, (address, data) in product((NOW, DELEGATE_ABOVE), OF_LEADERS):
        for method in ("GET", "POST"):
            answer = world.asked(actor, method, address, data if method == "POST" else None)

            assert answer.meaning != SHOWN, (actor, method, address)
            assert not answer.changed, (actor, method, address)


def test_a_deputy_decides_facts_and_delegates_as_the_leader_does(world):
    assert "cms_fact" in world.asked(DEPUTY, "POST", *OF_LEADERS[0]).changed
    assert world.asked(DEPUTY, "GET", "/admin/uy-quyen/moi/").meaning == SHOWN


def test_the_leader_above_stands_in_only_where_the_office_has_nobody(world):
    assert world.asked(ABOVE, "GET", STEP).meaning == REFUSED
    assert world.asked(ABOVE, "POST", STEP, RETURN).meaning == REFUSED

    Membership.objects.filter(office=world.office, role=Role.LEADER).delete()

    assert world.asked(ABOVE, "GET", STEP).meaning == SHOWN
    assert world.asked(ABOVE, "POST", STEP, RETURN).meaning == DONE
    assert (
        world.asked(NOW, "POST", STEP, RETURN).meaning == SHOWN
    )  # it ended with the leader's role
    assert world.asked("other leader", "GET", STEP).meaning == REFUSED

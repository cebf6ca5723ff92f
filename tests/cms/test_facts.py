"""A fact changes by its leader's decision."""

from datetime import timedelta

import pytest
from wagtail.models import ModelLogEntry

from cms import facts
from cms.approval import NotYours, Refused
from cms.fact_writing import Change
from cms.models import Fact, QueuedMail, Role
from cms.models.office import FactQuerySet
from cms.signals import facts_in_force
from cms.working_time import today
from tests.factories.offices import make_centre, make_province
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_province()


@pytest.fixture
def editor(office):
    return make_user(office, Role.EDITOR)


@pytest.fixture
def leader(office):
    return make_user(office, Role.LEADER)


def in_force(office, key="hotline") -> list[str]:
    return list(
        Fact.objects.filter(office=office, key=key).in_force().values_list("value", flat=True)
    )


def test_a_proposal_leaves_the_fact_in_force(office, editor, leader):
    Fact.objects.create(office=office, key="hotline", value="cũ", state="in_force")

    facts.propose_fact(office=office, key="hotline", value="0207 222", user=editor)

    assert in_force(office) == ["cũ"]
    assert QueuedMail.objects.get().recipient == leader.email


def test_the_leader_puts_it_in_force_in_place_of_the_one_before(office, editor, leader):
    old = Fact.objects.create(office=office, key="hotline", value="cũ", state="in_force")
    fact = facts.propose_fact(office=office, key="hotline", value="0207 222", user=editor)

    facts.approve_fact(fact=fact, user=leader)

    assert in_force(office) == ["0207 222"]
    old.refresh_from_db()
    assert old.state == Fact.State.REPLACED
    assert (fact.approved_by, fact.state) == (leader, Fact.State.IN_FORCE)


def test_whoever_listens_hears_what_came_into_force_in_place_of_what(office, editor, leader):
    old = Fact.objects.create(office=office, key="hotline", value="cũ", state="in_force")
    fact = facts.propose_fact(office=office, key="hotline", value="0207 222", user=editor)
    heard = []

    def hear(sender, **news):
        (change,) = news["changes"]
        heard.append((change.before, change.before.state, change.fact))

    facts_in_force.connect(hear)
    try:
        facts.approve_fact(fact=fact, user=leader)
    finally:
        facts_in_force.disconnect(hear)

    assert heard == [(old, Fact.State.REPLACED, fact)]


def test_a_refused_proposal_changes_nothing(office, editor, leader):
    fact = facts.propose_fact(office=office, key="hotline", value="0207 222", user=editor)

    facts.refuse_fact(fact=fact, user=leader, because="Số này đã cắt")

    assert in_force(office) == []
    assert fact.refused_because == "Số này đã cắt"
    with pytest.raises(Refused):
        facts.approve_fact(fact=fact, user=leader)


def test_nobody_decides_their_own_proposal(office, leader):
    fact = facts.propose_fact(office=office, key="hotline", value="0207 222", user=leader)

    with pytest.raises(NotYours):
        facts.approve_fact(fact=fact, user=leader)


def test_the_office_above_decides_where_the_only_leader_proposed(office, leader):
    chief = make_user(make_centre(), Role.LEADER)
    fact = facts.propose_fact(office=office, key="hotline", value="0207 222", user=leader)

    facts.approve_fact(fact=fact, user=chief)

    assert in_force(office) == ["0207 222"]


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.TRANSLATOR])
def test_other_roles_propose_nothing(office, role):
    with pytest.raises(NotYours):
        facts.propose_fact(office=office, key="hotline", value="1", user=make_user(office, role))


def test_another_offices_editor_proposes_nothing_here(office):
    stranger = make_user(make_province(), Role.EDITOR)

    with pytest.raises(NotYours):
        facts.propose_fact(office=office, key="hotline", value="1", user=stranger)


@pytest.mark.parametrize(("key", "value"), [("Hot Line", "1"), ("hotline", " "), ("{{x}}", "1")])
def test_what_no_text_could_quote_is_refused(office, editor, key, value):
    with pytest.raises(Refused):
        facts.propose_fact(office=office, key=key, value=value, user=editor)


def change(key="hotline", value="0207 3822 100", **fields) -> Change:
    return Change(key, value, **fields)


def test_many_changes_are_one_mail_and_all_or_nothing(office, editor, leader):
    wanted = [change(), change("office_email", "a@bhxh.example")]

    proposed = facts.propose_facts(office=office, changes=wanted, user=editor)

    assert [fact.key for fact in proposed] == ["hotline", "office_email"]
    mail = QueuedMail.objects.get()
    assert "2 số liệu chờ quyết định" in mail.subject
    assert "0207 3822 100" in mail.body
    assert "a@bhxh.example" in mail.body
    with pytest.raises(Refused):
        facts.propose_facts(office=office, changes=[change(), change("x", " ")], user=editor)
    assert Fact.objects.count() == 2


def test_ones_own_next_proposal_takes_the_place_of_the_one_before(office, editor):
    first = facts.propose_fact(office=office, key="hotline", value="0207 1", user=editor)
    other = facts.propose_fact(
        office=office, key="hotline", value="0207 2", user=make_user(office, Role.EDITOR)
    )

    facts.propose_fact(office=office, key="hotline", value="0207 3", user=editor)

    first.refresh_from_db()
    other.refresh_from_db()
    assert (first.state, other.state) == (Fact.State.WITHDRAWN, Fact.State.PROPOSED)


def test_only_who_proposed_it_withdraws_a_proposal_and_only_while_it_waits(office, editor, leader):
    fact = facts.propose_fact(office=office, key="hotline", value="0207 1", user=editor)

    with pytest.raises(NotYours):
        facts.withdraw_fact(fact=fact, user=leader)
    facts.withdraw_fact(fact=fact, user=editor)

    assert fact.state == Fact.State.WITHDRAWN
    with pytest.raises(Refused):
        facts.withdraw_fact(fact=fact, user=editor)
    with pytest.raises(Refused):
        facts.approve_fact(fact=fact, user=leader)


def test_refusing_needs_a_reason_and_tells_it_to_who_proposed(office, editor, leader):
    fact = facts.propose_fact(office=office, key="hotline", value="0207 1", user=editor)
    with pytest.raises(Refused):
        facts.refuse_fact(fact=fact, user=leader, because=" \n ")

    facts.refuse_fact(fact=fact, user=leader, because="Số này đã cắt")

    mail = QueuedMail.objects.get(recipient=editor.email)
    assert mail.subject.startswith("Bị từ chối")
    assert "Lý do: Số này đã cắt" in mail.body


def test_of_several_decided_at_once_one_that_was_decided_before_keeps_back_all(
    office, editor, leader
):
    one, other = facts.propose_facts(
        office=office, changes=[change(), change("bank", "Kho bạc")], user=editor
    )
    facts.refuse_fact(fact=other, user=leader, because="Sai")
    other.state = Fact.State.PROPOSED  # as the screen had it

    with pytest.raises(Refused):
        facts.approve_facts(facts=[one, other], user=leader)

    assert in_force(office) == []


def test_of_two_proposals_for_one_fact_only_one_is_put_in_force(office, editor, leader):
    both = [
        facts.propose_fact(office=office, key="hotline", value="0207 1", user=user)
        for user in (editor, make_user(office, Role.EDITOR))
    ]

    with pytest.raises(Refused, match="hai đề xuất"):
        facts.approve_facts(facts=both, user=leader)

    assert in_force(office) == []


def test_nothing_is_put_in_force_whose_last_day_has_passed(office, editor, leader):
    fact = facts.propose_fact(
        office=office, key="hotline", value="0207 1", user=editor, valid_until=today()
    )
    Fact.objects.update(valid_until=today() - timedelta(days=1))
    fact.refresh_from_db()

    with pytest.raises(Refused, match="đã qua"):
        facts.approve_fact(fact=fact, user=leader)


def test_of_two_decisions_in_one_moment_the_second_is_told_to_look_again(
    office, editor, leader, monkeypatch
):
    fact = facts.propose_fact(office=office, key="hotline", value="0207 1", user=editor)
    Fact.objects.create(office=office, key="hotline", value="0207 9", state="in_force")
    # As the database shows it to whoever began before the other one's commit.
    monkeypatch.setattr(FactQuerySet, "approved", lambda rows: rows.none())

    with pytest.raises(Refused, match="xem lại"):
        facts.approve_fact(fact=fact, user=leader)

    fact.refresh_from_db()
    assert fact.state == Fact.State.PROPOSED


def test_a_fact_whose_validity_ended_is_replaced_by_the_next(office, editor, leader):
    old = Fact.objects.create(
        office=office,
        key="hotline",
        value="cũ",
        state=Fact.State.IN_FORCE,
        valid_until=today() - timedelta(days=1),
    )
    fact = facts.propose_fact(office=office, key="hotline", value="0207 1", user=editor)

    facts.approve_fact(fact=fact, user=leader)

    old.refresh_from_db()
    assert old.state == Fact.State.REPLACED


def test_the_audit_log_of_the_office_says_what_was_done_and_why(office, editor, leader):
    fact = facts.propose_fact(office=office, key="hotline", value="0207 1", user=editor)
    facts.refuse_fact(fact=fact, user=leader, because="Sai số")
    other = facts.propose_fact(office=office, key="hotline", value="0207 2", user=editor)
    facts.approve_fact(fact=other, user=leader)

    log = ModelLogEntry.objects.for_instance(office).order_by("pk")

    assert [(entry.user, entry.message) for entry in log] == [
        (editor, "Đã đề xuất cho bảng số liệu: hotline = 0207 1"),
        (leader, "Đã từ chối cho bảng số liệu: hotline = 0207 1. Lý do: Sai số"),
        (editor, "Đã đề xuất cho bảng số liệu: hotline = 0207 2"),
        (leader, "Đã cho hiệu lực trong bảng số liệu: hotline = 0207 2"),
    ]


def test_tables_may_be_sent_for_ones_own_office_and_those_below(office, editor):
    below = make_province(parent=make_centre())
    below.parent, below.level = office, "grassroots"
    below.save()
    make_province()

    assert facts.may_import_for(editor) == [office, below]
    assert len(facts.may_import_for(make_user(make_centre(), Role.EDITOR))) == 4
    assert facts.may_import_for(make_user(office, Role.OBSERVER)) == []


def test_a_sheet_is_read_by_its_office_and_by_who_decides_something_there(office, leader):
    chief = make_user(make_centre(), Role.LEADER)
    assert facts.may_read(leader, office)
    assert not facts.may_read(chief, office)

    facts.propose_fact(office=office, key="hotline", value="0207 1", user=leader)

    assert facts.may_read(chief, office)
    assert not facts.may_read(make_user(make_province(), Role.LEADER), office)

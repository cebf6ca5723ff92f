"""From a table to proposals: just what its preview showed, or nothing."""

import pytest
from wagtail.models import ModelLogEntry

from cms import facts
from cms.approval import NotYours, Refused
from cms.fact_sheets import facts_for
from cms.fact_tables.importing import bring_table, import_table
from cms.fact_tables.preview import Preview
from cms.models import Fact, FactImport, QueuedMail, Role
from tests.factories.fact_tables import csv_table
from tests.factories.offices import make_centre, make_province
from tests.factories.portal import put_fact
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def sender():
    return make_user(make_centre(), Role.EDITOR)


def bring(sender, *rows) -> FactImport:
    data = csv_table(*((*row, "", "") for row in rows))
    return bring_table(data=data, name="so-lieu.csv", user=sender)


def imported(table, sender) -> Preview:
    return import_table(table=table, user=sender, shown=Preview(table.rows, sender).fingerprint)


def test_each_offices_leader_decides_what_the_centre_sent(sender):
    offices = [make_province() for _n in range(3)]
    leaders = [make_user(office, Role.LEADER) for office in offices]
    table = bring(sender, *((office.code, "hotline", "1900 1111") for office in offices))

    imported(table, sender)

    assert [fact.of_import for fact in Fact.objects.all()] == [table] * 3
    assert {mail.recipient for mail in QueuedMail.objects.all()} == {one.email for one in leaders}
    assert facts_for(offices[0]) == {}
    for office, leader in zip(offices, leaders, strict=True):
        facts.approve_facts(facts=list(office.facts.all()), user=leader)
        assert facts_for(office) == {"hotline": "1900 1111"}
    entry = ModelLogEntry.objects.for_instance(make_centre()).get()
    assert entry.message == "Đã nhập số liệu từ “so-lieu.csv”: 3 đề xuất"


def test_nobody_decides_for_another_office_what_a_table_brought(sender):
    office, other = make_province(), make_province()
    make_user(office, Role.LEADER)
    imported(bring(sender, (office.code, "hotline", "1900 1111")), sender)

    with pytest.raises(NotYours):
        facts.approve_fact(fact=Fact.objects.get(), user=make_user(other, Role.LEADER))


def test_one_wrong_row_keeps_back_everything(sender):
    office = make_province()
    table = bring(sender, (office.code, "hotline", "1900 1111"), (office.code, "office_email", "x"))

    with pytest.raises(Refused, match="chưa nhập gì"):
        imported(table, sender)

    assert not Fact.objects.exists()
    table.refresh_from_db()
    assert table.done_at is None


def test_what_changed_since_the_preview_is_looked_at_again(sender):
    office = make_province()
    put_fact(office, "hotline", "1900 0000")
    table = bring(sender, (office.code, "hotline", "1900 1111"))
    shown = Preview(table.rows, sender).fingerprint
    Fact.objects.update(state=Fact.State.REPLACED)
    put_fact(office, "hotline", "1900 9999")

    with pytest.raises(Refused, match="xem lại"):
        import_table(table=table, user=sender, shown=shown)
    assert not Fact.objects.filter(state=Fact.State.PROPOSED).exists()

    imported(table, sender)
    assert Fact.objects.filter(state=Fact.State.PROPOSED).exists()


def test_a_table_is_imported_once(sender):
    table = bring(sender, (make_province().code, "hotline", "1900 1111"))
    imported(table, sender)

    with pytest.raises(Refused, match="đã được nhập"):
        imported(table, sender)

    assert Fact.objects.count() == 1


def test_a_table_that_changes_nothing_says_so(sender):
    office = make_province()
    put_fact(office, "hotline", "1900 1111")

    with pytest.raises(Refused, match="không có gì để nhập"):
        imported(bring(sender, (office.code, "hotline", "1900 1111")), sender)


def test_a_table_is_of_who_sent_it(sender):
    table = bring(sender, (make_province().code, "hotline", "1900 1111"))

    with pytest.raises(NotYours):
        imported(table, make_user(make_centre(), Role.EDITOR))


def test_who_lost_the_role_since_imports_nothing(sender):
    table = bring(sender, (make_province().code, "hotline", "1900 1111"))
    sender.memberships.all().delete()

    with pytest.raises(Refused):
        imported(table, sender)

    assert not Fact.objects.exists()


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.TRANSLATOR])
def test_who_proposes_nothing_sends_no_table(role):
    with pytest.raises(NotYours):
        bring(make_user(make_centre(), role), ("VN", "hotline", "1900 1111"))


def test_of_tables_left_undone_only_the_last_is_kept(sender):
    done = bring(sender, (make_province().code, "hotline", "1900 1111"))
    imported(done, sender)
    bring(sender, (make_province().code, "hotline", "1900 2222"))
    last = bring(sender, (make_province().code, "hotline", "1900 3333"))

    assert set(FactImport.objects.all()) == {done, last}

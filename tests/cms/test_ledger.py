from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from cms.ledger import AppendOnlyError
from cms.ledger_seals import head_is_genuine, name_of, row_is_genuine
from cms.models import Approval, LedgerHead, LedgerSeal, Work

pytestmark = pytest.mark.django_db
ENTERED = datetime(2026, 5, 4, 17, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture
def row():
    work = Work.objects.create(kind="article", title="Tác phẩm")
    row = Approval(decision="submitted", work=work, page_id_then=1, office_code="VN", at=ENTERED)
    row.save()
    return Approval.objects.get()


def test_a_time_entered_in_vietnam_has_its_hash_when_it_is_read_as_utc(row):
    assert row.at.utcoffset() != ENTERED.utcoffset()
    assert row.has_its_hash()


def test_rows_are_neither_changed_nor_deleted(row):
    for act in (row.save, row.delete, Approval.objects.all().delete):
        with pytest.raises(AppendOnlyError):
            act()
    with pytest.raises(AppendOnlyError):
        Approval.objects.update(comment="khác", at=timezone.now())


def test_several_rows_are_chained_as_if_they_were_saved_one_after_the_other(row):
    like = {"decision": "submitted", "work": row.work, "office_code": "VN", "at": ENTERED}
    Approval.add_all([Approval(page_id_then=number, **like) for number in (2, 3)])
    Approval(page_id_then=4, **like).save()

    rows = list(Approval.objects.order_by("sequence"))
    assert [each.page_id_then for each in rows] == [1, 2, 3, 4]
    assert [each.sequence for each in rows] == [1, 2, 3, 4]
    assert [each.previous_hash for each in rows[1:]] == [each.row_hash for each in rows[:3]]
    assert all(each.has_its_hash() for each in rows)
    for each in rows:
        seal = LedgerSeal.objects.get(ledger=name_of(Approval), sequence=each.sequence)
        assert row_is_genuine(seal, each.row_hash)
    assert head_is_genuine(LedgerHead.objects.get(pk=name_of(Approval)))
    with pytest.raises(AppendOnlyError):
        Approval.add_all(rows)

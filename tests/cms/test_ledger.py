from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from cms.ledger import AppendOnlyError
from cms.models import Approval, Work

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

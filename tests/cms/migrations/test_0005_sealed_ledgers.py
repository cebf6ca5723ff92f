"""What the update sealed is what `verify_ledger` takes for genuine."""

from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.utils import timezone

from cms.ledger_check import Checked, check_ledger
from cms.models import Approval, LedgerHead, LedgerSeal, Work

pytestmark = pytest.mark.django_db
MIGRATIONS = ("cms.migrations.0005_sealed_ledgers", "publishing.migrations.0002_sealed_ledgers")


def test_rows_of_the_time_before_are_sealed_as_they_stand():
    work = Work.objects.create(kind="article", title="Tác phẩm")
    for _number in range(3):
        row = Approval(decision="submitted", work=work, page_id_then=1, office_code="VN")
        row.at = timezone.now()
        row.save()
    LedgerHead.objects.all().delete()
    LedgerSeal.objects.all().delete()
    import_module(MIGRATIONS[0]).seal_what_is_there(apps, None)
    import_module(MIGRATIONS[1]).seal_what_is_there(apps, None)
    checked = Checked("cms.approval")
    assert list(check_ledger(Approval, checked)) == []
    assert checked.sealed_later == 3
    assert LedgerHead.objects.count() == 3


@pytest.mark.parametrize("name", MIGRATIONS)
def test_it_does_not_change_with_the_code_of_today(name):
    text = Path(str(import_module(name).__file__)).read_text()
    assert "cms.ledger" not in text.replace("`cms.ledger_seals`", "")
    assert "cms.seals" not in text

"""What the update sealed is what `verify_ledger` takes for genuine."""

from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.utils import timezone

from cms.ledger_check import Checked, check_ledger
from cms.models import Approval, LedgerHead, LedgerSeal, StructureRecord, Work
from publishing.models import ReleaseRecord

pytestmark = pytest.mark.django_db
MIGRATIONS = ("cms.migrations.0005_sealed_ledgers", "publishing.migrations.0002_sealed_ledgers")
ROOT = Path(__file__).parents[3]


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


@pytest.mark.parametrize(
    ("migration", "model"),
    [
        ("publishing.migrations.0004_sealed_releases", ReleaseRecord),
        ("cms.migrations.0014_records_of_structure", StructureRecord),
    ],
)
def test_an_empty_ledger_begins_with_a_head_that_is_genuine(migration, model):
    name = model._meta.label_lower
    LedgerHead.objects.filter(pk=name).delete()
    import_module(migration).begin_the_ledger(apps, None)
    assert list(check_ledger(model, Checked(name))) == []
    head = LedgerHead.objects.get(pk=name)
    assert (head.sequence, head.sealed_later) == (0, 0)


@pytest.mark.parametrize("path", sorted(ROOT.glob("*/migrations/0*.py")), ids=lambda path: path.stem)
def test_no_migration_changes_with_the_code_of_today(path):
    text = path.read_text()
    assert "cms.ledger" not in text.replace("`cms.ledger_seals`", "")
    assert "cms.seals" not in text

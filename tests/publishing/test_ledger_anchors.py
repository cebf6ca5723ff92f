"""Heads that the house writes down by itself, so that an old copy of the database is found."""

import stat
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from cms.ledger import ledgers
from cms.ledger_seals import seal_from_the_beginning
from cms.models import Approval, LedgerHead, LedgerSeal, Work
from publishing import ledger_anchors, tasks

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(settings, tmp_path):
    """Where they are kept; the folder is not there yet."""
    settings.LEDGER_ANCHORS = tmp_path / "anchors" / "heads.txt"
    for model in ledgers():
        seal_from_the_beginning(model)
    return settings.LEDGER_ANCHORS


def write(number=1):
    work = Work.objects.create(kind="article", title="Tác phẩm")
    for _number in range(number):
        row = Approval(decision="submitted", work=work, page_id_then=1, office_code="VN")
        row.at = timezone.now()
        row.save()
    return row


def a_day_later(monkeypatch):
    later = timezone.localtime() + timedelta(days=1)
    monkeypatch.setattr(ledger_anchors.timezone, "localtime", lambda *_: later)


def test_the_sweep_writes_every_ledger_down_once_a_day(kept, monkeypatch, caplog):
    caplog.set_level("INFO")
    row = write(3)
    tasks.sweep()
    tasks.sweep()
    once = kept.read_text().splitlines()
    assert len(once) == len(ledgers())
    assert any(line.endswith(f" cms.approval 3 {row.row_hash}") for line in once)
    assert f"cms.approval 3 {row.row_hash}" in caplog.text

    a_day_later(monkeypatch)
    tasks.sweep()
    assert kept.read_text().splitlines()[: len(once)] == once
    assert len(kept.read_text().splitlines()) == 2 * len(once)


def test_only_the_house_reads_and_writes_it(kept):
    ledger_anchors.keep_daily()
    assert stat.S_IMODE(kept.stat().st_mode) & 0o077 == 0


def test_an_old_head_put_back_over_a_cut_tail_is_found(kept):
    """Row, seal and head of that time are all genuine: the database alone says nothing."""
    write(2)
    old = LedgerHead.objects.filter(pk="cms.approval").values().get()
    write(2)
    ledger_anchors.keep_daily()
    LedgerSeal.objects.filter(ledger="cms.approval", sequence__gt=2).delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM cms_approval WHERE sequence > 2")
    LedgerHead.objects.filter(pk="cms.approval").update(**old)

    assert [(one.code, one.row) for one in ledger_anchors.compare(kept)] == [("anchor", 4)]


def test_a_folder_that_cannot_be_written_stops_nothing_else(kept, monkeypatch, caplog):
    kept.parent.write_text("a file, not a folder")
    sent = []
    monkeypatch.setattr(tasks, "send_due_mail", lambda: sent.append(True))
    tasks.sweep()
    assert sent == [True]
    assert "a step failed" in caplog.text


def test_a_file_without_any_head_is_a_finding(kept):
    kept.parent.mkdir()
    kept.write_text("# nothing yet\n\n")
    assert [one.code for one in ledger_anchors.compare(kept)] == ["anchor"]

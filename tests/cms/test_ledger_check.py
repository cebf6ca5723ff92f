"""Somebody with the database open in another program, who may know the source but no key."""

import hashlib
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone

from cms.ledger_check import Checked, _Walk, check_ledger
from cms.ledger_seals import seal_from_the_beginning
from cms.models import Approval, LedgerHead, LedgerSeal, Work

pytestmark = pytest.mark.django_db
TABLE = Approval._meta.db_table


@pytest.fixture(autouse=True)
def sealed():
    """Heads as a migration makes them, whatever tests before left."""
    seal_from_the_beginning(Approval)


@pytest.fixture
def work():
    return Work.objects.create(kind="article", title="Tác phẩm")


@pytest.fixture
def written(work):
    """Five approvals."""
    return [write(work, comment=f"Lần {number}") for number in range(5)]


def write(work, **fields):
    fields.setdefault("decision", Approval.Decision.APPROVED)
    row = Approval(work=work, page_id_then=1, office_code="VN", user_name="Lãnh đạo", **fields)
    row.at = timezone.now()
    row.save()
    return row


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def found():
    return [(one.code, one.row) for one in check_ledger(Approval, Checked("cms.approval"))]


def rechained(first):
    """What an attacker does who knows the source: every hash from `first` on fits again."""
    previous = ""
    for row in Approval.objects.order_by("sequence"):
        if row.sequence >= first:
            row.previous_hash = previous
            row.row_hash = row.compute_hash()
            sql(
                f"UPDATE {TABLE} SET previous_hash = %s, row_hash = %s WHERE id = %s",
                row.previous_hash,
                row.row_hash,
                row.pk,
            )
        previous = row.row_hash


def test_what_was_only_written_is_in_order(written):
    checked = Checked("cms.approval")
    assert list(check_ledger(Approval, checked)) == []
    assert (checked.rows, checked.head) == (5, written[-1].row_hash)


def test_an_empty_ledger_is_in_order():
    assert found() == []


def test_an_edited_row_is_found(written):
    sql(f"UPDATE {TABLE} SET comment = 'khác' WHERE sequence = 3")
    assert found() == [("hash", 3)]


def test_a_row_that_gained_a_later_field_is_found(written):
    sql(f"UPDATE {TABLE} SET basis = 'deputy' WHERE sequence = 2")
    assert found() == [("hash", 2)]


def test_an_edit_with_a_chain_that_fits_is_found(written):
    sql(f"UPDATE {TABLE} SET comment = 'khác' WHERE sequence = 3")
    rechained(3)
    assert found() == [("seal", 3), ("seal", 4), ("seal", 5), ("not_the_head", 5)]


def test_a_removed_row_is_found(written):
    sql(f"DELETE FROM {TABLE} WHERE sequence = 3")
    assert found() == [("missing", 3)]


@pytest.mark.parametrize("first", [5, 4, 1])
def test_the_last_row_a_tail_and_everything_are_missed(written, first):
    sql(f"DELETE FROM {TABLE} WHERE sequence >= %s", first)
    sql("DELETE FROM cms_ledgerseal WHERE sequence >= %s", first)
    assert found() == [("missing", first)]


def test_a_tail_removed_together_with_the_head_is_found(written):
    sql(f"DELETE FROM {TABLE} WHERE sequence >= 4")
    sql("DELETE FROM cms_ledgerhead WHERE ledger = 'cms.approval'")
    assert found() == [("no_head", None), ("orphan_seal", 4), ("orphan_seal", 5)]


def test_a_head_put_back_by_hand_is_found(written):
    sql(f"DELETE FROM {TABLE} WHERE sequence = 5")
    sql("DELETE FROM cms_ledgerseal WHERE sequence = 5")
    sql(
        "UPDATE cms_ledgerhead SET sequence = 4, last_hash = %s WHERE ledger = 'cms.approval'",
        written[3].row_hash,
    )
    assert found() == [("head_seal", None)]


def test_what_was_removed_stays_found_however_much_is_written_after(written, work):
    sql(f"DELETE FROM {TABLE} WHERE sequence = 5")
    sql("DELETE FROM cms_ledgerseal WHERE sequence = 5")
    write(work)
    assert found() == [("missing", 5)]


def test_a_head_that_was_broken_stays_found_however_much_is_written_after(written, work):
    sql(f"DELETE FROM {TABLE} WHERE sequence = 5")
    sql("DELETE FROM cms_ledgerseal WHERE sequence = 5")
    sql("DELETE FROM cms_ledgerhead WHERE ledger = 'cms.approval'")
    write(work)
    write(work)
    assert found() == [("head_was_broken", 5)]


def test_an_inserted_row_is_found_although_its_chain_fits(written, work):
    forged = Approval(
        work=work, page_id_then=1, office_code="VN", user_name="Kẻ gian", decision="approved"
    )
    forged.at, forged.sequence = timezone.now(), 6
    forged.previous_hash = written[-1].row_hash
    forged.row_hash = forged.compute_hash()
    Approval.objects.bulk_create([forged])
    assert found() == [("no_seal", 6), ("beyond_head", 6)]
    write(work)
    assert found() == [("no_seal", 6)]


def test_an_inserted_row_with_a_seal_by_another_key_is_found(written, work, settings):
    forged = Approval(
        work=work, page_id_then=1, office_code="VN", user_name="Kẻ gian", decision="approved"
    )
    forged.at, forged.sequence = timezone.now(), 6
    forged.row_hash = forged.compute_hash()
    Approval.objects.bulk_create([forged])
    LedgerSeal.objects.create(ledger="cms.approval", sequence=6, seal="0" * 64)
    assert ("seal", 6) in found()


def test_rows_in_another_order_are_found(written):
    sql(f"UPDATE {TABLE} SET sequence = 99 WHERE sequence = 2")
    sql(f"UPDATE {TABLE} SET sequence = 2 WHERE sequence = 3")
    sql(f"UPDATE {TABLE} SET sequence = 3 WHERE sequence = 99")
    assert {row for _code, row in found()} == {2, 3}


def test_another_key_is_found(written, settings):
    settings.LOA_SECRET_KEYS = ["another-key-" + "x" * 40]
    assert found()[:2] == [("head_seal", None), ("seal", 1)]


def test_evidence_that_is_gone_or_exchanged_is_found(work, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    scans = [b"ban ky 1", b"ban ky 2", b"ban ky 3"]
    rows = [
        write(
            work,
            evidence=ContentFile(scan, name=f"ky-{number}.pdf"),
            evidence_sha256=hashlib.sha256(scan).hexdigest(),
        )
        for number, scan in enumerate(scans)
    ]
    assert found() == []
    (tmp_path / rows[0].evidence.name).write_bytes(b"khac")
    (tmp_path / rows[1].evidence.name).unlink()
    assert found() == [("file", 1), ("no_file", 2)]


def test_rows_from_before_seals_are_said_to_be_sealed_later(written, work):
    LedgerHead.objects.all().delete()
    LedgerSeal.objects.all().delete()
    seal_from_the_beginning(Approval)
    write(work)
    checked = Checked("cms.approval")
    assert list(check_ledger(Approval, checked)) == []
    assert checked.sealed_later == 5


def test_a_time_that_was_moved_is_found(written):
    row = written[1]
    moved = row.at + timedelta(days=1)
    sql(f"UPDATE {TABLE} SET at = %s WHERE id = %s", moved.replace(tzinfo=None), row.pk)
    assert found() == [("hash", 2)]


def test_a_lost_head_and_a_seal_without_its_row_stop_nobody(written, work):
    """The row was removed, its seal was left: the next row is written all the same, and both found."""
    sql(f"DELETE FROM {TABLE} WHERE sequence = 5")
    sql("DELETE FROM cms_ledgerhead WHERE ledger = 'cms.approval'")
    write(work)
    assert found() == [("head_was_broken", 6), ("missing", 5)]


def test_a_seal_beyond_the_head_stops_nobody_and_is_found(written, work):
    LedgerSeal.objects.create(ledger="cms.approval", sequence=6, seal="0" * 64)
    assert found() == [("orphan_seal", 6)]
    write(work)
    assert found() == [("missing", 6)]


def test_rows_written_while_the_end_is_read_accuse_nobody(written, work):
    """After each of the last questions somebody approves."""
    walk = _Walk(Approval, Checked("cms.approval"))
    assert [*walk.head_before(), *walk.rows()] == []
    before = Approval.objects.count()

    writing = []

    def then_write(execute, *asked):
        answer = execute(*asked)
        if not writing:
            writing.append(True)
            write(work)
            writing.clear()
        return answer

    with connection.execute_wrapper(then_write):
        assert list(walk.head_after()) == []
    assert Approval.objects.count() >= before + 2

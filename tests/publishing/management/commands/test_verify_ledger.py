import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from cms.ledger import ledgers
from cms.ledger_seals import seal_from_the_beginning
from cms.models import Approval, Work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sealed():
    for model in ledgers():
        seal_from_the_beginning(model)


@pytest.fixture
def rows():
    work = Work.objects.create(kind="article", title="Tác phẩm")
    return [write(work) for _number in range(3)]


def write(work):
    row = Approval(
        decision="submitted", work=work, page_id_then=1, office_code="VN", at=timezone.now()
    )
    row.save()
    return row


def remove(row):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM cms_approval WHERE sequence >= %s", [row.sequence])


def test_it_says_of_each_ledger_how_many_rows_and_which_head(rows, capsys):
    call_command("verify_ledger")
    said = capsys.readouterr().out
    assert f"cms.approval: 3 rows, head {rows[-1].row_hash}" in said
    assert "publishing.attemptrecord: 0 rows, head -" in said
    assert "publishing.confirmation: 0 rows, head -" in said
    assert " a second" in said


def test_a_finding_is_a_sentence_and_exit_code_1(rows, capsys):
    remove(rows[1])
    with pytest.raises(CommandError) as error:
        call_command("verify_ledger")
    assert error.value.returncode == 1
    assert "! cms.approval, row 2: " in capsys.readouterr().out


def test_scripts_read_json(rows, capsys):
    remove(rows[2])
    with pytest.raises(CommandError):
        call_command("verify_ledger", "--json")
    read = json.loads(capsys.readouterr().out)
    assert read["total"] == 1
    assert {key: read["findings"][0][key] for key in ("ledger", "code", "row")} == {
        "ledger": "cms.approval",
        "code": "missing",
        "row": 3,
    }


def test_an_anchor_is_written_once_all_is_in_order_and_compared_ever_after(rows, tmp_path):
    anchor = tmp_path / "anchors.txt"
    call_command("verify_ledger", "--anchor", str(anchor), "--new-anchor")
    assert f"cms.approval 3 {rows[-1].row_hash}" in anchor.read_text()
    write(rows[0].work)
    call_command("verify_ledger", "--anchor", str(anchor))
    assert len(anchor.read_text().splitlines()) == 2 * len(ledgers())


def test_an_older_copy_of_the_whole_database_is_found_by_the_anchor(rows, tmp_path, capsys):
    anchor = tmp_path / "anchors.txt"
    call_command("verify_ledger", "--anchor", str(anchor), "--new-anchor")
    remove(rows[2])
    seal_from_the_beginning(Approval)  # heads and seals of then, genuine
    call_command("verify_ledger")
    kept = anchor.read_text()
    with pytest.raises(CommandError):
        call_command("verify_ledger", "--anchor", str(anchor))
    assert "! cms.approval, row 3: " in capsys.readouterr().out
    assert anchor.read_text() == kept


def test_a_mistyped_or_deleted_anchor_is_no_new_one(rows, tmp_path):
    anchor = tmp_path / "anchors.txt"
    with pytest.raises(CommandError, match="--new-anchor"):
        call_command("verify_ledger", "--anchor", str(anchor))
    assert not anchor.exists()
    with pytest.raises(CommandError, match="--anchor FILE"):
        call_command("verify_ledger", "--new-anchor")
    anchor.write_text("kept")
    with pytest.raises(CommandError, match="there already"):
        call_command("verify_ledger", "--anchor", str(anchor), "--new-anchor")
    assert anchor.read_text() == "kept"


def test_a_line_that_cannot_be_read_is_a_finding(rows, tmp_path):
    anchor = tmp_path / "anchors.txt"
    anchor.write_text("# nothing yet\n\nnonsense\n")
    with pytest.raises(CommandError, match="1 findings"):
        call_command("verify_ledger", "--anchor", str(anchor))


def test_of_very_many_findings_the_first_are_shown_and_the_others_counted(rows, capsys):
    work = rows[0].work
    for _number in range(60):
        write(work)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cms_approval SET comment = 'khác'")
    with pytest.raises(CommandError, match="63 findings"):
        call_command("verify_ledger")
    assert "13 more like this (hash)" in capsys.readouterr().out

"""The ledger of decisions is written last, so that nobody waits for it while mail is made ready."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms import approval
from tests.factories.amendments import correct, written_desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_package")]

LEDGER = {"cms_approval", "cms_ledgerseal", "cms_ledgerhead"}


def tables_written(queries) -> list[str]:
    writing = [q["sql"].split('"')[1] for q in queries if q["sql"].startswith(("INSERT", "UPDATE"))]
    assert "cms_queuedmail" in writing
    return writing[writing.index("cms_approval") :]


@pytest.fixture
def desk():
    return written_desk()


def test_a_submission_makes_its_mail_and_steps_before_the_ledgers_row(desk):
    with CaptureQueriesContext(connection) as made:
        desk.submit()
    assert set(tables_written(made)) <= LEDGER

    approval.send_back(task_state=desk.step(), user=desk.leader, comment="Sai ngày.")
    with CaptureQueriesContext(connection) as made:
        desk.submit()
    assert set(tables_written(made)) <= LEDGER


def test_accepted_corrections_do_too(desk):
    desk.submit()
    amendment = correct(desk, desk.leader, "ngày 25", "ngày 20")
    with CaptureQueriesContext(connection) as made:
        approval.accept_corrections(amendment=amendment, user=desk.editor)
    assert set(tables_written(made)) <= LEDGER

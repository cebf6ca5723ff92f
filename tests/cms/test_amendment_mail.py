"""Mail about proposed corrections."""

import pytest

from cms import approval
from cms.models import QueuedMail
from tests.factories.amendments import correct, written_desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_package")]


@pytest.mark.parametrize("comment", ["", "Sai ngày"])
def test_the_submitter_reads_who_corrected_and_where_to_look(comment):
    desk = written_desk()
    desk.submit()
    QueuedMail.objects.all().delete()

    correct(desk, desk.leader, "ngày 25", "ngày 20", comment)

    letter = QueuedMail.objects.get()
    assert letter.recipient == desk.editor.email
    assert letter.subject.startswith("Trả lại kèm sửa:")
    assert str(desk.leader) in letter.body
    assert comment in letter.body
    assert "\n\n\n" not in letter.body


def test_the_corrector_reads_that_it_was_not_accepted():
    desk = written_desk()
    desk.submit()
    amendment = correct(desk, desk.leader, "ngày 25", "ngày 20")
    QueuedMail.objects.all().delete()

    approval.decline_corrections(amendment=amendment, user=desk.editor)

    letter = QueuedMail.objects.get()
    assert letter.recipient == desk.leader.email
    assert str(desk.editor) in letter.body

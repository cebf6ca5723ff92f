"""Who is written to about recordings."""

import pytest

from cms.models import QueuedMail
from tests.factories.voices import READER, Studio

pytestmark = pytest.mark.django_db


@pytest.fixture
def studio():
    made = Studio()
    made.translate()
    QueuedMail.objects.all().delete()
    return made


def mails() -> dict[str, QueuedMail]:
    return {mail.recipient: mail for mail in QueuedMail.objects.all()}


def test_a_recording_that_waits_is_told_to_its_listeners(studio):
    studio.bring()

    found = mails()
    assert found.keys() == {studio.reviewer.email, studio.other_reviewer.email}
    mail = found[studio.reviewer.email]
    assert mail.subject == "Bản ghi âm chờ nghe: Mức hỗ trợ đóng bảo hiểm y tế (Tiếng Khmer)"
    assert READER in mail.body
    assert str(studio.translator) in mail.body
    assert f"/admin/dich/hieu-dinh/{studio.request().pk}/giong-doc/" in mail.body


def test_whoever_brought_it_hears_what_the_listener_said(studio):
    version = studio.bring()
    QueuedMail.objects.all().delete()

    studio.hear(version, is_right=False, comment="Thiếu câu cuối")

    (mail,) = QueuedMail.objects.all()
    assert mail.recipient == studio.translator.email
    assert mail.subject.startswith("Bản ghi âm bị từ chối")
    assert "Thiếu câu cuối" in mail.body
    assert str(studio.reviewer) in mail.body


def test_and_that_it_was_right(studio):
    version = studio.bring()
    QueuedMail.objects.all().delete()

    studio.hear(version)

    (mail,) = QueuedMail.objects.all()
    assert mail.recipient == studio.translator.email
    assert mail.subject.startswith("Bản ghi âm đã được duyệt")

"""Texts that a reviewer gives back."""

import pytest

from cms.models import QueuedMail
from tests.factories.translations import Booth
from translations import services
from translations.errors import Refused
from translations.models import SegmentComment

pytestmark = pytest.mark.django_db
WHY = "Số tiền ghi sai, xem lại"


@pytest.fixture
def booth():
    made = Booth(languages=["km"])
    made.write()
    services.mark_translated(request=made.request(), user=made.translator, seen=made.seen())
    QueuedMail.objects.all().delete()
    return made


def send_back(booth, words="Cách làm", reason=WHY) -> None:
    seen = booth.seen(words)
    services.send_back(request=booth.request(), user=booth.reviewer, seen=seen, reason=reason)


def test_what_is_to_be_done_stands_beside_the_text(booth):
    send_back(booth)

    assert booth.translation("Cách làm").state == "draft"
    comment = SegmentComment.objects.get()
    assert (comment.segment, comment.text) == (booth.segment("Cách làm"), WHY)
    assert comment.user == booth.reviewer


def test_the_translator_is_written_to_once_a_day(booth):
    send_back(booth)
    send_back(booth, "4,5%")

    (mail,) = QueuedMail.objects.all()
    assert mail.recipient == booth.translator.email
    assert WHY in mail.body
    assert f"/admin/dich/{booth.request().pk}/" in mail.body


def test_a_translator_who_may_not_look_any_more_is_not_written_to(booth):
    booth.translator.memberships.all().delete()

    send_back(booth)

    assert booth.translation("Cách làm").state == "draft"
    assert not QueuedMail.objects.exists()


def test_nothing_goes_back_without_a_reason(booth):
    with pytest.raises(Refused):
        send_back(booth, reason=" ")

    assert booth.translation("Cách làm").state == "translated"
    assert not SegmentComment.objects.exists()
    assert not QueuedMail.objects.exists()

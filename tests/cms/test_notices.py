"""Mail is written with its cause and sent after it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone
from wagtail.users.models import UserProfile

from cms import approval
from cms.models import QueuedMail
from cms.notices import queue, send_queued_mail
from cms.tasks import send_mail
from tests.factories.approval import Desk
from tests.factories.users import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_package")]


class Fussy(EmailBackend):
    """Refuses one address."""

    def send_messages(self, messages):
        if "hong@example.vn" in messages[0].to:
            raise ConnectionError("hộp thư hỏng")
        return super().send_messages(messages)


def waiting() -> list[tuple[str, str]]:
    return list(QueuedMail.objects.order_by("pk").values_list("recipient", "subject"))


def test_the_approvers_of_the_step_are_told():
    desk = Desk(title="Mức đóng", states_policy=True)

    desk.submit()

    assert [to for to, _subject in waiting()] == [desk.reviewer.email]


def test_the_submitter_is_told_of_the_return_with_its_comment():
    desk = Desk()
    step = desk.submit()
    QueuedMail.objects.all().delete()

    approval.send_back(task_state=step, user=desk.leader, comment="Sửa con số ở bảng")

    letter = QueuedMail.objects.get()
    assert letter.recipient == desk.editor.email
    assert "Sửa con số ở bảng" in letter.body
    assert f"/admin/pages/{desk.page.pk}/edit/" in letter.body


def test_the_submitter_is_told_of_the_approval():
    desk = Desk()
    desk.submit()
    QueuedMail.objects.all().delete()

    desk.approve(desk.leader)

    assert [to for to, _subject in waiting()] == [desk.editor.email]


def test_nothing_is_mailed_inside_the_transaction():
    desk = Desk(states_policy=True)
    desk.submit()
    desk.approve(desk.reviewer)
    approval.send_back(task_state=desk.step(), user=desk.leader, comment="Sửa")
    desk.submit()
    desk.approve(desk.leader)

    assert mail.outbox == []
    assert QueuedMail.objects.filter(sent_at=None).exists()


def test_no_mail_is_written_when_the_submission_fails(fake_package):
    fake_package.found.append("Còn thiếu ảnh")

    with pytest.raises(approval.NotReady):
        Desk().submit()

    assert waiting() == []


def test_each_person_is_written_to_in_their_own_language():
    desk = Desk()
    profile = UserProfile.get_for_user(desk.leader)
    profile.preferred_language = "en"
    profile.save()

    desk.submit()

    assert waiting()[0][1].startswith("To approve")


def test_sending_marks_what_was_sent_and_sends_nothing_twice():
    Desk().submit()

    assert send_mail() == 1
    assert send_queued_mail() == 0
    assert len(mail.outbox) == 1


def test_one_mail_that_fails_stops_no_other(settings):
    settings.EMAIL_BACKEND = "tests.cms.test_notices.Fussy"
    for address in ("hong@example.vn", "tot@example.vn"):
        queue(make_user(email=address), lambda: "Chờ duyệt", lambda: "Nội dung")

    assert send_queued_mail() == 1

    failed = QueuedMail.objects.get(recipient="hong@example.vn")
    assert failed.sent_at is None
    assert "hộp thư hỏng" in failed.last_error
    assert failed.due_at > timezone.now()


def test_a_mail_that_failed_is_tried_later_and_later(settings):
    settings.EMAIL_BACKEND = "tests.cms.test_notices.Fussy"
    queue(make_user(email="hong@example.vn"), lambda: "Chờ duyệt", lambda: "Nội dung")
    waits = []
    for _round in range(3):
        QueuedMail.objects.update(due_at=timezone.now() - timedelta(seconds=1))
        send_queued_mail()
        waits.append(QueuedMail.objects.get().due_at - timezone.now())

    assert waits == sorted(waits)
    assert QueuedMail.objects.get().attempts == 3


def test_a_mail_taken_by_another_sender_is_left_to_it():
    Desk().submit()
    QueuedMail.objects.update(due_at=timezone.now() + timedelta(minutes=5))

    assert send_queued_mail() == 0


def test_a_line_break_in_a_title_cannot_reach_the_header():
    queue(make_user(), lambda: "Chờ duyệt\nBcc: x@example.vn", lambda: "Nội dung")

    send_queued_mail()

    assert "\n" not in mail.outbox[0].subject


def test_people_without_an_address_are_passed_over():
    queue(make_user(email=""), lambda: "Chờ duyệt", lambda: "Nội dung")

    assert waiting() == []

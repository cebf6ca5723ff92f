"""Mail is written with its cause and sent after it."""

import pytest
from django.core import mail
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.users.models import UserProfile

from cms import approval
from cms.models import QueuedMail
from cms.notices import queue, queue_all
from tests.factories.approval import Desk
from tests.factories.users import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_package")]


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


def test_a_line_break_in_a_title_cannot_reach_the_header():
    queue(make_user(), lambda: "Chờ duyệt\nBcc: x@example.vn", lambda: "Nội dung")

    assert "\n" not in QueuedMail.objects.get().subject


def test_people_without_an_address_are_passed_over():
    queue(make_user(email=""), lambda: "Chờ duyệt", lambda: "Nội dung")

    assert waiting() == []


def test_a_mail_is_in_its_readers_language_and_not_in_that_of_who_causes_it():
    silent, english = make_user(), make_user()
    UserProfile.objects.update_or_create(user=english, defaults={"preferred_language": "en"})

    for active in ("en", "vi"):
        QueuedMail.objects.all().delete()
        with translation.override(active):
            for user in (silent, english):
                queue(user, lambda: _("Corrections not accepted: %(title)s"), lambda: "")

        subjects = [subject.partition(":")[0] for _to, subject in waiting()]
        assert subjects == ["Không chấp nhận chỗ sửa", "Corrections not accepted"]


def test_any_number_of_people_is_written_to_in_two_queries(django_assert_num_queries):
    english, vietnamese, silent = make_user(), make_user(), make_user(email="")
    UserProfile.objects.create(user=english, preferred_language="en")
    mails = [
        (user, lambda: _("Delegation revoked"), lambda: "…")
        for user in (english, vietnamese, silent)
    ]

    with django_assert_num_queries(2):
        queue_all(mails)

    assert waiting() == [
        (english.email, "Delegation revoked"),
        (vietnamese.email, "Đã thu hồi uỷ quyền"),
    ]
    with django_assert_num_queries(0):
        queue_all([(silent, str, str)])

"""Mail about translations."""

from datetime import date

import pytest
from django.utils import translation
from wagtail.users.models import UserProfile

from cms.models import QueuedMail, Role
from tests.factories.translations import Booth, make_linguist
from translations.models import TranslationRequest
from translations.planning import notices

pytestmark = pytest.mark.django_db


def rows(**people) -> list[TranslationRequest]:
    TranslationRequest.objects.update(**people)
    found = TranslationRequest.objects.select_related(
        "page", "work", "office", "assignee", "reviewer"
    )
    return list(found.order_by("pk"))


def test_one_mail_lists_all_languages_with_their_days():
    booth = Booth(languages=["km", "hmn"])
    found = rows(assignee=booth.translator, due_on=date(2027, 3, 9))

    notices.tell_assigned(to_write=found, to_review=[], by=booth.editor)

    (mail,) = QueuedMail.objects.filter(recipient=booth.translator.email)
    assert mail.subject == "2 bản dịch giao cho bạn"
    assert str(booth.editor) in mail.body
    assert f"– {booth.page.title} · Tiếng Khmer · hạn 09/03/2027" in mail.body
    assert "Tiếng Mông" in mail.body
    assert mail.body.count("/admin/dich/") == 1


def test_whoever_names_themselves_gets_no_mail():
    booth = Booth(languages=["km"])

    notices.tell_assigned(
        to_write=rows(assignee=booth.translator), to_review=[], by=booth.translator
    )

    assert not QueuedMail.objects.exists()


def test_it_is_written_in_the_language_of_its_reader():
    booth = Booth(languages=["km"])
    UserProfile.objects.update_or_create(
        user=booth.translator, defaults={"preferred_language": "en"}
    )

    with translation.override("vi"):
        notices.tell_stale(rows(assignee=booth.translator))

    (mail,) = QueuedMail.objects.all()
    assert mail.subject == "1 translation is out of date"
    assert "Khmer" in mail.body


def test_translators_of_the_language_and_office_are_told_of_what_is_free():
    booth = Booth(languages=["km", "hmn"])
    khmer = make_linguist(booth.office.parent, Role.TRANSLATOR, "km")

    notices.tell_offered(rows(), booth.editor)

    mails = {one.recipient: one for one in QueuedMail.objects.all()}
    assert set(mails) == {booth.translator.email, khmer.email}
    assert mails[khmer.email].subject == "1 bản dịch cần người nhận"
    assert "Mông" not in mails[khmer.email].body


def test_a_withdrawal_gives_its_reason_to_both_who_worked_on_it():
    booth = Booth(languages=["km"])
    (one,) = rows(assignee=booth.translator, reviewer=booth.reviewer)

    notices.tell_withdrawn(one, booth.editor, "Bài đã gỡ")

    people = set(QueuedMail.objects.values_list("recipient", flat=True))
    assert people == {booth.translator.email, booth.reviewer.email}
    assert all("Bài đã gỡ" in mail.body for mail in QueuedMail.objects.all())


def test_a_very_long_list_ends():
    booth = Booth(languages=["km"])
    (one,) = rows(assignee=booth.translator)

    notices.tell_due({booth.translator: [one] * (notices.MOST + 5)})

    (mail,) = QueuedMail.objects.all()
    assert mail.subject == f"{notices.MOST + 5} bản dịch đến hạn"
    assert mail.body.count("Tiếng Khmer") == notices.MOST
    assert "– …" in mail.body

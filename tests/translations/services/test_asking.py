"""Comments on segments, and questions to the author."""

import pytest
from django.db import IntegrityError, transaction

from cms.models import QueuedMail, Role
from tests.factories.offices import make_province
from tests.factories.translations import Booth, make_linguist
from translations.errors import NotReady, NotYours, Refused
from translations.models import SegmentComment, TranslationRequest
from translations.services import ask, settle, withdraw_request

pytestmark = pytest.mark.django_db


def say(booth, user=None, text="Nút nào?", **fields):
    segment = fields.pop("segment", booth.segment("Bấm nộp").uuid)
    return ask(
        request=booth.request(), user=user or booth.translator, segment=segment, text=text, **fields
    )


def recipients() -> list[str]:
    return sorted(QueuedMail.objects.values_list("recipient", flat=True))


def test_a_question_reaches_the_author_with_source_and_address():
    booth = Booth()
    QueuedMail.objects.all().delete()

    comment = say(booth, to_author=True)

    (mail,) = QueuedMail.objects.filter(recipient=booth.editor.email)
    assert comment.text in mail.body
    assert "Bấm nộp." in mail.body
    assert f"#doan-{comment.segment.uuid}" in mail.body


def test_a_comment_that_asks_nobody_is_sent_to_nobody():
    booth = Booth()
    QueuedMail.objects.all().delete()

    say(booth)

    assert recipients() == []


def test_an_answer_reaches_who_asked_and_not_who_answers():
    booth = Booth()
    say(booth, to_author=True)
    QueuedMail.objects.all().delete()

    say(booth, user=booth.editor, text="Nút màu xanh.")

    assert recipients() == [booth.translator.email]


def test_nobody_is_written_to_who_may_not_look_any_more():
    booth = Booth()
    guest = make_linguist(make_province(), Role.TRANSLATOR, "km")
    request = booth.request()
    request.assignee = guest
    request.save()
    for user in (booth.translator, guest):
        say(booth, user=user)
    TranslationRequest.objects.update(assignee=None)
    for gone in (booth.translator, booth.editor):
        gone.memberships.all().delete()
    QueuedMail.objects.all().delete()

    say(booth, user=booth.reviewer, text="Nút màu xanh?", to_author=True)

    assert recipients() == []


def test_words_are_needed_and_a_segment_that_is_there():
    booth = Booth()

    with pytest.raises(Refused):
        say(booth, text="  ")
    with pytest.raises(NotReady):
        say(Booth(make_province()), segment=booth.segment("Bấm nộp").uuid)
    assert not SegmentComment.objects.exists()


def test_nobody_comments_on_what_is_not_asked_for_any_more():
    booth = Booth()
    withdraw_request(request=booth.request(), user=booth.editor, reason="Thôi")

    with pytest.raises(Refused):
        say(booth)


def test_strangers_neither_ask_nor_settle():
    booth = Booth()
    stranger = make_linguist(make_province(), Role.TRANSLATOR)
    comment = say(booth)

    with pytest.raises(NotYours):
        say(booth, user=stranger)
    with pytest.raises(NotYours):
        settle(request=booth.request(), user=stranger, comment=comment.pk)


def test_a_comment_is_settled_and_opened_again():
    booth = Booth()
    comment = say(booth)
    given = {"request": booth.request(), "user": booth.editor, "comment": comment.pk}

    settle(**given)
    comment.refresh_from_db()
    assert comment.resolved_by == booth.editor
    assert not SegmentComment.objects.open().exists()

    settle(**given, settled=False)
    assert SegmentComment.objects.open().get() == comment


def test_a_comment_of_another_language_or_page_is_not_settled_here():
    booth = Booth()
    comment = say(booth)

    with pytest.raises(Refused):
        settle(request=booth.request("hmn"), user=booth.editor, comment=comment.pk)


def test_the_database_keeps_no_empty_comment():
    booth = Booth()
    comment = say(booth)

    with pytest.raises(IntegrityError), transaction.atomic():
        SegmentComment.objects.filter(pk=comment.pk).update(text="")

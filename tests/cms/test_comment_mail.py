"""Mail about comments."""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils.translation import get_language, override
from wagtail.admin.mail import OpenedConnection
from wagtail.models import Comment, PageSubscription
from wagtail.users.models import UserProfile

from cms.comment_mail import Queue
from cms.models import QueuedMail
from tests.factories.approval import Desk
from tests.factories.pages import editor_form

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_package")]


def comment(client, desk, **headers):
    """By the desk's editor; the leader follows what is said."""
    PageSubscription.objects.create(page=desk.page, user=desk.leader, comment_notifications=True)
    client.force_login(desk.editor)
    said = {
        "comments-TOTAL_FORMS": "1",
        "comments-0-text": "Xem lại dòng 3",
        "comments-0-contentpath": "title",
        "comments-0-position": "",
        "comments-0-id": "",
        "comments-0-replies-TOTAL_FORMS": "0",
        "comments-0-replies-INITIAL_FORMS": "0",
        "comments-0-replies-MIN_NUM_FORMS": "0",
        "comments-0-replies-MAX_NUM_FORMS": "",
    }
    address = reverse("wagtailadmin_pages:edit", args=[desk.page.pk])
    client.post(address, editor_form(desk.page.title) | said, headers=headers)


def test_whoever_follows_the_comments_is_written_to_from_the_queue(client):
    desk = Desk(title="Mức đóng")

    comment(client, desk)

    assert Comment.objects.get().text == "Xem lại dòng 3"
    queued = QueuedMail.objects.get()
    assert queued.recipient == desk.leader.email
    assert "Xem lại dòng 3" in queued.body
    assert mail.outbox == []


@pytest.mark.parametrize(("chosen", "words"), [("", "bình luận"), ("en", "comment")])
def test_it_is_written_in_its_reader_s_language_whatever_its_cause_speaks(client, chosen, words):
    desk = Desk(title="Mức đóng")
    speaks(desk.leader, chosen)
    speaks(desk.editor, "" if chosen else "en")

    comment(client, desk, **{"Accept-Language": "vi" if chosen else "en"})

    queued = QueuedMail.objects.get()
    assert words in queued.subject + queued.body


def test_the_language_of_the_request_comes_back_after_the_mail():
    with override("en"):
        with OpenedConnection(Queue()):
            assert get_language() == "vi"
        assert get_language() == "en"


def speaks(user, language):
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()

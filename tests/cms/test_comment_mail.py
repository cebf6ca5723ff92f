"""Mail about comments."""

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import Comment, PageSubscription

from cms.models import QueuedMail
from tests.factories.approval import Desk
from tests.factories.pages import editor_form

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_package")]


def test_whoever_follows_the_comments_is_written_to_from_the_queue(client):
    desk = Desk(title="Mức đóng")
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

    client.post(
        reverse("wagtailadmin_pages:edit", args=[desk.page.pk]),
        editor_form(desk.page.title) | said,
    )

    assert Comment.objects.get().text == "Xem lại dòng 3"
    queued = QueuedMail.objects.get()
    assert queued.recipient == desk.leader.email
    assert "Xem lại dòng 3" in queued.body
    assert mail.outbox == []

"""A campaign, and what the editor of any item offers."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cms.models import CampaignPage
from tests.factories.approval import Desk
from tests.factories.offices import make_centre, section_of

pytestmark = pytest.mark.django_db


def test_a_campaign_cannot_end_before_it_begins():
    page = CampaignPage(
        title="Đợt cao điểm", starts_on=date(2026, 12, 1), ends_on=date(2026, 11, 1)
    )

    with pytest.raises(ValidationError) as caught:
        section_of(make_centre()).add_child(instance=page)

    assert "ends_on" in caught.value.message_dict


def test_editors_can_leave_comments_on_a_draft(client):
    desk = Desk()
    client.force_login(desk.editor)

    page = client.get(reverse("wagtailadmin_pages:edit", args=[desk.page.pk]))

    assert 'id="side-panel-comments-title"' in page.content.decode()

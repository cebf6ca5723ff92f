"""Headers that every answer has."""

import pytest

from tests.factories.offices import make_centre
from tests.factories.pages import make_article, publish

pytestmark = pytest.mark.django_db


def policy_of(response) -> str:
    return response["Content-Security-Policy"]


def test_nobody_frames_a_public_page_and_the_editor_frames_its_preview(client):
    page = publish(make_article(make_centre()))
    assert "frame-ancestors 'none'" in policy_of(client.get(page.url))
    previewed = policy_of(page.make_preview_request(preview_mode=""))
    assert "frame-ancestors 'self'" in previewed
    assert "script-src 'self';" in previewed


def test_only_the_admin_may_ask_for_the_microphone(client):
    page = publish(make_article(make_centre()))
    assert "microphone=()" in client.get(page.url)["Permissions-Policy"]
    assert "microphone=(self)" in client.get("/admin/login/")["Permissions-Policy"]

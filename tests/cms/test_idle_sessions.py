"""A login that nobody uses."""

import pytest
from django.urls import reverse

from cms.idle_sessions import BY_ITSELF, LAST_USE, NOTED_EVERY
from cms.models import Role
from tests.factories.offices import make_province
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db
HOME = "wagtailadmin_home"


@pytest.fixture
def editor(client):
    client.force_login(make_user(make_province(), Role.EDITOR))
    client.get(reverse(HOME))
    return client


def let_pass(client, seconds: float) -> None:
    session = client.session
    session[LAST_USE] -= int(seconds)
    session.save()


def test_it_ends_after_the_set_time_and_says_why(editor, settings):
    let_pass(editor, settings.LOA_IDLE_MINUTES * 60)

    answer = editor.get(reverse(HOME), follow=True)

    assert answer.redirect_chain[0][0].startswith(reverse("wagtailadmin_login"))
    assert "đã đăng xuất" in answer.content.decode()
    assert editor.get(reverse(HOME)).status_code == 302


def test_each_use_begins_the_time_anew(editor, settings):
    for _use in range(3):
        let_pass(editor, settings.LOA_IDLE_MINUTES * 60 - 5)
        assert editor.get(reverse(HOME)).status_code == 200


def test_what_an_open_window_asks_by_itself_is_no_use(editor, settings):
    let_pass(editor, NOTED_EVERY * 2)
    before = editor.session[LAST_USE]

    editor.post(f"{BY_ITSELF[0]}cms/articlepage/1/1/")

    assert editor.session[LAST_USE] == before
    assert reverse("wagtailadmin_editing_sessions:ping", args=["cms", "articlepage", "1", 1]) == (
        f"{BY_ITSELF[0]}cms/articlepage/1/1/"
    )


def test_a_reader_gets_no_session_and_a_page_for_everybody(client):
    answer = client.get(reverse("search"))

    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_it_can_be_switched_off(editor, settings):
    settings.LOA_IDLE_MINUTES = 0
    let_pass(editor, 7 * 3600)

    assert editor.get(reverse(HOME)).status_code == 200

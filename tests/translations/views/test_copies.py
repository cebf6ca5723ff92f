"""A local copy beside the national text, and how it goes on following it."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cms import approval
from cms.models import Role
from cms.working_time import today
from tests.factories.following import (
    BODY,
    copy_of,
    make_copy,
    make_editor,
    make_national,
    revise,
)
from tests.factories.offices import make_centre, make_province
from translations.models import LocalCopy
from translations.services import set_rules

pytestmark = pytest.mark.django_db
CHANGED = {**BODY[1], "value": "<p>Mức đóng là 9 %.</p>"}


@pytest.fixture
def office():
    return make_province()


@pytest.fixture
def page(office):
    source = make_national()
    set_rules(page=source, rules={"khoi-1": ("locked", "")}, user=make_editor(make_centre()))
    return revise(make_copy(source, office), live=False, body=[BODY[0], CHANGED, BODY[2]])


@pytest.fixture
def client(office):
    return signed_in(make_editor(office))


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def address(page, name=""):
    return reverse(f"translations_copy{name}", args=[page.pk])


def words(answer):
    return " ".join(answer.content.decode().split())


def test_it_shows_what_differs_word_by_word_and_what_may_be_done(client, page):
    html = words(client.get(address(page)))
    assert re.findall(r"<(del|ins)>.*?</span>(.*?)</\1>", html) == [("del", "8"), ("ins", "9")]
    for name in ("_reset", "_suspend"):
        assert address(page, name) in html
    assert address(page, "_detach") not in html
    assert "Chỉ lãnh đạo đơn vị" in html


def test_the_leader_may_detach_after_a_tick_and_a_reason(office, page):
    client = signed_in(make_editor(office, Role.LEADER))
    assert address(page, "_detach") in words(client.get(address(page)))
    for posted in ({"reason": "Khác hẳn"}, {"sure": "1"}):
        client.post(address(page, "_detach"), posted)
        assert copy_of(page).state == LocalCopy.State.FOLLOWING
    client.post(address(page, "_detach"), {"reason": "Khác hẳn", "sure": "1"})
    assert copy_of(page).state == LocalCopy.State.DETACHED
    html = words(client.get(address(page)))
    assert address(page, "_reset") not in html
    assert "Khác hẳn" in html


def test_suspending_until_a_day_and_following_again(client, page):
    until = today() + timedelta(days=3)
    client.post(address(page, "_suspend"), {"reason": "Chờ", "until": until.isoformat()})
    copy = copy_of(page)
    assert (copy.state, copy.suspended_until) == (LocalCopy.State.SUSPENDED, until)
    assert f"{until:%d/%m/%Y}" in words(client.get(address(page)))
    client.post(address(page, "_resume"))
    assert copy_of(page).state == LocalCopy.State.FOLLOWING


@pytest.mark.parametrize("until", ["mai", "2026-13-40", "0001-01-01"])
def test_a_day_that_is_none_is_refused_with_what_to_do(client, page, until):
    answer = client.post(address(page, "_suspend"), {"reason": "Chờ", "until": until}, follow=True)
    assert copy_of(page).state == LocalCopy.State.FOLLOWING
    said = words(answer)
    assert "Hãy ghi ngày" in said or "Ngày đó đã qua" in said


def test_one_place_and_all_are_reset_by_their_buttons(client, page):
    client.post(address(page, "_reset"), {"place": "khoi-2"})
    assert client.get(address(page)).context["marks"] == []
    revise(page, live=False, lead="Khác", body=[BODY[0]])
    client.post(address(page, "_reset"), {"all": "1"})
    assert client.get(address(page)).context["marks"] == []
    assert client.post(address(page, "_reset")).status_code == 404


def test_in_review_there_is_no_button_for_it(client, office, page):
    make_editor(office, Role.LEADER)
    page = revise(page, live=False, body=[BODY[0], CHANGED])  # its office has no hotline
    approval.submit_for_approval(page=page, user=make_editor(office))
    html = words(client.get(address(page)))
    assert address(page, "_reset") not in html
    assert "đang trình duyệt" in html


def test_the_editors_script_gets_the_marks_of_the_newest_draft(client, page):
    data = client.get(address(page, "_marks")).json()
    assert data["places"]["khoi-2"]["state"] == "changed"
    assert data["places"]["khoi-1"]["rule"] == "locked"
    assert data["words"]["locked"] == "Trung ương khóa"


def test_the_editor_says_above_the_text_what_it_follows(client, page):
    html = words(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))
    assert 'id="loa-copy-data"' in html
    assert address(page) in html
    other = make_copy(make_national(), make_province())
    assert client.get(address(other)).status_code == 302


def test_the_editor_of_what_is_no_copy_has_no_such_panel():
    source = make_national()
    client = signed_in(make_editor(make_centre()))
    html = words(client.get(reverse("wagtailadmin_pages:edit", args=[source.pk])))
    assert "loa-copy-data" not in html
    assert reverse("translations_copy_rules", args=[source.pk]) in html


def test_what_is_no_copy_has_no_such_screen():
    source = make_national()
    client = signed_in(make_editor(make_centre()))
    assert client.get(address(source)).status_code == 404


def test_without_its_national_item_it_says_so(client, page):
    edition = copy_of(page).edition
    edition.source = None
    edition.save()
    assert "đã bị xóa" in words(client.get(address(page)))

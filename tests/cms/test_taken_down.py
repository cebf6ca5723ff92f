"""What was live once and was taken down looks like no other draft."""

import pytest
from django.urls import reverse

from cms import worklist
from cms.approval.record import record
from cms.models import Approval, Role
from cms.taken_down import mark_of
from tests.factories.approval import Desk
from tests.factories.offices import make_province
from tests.factories.pages import make_article, publish
from tests.factories.users import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_package")]


@pytest.fixture
def desk():
    return Desk(title="Mức đóng")


def take_down(desk, reason="Sai mức đóng"):
    record(Approval.Decision.TAKEN_DOWN, page=desk.page, user=desk.leader, comment=reason)


def test_the_list_of_drafts_says_when_and_why(desk):
    take_down(desk)

    (row,) = worklist.drafts_of(desk.editor)

    assert row.mark.startswith("Đã gỡ ngày ")
    assert row.mark.endswith("lý do: Sai mức đóng")


def test_the_editor_the_list_of_pages_and_the_screen_of_the_item_say_so(client, desk):
    take_down(desk)
    client.force_login(desk.editor)
    parent = desk.page.get_parent().pk

    for address in (
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_pages:edit", args=[desk.page.pk]),
        reverse("wagtailadmin_explore", args=[parent]),
        reverse("loa_item", args=[desk.page.pk]),
    ):
        shown = client.get(address).content.decode()
        assert "Đã gỡ ngày" in shown, address
        assert "Sai mức đóng" in shown, address


def test_the_last_taking_down_counts(desk):
    take_down(desk, "Nhầm")
    take_down(desk, "Sai\nhẳn")

    assert mark_of(desk.page).reason == "Sai hẳn"


def test_what_is_live_again_has_no_mark_and_a_new_draft_never_had(desk):
    take_down(desk)
    assert mark_of(publish(desk.page)) is None

    other = make_article(make_province(), user=make_user(desk.office, Role.EDITOR))
    assert mark_of(other) is None

"""The screens of “Uỷ quyền”, as their users press them."""

import re
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from cms.approval.delegation import revoke_delegation
from cms.models import Delegation, Membership, Role
from cms.working_time import today
from tests.factories.approval import Desk, make_delegation
from tests.factories.offices import make_centre, make_province
from tests.factories.users import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_package")]
LIST = "loa_delegations"


@pytest.fixture
def desk():
    return Desk(title="Mức đóng mới")


@pytest.fixture
def helper(desk):
    return make_user(desk.office, Role.CHANNEL_KEEPER, last_name="Giàng", first_name="Thị Thay")


def form_of(desk, helper, **changes) -> dict:
    held = Membership.objects.get(user=desk.leader)
    day = today()
    given = {
        "held": held.pk,
        "delegate": helper.pk,
        "first_day": day.isoformat(),
        "last_day": (day + timedelta(days=2)).isoformat(),
        "reason": "Quyết định số 12/QĐ-BHXH",
    }
    return given | changes


def test_a_leader_delegates_and_reads_what_it_causes(client, desk, helper):
    client.force_login(desk.leader)
    asked = client.get(reverse("loa_delegate")).content.decode()
    assert "Không ai trong hai người duyệt" in asked
    assert f'value="{today().isoformat()}"' in asked

    answer = client.post(reverse("loa_delegate"), form_of(desk, helper), follow=True)

    assert answer.redirect_chain[-1][0] == reverse(LIST)
    assert Delegation.objects.get().delegate == helper
    shown = answer.content.decode()
    assert "Giàng Thị Thay làm bước “Lãnh đạo duyệt”" in shown
    assert "Thu hồi" in shown


@pytest.mark.parametrize(
    "changes",
    [
        {"last_day": "2020-01-01"},
        {"first_day": "hôm nay"},
        {"reason": ""},
        {"reason": "x" * 251},
        {"reason": "a\x00b"},
        {"delegate": "99999999999999999999"},
        {"delegate": ""},
        {"held": "0"},
        {"first_day": "0001-01-01", "last_day": "9999-12-31"},
    ],
)
def test_what_makes_no_sense_comes_back_with_the_reason_and_what_was_typed(
    client, desk, helper, changes
):
    client.force_login(desk.leader)

    answer = client.post(reverse("loa_delegate"), form_of(desk, helper, **changes))

    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()
    assert not Delegation.objects.exists()


def test_only_people_of_the_office_and_above_can_be_chosen(client, desk, helper):
    chief = make_user(make_centre(), Role.LEADER)
    stranger = make_user(make_province(), Role.LEADER)
    client.force_login(desk.leader)

    page = client.get(reverse("loa_delegate")).content.decode()

    offered = set(map(int, re.findall(r'<option value="(\d+)"', page)))
    assert {helper.pk, chief.pk} <= offered
    answer = client.post(reverse("loa_delegate"), form_of(desk, stranger))
    assert answer.status_code == 200
    assert not Delegation.objects.exists()


def test_a_role_of_somebody_else_cannot_be_forged(client, desk, helper):
    other = Desk()
    client.force_login(desk.leader)
    theirs = Membership.objects.get(user=other.leader).pk

    answer = client.post(reverse("loa_delegate"), form_of(desk, helper, held=theirs))

    assert answer.status_code == 200
    assert not Delegation.objects.exists()


def test_who_approves_nothing_has_neither_menu_nor_screen(client, desk):
    client.force_login(desk.editor)

    home = client.get(reverse("wagtailadmin_home")).content.decode()

    assert reverse(LIST) not in home
    for name in (LIST, "loa_delegate"):
        assert client.get(reverse(name)).status_code == 302


def test_the_list_is_empty_kindly_and_offers_a_new_one(client, desk):
    client.force_login(desk.leader)

    page = client.get(reverse(LIST)).content.decode()

    assert "loa-empty" in page
    assert reverse("loa_delegate") in page


def test_the_list_parts_what_runs_what_comes_and_what_is_over(client, desk, helper, clock):
    make_delegation(desk, helper, days=1)
    clock.forward(days=1)
    make_delegation(desk, helper)
    make_delegation(desk, helper, starts_in=5)
    other = make_user(desk.office, Role.CHANNEL_KEEPER)
    revoke_delegation(delegation=make_delegation(desk, other), user=desk.leader)
    client.force_login(desk.leader)

    answer = client.get(reverse(LIST))

    groups = [(group.title, len(group.rows)) for group in answer.context["groups"]]
    assert groups == [("Đang có hiệu lực", 1), ("Sắp có hiệu lực", 1), ("Đã kết thúc", 2)]
    assert f"{desk.leader} đã thu hồi." in answer.content.decode()


def test_the_list_says_of_one_without_effect_that_it_is(client, desk, helper):
    make_delegation(desk, helper)
    Membership.objects.filter(user=helper).delete()
    client.force_login(desk.leader)

    assert "Không có hiệu lực" in client.get(reverse(LIST)).content.decode()


def test_revoking_asks_once(client, desk, helper):
    delegation = make_delegation(desk, helper)
    client.force_login(desk.leader)
    url = reverse("loa_revoke_delegation", args=[delegation.pk])

    asked = client.get(url).content.decode()
    delegation.refresh_from_db()
    assert "chấm dứt ngay" in asked
    assert delegation.revoked_at is None

    client.post(url)
    delegation.refresh_from_db()
    assert delegation.revoked_at


def test_another_office_can_neither_see_nor_revoke(client, desk, helper):
    delegation = make_delegation(desk, helper)
    client.force_login(Desk().leader)
    url = reverse("loa_revoke_delegation", args=[delegation.pk])

    assert client.get(url).status_code == 404
    assert client.post(url).status_code == 404
    delegation.refresh_from_db()
    assert delegation.revoked_at is None


def test_the_delegate_cannot_revoke_and_is_told_who_can(client, desk, helper):
    delegation = make_delegation(desk, helper)
    client.force_login(helper)
    url = reverse("loa_revoke_delegation", args=[delegation.pk])

    assert "không có quyền thu hồi" in client.get(url).content.decode()
    client.post(url)
    delegation.refresh_from_db()
    assert delegation.revoked_at is None


def approval_page(client, user, step):
    client.force_login(user)
    return client.get(reverse("loa_approve", args=[step.pk]))


def test_a_page_opened_the_day_before_approves_nothing_the_day_after(client, desk, helper, clock):
    """Opened at 23:59 of the last day in Vietnam, pressed one minute later."""
    make_delegation(desk, helper, days=1)
    step = desk.submit()
    clock.set("23:59")
    page = approval_page(client, helper, step).content.decode()
    shown = re.search(r'name="fingerprint" value="(\w+)"', page)[1]
    assert "Ông/bà duyệt theo uỷ quyền của Hà Văn Duyệt, đến hết ngày 01/03/2027." in page

    clock.forward(minutes=1)
    url = reverse("loa_approve", args=[step.pk])
    answer = client.post(url, {"approve": "1", "fingerprint": shown})

    assert not desk.now().live
    said = [str(message) for message in get_messages(answer.wsgi_request)]
    assert any("đã hết khi qua ngày 01/03/2027" in text for text in said)


def test_within_the_last_minute_it_still_approves(client, desk, helper, clock):
    make_delegation(desk, helper, days=1)
    step = desk.submit()
    clock.set("23:59")
    page = approval_page(client, helper, step).content.decode()
    shown = re.search(r'name="fingerprint" value="(\w+)"', page)[1]

    client.post(
        reverse("loa_approve", args=[step.pk]), {"approve": "1", "fingerprint": shown}, follow=True
    )

    assert desk.now().live
    history = approval_page(client, desk.leader, step).content.decode()
    assert "(duyệt theo uỷ quyền của Hà Văn Duyệt)" in history

"""Taking an item down: the plan first, a reason, the right people, and the leader told."""

import pytest

from cms.models import Approval, QueuedMail, Role
from publishing.models import Delivery, Release
from publishing.plans import NOT_UNDONE
from tests.factories.board import two_desks
from tests.factories.pages import make_article, publish
from tests.factories.publishing import make_release
from tests.factories.users import make_admin_user

pytestmark = pytest.mark.django_db
State, Action = Delivery.State, Delivery.Action


@pytest.fixture
def desks():
    return two_desks()


@pytest.fixture
def ours(desks):
    return desks[0]


@pytest.fixture
def page(ours):
    return publish(make_article(ours.office, title="Bài sai"))


@pytest.fixture
def release(ours, page):
    edition = page.edition
    return make_release(
        edition.work, ours.office, title="Bài sai", page_id=page.pk, edition=edition
    )


def url(page):
    return f"/admin/go-bai/{page.pk}/"


def test_the_plan_says_what_is_deleted_removed_by_hand_and_cannot_be_undone(
    client, ours, page, release
):
    out = {"release": release, "state": State.DELIVERED}
    ours.delivery("facebook", remote_id="1_1", **out)
    ours.delivery("byhand", remote_id="b", **out)
    ours.delivery("loudspeaker", remote_id="l", **out)
    client.force_login(ours.leader)
    plan = client.get(url(page)).context["plan"]
    assert [len(lines) for _heading, lines in plan] == [1, 1, 1]
    assert {line.who for _heading, lines in plan for line in lines} == {"loa", "person", NOT_UNDONE}
    assert Release.objects.count() == 1


def test_a_reason_is_required(client, ours, page, release):
    ours.delivery(release=release, state=State.DELIVERED, remote_id="1_1")
    client.force_login(ours.leader)
    response = client.post(url(page), {"reason": " "})
    assert response.context["form"].errors["reason"]
    page.refresh_from_db()
    assert page.live


def test_taking_down_reaches_every_place_and_is_followed_on_the_board(client, ours, page, release):
    there = ours.delivery(release=release, state=State.DELIVERED, remote_id="1_1")
    waiting = ours.delivery(release=release)
    client.force_login(ours.keeper)
    response = client.post(url(page), {"reason": "Số liệu sai, cần rà soát"})
    page.refresh_from_db()
    waiting.refresh_from_db()
    removal = Delivery.objects.get(action=Action.WITHDRAW)
    assert not page.live
    assert waiting.state == State.CANCELLED
    assert removal.acts_on == there
    assert removal.release.reason == "Số liệu sai, cần rà soát"
    assert response["Location"] == f"/admin/theo-doi/?release={removal.release_id}"


def test_the_leader_is_told(client, ours, page, release):
    ours.delivery(release=release, state=State.DELIVERED, remote_id="1_1")
    leader = ours.leader
    client.force_login(ours.keeper)
    client.post(url(page), {"reason": "Số liệu sai, cần rà soát"})
    mail = QueuedMail.objects.get()
    assert mail.recipient == leader.email
    assert "Số liệu sai, cần rà soát" in mail.body
    assert "Giàng A" in mail.body


def test_editors_observers_and_other_offices_may_not(client, desks, page, release):
    ours, theirs = desks
    ours.delivery(release=release, state=State.DELIVERED, remote_id="1_1")
    for user in (ours.editor, ours.observer, ours.officer, theirs.leader, theirs.keeper):
        client.force_login(user)
        assert client.get(url(page)).status_code == 302
        client.post(url(page), {"reason": "Không được phép làm"})
    page.refresh_from_db()
    assert page.live


def test_the_office_above_may(client, ours, page, release):
    from tests.factories.board import Desk

    ours.delivery(release=release, state=State.DELIVERED, remote_id="1_1")
    client.force_login(Desk(ours.office.parent).leader)
    assert client.get(url(page)).status_code == 200


def test_what_was_never_out_is_said_kindly(client, ours):
    page = make_article(ours.office, live=False)
    client.force_login(ours.leader)
    assert 'class="loa-nothing"' in client.get(url(page)).content.decode()
    response = client.post(url(page), {"reason": "Không có gì để gỡ"}, follow=True)
    assert len(list(response.context["messages"])) == 1


def test_a_page_that_is_no_item_is_not_found(client, ours):
    client.force_login(ours.leader)
    assert client.get(url(ours.office.home)).status_code == 404


@pytest.fixture
def duty(ours):
    return make_admin_user(ours.office.parent, Role.DUTY_EDITOR)


def test_the_duty_editor_of_the_centre_takes_down_for_every_office(
    client, ours, page, release, duty
):
    ours.delivery(release=release, state=State.DELIVERED, remote_id="1_1")
    leader = ours.leader
    client.force_login(duty)
    home = client.get("/admin/").content.decode()
    assert url(page) in home
    found = client.get("/admin/go-bai/", {"q": "bai sai"}).content.decode()
    assert url(page) in found
    client.post(url(page), {"reason": "Lộ thông tin cá nhân"})
    page.refresh_from_db()
    assert not page.live
    assert QueuedMail.objects.get().recipient == leader.email


def test_a_duty_editor_elsewhere_than_at_the_centre_may_not(client, ours, page, release):
    ours.delivery(release=release, state=State.DELIVERED, remote_id="1_1")
    client.force_login(make_admin_user(ours.office, Role.DUTY_EDITOR))
    assert client.get("/admin/go-bai/").status_code == 302
    client.post(url(page), {"reason": "Không được phép làm"})
    page.refresh_from_db()
    assert page.live


def test_who_took_it_down_and_why_is_sealed(client, ours, page, release):
    ours.delivery(release=release, state=State.DELIVERED, remote_id="1_1")
    client.force_login(ours.keeper)
    client.post(url(page), {"reason": "Số liệu sai, cần rà soát"})
    row = Approval.objects.get()
    assert (row.decision, row.user, row.comment) == (
        "taken_down",
        ours.keeper,
        "Số liệu sai, cần rà soát",
    )
    assert row.fingerprint == release.fingerprint


def test_the_mail_to_the_leader_is_woken_at_once(
    client, ours, page, release, monkeypatch, django_capture_on_commit_callbacks
):
    woken = []
    monkeypatch.setattr("publishing.services.withdrawal.enqueue", lambda *task: woken.append(task))
    ours.delivery(release=release, state=State.DELIVERED, remote_id="1_1")
    client.force_login(ours.keeper)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url(page), {"reason": "Số liệu sai, cần rà soát"})
    assert woken == [("publishing.tasks.send_mail",)]

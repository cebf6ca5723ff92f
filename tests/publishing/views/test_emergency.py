import pytest
from django.urls import reverse

from cms.models import Role
from publishing.emergency import rule_in_force
from publishing.models import EmergencyAgreement, Release
from publishing.services.emergency import agree_emergency, set_emergency
from tests.factories.approval import Desk
from tests.factories.offices import make_centre
from tests.factories.packages import choose, make_communes
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db

BASIS = "Quyết định số 12/QĐ-BHXH ngày 01/12/2026"
LOUD = {"loudspeaker": {"text": "Bão số 9 sắp vào.", "options": {"class": "emergency"}}}


@pytest.fixture
def head():
    return make_user(make_centre(), Role.LEADER)


@pytest.fixture
def desk(head):
    set_emergency(user=head, allowed=True, legal_basis=BASIS)
    made = Desk(lead="Bão số 9.")
    choose(made, make_communes(made.office, 1), texts=LOUD)
    made.submit()
    return made


@pytest.fixture
def second(desk):
    return make_user(desk.office, Role.LEADER)


def agreeing(desk):
    return reverse("publishing_emergency_agree", args=[desk.step().pk])


def messages_of(answer):
    return " ".join(str(one) for one in answer.context["messages"])


def test_the_centre_s_leader_allows_it_with_a_legal_basis_and_ends_it_again(client, head):
    address = reverse("publishing_emergency")
    client.force_login(head)
    assert "Bản tin khẩn cấp đang tắt" in client.get(address).content.decode()

    refused = client.post(address, {"allowed": "1", "legal_basis": " "})
    assert rule_in_force() is None
    assert "văn bản làm căn cứ" in messages_of(refused)

    allowed = client.post(address, {"allowed": "1", "legal_basis": BASIS}, follow=True)
    assert rule_in_force() is not None
    assert BASIS in allowed.content.decode()

    client.post(address, {"allowed": "0", "legal_basis": "Hết mùa bão năm nay."})
    assert rule_in_force() is None


def test_the_centre_s_leader_alone_has_it_in_the_menu(client, desk, head):
    for user, shown in ((head, True), (desk.leader, False)):
        client.force_login(user)
        home = client.get(reverse("wagtailadmin_home")).content.decode()
        assert ('phat-khan-cap/"' in home) is shown  # a bulletin that waits has a number behind it


def test_the_approval_screen_shows_it_apart_and_leads_the_second_leader_on(client, desk, second):
    client.force_login(second)
    screen = client.get(reverse("loa_approve", args=[desk.step().pk])).content.decode()
    assert "Chưa có lãnh đạo thứ hai đồng ý" in screen
    assert agreeing(desk) in screen

    client.post(
        agreeing(desk), {"fingerprint": client.get(agreeing(desk)).context["assembly"].fingerprint}
    )

    row = EmergencyAgreement.objects.get()
    assert row.user == second
    client.force_login(desk.leader)
    screen = client.get(reverse("loa_approve", args=[desk.step().pk])).content.decode()
    assert str(second) in screen
    desk.approve(desk.leader)
    assert Release.objects.get().emergency


def test_one_leader_who_approves_alone_is_told_what_is_missing(client, desk):
    client.force_login(desk.leader)
    address = reverse("loa_approve", args=[desk.step().pk])
    shown = client.get(address).context["fingerprint"]
    answer = client.post(address, {"approve": "", "fingerprint": shown}, follow=True)
    assert not Release.objects.exists()
    assert "cần hai lãnh đạo" in answer.content.decode()


def test_the_leader_above_reads_and_agrees_there_and_reads_no_other_draft(client, desk, head):
    client.force_login(head)
    assert "Bão số 9" in client.get(agreeing(desk)).content.decode()
    plain = Desk(lead="Tin thường.")
    plain.submit()
    assert client.get(agreeing(plain)).status_code in (302, 403)


def test_nobody_else_reads_or_agrees(client, desk):
    other = Desk()
    for user in (desk.editor, desk.reviewer, other.leader):
        client.force_login(user)
        assert client.get(agreeing(desk)).status_code in (302, 403)
        assert client.post(agreeing(desk)).status_code in (302, 403)
    assert not EmergencyAgreement.objects.exists()


def test_a_package_that_changed_is_looked_at_again(client, desk, second):
    client.force_login(second)
    answer = client.post(agreeing(desk), {"fingerprint": "0" * 64}, follow=True)
    assert not EmergencyAgreement.objects.exists()
    assert "xem lại" in messages_of(answer).lower()


def test_the_board_and_the_commune_s_page_show_it_apart(client, desk, second):
    agree_emergency(task_state=desk.step(), user=second, fingerprint=desk.shown())
    desk.approve(desk.leader)
    client.force_login(make_user(desk.office, Role.CHANNEL_KEEPER))
    assert "loa-emergency-tag" in client.get(reverse("publishing_board")).content.decode()

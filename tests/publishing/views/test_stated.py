"""The list of what is out with an earlier value of an office, and its two buttons."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from cms.facts import approve_fact, approve_facts, propose_fact
from cms.models import QueuedMail, Role, StatedFact
from publishing.lacks import lacks_at
from publishing.models import Delivery, Release
from publishing.quotes import quotes_at
from tests.factories.packages import failed, make_facebook, page_is_up, release, set_fact
from tests.factories.provinces import HOTLINE, centre_desk, province
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db
NEW = "0207 999 9999"


class Changed:
    """An office whose hotline changed after a national item had quoted it."""

    def __init__(self) -> None:
        self.office = province()
        self.editor = make_user(self.office, Role.EDITOR)
        self.leader = make_user(self.office, Role.LEADER)
        self.desk = centre_desk([make_facebook(self.office)])
        self.release = release(self.desk)
        fact = propose_fact(office=self.office, key="hotline", value=NEW, user=self.editor)
        approve_fact(fact=fact, user=self.leader)
        self.fact = fact

    @property
    def address(self) -> str:
        return reverse("publishing_stated", args=[self.office.code])


@pytest.fixture
def changed():
    return Changed()


def test_it_shows_both_values_to_the_office(changed, client):
    client.force_login(changed.editor)

    shown = client.get(changed.address).content.decode()

    assert HOTLINE in shown
    assert NEW in shown
    assert changed.release.title in shown
    assert 'name="correct"' not in shown


def test_a_sentence_that_vanished_is_told_when_its_value_comes_and_shown_as_nothing(client):
    office = province()
    editor, leader = make_user(office, Role.EDITOR), make_user(office, Role.LEADER)
    text = "Gọi {{hotline}}.{{if:bank}} Nộp vào {{bank}}.{{end}}"
    made = release(centre_desk([make_facebook(office)], lead=text))
    QueuedMail.objects.all().delete()

    fact = propose_fact(office=office, key="bank", value="Kho bạc", user=editor)
    approve_fact(fact=fact, user=leader)

    [mail] = QueuedMail.objects.filter(recipient=editor.email, body__contains=made.title)
    assert "trước đó chưa có" in mail.body
    client.force_login(leader)
    shown = client.get(reverse("publishing_stated", args=[office.code])).content.decode()
    assert "chưa nêu" in shown


def test_another_office_does_not_see_it(changed, client):
    client.force_login(make_user(province(), Role.LEADER))
    answer = client.get(changed.address)
    assert answer.status_code in (302, 403)  # the admin turns a refusal into a way home
    assert HOTLINE not in answer.content.decode()


def test_the_leader_corrects_with_one_button(changed, client):
    client.force_login(changed.leader)
    tokens = [one.token for one in quotes_at(changed.office)[0]]

    client.post(changed.address, {"correct": "1", "item": tokens, "reason": "Đổi số"})

    done = Release.objects.get(kind=Release.Kind.OFFICE)
    assert (done.office, done.approved_by) == (changed.office, changed.leader)
    assert quotes_at(changed.office) == ([], 0)


def test_the_leader_says_which_value_was_wrong(changed, client):
    client.force_login(changed.leader)
    assert f"Đường dây nóng: {HOTLINE}" in client.get(changed.address).content.decode()
    tokens = [one.token for one in quotes_at(changed.office)[0]]
    said = {"correct": "1", "item": tokens, "reason": "Sai số", "wrong": f"hotline {HOTLINE}"}

    client.post(changed.address, said)

    row = StatedFact.objects.get(office=changed.office, key="hotline")
    assert (row.wrong, row.value) == (HOTLINE, NEW)


def test_a_wrong_value_that_is_not_listed_any_more_releases_nothing(changed, client):
    client.force_login(changed.leader)
    tokens = [one.token for one in quotes_at(changed.office)[0]]
    said = {"correct": "1", "item": tokens, "reason": "Sai số", "wrong": "hotline 113"}

    shown = client.post(changed.address, said).content.decode()

    assert "thay đổi trong lúc" in shown
    assert not Release.objects.filter(kind=Release.Kind.OFFICE).exists()


def test_an_editor_cannot(changed, client):
    client.force_login(changed.editor)
    tokens = [one.token for one in quotes_at(changed.office)[0]]

    client.post(changed.address, {"correct": "1", "item": tokens, "reason": "Đổi số"})

    assert not Release.objects.filter(kind=Release.Kind.OFFICE).exists()


def test_an_office_without_a_leader_reads_that_somebody_has_to_be_appointed(changed, client):
    changed.leader.memberships.all().delete()
    client.force_login(changed.editor)
    assert "chưa có lãnh đạo" in client.get(changed.address).content.decode()

    client.force_login(changed.desk.leader)
    assert client.get(changed.address).status_code in (302, 403)


def test_what_was_not_shown_is_not_corrected(changed, client):
    client.force_login(changed.leader)
    tokens = [one.token for one in quotes_at(changed.office)[0]]
    set_fact(changed.office, "hotline", "0207 111 1111")

    client.post(changed.address, {"correct": "1", "item": tokens, "reason": "Đổi số"})

    assert not Release.objects.filter(kind=Release.Kind.OFFICE).exists()


def test_what_lacked_a_value_is_offered_when_it_is_there(client):
    office = province()
    leader = make_user(office, Role.LEADER)
    desk = centre_desk([make_facebook(office)], lead="Gọi {{office_phone}}.")
    set_fact(desk.office, "office_phone", "024 1")
    release(desk)
    address = reverse("publishing_stated", args=[office.code])
    client.force_login(leader)
    assert 'name="item"' not in client.get(address).content.decode()
    set_fact(office, "office_phone", "0207 1")
    token = lacks_at(office)[0].token
    assert f'value="{token}"' in client.get(address).content.decode()

    client.post(address, {"send": "1", "item": [token], "reason": "Bổ sung"})

    assert Release.objects.get(kind=Release.Kind.OFFICE).office == office
    assert lacks_at(office) == []


def test_the_office_is_written_to(changed):
    mails = QueuedMail.objects.filter(body__contains=changed.address)
    assert {mail.recipient for mail in mails} == {changed.editor.email, changed.leader.email}
    assert NEW in mails[0].body
    assert changed.release.title in mails[0].body


def test_facts_that_come_into_force_together_are_one_mail(changed):
    QueuedMail.objects.all().delete()
    wanted = {"hotline": "0207 888 8888", "office_phone": "0207 1"}
    proposed = [
        propose_fact(office=changed.office, key=key, value=value, user=changed.editor)
        for key, value in wanted.items()
    ]

    approve_facts(facts=proposed, user=changed.leader)

    mails = QueuedMail.objects.filter(body__contains=changed.address)
    assert sorted(mail.recipient for mail in mails) == sorted(
        [changed.editor.email, changed.leader.email]
    )
    assert all(value in mails[0].body for value in (NEW, *wanted.values()))
    assert "Đường dây nóng, " in mails[0].subject


def test_the_fact_sheet_leads_there(changed, client):
    client.force_login(changed.leader)
    shown = client.get(reverse("loa_facts", args=[changed.office.code])).content.decode()
    assert changed.address in shown


def test_a_proposal_says_what_quotes_the_value(changed, client):
    propose_fact(office=changed.office, key="hotline", value="0207 5", user=changed.editor)
    client.force_login(changed.leader)
    shown = client.get(reverse("loa_facts", args=[changed.office.code])).content.decode()
    assert "loa-quiet" in shown
    assert "đính chính" in shown


def test_whoever_may_not_send_an_old_value_again_is_led_here_where_it_is_released(changed, client):
    delivery = failed(changed.release.deliveries.get(destination__channel="facebook"))
    page_is_up()
    answers = {}
    for who, user in {"here": changed.leader, "centre": changed.desk.editor}.items():
        client.force_login(user)
        pressed = client.post(reverse("publishing_delivery", args=[delivery.pk]), {"verb": "retry"})
        answers[who] = [str(one) for one in get_messages(pressed.wsgi_request)][-1]

    assert changed.address in answers["here"]
    assert changed.address not in answers["centre"]  # whose editor may not open it
    for words in (f"{HOTLINE} → {NEW}", "Số liệu đã đăng"):
        assert all(words in answer for answer in answers.values())
    delivery.refresh_from_db()
    assert delivery.state == Delivery.State.FAILED
    (shown,) = quotes_at(changed.office)[0]
    client.force_login(changed.leader)
    client.post(changed.address, {"item": shown.token, "reason": "Đổi số", "correct": "1"})
    newest = Delivery.objects.filter(destination=delivery.destination).latest("pk")
    assert newest.state == Delivery.State.QUEUED
    assert NEW in newest.variant.post.data["text"]

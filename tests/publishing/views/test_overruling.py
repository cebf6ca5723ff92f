import pytest
from django.urls import reverse

from publishing.models import Overruling
from tests.factories.approval import Desk

pytestmark = pytest.mark.django_db

PHONE = "0912 345 678"


@pytest.fixture
def desk():
    made = Desk(lead=f"Gọi {PHONE}")
    made.submit()
    return made


def test_a_leader_lets_a_finding_pass_on_the_approval_screen(client, desk):
    client.force_login(desk.leader)
    screen = client.get(reverse("loa_approve", args=[desk.step().pk]))
    assembly = screen.context["assembly"]
    (found,) = assembly.disclosed
    assert f'value="{found.token}"' in screen.content.decode()

    answer = client.post(
        reverse("publishing_overrule", args=[desk.step().pk]),
        {"finding": [found.token], "fingerprint": assembly.fingerprint, "reason": "Số công khai"},
        follow=True,
    )

    assert Overruling.objects.get().reason == "Số công khai"
    assert "Số công khai" in answer.content.decode()
    assert answer.context["assembly"].disclosed == ()


def test_an_editor_sees_what_was_found_and_no_button(client, desk):
    client.force_login(desk.editor)
    screen = client.get(reverse("publishing_package", args=[desk.page.pk])).content.decode()

    assert "⟦•••• ••• •78⟧" in screen
    assert "cho-qua" not in screen


def test_a_refusal_says_what_is_missing(client, desk):
    client.force_login(desk.leader)
    answer = client.post(
        reverse("publishing_overrule", args=[desk.step().pk]), {"reason": "Vì"}, follow=True
    )

    assert not Overruling.objects.exists()
    assert answer.status_code == 200


def test_nobody_else_and_no_get(client, desk):
    address = reverse("publishing_overrule", args=[desk.step().pk])
    client.force_login(desk.editor)
    assert client.post(address, {"reason": "Vì"}).status_code in (302, 403)
    assert not Overruling.objects.exists()
    client.force_login(desk.leader)
    assert client.get(address).status_code == 405

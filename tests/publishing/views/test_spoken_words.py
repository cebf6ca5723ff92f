"""“Cách đọc trên loa”, as people of an office use it."""

import pytest
from django.urls import reverse

from cms.models import Role
from publishing.models import SpokenProfile, SpokenWord
from tests.factories.offices import make_centre, make_province
from tests.factories.spoken_words import make_word
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_province()


def words(office):
    return reverse("publishing_spoken_words_of", args=[office.code])


def test_who_has_one_office_comes_straight_to_its_words(client, office):
    client.force_login(make_user(office, Role.EDITOR))
    reply = client.get(reverse("publishing_spoken_words"))
    assert (reply.status_code, reply["Location"]) == (302, words(office))


def test_a_word_is_added_and_listed_with_those_from_above(client, office):
    make_word(make_centre(), "ZZT", "dét")
    client.force_login(make_user(office, Role.EDITOR))

    page = client.post(words(office), {"written": "QWX", "said": "quy vê"}, follow=True)
    shown = page.content.decode()
    assert "quy vê" in shown
    assert "dét" in shown
    assert "Bỏ cách đọc" not in shown  # that is for leaders and keepers


def test_digits_are_refused_beside_the_field(client, office):
    client.force_login(make_user(office, Role.EDITOR))
    page = client.post(words(office), {"written": "QWX", "said": "q 1"})
    assert "chỉ bằng chữ" in page.content.decode()
    assert not SpokenWord.objects.exists()


def test_a_leader_withdraws_and_chooses_the_way_of_reading(client, office):
    word = make_word(office)
    client.force_login(make_user(office, Role.LEADER))

    client.post(reverse("publishing_spoken_word_withdraw", args=[word.pk]))
    client.post(reverse("publishing_spoken_profile", args=[office.code]), {"profile": "south"})
    word.refresh_from_db()
    assert word.withdrawn_at
    assert SpokenProfile.objects.get().name == "south"
    assert "Miền Nam" in client.get(words(office)).content.decode()

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import ModelLogEntry

from cms.models import Role
from publishing.models import SpokenWord
from publishing.office_voices import voice_of
from publishing.services.spoken_words import add_word, choose_profile, withdraw_word
from tests.factories.offices import make_centre, make_province
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_province()


def add(office, user, said="quy vê", written="QWX"):
    return add_word(office=office, written=written, said=said, user=user)


def test_an_editor_adds_a_word_and_another_reading_takes_its_place(office):
    editor = make_user(office, Role.EDITOR)
    add(office, editor)
    add(office, editor, "quờ vê")

    assert voice_of(office).entries == {"QWX": "quờ vê"}
    assert SpokenWord.objects.filter(withdrawn_by=editor).count() == 1
    assert ModelLogEntry.objects.filter(action="publishing.add_spoken_word").count() == 2


def test_the_same_word_twice_is_one(office):
    editor = make_user(office, Role.EDITOR)
    assert add(office, editor) == add(office, editor, " quy  vê ")


@pytest.mark.parametrize(
    ("written", "said"), [("QWX", "q 1"), ("QWX", ""), ("", "a"), ("a", "b" * 251)]
)
def test_what_cannot_be_said_is_refused_in_words(office, written, said):
    with pytest.raises(ValidationError):
        add(office, make_user(office, Role.EDITOR), said, written)
    assert not SpokenWord.objects.exists()


def test_only_leaders_and_keepers_withdraw_and_choose_the_way_of_reading(office):
    editor, leader = make_user(office, Role.EDITOR), make_user(office, Role.LEADER)
    word = add(office, editor)
    with pytest.raises(PermissionDenied):
        withdraw_word(word=word, user=editor)
    with pytest.raises(PermissionDenied):
        choose_profile(office=office, name="south", user=editor)

    withdraw_word(word=word, user=leader)
    withdraw_word(word=word, user=leader)
    assert choose_profile(office=office, name="south", user=leader)
    assert not choose_profile(office=office, name="south", user=leader)
    assert (voice_of(office).entries, voice_of(office).profile.name) == ({}, "south")
    assert choose_profile(office=office, name="", user=leader)
    assert voice_of(office).profile.name == "north"
    with pytest.raises(ValueError, match="west"):
        choose_profile(office=office, name="west", user=leader)


def test_the_centre_may_and_another_province_may_not(office):
    add(office, make_user(make_centre(), Role.CHANNEL_KEEPER))
    with pytest.raises(PermissionDenied):
        add(office, make_user(make_province(), Role.LEADER), "x")

"""A translation said in Vietnamese again, for those who cannot read it."""

import pytest

from tests.factories.translations import Booth
from translations.errors import Conflict, NotYours, Refused
from translations.models import BackTranslation
from translations.services.back_translating import keep_back_translation

pytestmark = pytest.mark.django_db


@pytest.fixture
def booth():
    made = Booth()
    made.write()
    return made


def say(booth, user=None, version=None, text="Cách làm như sau"):
    one = booth.translation("Cách làm")
    return keep_back_translation(
        request=booth.request(),
        user=user or booth.reviewer,
        segment=one.segment.uuid,
        version=one.version if version is None else version,
        text=text,
    )


def test_it_holds_for_the_words_that_it_was_made_from(booth):
    back = say(booth)
    assert (back.of, back.text) == (booth.translation("Cách làm").text, "Cách làm như sau")


def test_whoever_wrote_the_translation_does_not_say_it_again(booth):
    with pytest.raises(NotYours):
        say(booth, user=booth.translator)


def test_nor_does_an_editor(booth):
    with pytest.raises(NotYours):
        say(booth, user=booth.editor)


def test_words_that_changed_meanwhile_are_a_conflict(booth):
    with pytest.raises(Conflict):
        say(booth, version=99)


def test_nothing_is_nothing(booth):
    with pytest.raises(Refused):
        say(booth, text=" \n ")
    assert not BackTranslation.objects.exists()

"""A translator's own queue."""

import pytest

from cms.models import Role
from tests.factories.offices import make_province
from tests.factories.translations import Booth, make_linguist
from tests.factories.voices import Studio
from translations import services
from translations.models import TranslationRequest
from translations.planning.queue import Pile, Queue

pytestmark = pytest.mark.django_db


def pile(user, which: Pile) -> list[str]:
    return [one.language for one in Queue.of(user).pile(which)]


def named(booth: Booth, language: str = "km", **people) -> None:
    TranslationRequest.objects.filter(pk=booth.request(language).pk).update(**people)


def test_what_is_given_to_me_is_mine_until_all_of_it_is_translated():
    booth = Booth(languages=["km"])
    named(booth, assignee=booth.translator)
    assert pile(booth.translator, Pile.MINE) == ["km"]

    booth.write()
    assert pile(booth.translator, Pile.MINE) == ["km"]
    services.mark_translated(request=booth.request(), user=booth.translator, seen=booth.seen())
    assert pile(booth.translator, Pile.MINE) == []


def test_it_comes_back_when_the_source_changes():
    booth = Booth(languages=["km"])
    named(booth, assignee=booth.translator)
    booth.translate()
    assert pile(booth.translator, Pile.MINE) == []

    booth.revise("4,5%", "5%")

    assert pile(booth.translator, Pile.MINE) == ["km"]


def test_what_is_translated_waits_for_its_reviewer_or_for_anybody_who_may():
    booth = Booth(languages=["km"])
    booth.write()
    assert pile(booth.reviewer, Pile.REVIEW) == []
    services.mark_translated(request=booth.request(), user=booth.translator, seen=booth.seen())

    assert pile(booth.reviewer, Pile.REVIEW) == ["km"]
    assert pile(booth.translator, Pile.REVIEW) == []
    named(booth, reviewer=booth.other_reviewer)
    assert pile(booth.reviewer, Pile.REVIEW) == []
    assert pile(booth.other_reviewer, Pile.REVIEW) == ["km"]


def test_nobody_is_asked_to_review_what_they_were_to_translate():
    booth = Booth(languages=["km"])
    named(booth, assignee=booth.reviewer)
    booth.write(user=booth.reviewer)
    services.mark_translated(request=booth.request(), user=booth.reviewer, seen=booth.seen())

    assert pile(booth.reviewer, Pile.REVIEW) == []
    assert pile(booth.other_reviewer, Pile.REVIEW) == ["km"]


def test_what_nobody_translates_is_offered_to_those_of_the_language_and_office():
    booth = Booth(languages=["km", "hmn"])
    khmer = make_linguist(booth.office.parent, Role.TRANSLATOR, "km")
    elsewhere = make_linguist(make_province(), Role.TRANSLATOR, "km")

    assert pile(khmer, Pile.FREE) == ["km"]
    assert pile(elsewhere, Pile.FREE) == []
    assert pile(booth.editor, Pile.FREE) == []
    named(booth, assignee=booth.translator)
    assert pile(khmer, Pile.FREE) == []


def test_who_is_a_linguist():
    booth = Booth()

    assert Queue.of(booth.translator).is_linguist
    assert not Queue.of(booth.editor).is_linguist


@pytest.fixture
def studio():
    made = Studio(languages=["km"])
    made.translate()
    return made


def test_a_recording_waits_for_those_who_took_no_part_in_it(studio):
    studio.bring(user=studio.reviewer)

    assert pile(studio.reviewer, Pile.LISTEN) == []
    assert pile(studio.translator, Pile.LISTEN) == []
    assert pile(studio.other_reviewer, Pile.LISTEN) == ["km"]


def test_nobody_listens_to_what_they_read_aloud_themselves(studio):
    studio.bring(reader_name=str(studio.reviewer))

    assert pile(studio.reviewer, Pile.LISTEN) == []
    assert pile(studio.other_reviewer, Pile.LISTEN) == ["km"]


def test_a_recording_that_was_heard_waits_no_more(studio):
    studio.read_aloud()

    assert pile(studio.other_reviewer, Pile.LISTEN) == []


def test_nor_does_one_of_words_that_changed_since(studio):
    studio.bring()
    seen = studio.seen("Cách làm")
    services.reopen(request=studio.request(), user=studio.translator, seen=seen, reason="Sửa")
    assert pile(studio.reviewer, Pile.LISTEN) == ["km"]

    (uuid, version) = next(iter(studio.seen("Cách làm").items()))
    services.save_draft(
        request=studio.request(),
        user=studio.translator,
        segment=uuid,
        draft=services.Draft("lời khác", version),
    )

    assert pile(studio.reviewer, Pile.LISTEN) == []


def test_nor_does_one_that_a_newer_one_took_the_place_of(studio):
    studio.bring()
    studio.read_aloud()

    assert pile(studio.other_reviewer, Pile.LISTEN) == []

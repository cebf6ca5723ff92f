"""How far a recording is, and what of it a page shows."""

import pytest

from cms.models import Role
from tests.factories.amendments import BODY
from tests.factories.local_copies import make_copy
from tests.factories.offices import make_centre, make_province
from tests.factories.users import make_user
from tests.factories.voices import Studio
from translations import services
from translations.buildable import gaps_in, page_rows
from translations.models import ListeningChoice, SpokenVersion
from translations.services.speaking import choose_listening
from translations.spoken import Hearing, approved_voice, is_heard, spoken_text, versions_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def studio():
    made = Studio()
    made.translate()
    return made


def hearings(studio) -> list[Hearing]:
    request = studio.request()
    return [one.hearing for one in versions_of(request, page_rows(request))]


def voice_of(studio):
    request = studio.request()
    return approved_voice(request, page_rows(request))


def test_a_recording_waits_until_it_is_heard(studio):
    version = studio.bring()
    assert hearings(studio) == [Hearing.WAITING]
    assert voice_of(studio) is None

    studio.hear(version)
    assert hearings(studio) == [Hearing.RIGHT]
    assert voice_of(studio) == version


def test_a_refused_one_is_never_shown(studio):
    studio.hear(studio.bring(), is_right=False, comment="Sai số")
    assert hearings(studio) == [Hearing.REFUSED]
    assert voice_of(studio) is None


def test_it_turns_stale_when_the_words_change_and_only_then(studio):
    version = studio.read_aloud()
    studio.revise("Cách làm", "Cách thực hiện")
    assert voice_of(studio) is None  # its words are out of date

    request = studio.request()
    seen = studio.seen("Cách thực hiện")

    services.mark_translated(request=request, user=studio.translator, seen=seen)
    services.approve(request=request, user=studio.reviewer, seen=studio.seen("Cách thực hiện"))
    assert voice_of(studio) == version  # the same words were confirmed

    studio.write("Cách thực hiện")
    assert hearings(studio) == [Hearing.STALE]
    studio.approve("Cách thực hiện")
    assert voice_of(studio) is None


def test_a_recording_that_was_deleted_is_told(studio):
    version = studio.read_aloud()
    version.recording.delete()

    assert hearings(studio) == [Hearing.LOST]
    assert voice_of(studio) is None
    assert SpokenVersion.objects.get(pk=version.pk).recording_sha256 == version.recording_sha256


def test_the_newest_that_was_heard_is_shown(studio):
    studio.read_aloud()
    newest = studio.read_aloud()
    studio.bring()

    assert voice_of(studio) == newest


def test_what_is_read_has_no_marks(studio):
    said = spoken_text(page_rows(studio.request()))
    assert "⟨" not in said
    assert studio.translation("Cách làm").text in said.splitlines()


def test_an_office_hears_what_the_one_above_says_until_it_says_otherwise(studio):
    request = studio.request()
    centre = make_centre()
    assert request.office.parent == centre
    ListeningChoice.objects.create(
        office=centre, language="km", is_heard=True, at=request.requested_at, reason="Cả nước"
    )
    assert is_heard(request)

    given = {"request": request, "user": studio.leader, "is_heard_now": False}
    choose_listening(reason="Ở đây đọc được", **given)
    assert not is_heard(request)


def test_what_only_search_engines_are_told_is_not_read_aloud():
    studio = Studio(search_description="Chỉ máy tìm kiếm đọc câu này.", seo_title="Tiêu đề cho máy")
    studio.translate()
    rows = page_rows(studio.request())

    for words in ("Chỉ máy tìm kiếm", "Tiêu đề cho máy"):
        assert studio.translation(words).text not in spoken_text(rows)


def copied(national, **fields):
    """A local copy that takes the centre's translations."""
    office = make_province()
    editor = make_user(office, Role.EDITOR)
    page = make_copy(national.page, office, user=editor, **fields)
    made = services.request_translation(page=page, languages=["km"], user=editor)
    return made[0]


def test_a_copy_that_says_the_same_to_the_last_word_has_the_centres_recording():
    national = Studio(make_centre())
    national.translate()
    version = national.read_aloud()
    request = copied(national)

    assert approved_voice(request, page_rows(request)) == version


def test_a_recording_is_never_used_for_other_words():
    national = Studio(make_centre())
    national.translate()
    national.read_aloud()

    shorter = copied(national, body=list(BODY[:-1]))

    rows = page_rows(shorter)
    assert gaps_in(rows) == []
    assert approved_voice(shorter, rows) is None


def test_another_item_with_the_same_words_has_no_recording_of_it():
    national = Studio(make_centre())
    national.translate()
    national.read_aloud()
    other = Studio(make_centre())
    other.translate()

    request = other.request()

    assert approved_voice(request, page_rows(request)) is None

"""Recordings of a translation: brought by one, heard by another."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry

from cms.models import Role
from media_assets import rights
from media_assets.models import Recording
from tests.factories.offices import make_province
from tests.factories.translations import make_linguist
from tests.factories.voices import READER, Studio, make_film
from translations import review_log
from translations.errors import NotReady, NotYours, Refused
from translations.models import ListeningChoice, SpokenVersion
from translations.services.speaking import choose_listening
from translations.spoken import is_heard, spoken_text
from translations.units import rows_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def studio():
    made = Studio()
    made.translate()
    return made


def test_a_recording_is_kept_with_its_reader_consent_and_words(studio):
    version = studio.bring()

    recording = version.recording
    assert (recording.language, recording.kind) == ("km", "sound")
    assert recording.collection == studio.office.collection
    assert recording.title == studio.translation("Mức hỗ trợ đóng bảo hiểm y tế").text
    assert recording.transcript == spoken_text(rows_in(studio.request()))
    assert [one.who for one in recording.persons.all()] == [READER]
    assert rights.problems(recording, timezone.localdate(), version.consent_until) == []
    assert version.recording_sha256 == recording.sha256
    assert version.text_hash == studio.text_hash()
    assert PageLogEntry.objects.filter(page=studio.page.pk, action=review_log.RECORDED).exists()


def test_words_come_before_the_voice():
    studio = Studio()
    studio.write()

    with pytest.raises(NotReady):
        studio.bring()

    assert not Recording.objects.exists()


def test_a_recording_of_words_that_changed_meanwhile_is_refused(studio):
    with pytest.raises(Refused):
        studio.bring(seen="0" * 64)
    assert not SpokenVersion.objects.exists()


def test_only_a_sound_with_a_reader_who_agreed_is_kept(studio):
    with pytest.raises(Refused):
        studio.bring(recording=make_film())
    with pytest.raises(Refused):
        studio.bring(reader_name="  ")
    with pytest.raises(Refused):
        studio.bring(consent_until=timezone.localdate() - timedelta(days=1))
    assert not Recording.objects.exists()


def test_strangers_bring_nothing(studio):
    with pytest.raises(NotYours):
        studio.bring(user=Studio().translator)


def test_a_second_person_hears_it(studio):
    version = studio.bring()

    listening = studio.hear(version)

    assert (listening.user, listening.is_right) == (studio.reviewer, True)
    with pytest.raises(Refused):
        studio.hear(version, user=studio.other_reviewer)


def test_neither_the_reader_nor_whoever_brought_it_hears_it(studio):
    version = studio.bring(user=studio.reviewer)
    with pytest.raises(NotYours):
        studio.hear(version, user=studio.reviewer)

    read_by_them = studio.bring(reader_name=f" {str(studio.reviewer).upper()} ")
    with pytest.raises(NotYours):
        studio.hear(read_by_them, user=studio.reviewer)
    studio.hear(read_by_them, user=studio.other_reviewer)


def test_whoever_does_not_know_the_language_does_not_hear_it(studio):
    version = studio.bring()
    for person in (studio.editor, make_linguist(studio.office, Role.LANGUAGE_REVIEWER, "hmn")):
        with pytest.raises(NotYours):
            studio.hear(version, user=person)


def test_a_refusal_says_why(studio):
    version = studio.bring()
    with pytest.raises(Refused):
        studio.hear(version, is_right=False)

    listening = studio.hear(version, is_right=False, comment="Thiếu một câu")

    assert listening.reason == "Thiếu một câu"
    assert PageLogEntry.objects.filter(page=studio.page.pk, action=review_log.HEARD_WRONG).exists()


def test_a_recording_of_older_words_is_not_approved(studio):
    version = studio.bring()
    studio.revise("Cách làm", "Cách thực hiện")
    studio.translate("Cách thực hiện")

    with pytest.raises(Refused):
        studio.hear(version)


def test_an_office_says_which_languages_are_heard(studio):
    request = studio.request()
    assert not is_heard(request)

    studio.listens()
    assert is_heard(request)
    assert not is_heard(studio.request("hmn"))
    studio.listens()
    assert ListeningChoice.objects.count() == 1

    studio.listens(False)
    assert not is_heard(request)
    assert ListeningChoice.objects.count() == 2


def test_saying_so_needs_a_reason_and_the_right(studio):
    given = {"request": studio.request(), "is_heard_now": True}
    with pytest.raises(Refused):
        choose_listening(user=studio.leader, reason=" ", **given)
    with pytest.raises(NotYours):
        choose_listening(user=studio.translator, reason="Quen nghe", **given)


def test_a_reviewer_of_elsewhere_who_is_named_on_one_item_chooses_for_no_office(studio):
    guest = make_linguist(make_province(), Role.LANGUAGE_REVIEWER, "km")
    request = studio.request()
    request.reviewer = guest
    request.save()

    with pytest.raises(NotYours):
        choose_listening(request=request, user=guest, is_heard_now=True, reason="Quen nghe")
    assert not ListeningChoice.objects.exists()


def test_who_chose_and_why_is_in_the_audit_log(studio):
    studio.listens()
    studio.listens(False)

    entries = ModelLogEntry.objects.filter(action__startswith="translations.language_is")
    said = [(one.action, one.user, one.object_id) for one in entries.order_by("pk")]
    assert said == [
        (action, studio.leader, str(studio.office.pk))
        for action in (review_log.IS_HEARD, review_log.IS_READ)
    ]
    for one in entries:
        message = one.formatter.format_message(one)
        assert "iếng Khmer" in message
        assert "Bà con quen nghe" in message

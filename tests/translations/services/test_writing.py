"""Saving drafts: nothing is lost, nobody overwrites what they have not seen."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from cms.models import Role
from tests.factories.offices import make_province
from tests.factories.translations import Booth, make_linguist
from translations.errors import Conflict, NotReady, NotYours, Refused, Why
from translations.models import SegmentTranslation
from translations.services import Draft, save_draft, save_drafts, writing

pytestmark = pytest.mark.django_db


def put(booth, words, text, version=0, user=None, **fields):
    return save_draft(
        request=booth.request(),
        user=user or booth.translator,
        segment=booth.segment(words).uuid,
        draft=Draft(text, version, **fields),
    )


def test_a_first_draft_is_kept_with_who_wrote_it_and_from_what():
    booth = Booth()

    one = put(booth, "Cách làm", "  វិធី\nធ្វើ ", origin="memory", origin_note="92 %")

    assert (one.text, one.state, one.version) == ("វិធី ធ្វើ", "draft", 1)
    assert (one.based_on, one.origin, one.origin_note) == ("Cách làm", "memory", "92 %")
    assert (one.author, one.writers) == (booth.translator, [booth.translator.pk])
    (event,) = one.segment.events.filter(language="km")
    assert (event.action, event.text_before, event.text_after) == ("saved", "", "វិធី ធ្វើ")
    assert (event.state_before, event.state_after, event.origin) == ("empty", "draft", "memory")
    assert (event.user, event.user_name) == (booth.translator, str(booth.translator))


def test_letters_and_their_marks_become_one_character_where_there_is_one():
    booth = Booth()

    assert put(booth, "Cách làm", "e\u0302").text == "ê"


def test_of_two_translators_the_second_gets_both_texts_and_nothing_is_overwritten():
    booth = Booth()
    put(booth, "Cách làm", "một")

    with pytest.raises(Conflict) as refusal:
        put(booth, "Cách làm", "hai", user=booth.reviewer)

    (clash,) = refusal.value.clashes
    assert (clash.mine, clash.theirs, clash.version) == ("hai", "một", 1)
    assert clash.by == str(booth.translator) in str(refusal.value)
    assert booth.translation("Cách làm").text == "một"
    assert put(booth, "Cách làm", "hai", clash.version, user=booth.reviewer).text == "hai"


def test_two_who_write_the_same_do_not_disturb_each_other():
    booth = Booth()
    put(booth, "Cách làm", "một")

    assert put(booth, "Cách làm", "một", user=booth.reviewer).version == 1


def test_of_many_none_is_saved_if_one_clashes():
    booth = Booth()
    put(booth, "Cách làm", "một")
    drafts = {
        booth.segment("Cách làm").uuid: Draft("hai", 0),
        booth.segment("Cần nhớ").uuid: Draft("ba", 0),
    }

    with pytest.raises(Conflict):
        save_drafts(request=booth.request(), user=booth.translator, drafts=drafts)

    assert SegmentTranslation.objects.count() == 1


def test_the_same_text_again_changes_nothing_not_even_an_approval():
    booth = Booth()
    booth.translate()
    one = booth.translation("Cách làm")

    again = put(booth, "Cách làm", one.text, one.version)

    assert (again.state, again.version) == ("approved", one.version)


def test_a_changed_word_ends_the_approval():
    booth = Booth()
    booth.translate()
    one = booth.translation("Cách làm")

    put(booth, "Cách làm", "khác", one.version)

    now = booth.translation("Cách làm")
    assert (now.state, now.reviewed_by, now.approved_by) == ("draft", None, None)


def test_an_emptied_translation_is_empty_and_its_words_stay_in_the_history():
    booth = Booth()
    put(booth, "Cách làm", "một")

    one = put(booth, "Cách làm", " ", 1)

    assert (one.state, one.text, one.based_on) == ("empty", "", "")
    assert one.segment.events.filter(text_before="một", text_after="").exists()


def test_a_draft_of_a_stale_text_still_says_from_what_it_was_made():
    booth = Booth()
    booth.translate()
    booth.revise("4,5%", "5%")

    one = put(booth, "5%", "៥ %", booth.translation("5%").version)

    assert (one.state, one.based_on, one.is_outdated) == ("draft", "4,5%", True)


def test_what_is_no_longer_on_the_page_is_named():
    booth = Booth()
    uuid = booth.segment("Dễ làm lắm").uuid
    booth.revise("Dễ làm lắm.", "–")

    with pytest.raises(NotReady) as refusal:
        save_draft(
            request=booth.request(), user=booth.translator, segment=uuid, draft=Draft("x", 0)
        )

    assert [gap.why for gap in refusal.value.gaps] == [Why.GONE]


def test_a_page_that_was_deleted_takes_nothing():
    booth = Booth()
    request = booth.request()
    request.page = None

    with pytest.raises(Refused):
        save_drafts(request=request, user=booth.translator, drafts={})


def test_only_people_of_the_language_and_office_write():
    booth = Booth()
    others = [
        booth.editor,
        make_linguist(booth.office, Role.TRANSLATOR, "rad"),
        make_linguist(make_province(), Role.TRANSLATOR, "km"),
    ]
    for user in others:
        with pytest.raises(NotYours):
            put(booth, "Cách làm", "x", user=user)

    put(booth, "Cách làm", "x", user=make_linguist(booth.office.parent, Role.TRANSLATOR, "km"))


def test_saving_costs_the_same_for_one_and_for_four_hundred():
    counts = set()
    for paragraphs in (10, 200):
        body = [("paragraph", f"<p>Việc {n} là {n}. Còn {n} nữa.</p>") for n in range(paragraphs)]
        booth = Booth(make_province(), languages=["km"], body=body)
        first = {each.uuid: Draft("một", 0) for each in booth.segments()}
        half = dict(list(first.items())[::2])
        given = {"request": booth.request(), "user": booth.translator}
        save_drafts(drafts=half, **given)
        drafts = {uuid: Draft("hai", int(uuid in half)) for uuid in first}
        with CaptureQueriesContext(connection) as queries:
            save_drafts(drafts=drafts, **given)
        counts.add(len(queries))
        assert SegmentTranslation.objects.filter(
            segment__page=booth.page, text="hai"
        ).count() == len(first)

    assert len(counts) == 1
    assert max(counts) < 20


def test_the_database_refuses_a_state_that_contradicts_the_text():
    booth = Booth()
    put(booth, "Cách làm", "một")
    rows = SegmentTranslation.objects.filter(text="một")

    for change in ({"state": "empty"}, {"state": "x"}, {"reviewed_by": booth.translator}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)


def test_the_first_translation_by_two_at_once_is_a_conflict(monkeypatch):
    booth = Booth()
    real = writing._store

    def somebody_was_faster(rows):
        monkeypatch.setattr(writing, "_store", real)
        raise IntegrityError

    monkeypatch.setattr(writing, "_store", somebody_was_faster)

    assert put(booth, "Cách làm", "một").text == "một"

"""From draft to approved, by two people."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.models import Role
from tests.factories.offices import make_province
from tests.factories.terms import make_term
from tests.factories.tongues import said
from tests.factories.translations import Booth, make_linguist
from translations import services
from translations.errors import Conflict, NotReady, NotYours, Refused, Why
from translations.models import SegmentEvent, SegmentTranslation
from translations.services import Draft

pytestmark = pytest.mark.django_db


def step(name, booth, user, *words, language="km", **more):
    seen = booth.seen(*words, language=language)
    getattr(services, name)(request=booth.request(language), user=user, seen=seen, **more)


def why(name, booth, user, *words, **more) -> set[str]:
    with pytest.raises(NotReady) as refusal:
        step(name, booth, user, *words, **more)
    return {gap.why for gap in refusal.value.gaps}


def test_a_translation_goes_from_draft_to_approved_with_everybody_named():
    booth = Booth()
    booth.write()
    step("mark_translated", booth, booth.translator)
    step("review", booth, booth.reviewer)
    step("approve", booth, booth.other_reviewer)

    one = booth.translation("Cách làm")
    assert (one.state, one.author) == ("approved", booth.translator)
    assert (one.reviewed_by, one.approved_by) == (booth.reviewer, booth.other_reviewer)
    events = one.segment.events.filter(language="km").order_by("pk")
    assert [(e.action, e.state_before, e.state_after, e.user) for e in events] == [
        ("saved", "empty", "draft", booth.translator),
        ("translated", "draft", "translated", booth.translator),
        ("reviewed", "translated", "reviewed", booth.reviewer),
        ("approved", "reviewed", "approved", booth.other_reviewer),
    ]


def test_nobody_reviews_or_approves_what_they_wrote():
    booth = Booth()
    booth.write("Cách làm", user=booth.reviewer)
    step("mark_translated", booth, booth.translator)

    for name in ("review", "approve"):
        assert why(name, booth, booth.reviewer) == {Why.OWN}
        step(name, booth, booth.other_reviewer)


def test_nor_what_somebody_else_only_corrected_since():
    booth = Booth()
    booth.write("Cách làm", user=booth.reviewer)
    version = booth.translation("Cách làm").version
    services.save_draft(
        request=booth.request(), user=booth.translator,
        segment=booth.segment("Cách làm").uuid, draft=Draft("sửa một chữ", version),
    )  # fmt: skip
    step("mark_translated", booth, booth.translator)

    assert why("approve", booth, booth.reviewer) == {Why.OWN}


def test_translators_do_not_review():
    booth = Booth()
    booth.write()
    step("mark_translated", booth, booth.translator)
    colleague = make_linguist(booth.office, Role.TRANSLATOR)

    for name in ("review", "approve"):
        with pytest.raises(NotYours):
            step(name, booth, colleague)


def test_a_draft_is_not_approved_before_its_translator_is_done():
    booth = Booth()
    booth.write("Cách làm")

    assert why("approve", booth, booth.reviewer) == {Why.UNFINISHED}


def test_what_was_changed_since_it_was_on_the_screen_is_not_approved():
    booth = Booth()
    booth.write("Cách làm")
    step("mark_translated", booth, booth.translator)
    seen = booth.seen()
    booth.write("Cách làm", language="km", user=booth.translator)
    services.save_draft(
        request=booth.request(), user=booth.translator,
        segment=booth.segment("Cách làm").uuid, draft=Draft("khác", seen[booth.segment("Cách làm").uuid]),
    )  # fmt: skip
    step("mark_translated", booth, booth.translator)

    with pytest.raises(Conflict) as refusal:
        services.approve(request=booth.request(), user=booth.reviewer, seen=seen)

    assert refusal.value.clashes[0].theirs == "khác"
    assert booth.translation("Cách làm").state == "translated"


def test_all_step_or_none():
    booth = Booth()
    booth.write()
    step("mark_translated", booth, booth.translator, "Cách làm", "Cần nhớ")

    assert why("approve", booth, booth.reviewer) == {Why.UNFINISHED}
    assert not SegmentTranslation.objects.filter(state="approved").exists()


def test_a_stale_one_is_not_approved_until_somebody_says_that_it_holds():
    booth = Booth()
    booth.translate()
    booth.revise("Không mất phí.", "Không phải nộp phí.")
    assert why("approve", booth, booth.reviewer, "nộp phí") == {Why.STALE}

    step("mark_translated", booth, booth.other_reviewer, "nộp phí")

    one = booth.translation("nộp phí")
    assert (one.state, one.based_on) == ("translated", "Không phải nộp phí.")
    assert one.author == booth.other_reviewer
    assert why("approve", booth, booth.other_reviewer, "nộp phí") == {Why.OWN}
    step("approve", booth, booth.reviewer, "nộp phí")


def test_an_old_figure_is_not_approved_by_saying_that_it_holds():
    booth = Booth()
    booth.translate()
    booth.revise("4,5%", "5%")

    step("mark_translated", booth, booth.other_reviewer, "5%")

    assert why("approve", booth, booth.reviewer, "5%") == {Why.CHECKS}


def test_marks_must_fit_before_a_translation_is_called_one():
    booth = Booth()
    services.save_draft(
        request=booth.request(), user=booth.translator,
        segment=booth.segment("mã số").uuid, draft=Draft("không có dấu", 0),
    )  # fmt: skip

    assert why("mark_translated", booth, booth.translator, "mã số") == {Why.MARKS}


def test_what_stands_further_already_stays():
    booth = Booth()
    booth.translate()
    before, events = booth.seen(), SegmentEvent.objects.count()

    for name in ("mark_translated", "review", "approve"):
        step(name, booth, booth.reviewer)

    assert booth.seen() == before
    assert SegmentEvent.objects.count() == events


def test_reopening_needs_a_reason_and_keeps_the_words():
    booth = Booth()
    booth.translate()
    with pytest.raises(Refused):
        step("reopen", booth, booth.reviewer, "Cách làm", reason=" ")

    step("reopen", booth, booth.reviewer, "Cách làm", reason="Sai từ")

    one = booth.translation("Cách làm")
    assert (one.state, one.text) == ("draft", said("Cách làm", "km"))
    assert one.approved_by is one.reviewed_by is None
    assert one.segment.events.get(action="reopened").reason == "Sai từ"
    assert one.segment.events.filter(action="approved").exists()


def test_one_language_says_nothing_of_another():
    booth = Booth()
    booth.translate()
    booth.write(language="hmn")

    assert booth.translation("Cách làm", "hmn").state == "draft"


STEPS = {
    "mark_translated": [],
    "review": ["mark_translated"],
    "approve": ["mark_translated", "review"],
    "reopen": ["mark_translated", "review", "approve"],
}


@pytest.mark.parametrize("name", STEPS)
def test_a_step_costs_the_same_for_twenty_and_for_four_hundred(name):
    counts = set()
    for paragraphs in (10, 200):
        body = [("paragraph", f"<p>Việc {n} là {n}. Còn {n} nữa.</p>") for n in range(paragraphs)]
        booth = Booth(make_province(), languages=["km"], body=body)
        booth.write()
        for before in STEPS[name]:
            user = booth.translator if before == "mark_translated" else booth.reviewer
            step(before, booth, user)
        more = {"reason": "Xem lại"} if name == "reopen" else {}
        seen = booth.seen()
        user = booth.translator if name == "mark_translated" else booth.reviewer
        request = booth.request()
        with CaptureQueriesContext(connection) as queries:
            getattr(services, name)(request=request, user=user, seen=seen, **more)
        counts.add(len(queries))

    assert len(counts) == 1
    assert max(counts) < 20


def put(booth, words, text):
    uuid = booth.segment(words).uuid
    draft = Draft(text, booth.seen().get(uuid, 0))
    services.save_draft(request=booth.request(), user=booth.translator, segment=uuid, draft=draft)
    step("mark_translated", booth, booth.translator, words)


def test_what_a_check_finds_wrong_is_not_approved_whatever_the_reason():
    booth = Booth()
    put(booth, "4,5%", said("5,4%", "km"))
    uuid = booth.segment("4,5%").uuid

    with pytest.raises(NotReady) as refusal:
        step("approve", booth, booth.reviewer, "4,5%", accepted={uuid: "Đã xem kỹ"})

    (gap,) = refusal.value.gaps
    assert (gap.segment, gap.why) == (uuid, Why.CHECKS)
    assert "៥,៤%" in str(refusal.value)
    assert booth.translation("4,5%").state == "translated"


def test_a_warning_passes_with_a_reason_that_the_history_keeps():
    make_term("thẻ căn cước", km="អត្តសញ្ញាណប័ណ្ណ")
    booth = Booth()
    booth.write("thẻ căn cước", "Cách làm")
    step("mark_translated", booth, booth.translator)
    uuid = booth.segment("thẻ căn cước").uuid
    for nothing in ({}, {uuid: "  "}, {booth.segment("Cách làm").uuid: "Vì thế"}):
        assert why("approve", booth, booth.reviewer, accepted=nothing) == {Why.WARNING}

    accepted = {uuid: "Địa phương gọi như vậy"}
    step("approve", booth, booth.reviewer, accepted=accepted)

    passed = booth.segment("thẻ căn cước").events.get(action="approved")
    assert passed.reason == "Địa phương gọi như vậy"
    assert len(passed.let_pass) == 1
    assert "thẻ căn cước" in passed.let_pass[0]
    plain = booth.segment("Cách làm").events.get(action="approved")
    assert (plain.reason, plain.let_pass) == ("", [])


def test_a_draft_with_a_mistake_may_be_marked_and_reviewed_and_is_told_at_approval():
    booth = Booth()
    put(booth, "4,5%", said("5,4%", "km"))
    step("review", booth, booth.reviewer, "4,5%")

    assert why("approve", booth, booth.other_reviewer, "4,5%") == {Why.CHECKS}

"""What a language reviewer is shown."""

import pytest

from tests.factories.translations import Booth
from translations import services
from translations.reviewing import after, reviewed
from translations.services import Draft
from translations.services.back_translating import keep_back_translation

pytestmark = pytest.mark.django_db


@pytest.fixture
def booth():
    made = Booth()
    made.write()
    services.mark_translated(request=made.request(), user=made.translator, seen=made.seen())
    return made


def row(booth, words, user=None):
    rows = reviewed(booth.request(), (user or booth.reviewer).pk)
    return next(one for one in rows if words in one.segment.source)


def rewrite(booth, words, text, user=None):
    one = booth.translation(words)
    services.save_draft(
        request=booth.request(), user=user or booth.translator,
        segment=one.segment.uuid, draft=Draft(text, one.version),
    )  # fmt: skip
    services.mark_translated(request=booth.request(), user=booth.translator, seen=booth.seen(words))


def test_what_is_translated_by_somebody_else_waits_for_the_reviewer(booth):
    assert row(booth, "Cách làm").is_ready
    assert not row(booth, "Cách làm", booth.translator).is_ready
    assert row(booth, "Cách làm", booth.translator).is_own


def test_a_mistake_is_shown_and_keeps_it_back(booth):
    rewrite(booth, "4,5%", "១៨%")

    found = row(booth, "4,5%")

    assert "numbers" in {one.id for one in found.errors}
    assert not found.is_ready


def test_what_was_approved_before_is_compared_word_by_word(booth):
    services.approve(request=booth.request(), user=booth.reviewer, seen=booth.seen())
    assert row(booth, "Cách làm").change == ""
    before = booth.translation("Cách làm").text

    rewrite(booth, "Cách làm", f"{before} ថ្មី")

    found = row(booth, "Cách làm")
    assert found.approved == before
    assert "<ins>" in found.change
    assert "ថ្មី" in found.change


def test_a_changed_source_is_compared_too(booth):
    services.approve(request=booth.request(), user=booth.reviewer, seen=booth.seen())
    booth.revise("Cách làm", "Cách thực hiện")

    found = row(booth, "Cách thực hiện")

    assert not found.is_ready
    assert "thực hiện" in found.source_change


def test_a_back_translation_is_shown_while_it_is_of_these_words(booth):
    one = booth.translation("Cách làm")
    given = {"segment": one.segment.uuid, "version": one.version, "text": "Làm thế nào"}
    keep_back_translation(request=booth.request(), user=booth.reviewer, **given)
    assert row(booth, "Cách làm").back.text == "Làm thế nào"

    rewrite(booth, "Cách làm", "ពាក្យផ្សេង")
    assert row(booth, "Cách làm").back is None


def test_a_reviewer_goes_on_with_the_next_and_comes_round(booth):
    rows = [one for one in reviewed(booth.request(), booth.reviewer.pk) if one.is_ready]
    first, second, last = (str(rows[n].segment.uuid) for n in (0, 1, -1))

    assert after(rows, first) == second
    assert after(rows, last) == first
    assert after(rows, "") == first
    assert after([], "") == ""


def test_looking_takes_as_many_queries_however_long_the_page_is(django_assert_max_num_queries):
    for paragraphs in (5, 60):
        body = [
            ("paragraph", f"<p>{'. '.join(f'Câu thứ {n} của bài' for n in range(paragraphs))}.</p>")
        ]
        booth = Booth(body=body)
        booth.write()
        request = booth.request()
        with django_assert_max_num_queries(8):
            reviewed(request, booth.reviewer.pk)


def test_why_a_text_was_sent_back_is_shown_until_it_is_translated_again(booth):
    seen = booth.seen("Cách làm")
    services.send_back(
        request=booth.request(), user=booth.reviewer, seen=seen, reason="Xem lại số tiền"
    )
    found = row(booth, "Cách làm")
    assert found.sent_back is not None
    assert found.sent_back.reason == "Xem lại số tiền"

    seen = booth.seen("Cách làm")
    services.mark_translated(request=booth.request(), user=booth.translator, seen=seen)
    assert row(booth, "Cách làm").sent_back is None

"""How far each page is in each language."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.offices import make_province
from tests.factories.translations import Booth
from translations import services
from translations.models import TranslationRequest
from translations.progress import for_pages, progress_of
from translations.unit import State

pytestmark = pytest.mark.django_db


def of(booth, language="km"):
    return for_pages([booth.page.pk])[booth.page.pk, language]


def test_every_text_counts_in_one_state():
    booth = Booth()
    texts = [each for each in booth.segments() if not each.is_optional]
    booth.translate("Cách làm", "4,5%")
    booth.write("Cần nhớ")
    booth.revise("4,5%", "5%")

    progress = of(booth)

    assert progress.counts == {
        State.APPROVED: 1, State.STALE: 1, State.DRAFT: 1, State.EMPTY: len(texts) - 3
    }  # fmt: skip
    assert progress.total == len(texts)
    assert progress.stale_since == booth.segment("5%").changed_at
    assert not progress.is_complete
    assert progress.percent == 100 // len(texts)


def test_it_is_complete_when_all_texts_are_approved_whatever_values_it_has():
    booth = Booth()
    booth.save({**booth.content(), "effective_from": "2025-07-01"})
    booth.translate()

    assert of(booth).is_complete
    assert of(booth).percent == 100
    assert of(booth, "hmn").counts == {State.EMPTY: of(booth).total}
    assert of(booth, "hmn").percent == 0


def test_what_went_from_the_page_does_not_count():
    booth = Booth()
    before = of(booth).total

    booth.revise("Dễ làm lắm.", "–")

    assert of(booth).total == before - 1


def test_people_and_dates_come_with_it_and_withdrawn_requests_do_not():
    booth = Booth()
    services.assign_translation(
        requests=[booth.request()], user=booth.editor, assignee=booth.translator,
        reviewer=booth.reviewer, due_on=date(2027, 5, 1),
    )  # fmt: skip
    services.withdraw_request(request=booth.request("hmn"), user=booth.editor, reason="Thôi")

    (progress,) = progress_of(TranslationRequest.objects.all()).values()

    assert (progress.language, progress.due_on) == ("km", date(2027, 5, 1))
    assert (progress.assignee_id, progress.reviewer_id) == (booth.translator.pk, booth.reviewer.pk)


def test_a_matrix_of_many_pages_and_languages_is_one_query():
    booths = [Booth(make_province(), languages=["km", "hmn", "rad"]) for _number in range(3)]
    for booth in booths:
        booth.translate()

    with CaptureQueriesContext(connection) as queries:
        found = for_pages([booth.page.pk for booth in booths])

    assert len(queries) == 1
    assert len(found) == 9
    assert sum(each.is_complete for each in found.values()) == 3

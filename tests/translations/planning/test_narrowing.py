"""What the database is asked says the same as what a row shows."""

from datetime import date

import pytest
from wagtail.models import Page

from cms.working_time import today
from tests.factories.translations import Booth
from translations import services
from translations.models import TranslationRequest
from translations.planning.narrowing import (
    at_stage,
    most_pressing_first,
    overdue,
    standing_requests,
    to_review,
    to_translate,
    unfinished,
)
from translations.planning.shown import shown
from translations.planning.standing import Stage

pytestmark = pytest.mark.django_db

LANGUAGES = ("km", "hmn", "rad", "jra", "tyz", "nut")


def booth_with_every_stage() -> Booth:
    """Khmer live, Mông approved but for one stale text, and so on down to untouched."""
    booth = Booth(languages=LANGUAGES)
    for language in ("km", "hmn"):
        booth.translate(language=language)
    booth.write(language="rad")
    services.mark_translated(
        request=booth.request("rad"), user=booth.translator, seen=booth.seen(language="rad")
    )
    booth.write("Cách làm", language="jra")
    booth.translate("Cách làm", language="nut")
    return booth


def test_every_request_is_at_the_stage_that_its_row_shows_and_at_no_other():
    booth = booth_with_every_stage()
    page = Page.objects.get(pk=booth.page.pk)  # any live page will do
    TranslationRequest.objects.filter(language="km").update(translated_page=page)

    seen = shown(standing_requests(), booth.editor, today())
    rows = {one.request.language: one.standing.stage for one in seen}
    found = {
        stage: set(at_stage(standing_requests(), stage).values_list("language", flat=True))
        for stage in Stage
    }

    assert rows == {
        "km": Stage.LIVE, "hmn": Stage.DONE, "rad": Stage.REVIEW, "jra": Stage.WORKING,
        "tyz": Stage.NEW, "nut": Stage.WORKING,
    }  # fmt: skip
    assert found == {stage: {c for c, one in rows.items() if one is stage} for stage in Stage}


def test_a_changed_source_moves_what_was_finished_to_stale():
    booth = booth_with_every_stage()
    booth.revise("Cách làm", "Cách thực hiện")

    stale = at_stage(standing_requests(), Stage.STALE)

    assert {one.language for one in stale} == {"km", "hmn", "rad", "jra", "nut"}
    assert not at_stage(standing_requests(), Stage.DONE).exists()
    assert {one.standing.stage for one in shown(stale, booth.editor, today())} == {Stage.STALE}


def test_who_has_something_to_do():
    booth_with_every_stage()

    def of(requests):
        return {one.language for one in requests}

    assert of(unfinished(standing_requests())) == {"rad", "jra", "tyz", "nut"}
    assert of(to_translate(standing_requests())) == {"jra", "tyz", "nut"}
    assert of(to_review(standing_requests())) == {"rad"}


def test_days_only_count_for_what_is_not_finished():
    booth_with_every_stage()
    TranslationRequest.objects.update(due_on=date(2026, 3, 2))

    late = overdue(standing_requests(), date(2026, 3, 3))

    assert {one.language for one in late} == {"rad", "jra", "tyz", "nut"}
    assert not overdue(standing_requests(), date(2026, 3, 2)).exists()


def test_what_is_due_first_comes_first_and_what_has_no_day_last():
    Booth(languages=("km", "hmn", "rad"))
    TranslationRequest.objects.filter(language="hmn").update(due_on=date(2026, 3, 2))
    TranslationRequest.objects.filter(language="rad").update(due_on=date(2026, 3, 1))

    assert [one.language for one in most_pressing_first(standing_requests())] == [
        "rad", "hmn", "km",
    ]  # fmt: skip


def test_withdrawn_requests_and_deleted_pages_are_left_out():
    booth = Booth()
    services.withdraw_request(request=booth.request("hmn"), user=booth.editor, reason="Thôi")

    assert [one.language for one in standing_requests()] == ["km"]
    TranslationRequest.objects.update(page=None)
    assert not standing_requests().exists()

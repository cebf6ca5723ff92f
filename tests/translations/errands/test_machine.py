"""Drafts by machine, a call of the engine at a time."""

import pytest

from cms.models import Membership
from tests.factories.translations import Booth
from translations.errands import turns
from translations.errands.machine import empty_rows
from translations.errors import Refused
from translations.machine.dummy import Dummy
from translations.models import Errand, SegmentTranslation
from translations.services import withdraw_request
from translations.services.machine import order_drafts
from translations.unit import Kind
from translations.units import rows_in

pytestmark = pytest.mark.django_db
MOST_TURNS = 50


@pytest.fixture(autouse=True)
def small_calls(monkeypatch):
    monkeypatch.setattr(Dummy, "most_texts", 2)
    monkeypatch.setattr(turns, "wake", lambda pk: None)


@pytest.fixture
def booth():
    return Booth()


def worked(errand: Errand) -> Errand:
    for _turn in range(MOST_TURNS):
        if not turns.work_at(errand.pk):
            break
    errand.refresh_from_db()
    return errand


def ordered(booth) -> Errand:
    return order_drafts(request=booth.request(), user=booth.translator)


def test_each_empty_text_gets_a_draft_that_says_whose_it_is(booth):
    errand = worked(ordered(booth))
    assert errand.state == Errand.State.DONE
    assert errand.done == errand.total == errand.counts["saved"]
    assert errand.turn == -(-errand.total // 2)
    rows = SegmentTranslation.objects.filter(language="km")
    assert set(rows.values_list("state", "origin", "origin_note")) == {
        ("draft", "machine", str(Dummy.name))
    }
    assert not empty_rows(booth.request())


def test_bare_numbers_are_left_to_people_and_not_counted(booth):
    worked(ordered(booth))
    left = [row for row in rows_in(booth.request()) if not row.translation.text]
    assert [row.segment.source for row in left if row.segment.kind == Kind.TEXT] == ["4,5%"]
    with pytest.raises(Refused):
        ordered(booth)


def test_what_a_person_wrote_stays(booth):
    errand = ordered(booth)
    turns.work_at(errand.pk)
    booth.write("Mức hỗ trợ đóng")
    before = booth.translation("Mức hỗ trợ đóng").text
    worked(errand)
    assert booth.translation("Mức hỗ trợ đóng").text == before
    assert booth.translation("Mức hỗ trợ đóng").origin == "human"


def test_what_the_engine_breaks_is_told_and_left_to_people(booth, monkeypatch):
    monkeypatch.setattr(
        Dummy, "translate", lambda self, texts, source, target: [f"{len(one)}" for one in texts]
    )
    errand = worked(ordered(booth))
    assert errand.state == Errand.State.DONE
    assert errand.counts["saved"] == 0
    assert errand.report
    assert not SegmentTranslation.objects.exists()


def test_who_lost_the_right_meanwhile_writes_no_more(booth):
    errand = ordered(booth)
    Membership.objects.filter(user=booth.translator).delete()
    errand = worked(errand)
    assert errand.state == Errand.State.FAILED
    assert not SegmentTranslation.objects.exists()


def test_a_translation_that_is_not_asked_for_any_more_is_not_drafted(booth):
    errand = ordered(booth)
    withdraw_request(request=booth.request(), user=booth.editor, reason="Thôi")
    assert worked(errand).state == Errand.State.FAILED

"""Words translated and reviewed in a month."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.models import Role, User
from cms.spreadsheets import csv_lines
from cms.working_time import today
from tests.factories.amendments import BODY
from tests.factories.offices import make_province
from tests.factories.pages import make_article
from tests.factories.translations import Booth
from tests.factories.users import make_user
from translations import services
from translations.marks import words
from translations.models import SegmentEvent
from translations.planning.tally import months_back, next_month, table, tally
from translations.services import Draft

pytestmark = pytest.mark.django_db


def month() -> date:
    return today().replace(day=1)


def line(user, person: User, language: str = "km"):
    rows = tally(user, month())
    return next(one for one in rows if (one.person, one.language) == (str(person), language))


def of_sources(booth: Booth, *which: str) -> int:
    texts = [each for each in booth.segments() if not each.is_optional]
    wanted = [one for one in texts if not which or any(word in one.source for word in which)]
    return sum(len(words(one.source).split()) for one in wanted)


def test_words_of_the_source_count_for_who_said_that_they_are_translated():
    booth = Booth(languages=["km"])
    booth.translate("Cách làm", "4,5%")

    done = line(booth.editor, booth.translator)

    assert done.words == of_sources(booth, "Cách làm", "4,5%") > 0
    assert (done.texts, done.words_reviewed) == (2, 0)
    reviewed = line(booth.editor, booth.reviewer)
    assert (reviewed.words, reviewed.words_reviewed) == (0, done.words)


def test_a_text_counts_once_however_often_it_was_touched():
    booth = Booth(languages=["km"])
    booth.translate("Cách làm")
    request = booth.request()
    services.reopen(
        request=request, user=booth.reviewer, seen=booth.seen("Cách làm"), reason="Sửa dấu"
    )
    booth.approve("Cách làm")

    assert line(booth.editor, booth.translator).texts == 1
    assert line(booth.editor, booth.reviewer).texts_reviewed == 1


def test_it_counts_again_with_the_words_of_then_when_the_source_changed():
    booth = Booth(languages=["km"])
    booth.translate("Cách làm")
    before = of_sources(booth, "Cách làm")
    booth.revise("Cách làm", "Cách làm từng bước một")
    after = of_sources(booth, "Cách làm từng bước một")
    booth.approve("Cách làm")

    done = line(booth.editor, booth.translator)

    assert after > before
    assert (done.texts, done.words) == (2, before + after)


def test_what_a_machine_drafted_is_said_apart():
    booth = Booth(languages=["km"])
    segment = booth.segment("Cách làm")
    draft = Draft(f"km: {segment.source}", 0, origin="machine", origin_note="Thử")
    services.save_draft(
        request=booth.request(), user=booth.translator, segment=segment.uuid, draft=draft
    )
    booth.approve("Cách làm")

    done = line(booth.editor, booth.translator)

    assert done.from_machine == done.words > 0
    assert done.is_helped


def test_months_are_those_of_vietnam():
    booth = Booth(languages=["km"])
    booth.translate("Cách làm")
    first = datetime(2026, 3, 1, 0, 30, tzinfo=timezone.get_default_timezone())
    rows = QuerySet(SegmentEvent)  # the history itself lets nobody change it
    rows.update(at=first)  # still February in UTC

    assert tally(booth.editor, date(2026, 3, 1))
    assert tally(booth.editor, date(2026, 2, 1)) == []
    assert tally(booth.editor, date(2026, 4, 1)) == []


def test_translators_see_their_own_and_offices_those_of_their_items():
    booth = Booth(languages=["km"])
    booth.translate("Cách làm")

    def people(user) -> set[str]:
        return {one.person for one in tally(user, month())}

    both = {str(booth.translator), str(booth.reviewer)}
    assert people(booth.translator) == {str(booth.translator)}
    assert people(booth.editor) == both
    assert people(make_user(booth.office.parent, Role.LEADER)) == both
    assert people(make_user(is_superuser=True)) == both
    assert people(make_user(make_province(), Role.EDITOR)) == set()
    assert people(make_user(booth.office, Role.SECRETARY)) == set()


def test_work_on_an_item_that_was_deleted_stays_counted():
    booth = Booth(languages=["km"])
    booth.page = make_article(booth.office, user=booth.editor, body=BODY)
    made = services.request_translation(page=booth.page, languages=["km"], user=booth.editor)
    booth.requests = {"km": made[0]}
    booth.translate("Cách làm")
    before = tally(booth.editor, month())

    booth.page.delete()

    assert before
    assert tally(booth.editor, month()) == before


def test_one_language_alone():
    booth = Booth(languages=["km", "hmn"])
    booth.translate("Cách làm")
    booth.translate("Cách làm", language="hmn")

    assert {one.language for one in tally(booth.editor, month(), "hmn")} == {"hmn"}


def test_a_spreadsheet_takes_no_name_for_a_formula():
    booth = Booth(languages=["km"])
    booth.translator.last_name = "=HYPERLINK(1)"
    booth.translator.first_name = ""
    booth.translator.save()
    booth.translate("Cách làm")

    text = "".join(csv_lines(table(tally(booth.editor, month()), month())))

    assert '"\'=HYPERLINK(1)"' in text
    assert f"{month():%Y-%m}" in text


def test_the_number_of_queries_does_not_grow_with_the_work():
    booth = Booth(languages=["km", "hmn"])
    booth.translate("Cách làm")
    counts = set()
    for _round in range(2):
        with CaptureQueriesContext(connection) as queries:
            tally(booth.editor, month())
        counts.add(len(queries))
        booth.translate(language="hmn")

    assert len(counts) == 1
    assert counts.pop() <= 5


def test_months_are_counted_over_the_turn_of_a_year():
    assert next_month(date(2026, 12, 1)) == date(2027, 1, 1)
    assert months_back(date(2026, 2, 14), 3) == [
        date(2026, 2, 1), date(2026, 1, 1), date(2025, 12, 1),
    ]  # fmt: skip

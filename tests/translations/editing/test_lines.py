"""What a line of the editor knows of its segment."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.terms import make_term
from tests.factories.translations import Booth
from translations import services
from translations.editing import lines as editing
from translations.editing.lines import ALL, ASKED, FINDINGS, TO_DO, counts, lines_of

pytestmark = pytest.mark.django_db


def line_of(booth, words):
    return next(each for each in lines_of(booth.request()) if words in each.row.segment.source)


def test_lines_stand_in_reading_order_with_their_places():
    booth = Booth()

    lines = lines_of(booth.request())

    assert [line.uuid for line in lines] == [str(each.uuid) for each in booth.segments()]
    assert all(line.label for line in lines)


def test_a_draft_brings_findings_with_the_terms_of_the_glossary():
    booth = Booth()
    make_term("đại lý thu", km="ភ្នាក់ងារ")
    booth.write("đại lý thu")

    line = line_of(booth, "đại lý thu")

    assert [match.source for match in line.terms] == ["đại lý thu"]
    assert "glossary" in {one.id for one in line.findings}
    assert '<mark class="loa-tr-term"' in line.source


def test_what_nobody_wrote_yet_has_no_findings():
    assert not any(line.findings for line in lines_of(Booth().request()))


def test_a_changed_source_is_shown_word_by_word():
    booth = Booth()
    booth.translate("Mở ứng dụng")
    booth.revise("Mở ứng dụng", "Mở phần mềm")

    line = line_of(booth, "phần mềm")

    assert (line.state, line.is_to_do) == ("stale", True)
    assert "<del>" in line.change
    assert line_of(booth, "Bấm nộp").change is None


def test_only_what_somebody_vouched_for_is_locked():
    booth = Booth()
    booth.translate("Mở ứng dụng")
    booth.write("Bấm nộp")

    assert line_of(booth, "Mở ứng dụng").is_locked
    assert not line_of(booth, "Bấm nộp").is_locked


def test_filters_count_what_they_would_show():
    booth = Booth()
    booth.write("Mở ứng dụng")
    segment = booth.segment("Bấm nộp").uuid
    services.ask(request=booth.request(), user=booth.translator, segment=segment, text="Nút nào?")
    lines = lines_of(booth.request())

    found = {name: number for name, _said, number in counts(lines)}

    assert found[ALL] == len(lines)
    assert found["draft"] == 1
    assert found[ASKED] == 1
    assert found[FINDINGS] == sum(bool(line.findings) for line in lines)
    assert found[TO_DO] == sum(line.is_to_do for line in lines)
    assert found["empty"] == found[TO_DO] - found["draft"]  # a value lacks nothing
    assert found["approved"] == 0


def test_where_a_text_is_from_is_said_unless_a_person_wrote_it():
    booth = Booth()
    request, segment = booth.request(), booth.segment("Bấm nộp").uuid
    services.save_draft(
        request=request,
        user=booth.translator,
        segment=segment,
        draft=services.Draft("ចុច", 0, "memory", "92 %"),
    )
    booth.write("Mở ứng dụng")

    assert "92 %" in line_of(booth, "Bấm nộp").origin
    assert line_of(booth, "Mở ứng dụng").origin == ""


def test_a_long_item_costs_as_many_queries_as_a_short_one():
    def cost(booth):
        booth.write()
        request = booth.request()
        lines_of(request)  # the glossary is read once
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert editing.lines_of(request)
        return len(queries)

    sentences = "".join(f"<p>Câu thứ {number} của bài này.</p>" for number in range(80))
    assert cost(Booth()) == cost(Booth(body=[("paragraph", sentences)])) <= 7


def test_only_somebody_else_s_translated_words_are_ready_for_a_reviewer():
    booth = Booth()
    booth.write("Bấm nộp")
    booth.write("Mở ứng dụng", user=booth.reviewer)
    seen = booth.seen("Bấm nộp", "Mở ứng dụng")
    services.mark_translated(request=booth.request(), user=booth.reviewer, seen=seen)

    def ready(words, user):
        return editing.is_ready_for(booth.translation(words), user)

    assert ready("Bấm nộp", booth.reviewer)
    assert not ready("Bấm nộp", booth.translator)
    assert not ready("Mở ứng dụng", booth.reviewer)
    assert ready("Mở ứng dụng", booth.other_reviewer)
    booth.revise("Bấm nộp", "Bấm gửi")
    assert not ready("Bấm gửi", booth.reviewer)

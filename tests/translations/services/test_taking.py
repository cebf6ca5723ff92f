"""A new source: what was not touched keeps its translation, what changed turns stale."""

import json
from copy import deepcopy

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Revision

from cms.models import Role
from tests.factories.offices import make_province
from tests.factories.pages import make_article
from tests.factories.tongues import said
from tests.factories.translations import Booth
from tests.factories.users import make_user
from translations import services
from translations.errors import Conflict, NotYours, Refused
from translations.models import Segment, SegmentEvent, SegmentTranslation, SourceText
from translations.services import Draft

pytestmark = pytest.mark.django_db


def states(language: str = "km") -> dict[str, str]:
    rows = SegmentTranslation.objects.filter(language=language, segment__gone_at=None)
    return {row.segment.source: row.state for row in rows.select_related("segment")}


def stale(language: str = "km") -> list[str]:
    return sorted(source for source, state in states(language).items() if state == "stale")


def with_body(booth: Booth, change) -> dict:
    content = booth.content()
    body = json.loads(content["body"])
    change(body)
    return {**content, "body": json.dumps(body)}


def test_a_changed_sentence_and_cell_are_stale_in_every_language_with_their_text():
    booth = Booth()
    booth.translate()
    booth.translate(language="hmn")

    booth.revise("4,5%", "5%")
    booth.revise("Không mất phí.", "Phí là 10.000 đồng.")

    for language in ("km", "hmn"):
        assert stale(language) == ["5%", "Phí là 10.000 đồng."]
        assert set(states(language).values()) == {"approved", "stale"}
    one = booth.translation("5%")
    assert (one.text, one.based_on, one.stale_from) == (said("4,5%", "km"), "4,5%", "approved")
    assert one.is_outdated


def test_a_source_that_changes_back_makes_its_translation_good_again():
    booth = Booth()
    booth.translate()
    booth.revise("4,5%", "5%")

    booth.revise("5%", "4,5%")

    assert stale() == []
    assert booth.translation("4,5%").state == "approved"
    actions = [e.action for e in booth.segment("4,5%").events.filter(language="km").order_by("pk")]
    assert actions == ["saved", "translated", "approved", "stale", "restored"]


def test_blocks_that_change_places_keep_everything():
    booth = Booth()
    booth.translate()
    ids = {each.source: each.uuid for each in booth.segments()}

    booth.save(with_body(booth, list.reverse))

    assert {each.source: each.uuid for each in booth.segments()} == ids
    assert set(states().values()) == {"approved"}
    assert [each.order for each in booth.segments()] == list(range(len(ids)))


def test_a_sentence_that_goes_and_comes_back_has_its_translation():
    booth = Booth()
    booth.translate()
    before = booth.content()
    uuid = booth.segment("Mang theo sổ").uuid

    booth.save(with_body(booth, lambda body: body.pop(1)))
    assert Segment.objects.get(uuid=uuid).gone_at is not None
    assert SegmentTranslation.objects.get(segment__uuid=uuid, language="km").state == "approved"
    booth.save(before)

    assert booth.segment("Mang theo sổ").uuid == uuid
    assert set(states().values()) == {"approved"}
    assert not Segment.objects.filter(gone_at__isnull=False).exists()


def test_drafts_turn_stale_too_and_what_is_empty_stays_empty():
    booth = Booth()
    booth.write("4,5%")

    booth.revise("4,5%", "5%")
    booth.revise("Cách làm", "Làm thế nào")

    assert stale() == ["5%"]
    assert booth.translation("5%").stale_from == "draft"


def test_a_draft_of_the_page_does_not_touch_what_is_live():
    booth = Booth()
    booth.translate()

    booth.revise("4,5%", "5%", live=False)

    assert stale() == []
    assert booth.segment("4,5%")


def test_the_same_source_taken_twice_writes_nothing():
    booth = Booth()
    booth.translate()
    events, versions = SegmentEvent.objects.count(), booth.seen()

    taken = services.take_source(page=booth.page, revision=booth.page.get_latest_revision())

    assert taken == services.Taken()
    assert SegmentEvent.objects.count() == events
    assert booth.seen() == versions


# --- minor edits ---------------------------------------------------------------------------------


def minor(booth: Booth, before: str, after: str, reason: str = "Sửa lỗi chính tả") -> None:
    revision = booth.revise(before, after, live=False)
    services.declare_minor_edit(
        page=booth.page, revision=revision, user=booth.editor, reason=reason
    )
    booth.save(Revision.objects.get(pk=revision.pk).content)


def test_a_minor_edit_keeps_approvals_and_says_why():
    booth = Booth()
    booth.translate()
    booth.write("Không mất phí", language="hmn")

    minor(booth, "Không mất phí.", "Không phải nộp phí.")

    assert stale() == stale("hmn") == []
    one = booth.translation("Không phải nộp phí.")
    kept = said("Không mất phí.", "km")
    assert (one.state, one.text, one.is_outdated) == ("approved", kept, False)
    events = booth.segment("Không phải nộp phí.").events.filter(action="minor")
    assert {(e.language, e.reason, e.user) for e in events} == {
        (language, "Sửa lỗi chính tả", booth.editor) for language in ("", "km", "hmn")
    }


@pytest.mark.parametrize(
    ("before", "after"), [("4,5%", "5%"), ("Không mất phí.", "Không mất phí {{hotline}}.")]
)
def test_a_figure_or_placeholder_is_never_minor(before, after):
    booth = Booth()
    booth.translate()

    minor(booth, before, after)

    assert stale() == [after]


def test_one_more_change_and_the_edit_is_minor_no_more():
    booth = Booth()
    booth.translate()
    revision = booth.revise("Không mất phí.", "Không phải nộp phí.", live=False)
    services.declare_minor_edit(page=booth.page, revision=revision, user=booth.editor, reason="Lỗi")

    booth.revise("Không phải nộp phí.", "Có thể phải nộp phí.")

    assert stale() == ["Có thể phải nộp phí."]


def test_what_was_stale_before_a_minor_edit_stays_stale():
    booth = Booth()
    booth.translate()
    booth.revise("Không mất phí.", "Mất phí.")

    minor(booth, "Mất phí.", "Phải mất phí.")

    assert stale() == ["Phải mất phí."]
    assert booth.translation("Phải mất phí.").based_on == "Không mất phí."


def test_only_an_editor_with_a_reason_and_in_time_may_call_an_edit_minor():
    booth = Booth()
    live = booth.page.get_latest_revision()
    draft = booth.revise("Không mất phí.", "Không phải nộp phí.", live=False)
    with pytest.raises(NotYours):
        services.declare_minor_edit(
            page=booth.page, revision=draft, user=booth.translator, reason="Lỗi"
        )
    for revision, reason in ((draft, "  "), (live, "Lỗi")):
        with pytest.raises(Refused):
            services.declare_minor_edit(
                page=booth.page, revision=revision, user=booth.editor, reason=reason
            )


# --- cost ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("changed", [1, 150])
def test_the_number_of_queries_is_bounded_for_any_length_and_number_of_languages(changed):
    counts = {}
    for paragraphs, languages in ((10, ["km"]), (200, ["km"]), (200, ["km", "hmn", "rad", "jra"])):
        office = make_province()
        body = [("paragraph", f"<p>Việc {n} là {n}. Còn {n} nữa.</p>") for n in range(paragraphs)]
        booth = Booth(office, languages=languages, body=body)
        for language in languages:
            booth.write(language=language)
        content = with_body(booth, lambda body, most=changed: _reword(body, most))
        draft = booth.save(content, live=False)
        with CaptureQueriesContext(connection) as queries:
            taken = services.take_source(page=booth.page, revision=draft)
        counts[paragraphs, len(languages)] = len(queries)
        assert taken.changed == min(changed, paragraphs)
        assert taken.stale == taken.changed * len(languages)

    assert len(set(counts.values())) == 1, counts
    assert set(counts.values()) < {*range(25)}


def _reword(body: list, most: int) -> None:
    for block in body[:most]:
        block["value"] = block["value"].replace("Còn", "Lại còn")


def test_a_page_that_nobody_asks_for_has_no_segments():
    office = make_province()
    page = make_article(office, user=make_user(office, Role.EDITOR))
    assert page.pk
    assert not SourceText.objects.exists()


# --- random edits --------------------------------------------------------------------------------

WORDS = ["Người dân", "Hộ nghèo", "Nông dân", "Học sinh"]
ENDS = ["được hỗ trợ", "đóng hằng tháng", "nộp tại xã", "mang theo thẻ"]
sentences = st.builds(
    "{} {} {}.".format, st.sampled_from(WORDS), st.sampled_from(ENDS), st.integers(1, 40)
)
blocks = st.lists(
    st.one_of(
        st.lists(sentences, min_size=1, max_size=4).map(
            lambda texts: ("paragraph", f"<p>{' '.join(texts)}</p>")
        ),
        st.lists(st.lists(sentences, min_size=2, max_size=2), min_size=1, max_size=3).map(
            lambda rows: ("table", {"caption": "Bảng", "table": {"data": rows}})
        ),
    ),
    min_size=1,
    max_size=5,
)


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(body=blocks, data=st.data())
def test_random_edits_never_lose_or_exchange_an_untouched_translation(db, body, data):
    booth = Booth(languages=["km"], body=body)
    booth.translate()
    for _round in range(2):
        before = {each.uuid: each.source for each in booth.segments()}
        booth.save(with_body(booth, lambda body: _edit(body, data)), live=False)
        revision = booth.page.revisions.order_by("-pk").first()
        services.take_source(page=booth.page, revision=revision)
        after = {each.uuid: each.source for each in booth.segments()}
        _every_text_that_stayed_is_found(before, after)
        for one in SegmentTranslation.objects.filter(segment__gone_at=None).select_related(
            "segment"
        ):
            assert one.text == said(one.based_on, "km")
            assert (one.state == "approved") == (one.based_on == one.segment.source)
        booth.write()
        booth.approve()


def _every_text_that_stayed_is_found(before: dict, after: dict) -> None:
    for source in {*before.values()} & {*after.values()}:
        was = {uuid for uuid, text in before.items() if text == source}
        is_now = {uuid for uuid, text in after.items() if text == source}
        assert len(was & is_now) == min(len(was), len(is_now))


def _edit(body: list, data) -> None:
    for _number in range(data.draw(st.integers(1, 3))):
        index = data.draw(st.integers(0, max(len(body) - 1, 0)))
        match data.draw(st.sampled_from(["move", "drop", "copy", "reword", "insert", "new"])):
            case "move" if body:
                body.insert(data.draw(st.integers(0, len(body) - 1)), body.pop(index))
            case "drop" if len(body) > 1:
                body.pop(index)
            case "copy" if body:
                body.append({**deepcopy(body[index]), "id": f"copy-{len(body)}-{_number}"})
            case "new":
                value = f"<p>{data.draw(sentences)}</p>"
                body.append(
                    {"type": "paragraph", "id": f"new-{len(body)}-{_number}", "value": value}
                )
            case kind if body:
                _change_words(body[index], kind, data)


def _change_words(block: dict, kind: str, data) -> None:
    added = data.draw(sentences)
    if block["type"] == "table":
        rows = block["value"]["table"]["data"]
        if kind == "insert":
            rows.insert(data.draw(st.integers(0, len(rows))), [added, added])
        else:
            rows[0][0] = added
    elif kind == "insert":
        block["value"] = block["value"].replace("<p>", f"<p>{added} ", 1)
    else:
        block["value"] = block["value"].replace("hỗ trợ", "hỗ trợ thêm", 1)


def test_two_people_who_saved_before_the_source_changed_lose_nothing():
    booth = Booth()
    booth.write("4,5%")
    version = booth.translation("4,5%").version
    booth.revise("4,5%", "5%")

    with pytest.raises(Conflict):
        services.save_draft(
            request=booth.request(), user=booth.translator,
            segment=booth.segment("5%").uuid, draft=Draft("km: khác", version),
        )  # fmt: skip

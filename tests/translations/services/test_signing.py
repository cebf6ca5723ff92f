"""A translation that somebody outside read on paper and signed."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from wagtail.models import PageLogEntry

from cms.ledger import AppendOnlyError
from cms.models import Role
from tests.factories.paper import PDF, make_scan
from tests.factories.translations import make_linguist
from tests.factories.voices import LonelyBooth
from translations import review_log, services
from translations.errors import NotReady, NotYours, Refused
from translations.models import SegmentTranslation, SignedSheet
from translations.services.signing import OWN, obstacle
from translations.units import rows_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def booth():
    return LonelyBooth()


def states(booth) -> set[str]:
    rows = SegmentTranslation.objects.filter(segment__in=booth.segments(), language="km")
    return set(rows.exclude(text="").values_list("state", flat=True))


def test_a_signed_sheet_approves_the_translation_and_names_everybody(booth):
    sheet = booth.sign(comment="Đọc kỹ rồi")

    assert states(booth) == {"approved"}
    one = booth.translation("Cách làm")
    assert one.approved_by == booth.secretary
    event = one.segment.events.get(action="approved", language="km")
    assert "Kim Sa Rết" in event.reason
    assert "Giáo viên tiếng Khmer" in event.reason
    assert (sheet.reader_name, sheet.user, sheet.reason) == (
        "Kim Sa Rết",
        booth.secretary,
        "Đọc kỹ rồi",
    )
    assert sheet.fingerprint == booth.fingerprint()
    assert len(sheet.segments) == len(booth.seen())
    assert sheet.evidence.open().read() == PDF
    entry = PageLogEntry.objects.get(page=booth.page.pk, action=review_log.SIGNED)
    assert "Kim Sa Rết" in str(entry.formatter.format_message(entry))


def test_a_sheet_of_other_words_is_refused_and_its_scan_is_not_kept(booth):
    old = booth.fingerprint()
    services.save_draft(
        request=booth.request(), user=booth.translator,
        segment=booth.segment("Cách làm").uuid,
        draft=services.Draft("ពាក្យផ្សេង", booth.translation("Cách làm").version),
    )  # fmt: skip
    services.mark_translated(request=booth.request(), user=booth.translator, seen=booth.seen())
    before = default_storage.listdir("approvals")[1] if default_storage.exists("approvals") else []

    with pytest.raises(Refused, match=old[:16]):
        booth.sign(fingerprint=old)

    assert states(booth) == {"translated"}
    assert not SignedSheet.objects.exists()
    after = default_storage.listdir("approvals")[1] if default_storage.exists("approvals") else []
    assert after == before


def test_a_changed_source_ends_a_printed_sheet_too(booth):
    old = booth.fingerprint()
    booth.revise("Cách làm", "Cách thực hiện")

    with pytest.raises(Refused):
        booth.sign(fingerprint=old)


def test_whoever_wrote_part_of_it_does_not_record_it(booth):
    with pytest.raises(NotYours):
        booth.sign(user=booth.translator)


def test_nor_somebody_without_a_role_there(booth):
    stranger = LonelyBooth().secretary
    with pytest.raises(NotYours):
        booth.sign(user=stranger)


@pytest.mark.parametrize("whose", ["translator", "secretary"])
def test_the_reader_is_neither_a_writer_nor_the_recorder(booth, whose):
    name = str(getattr(booth, whose)).upper()
    with pytest.raises(Refused):
        booth.sign(reader_name=f"  {name} ")


def test_paper_is_for_where_nobody_at_hand_can_review(booth):
    colleague = make_linguist(booth.office, Role.LANGUAGE_REVIEWER, "km", last_name="Thạch")

    with pytest.raises(Refused, match="Thạch"):
        booth.sign()

    colleague.memberships.update(languages=["hmn"])
    booth.sign()


def test_what_is_not_translated_yet_is_named_and_nothing_is_recorded(booth):
    booth.revise("Cách làm", "Cách thực hiện")

    with pytest.raises(NotReady):
        booth.sign()

    assert "approved" not in states(booth)


def test_a_signature_is_not_from_tomorrow_nor_older_than_the_text(booth):
    for days in (1, -1):
        with pytest.raises(Refused):
            booth.sign(signed_on=timezone.localdate() + timedelta(days=days))


def test_a_scan_proves_one_sheet_only(booth):
    booth.sign()
    other = LonelyBooth()

    with pytest.raises(Refused):
        other.sign()
    other.sign(scan=make_scan(PDF + b"\n%%EOF\n"))


def test_what_is_approved_already_needs_no_signature(booth):
    booth.sign()
    with pytest.raises(Refused):
        booth.sign(scan=make_scan(PDF + b"\n%%EOF\n"))


def test_a_record_stays_as_it_is(booth):
    sheet = booth.sign()
    sheet.reader_name = "Ai khác"
    with pytest.raises(AppendOnlyError):
        sheet.save()
    with pytest.raises(AppendOnlyError):
        sheet.delete()


def test_what_stands_in_the_way_is_known_before_anybody_signs(booth):
    assert hindered(booth, booth.secretary) == ""
    assert hindered(booth, booth.translator) == str(OWN)

    reviewer = make_linguist(booth.office, Role.LANGUAGE_REVIEWER)
    assert str(reviewer) in hindered(booth, booth.secretary)


def test_an_unfinished_translation_is_not_worth_printing(booth):
    one = booth.translation("Mức hỗ trợ")
    services.save_draft(
        request=booth.request(), user=booth.translator, segment=one.segment.uuid,
        draft=services.Draft("chưa xong", one.version),
    )  # fmt: skip

    assert "trước khi in" in hindered(booth, booth.secretary)


def test_nor_is_what_is_approved_already(booth):
    booth.sign()

    assert hindered(booth, booth.secretary)


def hindered(booth, user) -> str:
    request = booth.request()
    return obstacle(request, user, rows_in(request))

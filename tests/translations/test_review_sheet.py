"""A translation on paper."""

import pytest
from django.utils import translation

from tests.factories.sheets import squeezed, text_of
from tests.factories.translations import Booth
from translations import services
from translations.review_sheet import check_address, fingerprint_of, review_sheet
from translations.services import Draft
from translations.units import rows_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def booth():
    made = Booth(languages=("rad",))
    made.write(language="rad")
    return made


def sheet(booth) -> bytes:
    request = booth.request("rad")
    return review_sheet(request, rows_in(request))


def fingerprint(booth) -> str:
    request = booth.request("rad")
    return fingerprint_of(request, rows_in(request))


def change(booth, text: str) -> None:
    one = booth.translation("Cách làm", "rad")
    services.save_draft(
        request=booth.request("rad"), user=booth.translator,
        segment=one.segment.uuid, draft=Draft(text, one.version),
    )  # fmt: skip


def test_source_and_translation_stand_beside_each_other_with_the_fingerprint(booth):
    said = squeezed(text_of(sheet(booth)))

    assert squeezed("Cách làm") in said
    assert squeezed(booth.translation("Cách làm", "rad").text) in said
    assert fingerprint(booth) in said
    assert squeezed("PHIẾU HIỆU ĐÍNH BẢN DỊCH") in said
    assert "⟨" not in said


def test_the_same_translation_gives_the_same_bytes_whoever_asks(booth):
    with translation.override("en"):
        english = sheet(booth)
    assert sheet(booth) == english


def test_one_word_of_source_or_translation_gives_another_fingerprint(booth):
    before = fingerprint(booth)
    change(booth, "mnuih bruă")
    changed = fingerprint(booth)
    assert changed != before

    booth.revise("4,5%", "5%")
    assert fingerprint(booth) not in (before, changed)


def test_a_step_of_review_does_not_change_it(booth):
    before = fingerprint(booth)
    seen = booth.seen(language="rad")
    services.mark_translated(request=booth.request("rad"), user=booth.translator, seen=seen)
    assert fingerprint(booth) == before


def test_what_is_typed_is_text_and_never_a_command(booth):
    change(booth, '#import "x" \\ $x$ *a* \u202eb')

    said = text_of(sheet(booth))

    assert squeezed('#import "x" \\ $x$ *a*') in said
    assert "[U+202E]" in said


def test_the_code_leads_to_the_check_of_this_very_sheet(booth):
    address = check_address(booth.request("rad"), "a" * 64)
    assert address.endswith(f"/admin/dich/hieu-dinh/{booth.request('rad').pk}/phieu/{'a' * 64}/")

"""What an editor wrote for channels and destinations, as translators are given it."""

import pytest
from django.utils import timezone

from publishing.models import Release
from publishing.package_texts import texts_at
from tests.factories.approval import Desk
from tests.factories.offices import make_province
from tests.factories.packages import choose, make_facebook
from tests.factories.translated_posts import POST, PostedBooth
from translations import services
from translations.models import Segment, TranslationRequest
from translations.planning import narrowing
from translations.progress import progress_of
from translations.units import rows_in

pytestmark = pytest.mark.django_db


def sources(booth) -> list[str]:
    return [each.source for each in booth.segments() if each.slot.startswith("package:")]


def test_the_texts_of_a_package_are_translated_by_sentence_with_the_page():
    booth = PostedBooth()

    assert sources(booth) == ["Tin mới từ 01/7/2025.", "Mời bà con xem!", "#BHYT"]
    assert {each.label for each in booth.segments() if ":" in each.slot} == {"Facebook"}


def test_the_text_of_one_destination_says_whose_it_is():
    booth = PostedBooth(text="", own_text="Riêng trang này.")

    (one,) = (each for each in booth.segments() if ":" in each.slot)
    assert (one.source, one.label) == ("Riêng trang này.", "Facebook – Facebook")
    assert one.slot.endswith(str(booth.facebook.uuid))


def test_what_is_prepared_for_the_next_version_is_not_given_before_it_is_approved():
    booth = PostedBooth()
    booth.translate()
    booth.post("Bản sau: từ 01/8/2025.")
    booth.build()
    assert sources(booth)[0] == "Tin mới từ 01/7/2025."
    assert booth.translation("Tin mới").state == "approved"

    booth.go_out()

    assert sources(booth) == ["Bản sau: từ 01/8/2025."]


def test_a_release_keeps_the_texts_of_its_package_and_none_where_there_are_none():
    booth = PostedBooth()
    page = booth.page
    page.refresh_from_db()
    (text,) = texts_at(page, page.live_revision)
    assert (text.name, text.channel, text.text) == ("facebook", "facebook", POST)

    booth.post("")
    booth.go_out()

    assert "package_texts" not in Release.objects.first().content
    assert texts_at(page, page.live_revision) == []


def test_a_draft_that_is_translated_before_it_is_out_follows_its_package():
    desk = Desk()
    services.request_translation(page=desk.page, languages=["km"], user=desk.editor)
    choose(desk, [make_facebook(desk.office)], texts={"facebook": {"text": POST, "options": {}}})

    given = Segment.objects.filter(page=desk.page.pk, slot__startswith="package:").present()
    assert given.first().source == "Tin mới từ 01/7/2025."


def test_any_number_of_texts_costs_the_same(django_assert_max_num_queries):
    booth = PostedBooth(own_text="Riêng trang này.")
    page = booth.page
    page.refresh_from_db()
    revision = page.live_revision

    with django_assert_max_num_queries(3):
        assert len(texts_at(page, revision)) == 2


def asked_for(booth, language: str) -> list[str]:
    """Of the package, what the editor of the language shows; the lists must count the same."""
    request = booth.request(language)
    found = [row.segment.source for row in rows_in(request) if ":" in row.segment.slot]
    counted = progress_of(TranslationRequest.objects.filter(pk=request.pk))
    texts = [row for row in rows_in(request) if row.segment.kind == "text"]
    assert counted[request.page_id, language].total == len(texts)
    return found


def in_two_languages(**more) -> PostedBooth:
    """Only Khmer has an account."""
    booth = PostedBooth(**more)
    (mong,) = services.request_translation(page=booth.page, languages=["hmn"], user=booth.editor)
    booth.requests["hmn"] = mong
    return booth


def test_a_language_without_an_account_on_the_channel_is_not_asked_for_its_texts():
    booth = in_two_languages(own_text="Riêng trang này.")

    assert len(asked_for(booth, "km")) == 4
    assert asked_for(booth, "hmn") == []

    make_facebook(booth.office, "Facebook Mông", language="hmn", config={"page_id": "3"})
    assert len(asked_for(booth, "hmn")) == 4


def test_an_account_of_another_office_or_one_that_is_given_up_asks_for_nothing():
    booth = in_two_languages(own_text="Riêng trang này.")
    make_facebook(make_province(), "Facebook Mông", language="hmn", config={"page_id": "3"})
    assert asked_for(booth, "hmn") == []

    booth.khmer.archived_at = timezone.now()
    booth.khmer.save()
    assert asked_for(booth, "km") == []


def test_lists_take_a_page_for_finished_without_texts_that_nobody_is_asked_for():
    booth = in_two_languages()
    of_page = [each.source for each in booth.segments() if each.is_of_the_page]
    for language in ("km", "hmn"):
        booth.translate(*of_page, language=language)

    waiting = narrowing.unfinished(narrowing.standing_requests().filter(page=booth.page.pk))
    assert [one.language for one in waiting] == ["km"]

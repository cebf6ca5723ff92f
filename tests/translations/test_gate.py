"""What keeps a page that was built from segments from going out."""

import pytest
from wagtail.models import Revision

from cms.models import ArticlePage
from tests.factories.translations import Booth, open_language
from tests.factories.voices import Studio
from translations import services
from translations.errors import NotReady, Why
from translations.gate import hindrances

pytestmark = pytest.mark.django_db
BEFORE, AFTER = "Không mất phí.", "Không mất khoản phí nào."


@pytest.fixture
def booth():
    made = Booth()
    open_language(made.office, "km")
    return made


def built(booth, reason=""):
    user = booth.reviewer if reason else booth.translator
    return services.build_page(request=booth.request(), user=user, reason=reason)


def codes(made) -> list[str]:
    return [one.code for one in hindrances(made.page, made.revision)]


def test_a_page_built_from_approved_segments_may_go_out(booth):
    booth.translate()
    assert codes(built(booth)) == []


def test_a_page_written_by_hand_is_not_asked_about(booth, django_assert_num_queries):
    revision = booth.page.get_latest_revision()
    with django_assert_num_queries(1):
        assert hindrances(booth.page, revision) == []


def test_a_change_by_hand_after_the_building_keeps_it_back(booth):
    booth.translate()
    made = built(booth)
    page = ArticlePage.objects.get(pk=made.page.pk)
    page.title = "km: another"

    (found,) = hindrances(made.page, page.save_revision())

    assert (found.code, found.blocking) == ("not_built", True)


def test_a_source_that_goes_live_in_another_version_keeps_back_what_was_built_before(booth):
    booth.translate()
    made = built(booth)

    booth.revise(BEFORE, AFTER)

    assert codes(made) == ["built_before"]


def test_a_draft_of_the_source_keeps_nothing_back(booth):
    booth.translate()
    made = built(booth)

    booth.revise(BEFORE, AFTER, live=False)

    assert codes(made) == []


def test_a_translation_that_was_opened_again_keeps_the_page_back(booth):
    booth.translate()
    made = built(booth)
    words = booth.segments()[0].source

    seen = booth.seen(words)
    services.reopen(request=booth.request(), user=booth.translator, seen=seen, reason="Sai một chữ")

    assert codes(made) == ["built_before"]


def test_building_again_after_the_change_lets_it_out(booth):
    booth.translate()
    built(booth)
    booth.revise(BEFORE, AFTER)
    booth.translate(AFTER)

    assert codes(built(booth)) == []


def test_a_source_that_changed_back_needs_no_new_revision_of_the_page(booth):
    booth.translate()
    made = built(booth)
    booth.revise(BEFORE, AFTER)
    booth.revise(AFTER, BEFORE)

    again = built(booth)

    assert again.revision == made.revision
    assert codes(again) == []


def test_segments_that_were_not_brought_up_to_date_keep_it_back(booth, monkeypatch):
    """Whatever failed when the source went live."""
    booth.translate()
    made = built(booth)
    monkeypatch.setattr("translations.receivers.take_source", lambda **_: None)

    booth.revise(BEFORE, AFTER)

    assert codes(made) == ["source_newer"]


def test_gaps_that_were_let_pass_are_told_with_who_and_why(booth):
    booth.translate()
    booth.revise(BEFORE, AFTER)

    made = built(booth, reason="Bão đến, phải báo ngay")

    (found,) = hindrances(made.page, made.revision)
    assert (found.code, found.blocking) == ("gaps", False)
    assert "Bão đến, phải báo ngay" in found.message
    assert str(booth.reviewer) in found.message


def test_a_source_that_is_not_published_or_was_deleted_keeps_it_back(booth):
    booth.translate()
    made = built(booth)
    ArticlePage.objects.filter(pk=booth.page.pk).update(live=False)
    assert codes(made) == ["source_not_live"]

    request = booth.request()
    request.page = None
    request.save()
    assert codes(made) == ["no_source"]


def test_asking_takes_as_many_queries_however_long_the_page_is(
    booth, django_assert_max_num_queries
):
    booth.translate()
    made = built(booth)
    revision = Revision.objects.get(pk=made.revision.pk)
    with django_assert_max_num_queries(9):
        assert hindrances(made.page, revision) == []


@pytest.fixture
def studio():
    made = Studio()
    open_language(made.office, "km")
    made.translate()
    return made


def test_a_recording_stands_above_the_text_of_the_page(studio):
    version = studio.read_aloud()

    made = built(studio)

    first = made.revision.as_object().body[0]
    assert (first.block_type, first.value["recording"]) == ("sound", version.recording)
    assert codes(made) == []
    assert not built(studio).is_new


def test_a_language_that_is_heard_waits_for_its_recording(studio):
    made = built(studio)
    studio.listens()
    assert codes(made) == ["recording_awaited"]
    with pytest.raises(NotReady) as refusal:
        built(studio)
    assert [gap.why for gap in refusal.value.gaps] == [Why.NOT_HEARD]

    version = studio.bring()
    (found,) = hindrances(made.page, made.revision)
    assert "người thứ hai" in found.message
    studio.hear(version)
    assert codes(made) == ["built_before"]
    assert codes(built(studio)) == []


def test_an_approver_lets_it_go_out_without_for_a_reason(studio):
    studio.listens()

    made = built(studio, reason="Tin khẩn")

    (found,) = hindrances(made.page, made.revision)
    assert (found.code, found.blocking) == ("gaps", False)
    assert "Tin khẩn" in found.message


def test_a_recording_of_older_words_does_not_go_out(studio):
    studio.read_aloud()
    studio.listens()
    made = built(studio)
    studio.revise(BEFORE, AFTER)
    studio.translate(AFTER)

    assert codes(made) == ["built_before"]
    with pytest.raises(NotReady):
        built(studio)
    made = built(studio, reason="Tin khẩn")
    assert [one.block_type for one in made.revision.as_object().body].count("sound") == 0

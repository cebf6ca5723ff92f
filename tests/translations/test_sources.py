"""Texts of an item that stand outside its page, such as the posts of its package."""

import json

import pytest
from wagtail.models import Revision

from tests.factories.tongues import said
from tests.factories.translations import Booth, open_language
from translations import services, sources
from translations.errors import NotReady, Why
from translations.services import Draft

pytestmark = pytest.mark.django_db

POST = "Mức mới từ 01/7/2025. Xem tại {{hotline}}!\n\n#BHYT ⟨mới⟩"


@pytest.fixture
def posts(monkeypatch):
    kept = {"facebook.text": POST}

    def of(page, revision):
        for name, text in kept.items():
            yield from sources.plain_text("package", name, "Facebook", text, 600)

    monkeypatch.setattr(sources, "_registered", {})
    sources.register("package", of)
    return kept


def translated(booth, text=POST):
    return sources.translated(
        request=booth.request(), prefix="package", name="facebook.text", text=text
    )


def test_a_post_is_translated_by_sentence_and_put_together_as_it_was(posts):
    booth = Booth()
    booth.translate()

    assert [each.source for each in booth.segments()][-3:] == [
        "Mức mới từ 01/7/2025.", "Xem tại {{hotline}}!", "#BHYT ⟨1/⟩mới⟨2/⟩",
    ]  # fmt: skip
    assert translated(booth) == (
        f"{said('Mức mới từ 01/7/2025.', 'km')} {said('Xem tại {{hotline}}!', 'km')}"
        f"\n\n#BHYT ⟨{said('mới', 'km')}⟩"
    )


def test_a_post_that_is_not_approved_or_was_changed_since_is_not_given(posts):
    booth = Booth()
    booth.translate("Mức mới", "Xem tại")
    with pytest.raises(NotReady) as refusal:
        translated(booth)
    assert [gap.why for gap in refusal.value.gaps] == [Why.MISSING]

    booth.translate("BHYT")
    with pytest.raises(NotReady):
        translated(booth, POST.replace("Mức mới", "Mức khác"))


def test_a_changed_post_makes_its_sentence_stale_and_no_other(posts):
    booth = Booth()
    booth.translate()
    posts["facebook.text"] = POST.replace("01/7/2025", "01/8/2025")

    taken = services.take_source(page=booth.page, revision=booth.page.live_revision)

    assert (taken.changed, taken.stale) == (1, 1)
    assert booth.translation("01/8/2025").state == "stale"


def test_the_page_is_built_whatever_its_posts_wait_for(posts):
    booth = Booth()
    open_language(booth.office, "km")
    booth.translate()
    segment = booth.segment("BHYT ⟨1/⟩")
    services.save_draft(
        request=booth.request(), user=booth.translator, segment=segment.uuid,
        draft=Draft("khác", booth.seen()[segment.uuid]),
    )  # fmt: skip

    built = services.build_page(request=booth.request(), user=booth.translator)

    assert "BHYT ⟨" not in json.dumps(Revision.objects.get(pk=built.revision.pk).content)


def test_the_limit_counts_where_a_text_is_a_single_sentence():
    (one,) = sources.plain_text("package", "sms", "Tin nhắn", "Đóng trước ngày 25.", 160)
    first, *_rest = sources.plain_text("package", "sms", "Tin nhắn", POST, 160)

    assert (one.slot, one.longest) == ("package:sms", 160)
    assert first.longest is None

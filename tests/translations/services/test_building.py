"""From approved segments to a page of its language."""

import json

import pytest
from wagtail.models import Comment, Locale, PageLogEntry, Revision

from cms import approval
from cms.language_switch import switch_on
from cms.languages import BY_CODE
from cms.models import ArticlePage, Edition, LanguageSwitch, Role, Topic
from tests.factories.offices import section_of
from tests.factories.pages import publish
from tests.factories.pictures import make_picture
from tests.factories.tongues import said
from tests.factories.translations import Booth, open_language
from tests.factories.users import make_user
from translations import services
from translations.errors import NotReady, NotYours, ParentMissing, Refused, Why
from translations.models import SegmentTranslation, TranslationBuild
from translations.segments import extract
from translations.services import Draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def booth():
    made = Booth()
    open_language(made.office, "km")
    return made


def build(booth, user=None, reason=""):
    return services.build_page(
        request=booth.request(), user=user or booth.translator, reason=reason
    )


def content_of(built) -> dict:
    return Revision.objects.get(pk=built.revision.pk).content


def sources(content) -> list[str]:
    return [each.source for each in extract(content) if each.kind == "text"]


def translations_of(booth) -> set[str]:
    """What every text of the source is called; none of it is Vietnamese."""
    spoken = {said(source, "km") for source in sources(booth.content())}
    assert not spoken & set(sources(booth.content()))
    return spoken


def test_an_approved_translation_becomes_a_draft_under_its_language(booth):
    booth.translate()

    built = build(booth)

    page = built.page.specific
    assert isinstance(page, ArticlePage)
    assert (page.locale.language_code, page.live, page.title) == (
        "km",
        False,
        said(booth.page.title, "km"),
    )
    assert page.translation_key == booth.page.translation_key
    assert page.get_parent().specific == section_of(booth.office).get_translation(page.locale)
    assert page.edition.kind == Edition.Kind.TRANSLATION
    assert page.edition.source == booth.page.edition
    assert page.edition.work == booth.page.edition.work
    assert booth.request().translated_page_id == page.pk
    assert (built.is_new, built.gaps) == (True, ())


def test_every_text_of_it_is_the_approved_one_and_the_rest_is_as_in_the_source(booth):
    booth.translate()
    before, after = booth.content(), content_of(build(booth))

    assert sources(after) == [said(source, "km") for source in sources(before)]
    shape = [(b["type"], b["id"]) for b in json.loads(before["body"])]
    assert [(b["type"], b["id"]) for b in json.loads(after["body"])] == shape
    assert '<a href="https://example.vn/tra-cuu">' in after["body"].replace('\\"', '"')


def test_no_version_of_the_page_ever_held_the_words_of_the_source(booth):
    booth.translate()

    page = build(booth).page

    for revision in Revision.objects.filter(object_id=str(page.pk)):
        assert set(sources(revision.content)) <= translations_of(booth)
    assert page.draft_title in translations_of(booth)


def test_built_again_it_is_the_same_page_byte_for_byte(booth):
    booth.translate()
    first = build(booth)

    again = build(booth, user=booth.reviewer)

    assert (again.page.pk, again.revision.pk, again.is_new) == (
        first.page.pk,
        first.revision.pk,
        False,
    )
    assert content_of(again) == content_of(first)
    assert TranslationBuild.objects.count() == 1


def test_a_new_word_makes_a_new_draft_of_the_same_page_and_leaves_what_is_live(booth):
    booth.translate()
    first = build(booth)
    live = publish(ArticlePage.objects.get(pk=first.page.pk))
    booth.revise("4,5%", "5%")
    booth.write("5%")
    booth.approve("5%")

    again = build(booth)

    assert again.page.pk == first.page.pk
    assert again.revision.pk != first.revision.pk
    assert said("5%", "km") in sources(content_of(again))
    page = ArticlePage.objects.get(pk=live.pk)
    assert page.live_revision_id == first.revision.pk
    assert page.slug == live.slug
    assert said("4,5%", "km") in sources(page.live_revision.content)


def test_what_is_missing_unfinished_or_stale_is_listed_and_nothing_is_made(booth):
    booth.translate("Mức hỗ trợ", "hộ gia đình", "Hộ gia đình", "Tóm tắt", "4,5%")
    booth.write("Cách làm")
    booth.revise("4,5%", "5%")

    with pytest.raises(NotReady) as refusal:
        build(booth)

    gaps = {gap.source: gap.why for gap in refusal.value.gaps}
    assert gaps["5%"] == Why.STALE
    assert gaps["Cách làm"] == Why.UNFINISHED
    assert gaps["Bấm nộp."] == Why.MISSING
    assert "Hộ gia đình" not in gaps
    assert not ArticlePage.objects.filter(locale__language_code="km").exists()


def test_for_a_reason_what_nobody_translated_is_left_out_with_its_block(booth):
    booth.translate()
    uuid = booth.segment("Bấm nộp").uuid
    seen = {uuid: booth.seen()[uuid]}
    services.reopen(request=booth.request(), user=booth.reviewer, seen=seen, reason="Sai")

    built = build(booth, user=booth.reviewer, reason="Cần đăng trước bão")

    assert [gap.why for gap in built.gaps] == [Why.UNFINISHED]
    kinds = [block["type"] for block in json.loads(content_of(built)["body"])]
    assert "steps" not in kinds
    assert "table" in kinds
    assert set(sources(content_of(built))) <= translations_of(booth)
    record = TranslationBuild.objects.get()
    assert (record.reason, record.user, record.revision) == (
        "Cần đăng trước bão", booth.reviewer, built.revision,
    )  # fmt: skip
    assert [gap["segment"] for gap in record.gaps] == [str(uuid)]
    entry = PageLogEntry.objects.get(action="translations.build")
    assert "Cần đăng trước bão" in entry.formatter.format_message(entry)


def test_for_a_reason_what_was_approved_before_its_source_changed_stays_shown(booth):
    booth.translate()
    booth.revise("Không mất phí.", "Không mất khoản phí nào.")

    built = build(booth, user=booth.leader, reason="Chỉ đổi câu chữ")

    assert said("Không mất phí.", "km") in sources(content_of(built))
    assert [gap.why for gap in built.gaps] == [Why.STALE]


def test_only_an_approver_may_give_the_reason(booth):
    booth.translate()
    booth.revise("Không mất phí.", "Không mất khoản phí nào.")

    for user in (booth.translator, booth.editor):
        with pytest.raises(NotYours):
            build(booth, user=user, reason="Tôi muốn thế")


def test_without_a_title_no_reason_helps(booth):
    booth.translate("Không mất phí")

    with pytest.raises(Refused) as refusal:
        build(booth, user=booth.reviewer, reason="Gấp")

    assert "Tiêu đề" in str(refusal.value) or "Title" in str(refusal.value)


def test_a_section_that_is_not_there_in_the_language_is_named():
    booth = Booth()
    booth.translate(language="hmn")
    request = booth.request("hmn")
    for _round in range(2):
        with pytest.raises(ParentMissing) as refusal:
            services.build_page(request=request, user=booth.translator)
        Locale.objects.get_or_create(language_code="hmn")
    assert section_of(booth.office).title in str(refusal.value)


def test_a_language_that_is_on_gets_the_section_that_was_not_live_when_it_was_switched_on():
    booth = Booth()
    switch_on(language=BY_CODE["hmn"])
    section = section_of(booth.office)
    section.get_translation(Locale.objects.get(language_code="hmn")).delete()
    booth.translate(language="hmn")

    page = services.build_page(request=booth.request("hmn"), user=booth.translator).page

    parent = page.get_parent()
    assert (parent.translation_key, parent.alias_of, parent.live) == (
        section.translation_key,
        None,
        False,
    )


def test_nothing_is_built_in_a_language_that_was_switched_off(booth):
    booth.translate()
    locale = Locale.objects.get(language_code="km")
    LanguageSwitch.objects.create(locale=locale, is_on=False)

    with pytest.raises(ParentMissing):
        build(booth)


def test_a_page_in_review_is_not_changed_under_its_approvers(booth):
    booth.translate()
    page = build(booth).page
    editor = make_user(booth.office, Role.EDITOR)
    approval.submit_for_approval(page=page, user=editor)
    booth.revise("4,5%", "5%")
    booth.write("5%")
    booth.approve("5%")

    with pytest.raises(Refused):
        build(booth)

    approval.take_back(page=ArticlePage.objects.get(pk=page.pk), user=editor)
    assert build(booth).is_new


def test_a_value_of_its_own_is_shown_and_without_one_the_source_s(booth):
    booth.save({**booth.content(), "effective_from": "2025-07-01"})
    booth.translate()
    assert content_of(build(booth))["effective_from"] == "2025-07-01"
    segment = booth.segment("2025-07-01")
    services.save_draft(
        request=booth.request(), user=booth.translator, segment=segment.uuid,
        draft=Draft("2025-08-01", 0),
    )  # fmt: skip
    with pytest.raises(NotReady):
        build(booth)
    booth.approve("2025-07-01")

    assert content_of(build(booth))["effective_from"] == "2025-08-01"


def test_a_text_that_the_form_would_not_take_is_named_with_the_form_s_words(booth):
    booth.translate()
    services.save_draft(
        request=booth.request(), user=booth.translator, segment=booth.segment("Cần nhớ").uuid,
        draft=Draft("ខ្មែកា" * 30, booth.translation("Cần nhớ").version),
    )  # fmt: skip
    booth.approve("Cần nhớ")

    with pytest.raises(NotReady) as refusal:
        build(booth)

    assert [gap.why for gap in refusal.value.gaps] == [Why.REFUSED]
    assert "120" in str(refusal.value)


def test_the_source_is_looked_at_again_whatever_was_told_before(booth):
    booth.translate()
    page = ArticlePage.objects.get(pk=booth.page.pk)
    content = json.loads(json.dumps(booth.content()).replace("4,5%", "7%"))
    Revision.objects.filter(pk=page.live_revision_id).update(content=content)

    with pytest.raises(NotReady) as refusal:
        build(booth)

    assert [gap.why for gap in refusal.value.gaps] == [Why.STALE]
    assert SegmentTranslation.objects.filter(state="stale").count() == 1  # for the translator


def test_a_translated_page_that_was_deleted_is_made_anew(booth):
    booth.translate()
    build(booth).page.delete()

    built = build(booth)

    assert built.is_new
    assert booth.request().translated_page_id == built.page.pk


def test_people_of_other_offices_build_nothing(booth):
    booth.translate()

    with pytest.raises(NotYours):
        build(booth, user=make_user(None))


def test_what_is_no_text_follows_the_source_and_no_translation_is_stale_by_it(booth):
    booth.translate()
    first = build(booth)
    booth.save({**booth.content(), "genre": "notice"})

    again = build(booth)

    assert again.is_new
    assert content_of(again)["genre"] == "notice"
    assert content_of(again)["body"] == content_of(first)["body"]
    assert set(SegmentTranslation.objects.values_list("state", flat=True)) == {"approved"}


def test_topics_and_cover_come_with_it_and_comments_do_not(booth):
    topic = Topic.objects.create(name="BHYT", slug="bhyt")
    cover = make_picture()
    page = ArticlePage.objects.get(pk=booth.page.pk)
    page.topics.add(topic)
    page.cover, page.cover_alt = cover, "Quầy tiếp dân"
    page.wagtail_admin_comments.add(
        Comment(page=page, user=booth.editor, text="Sửa câu này", contentpath="title")
    )
    page.save_revision(user=booth.editor)
    publish(page, booth.editor)
    booth.translate()

    for _time in range(2):
        built = build(booth)
        made = built.revision.as_object()
        assert (list(made.topics.all()), made.cover) == ([topic], cover)
        assert made.cover_alt == said("Quầy tiếp dân", "km")
        assert list(made.wagtail_admin_comments.all()) == []
        assert content_of(built)["wagtail_admin_comments"] == []
        booth.revise("4,5%", "5%")
        booth.translate()
    assert ArticlePage.objects.get(pk=booth.page.pk).wagtail_admin_comments.count() == 1

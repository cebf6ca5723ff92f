"""A translated page in its package, and when its time has come."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from cms import approval
from cms.models import LanguageSwitch
from publishing.disclosure import UNREVIEWED
from publishing.models import Destination, Overruling, Release
from publishing.package import assemble
from publishing.services.going_live import run_due
from publishing.services.overruling import overrule_findings
from publishing.services.packages import authors_of, save_package
from publishing.services.releases import ReleaseRefused
from publishing.translated import translation_problems
from tests.factories.packages import choose, delivered, release
from tests.factories.tongues import said
from tests.factories.translated_posts import BoothDesk, PostedBooth
from tests.factories.translations import Booth, open_language
from translations import services
from translations.models import TranslationRequest

pytestmark = pytest.mark.django_db
BEFORE, AFTER = "Không mất phí.", "Không mất khoản phí nào."


@pytest.fixture
def booth():
    made = Booth()
    open_language(made.office, "km")
    made.translate()
    return made


def built(booth):
    return services.build_page(request=booth.request(), user=booth.translator)


def test_an_item_that_is_no_translation_is_not_asked_about(booth, django_assert_num_queries):
    page = booth.page
    revision, _edition = page.get_latest_revision(), page.edition
    with django_assert_num_queries(0):
        assert list(translation_problems(page, revision)) == []


def test_a_translation_behind_its_source_is_not_submitted(booth):
    made = built(booth)
    booth.revise(BEFORE, AFTER)

    problems = assemble(made.page.specific, made.revision).problems

    assert "translation_built_before" in [one.code for one in problems if one.blocking]
    with pytest.raises(approval.NotReady):
        BoothDesk(booth, made.page).submit()


def test_approvers_read_which_gaps_were_let_pass_and_why(booth, client):
    booth.revise(BEFORE, AFTER)
    made = services.build_page(
        request=booth.request(), user=booth.reviewer, reason="Bão đến, phải báo ngay"
    )
    desk = BoothDesk(booth, made.page)
    desk.submit()
    client.force_login(desk.leader)

    shown = client.get(reverse("loa_item", args=[made.page.pk])).content.decode()

    assert "Bão đến, phải báo ngay" in shown
    assert str(booth.reviewer) in shown


def test_whoever_translated_is_an_author_of_the_page(booth):
    made = built(booth)
    found = authors_of([made.page, booth.page])
    assert booth.translator.pk in found[made.page.pk]
    assert found[booth.page.pk] == set()


def test_a_planned_translation_waits_when_its_source_goes_live_in_another_version(booth):
    made = built(booth)
    desk = BoothDesk(booth, made.page)
    later = timezone.now() + timedelta(hours=1)
    choose(desk, [], go_live_at=later)
    planned = release(desk)
    booth.revise(BEFORE, AFTER)

    assert run_due(now=later + timedelta(minutes=1)) == 0

    planned.refresh_from_db()
    assert (planned.state, desk.now().live) == (Release.State.SCHEDULED, False)
    assert planned.last_error


def of_texts(made) -> dict[str, bool]:
    """Codes of what is said of its texts, and whether it keeps the page back."""
    found = translation_problems(made.page.specific, made.revision)
    return {one.code: one.blocking for one in found if "_text_" in one.code}


def test_a_post_that_is_not_translated_keeps_the_page_back_until_it_is():
    booth = PostedBooth()
    booth.translate(*(each.source for each in booth.segments() if each.is_of_the_page))
    made = booth.build()
    assert of_texts(made) == {"translation_text_missing": True}
    with pytest.raises(approval.NotReady):
        BoothDesk(booth, made.page).submit()

    booth.translate()
    assert of_texts(made) == {"translation_text_behind": True}

    made = booth.build()
    assert of_texts(made) == {}
    assert release(BoothDesk(booth, made.page)).state == Release.State.IN_FORCE


def written_here(booth, text="កខគ", **more):
    """The built page, with a post that an editor wrote in its package."""
    booth.translate()
    made = booth.build()
    texts = {"facebook": {"text": text, "options": {}}}
    given = {"texts": texts, "go_live_at": None, "destinations": [booth.khmer]} | more
    save_package(page=made.page, user=booth.editor, leg_texts={}, **given)
    return made


def out_already(booth) -> BoothDesk:
    """The translated page is out on Facebook, as it was approved."""
    booth.translate()
    desk = BoothDesk(booth, booth.build().page)
    release(desk)
    delivered(booth.khmer)
    return desk


def test_words_for_where_a_page_is_out_are_asked_about_though_it_is_not_ticked_any_more():
    booth = PostedBooth()
    desk = out_already(booth)
    written_here(booth, destinations=[])
    desk.submit()

    (found,) = assemble(desk.now(), desk.now().get_latest_revision()).disclosed
    assert (found.kind, found.excerpt) == (UNREVIEWED, "កខគ")
    with pytest.raises(ReleaseRefused, match="កខគ"):
        desk.approve(desk.leader)


def test_words_for_where_it_neither_is_out_nor_goes_are_not_asked_about():
    booth = PostedBooth()
    made = written_here(booth, destinations=[])

    assert assemble(made.page.specific, made.revision).disclosed == ()


def test_a_post_behind_its_translation_is_held_where_the_page_is_out_and_no_rule_sends_it_there():
    booth = PostedBooth()
    desk = out_already(booth)
    Destination.objects.filter(pk=booth.khmer.pk).update(proposed=False)
    booth.build()
    booth.post("Tin mới từ 01/8/2025.")
    booth.go_out()

    found = assemble(desk.now(), desk.now().get_latest_revision()).blocking
    assert "translation_text_missing" in [one.code for one in found]

    booth.translate("01/8/2025")
    found = assemble(desk.now(), desk.now().get_latest_revision()).blocking
    assert "translation_text_behind" in [one.code for one in found]


def test_a_text_for_one_account_where_the_page_is_out_is_cured_by_building_it_again():
    booth = PostedBooth()
    desk = out_already(booth)
    choose(desk, [], texts=booth.package().texts)
    booth.post("", own_text="Riêng trang này.")
    booth.go_out()
    booth.translate("Riêng trang này")
    revision = desk.now().get_latest_revision()
    found = assemble(desk.now(), revision).blocking
    assert "translation_text_behind" in [one.code for one in found]

    booth.build()

    leg = booth.package().legs.get(destination=booth.khmer)
    assert leg.text == said("Riêng trang này.", "km")
    assert "translation_text_behind" not in [
        one.code for one in assemble(desk.now(), revision).blocking
    ]


def let_pass(desk) -> None:
    found = assemble(desk.now(), desk.now().get_latest_revision()).disclosed
    overrule_findings(
        task_state=desk.step(), user=desk.leader, fingerprint=desk.shown(),
        tokens=[one.token for one in found], reason="Người hiệu đính đã đọc qua điện thoại",
    )  # fmt: skip


def test_a_post_that_nobody_reviewed_goes_out_only_for_the_leaders_reason():
    booth = PostedBooth()
    desk = BoothDesk(booth, written_here(booth).page)
    desk.submit()
    (found,) = assemble(desk.now(), desk.now().get_latest_revision()).disclosed
    assert (found.kind, found.excerpt, found.places) == (UNREVIEWED, "កខគ", ("Facebook",))
    with pytest.raises(ReleaseRefused, match="កខគ"):
        desk.approve(desk.leader)

    let_pass(desk)
    desk.approve(desk.leader)

    released = Release.objects.first()
    assert released.variants.get(destination=booth.khmer).post.data["text"].startswith("កខគ")
    assert Overruling.objects.get().findings[0][0] == UNREVIEWED


def test_what_was_let_pass_is_asked_about_anew_when_it_is_changed():
    booth = PostedBooth()
    made = written_here(booth)
    desk = BoothDesk(booth, made.page)
    desk.submit()
    let_pass(desk)
    approval.take_back(page=desk.now(), user=booth.editor)
    written_here(booth, "ងចឆ")
    desk.submit()

    with pytest.raises(ReleaseRefused):
        desk.approve(desk.leader)


def test_words_for_a_channel_for_which_the_source_has_none_are_unreviewed_too():
    booth = PostedBooth(text="")
    made = written_here(booth, "Tin mới bằng tiếng Việt")

    (found,) = assemble(made.page.specific, made.revision).disclosed
    assert found.kind == UNREVIEWED


def test_a_text_that_was_emptied_lets_the_pages_own_words_go_out_and_says_so():
    booth = PostedBooth()
    made = written_here(booth, "")

    assembly = assemble(made.page.specific, made.revision)
    assert [one.code for one in assembly.advice if "_text_" in one.code] == [
        "translation_text_emptied"
    ]
    assert assembly.disclosed == ()
    assert not [one.code for one in assembly.blocking if "_text_" in one.code]


def planned(booth, made):
    later = timezone.now() + timedelta(hours=1)
    texts = booth.package().texts
    desk = BoothDesk(booth, made.page)
    choose(desk, [booth.khmer], texts=texts, go_live_at=later)
    return release(desk), later + timedelta(minutes=1)


def test_a_planned_post_whose_translation_was_corrected_since_does_not_go_out():
    booth = PostedBooth()
    booth.translate()
    made = booth.build()
    waiting, then = planned(booth, made)
    uuid = booth.segment("Mời bà con").uuid
    services.reopen(
        request=booth.request(), user=booth.reviewer, seen=booth.seen("Mời bà con"), reason="Sai"
    )
    draft = services.Draft(said("Kính mời bà con xem!", "km"), booth.seen("Mời bà con")[uuid])
    services.save_draft(request=booth.request(), user=booth.translator, segment=uuid, draft=draft)
    booth.approve("Mời bà con")
    booth.build()  # the package is filled anew; what waits is as it was

    assert run_due(now=then) == 0

    waiting.refresh_from_db()
    assert waiting.state == Release.State.SCHEDULED
    assert "Facebook" in waiting.last_error


def test_a_planned_post_goes_out_as_it_was_approved_whatever_the_package_says_by_now():
    booth = PostedBooth()
    booth.translate()
    made = booth.build()
    waiting, then = planned(booth, made)
    save_package(
        page=made.page, user=booth.editor, destinations=[booth.khmer], leg_texts={},
        texts={"facebook": {"text": "កខគ", "options": {}}}, go_live_at=None,
    )  # fmt: skip

    assert run_due(now=then) == 1

    post = waiting.variants.get(destination=booth.khmer).post
    assert said("Mời bà con xem!", "km") in post.data["text"]


def test_a_planned_post_that_the_leader_let_pass_goes_out():
    booth = PostedBooth()
    later = timezone.now() + timedelta(hours=1)
    desk = BoothDesk(booth, written_here(booth, go_live_at=later).page)
    desk.submit()
    let_pass(desk)
    desk.approve(desk.leader)

    assert run_due(now=later + timedelta(minutes=1)) == 1


def test_nothing_goes_live_in_a_language_that_was_switched_off_meanwhile():
    booth = PostedBooth()
    booth.translate()
    waiting, then = planned(booth, booth.build())
    locale = Locale.objects.get(language_code="km")
    LanguageSwitch.objects.update_or_create(locale=locale, defaults={"is_on": False})

    assert run_due(now=then) == 0

    waiting.refresh_from_db()
    assert (waiting.state, "Khmer" in waiting.last_error) == (Release.State.SCHEDULED, True)


def test_a_post_for_a_channel_that_the_language_has_no_place_on_holds_nothing_up():
    booth = PostedBooth()
    booth.khmer.archived_at = timezone.now()
    booth.khmer.save()
    booth.translate(*(each.source for each in booth.segments() if each.is_of_the_page))

    assert of_texts(booth.build()) == {}


def test_what_went_out_on_facebook_is_the_approved_translation():
    booth = PostedBooth()
    booth.translate()
    released = release(BoothDesk(booth, booth.build().page))

    post = released.variants.get(destination=booth.khmer).post
    assert said("Mời bà con xem!", "km") in post.data["text"]
    assert "Mời" not in post.data["text"]


def test_a_page_that_somebody_wrote_in_the_language_goes_out_only_for_the_leaders_reason():
    booth = PostedBooth(text="")
    booth.translate()
    desk = BoothDesk(booth, booth.build().page)
    TranslationRequest.objects.update(translated_page=None)
    desk.submit()

    with pytest.raises(ReleaseRefused, match="Khmer"):
        desk.approve(desk.leader)
    let_pass(desk)
    desk.approve(desk.leader)

    assert desk.now().live

"""A translated page in Wagtail's editor."""

import pytest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from wagtail.models import Page

from cms import approval
from cms.models import ArticlePage, Role
from publishing.services.corrections import CorrectionRefused, add_correction
from tests.factories.translated_posts import BoothDesk
from tests.factories.translations import Booth, open_language
from tests.factories.users import make_user
from translations import locks, services
from translations.models import TranslationRequest

pytestmark = pytest.mark.django_db


@pytest.fixture
def booth():
    made = Booth()
    open_language(made.office, "km")
    made.translate()
    return made


def page_of(booth) -> ArticlePage:
    built = services.build_page(request=booth.request(), user=booth.translator)
    return ArticlePage.objects.get(pk=built.page.pk)


@pytest.fixture
def editor_address(monkeypatch):
    """As the editor's own address, which may not be there yet."""
    asked = []

    def address(name, args):
        asked.append((name, args))
        return "/dich/1/"

    monkeypatch.setattr(locks, "reverse", address)
    return asked


def test_a_page_that_is_built_from_segments_is_locked_for_everybody(booth, editor_address):
    page = page_of(booth)
    lock = page.get_lock()

    for user in (booth.editor, booth.translator, make_user(is_superuser=True)):
        assert lock.for_user(user)
        message = lock.get_message(user)
        assert "iếng Khmer" in message
        assert booth.page.title in message
        assert 'href="/dich/1/"' in message
    assert editor_address[0] == ("translations_editor", [booth.request().pk])


def test_without_the_editor_the_lock_says_why_all_the_same(booth, monkeypatch):
    def nowhere(name, args):
        raise NoReverseMatch

    monkeypatch.setattr(locks, "reverse", nowhere)

    message = page_of(booth).get_lock().get_message(booth.editor)

    assert "iếng Khmer" in message
    assert "href" not in message


def test_of_a_withdrawn_translation_it_says_to_ask_for_it_again_and_leads_there(booth):
    page = page_of(booth)
    services.withdraw_request(request=booth.request(), user=booth.editor, reason="Thôi")
    lock = page.get_lock()

    message = lock.get_message(booth.editor)

    assert "iếng Khmer" in message
    assert "yêu cầu dịch lại" in message
    assert f'href="{reverse("translations_item", args=[booth.page.pk])}"' in message
    assert reverse("translations_editor", args=[booth.request().pk]) not in message
    assert "yêu cầu dịch lại" in lock.get_description(booth.editor)


def test_the_title_in_the_message_is_text_and_no_markup(booth, editor_address):
    page = page_of(booth)
    Page.objects.filter(pk=booth.page.pk).update(title="<script>alert(1)</script>")

    assert "<script>" not in page.get_lock().get_message(booth.editor)


def test_the_source_and_a_page_that_was_written_by_hand_are_not_locked(booth):
    assert ArticlePage.objects.get(pk=booth.page.pk).get_lock() is None

    page = page_of(booth)
    TranslationRequest.objects.update(translated_page=None)
    assert ArticlePage.objects.get(pk=page.pk).get_lock() is None


def test_an_item_that_is_no_translation_costs_no_query(booth, django_assert_num_queries):
    page = ArticlePage.objects.select_related("edition").get(pk=booth.page.pk)
    with django_assert_num_queries(0):
        assert locks.lock_of(page) is None


def test_wagtail_s_editor_shows_the_lock_and_takes_nothing(booth, client):
    page = page_of(booth)
    person = make_user(booth.office, Role.EDITOR, is_superuser=True)
    client.force_login(person)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])

    shown = client.get(address).content.decode()
    assert "iếng Khmer" in shown

    before = page.latest_revision_id
    client.post(address, {"title": "khác", "slug": page.slug})
    assert ArticlePage.objects.get(pk=page.pk).latest_revision_id == before
    assert reverse("loa_submit", args=[page.pk]) in shown


def in_review(booth) -> BoothDesk:
    desk = BoothDesk(booth, page_of(booth))
    desk.submit()
    return desk


def test_its_approver_is_not_offered_to_correct_words_that_are_written_elsewhere(booth, client):
    desk = in_review(booth)
    client.force_login(desk.leader)
    address = reverse("loa_correct", args=[desk.step().pk])

    shown = client.get(reverse("loa_approve", args=[desk.step().pk])).content.decode()
    assert address not in shown
    assert 'name="return"' in shown
    assert client.get(address).status_code == 302


def test_what_an_approver_corrects_all_the_same_is_refused_with_the_way_to_go(booth):
    desk = in_review(booth)

    with pytest.raises(approval.Refused, match=r"bản dịch|translation"):
        approval.return_with_corrections(
            task_state=desk.step(), user=desk.leader, fingerprint=desk.shown(),
            texts={"title": "Khác"}, comment="",
        )  # fmt: skip


def test_a_published_one_is_corrected_in_its_source(booth):
    page = page_of(booth)
    with pytest.raises(CorrectionRefused, match=r"bản dịch|translation"):
        add_correction(
            page=page, user=booth.editor, wrong="4%", right="4,5%", date=timezone.localdate()
        )
    assert ArticlePage.objects.get(pk=page.pk).latest_revision_id == page.latest_revision_id

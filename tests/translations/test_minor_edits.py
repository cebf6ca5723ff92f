"""What an editor is asked about translations when a change is submitted."""

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from cms import approval
from cms.models import ArticlePage, Role
from tests.factories.offices import make_province
from tests.factories.translated_posts import BoothDesk
from tests.factories.translations import Booth
from tests.factories.users import make_user
from translations.log_actions import NO_MINOR_EDIT
from translations.minor_edits import question_about
from translations.models import MinorEdit, TranslationRequest

pytestmark = pytest.mark.django_db
BEFORE, AFTER = "Không mất phí.", "Không phải nộp phí."


def asked(booth, user=None):
    page = ArticlePage.objects.get(pk=booth.page.pk)
    return question_about(page, page.latest_revision, user or booth.editor)


def test_the_question_names_the_languages_whose_translations_would_be_out_of_date():
    booth = Booth()
    booth.translate()
    booth.write("Cách làm", language="hmn")
    booth.revise(BEFORE, AFTER, live=False)

    question = asked(booth)

    assert (question.languages, question.texts, question.figures) == (["Tiếng Khmer"], 1, 0)


def test_texts_in_which_a_figure_changed_are_counted_apart():
    booth = Booth()
    booth.translate()
    booth.revise("4,5%", "5%", live=False)
    booth.revise(BEFORE, AFTER, live=False)

    question = asked(booth)

    assert (question.texts, question.figures) == (2, 1)


def test_nothing_is_asked_where_no_translation_changes():
    booth = Booth()
    booth.revise(BEFORE, AFTER, live=False)
    assert asked(booth) is None  # nothing is translated yet

    booth = Booth(make_province())
    booth.translate()
    assert asked(booth) is None  # nothing was changed


def test_nor_of_somebody_who_may_not_vouch():
    booth = Booth()
    booth.translate()
    booth.revise(BEFORE, AFTER, live=False)

    assert asked(booth, make_user(make_province(), Role.EDITOR)) is None
    assert asked(booth, booth.translator) is None


def test_an_item_that_nobody_translates_costs_one_query(django_assert_num_queries):
    booth = Booth()
    TranslationRequest.objects.all().delete()
    page, revision = booth.page, booth.page.get_latest_revision()
    with django_assert_num_queries(1):
        assert question_about(page, revision, booth.editor) is None


def submit(client, booth, **posted):
    client.force_login(booth.editor)
    return client.post(
        reverse("loa_submit", args=[booth.page.pk]), {"policy": "no"} | posted, follow=True
    )


def test_a_minor_edit_is_declared_with_the_submission_and_keeps_approvals(client):
    booth = Booth()
    booth.translate()
    booth.revise(BEFORE, AFTER, live=False)
    client.force_login(booth.editor)
    shown = client.get(reverse("loa_submit", args=[booth.page.pk])).content.decode()
    assert "Tiếng Khmer" in shown
    assert 'name="minor_because"' in shown

    submit(client, booth, minor="1", minor_because="Chỉ đổi câu chữ")
    assert MinorEdit.objects.get().reason == "Chỉ đổi câu chữ"
    desk = BoothDesk(booth, ArticlePage.objects.get(pk=booth.page.pk))
    while (step := desk.step()) is not None:
        policy = step.task.specific.role == "policy_reviewer"
        desk.approve(desk.reviewer if policy else desk.leader)

    assert booth.translation(AFTER).state == "approved"


def test_without_a_reason_nothing_is_submitted_and_what_was_typed_stays(client):
    booth = Booth()
    booth.translate()
    booth.revise(BEFORE, AFTER, live=False)

    shown = submit(client, booth, minor="1", comment="Xin duyệt sớm").content.decode()

    assert not approval.is_in_review(ArticlePage.objects.get(pk=booth.page.pk))
    assert not MinorEdit.objects.exists()
    assert "Xin duyệt sớm" in shown
    assert 'name="minor" value="1" checked' in shown


def test_a_reason_without_the_tick_declares_nothing(client):
    booth = Booth()
    booth.translate()
    booth.revise(BEFORE, AFTER, live=False)

    submit(client, booth, minor_because="Chỉ đổi câu chữ")

    assert approval.is_in_review(ArticlePage.objects.get(pk=booth.page.pk))
    assert not MinorEdit.objects.exists()


def test_submitted_again_the_answer_stands_there_and_can_be_taken_back(client):
    booth = Booth()
    booth.translate()
    booth.revise(BEFORE, AFTER, live=False)
    submit(client, booth, minor="1", minor_because="Chỉ đổi câu chữ")
    page = ArticlePage.objects.get(pk=booth.page.pk)
    approval.take_back(page=page, user=booth.editor)

    shown = client.get(reverse("loa_submit", args=[page.pk])).content.decode()
    assert 'name="minor" value="1" checked' in shown
    assert "Chỉ đổi câu chữ" in shown

    submit(client, booth, minor_because="Chỉ đổi câu chữ")
    assert not MinorEdit.objects.exists()


def test_whoever_may_not_vouch_submits_it_as_an_edit_that_is_not_minor(client):
    booth = Booth()
    booth.translate()
    booth.revise(BEFORE, AFTER, live=False)
    submit(client, booth, minor="1", minor_because="Chỉ đổi câu chữ")
    page = ArticlePage.objects.get(pk=booth.page.pk)
    approval.take_back(page=page, user=booth.editor)
    administrator = make_user(is_superuser=True)
    client.force_login(administrator)

    answer = client.post(reverse("loa_submit", args=[page.pk]), {"policy": "no"}, follow=True)

    assert answer.status_code == 200
    assert approval.is_in_review(ArticlePage.objects.get(pk=page.pk))
    assert not MinorEdit.objects.exists()
    (logged,) = PageLogEntry.objects.filter(page=page.pk, action=NO_MINOR_EDIT)
    assert logged.user == administrator


def test_whoever_approves_reads_why_it_is_a_minor_edit(client):
    booth = Booth()
    booth.translate()
    booth.revise(BEFORE, AFTER, live=False)
    submit(client, booth, minor="1", minor_because="Chỉ đổi câu chữ")
    step = BoothDesk(booth, ArticlePage.objects.get(pk=booth.page.pk)).step()
    client.force_login(booth.leader)

    shown = client.get(reverse("loa_approve", args=[step.pk])).content.decode()

    assert "Chỉ đổi câu chữ" in shown

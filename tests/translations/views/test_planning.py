"""Asking for translations and giving them out, on the screen."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.models import Audience, Role
from cms.permissions import sync_office_permissions
from cms.working_time import today
from tests.factories.offices import make_province
from tests.factories.pages import make_article
from tests.factories.translations import Booth
from tests.factories.users import make_user
from translations.models import TranslationRequest
from translations.planning.proposing import MINORITIES
from translations.views import planning

pytestmark = pytest.mark.django_db

ASK, ASSIGN = "translations_request", "translations_assign"


@pytest.fixture
def booth(client):
    booth = Booth(make_province("04", "BHXH tỉnh Cao Bằng"), languages=["km"])
    sync_office_permissions()
    client.force_login(booth.editor)
    return booth


def text(reply) -> str:
    return reply.content.decode()


def refused(reply) -> bool:
    """Wagtail sends them to the first screen, with a message."""
    return reply.status_code == 302 and reply["Location"] == reverse("wagtailadmin_home")


def row(number: int, request, **values) -> dict:
    given = {"requests": request.pk, **values}
    return {"row": str(number)} | {f"row{number}-{key}": value for key, value in given.items()}


def test_the_item_says_how_far_each_language_is_and_who_does_it(client, booth):
    booth.translate("Cách làm")
    TranslationRequest.objects.update(assignee=booth.translator, due_on=date(2026, 1, 5))

    page = text(client.get(reverse("translations_item", args=[booth.page.pk])))

    assert "Tiếng Khmer" in page
    assert "Đang dịch" in page
    assert "Quá hạn" in page
    assert str(booth.translator) in page
    assert reverse(ASK) in page


def test_the_item_leads_everybody_to_what_they_may_do(client, booth):
    observer = make_user(booth.office, Role.OBSERVER)
    sync_office_permissions()

    def seen(user) -> str:
        client.force_login(user)
        return text(client.get(reverse("translations_item", args=[booth.page.pk])))

    editor, review = (
        reverse(name, args=[booth.request().pk])
        for name in ("translations_editor", "translations_review")
    )
    assert review in seen(booth.reviewer)
    assert editor in seen(booth.translator)
    assert f'href="{review}"' not in seen(booth.translator)
    assert editor in seen(booth.editor)
    assert editor not in seen(observer)


def test_an_item_that_nobody_asked_for_says_what_to_do(client, booth):
    bare = make_article(booth.office, user=booth.editor)

    page = text(client.get(reverse("translations_item", args=[bare.pk])))

    assert "Chưa ai yêu cầu dịch bài này" in page
    assert f"{reverse(ASK)}?page={bare.pk}" in page


def test_languages_are_proposed_by_audience_and_province_with_the_reason(client, booth):
    item = make_article(booth.office, user=booth.editor)
    item.audiences.add(Audience.objects.get_or_create(slug=MINORITIES)[0])
    item.save()

    page = text(client.get(reverse(ASK), {"page": item.pk}))

    assert 'value="tyz" checked' in page
    assert "tiếng nói ở địa bàn của BHXH tỉnh Cao Bằng" in page
    assert 'value="jra" checked' not in page
    asked = text(client.get(reverse(ASK), {"page": booth.page.pk}))
    assert 'value="km" disabled' in asked


def test_asking_leads_to_giving_out_and_giving_out_to_the_item(client, booth):
    asked = {"page": booth.page.pk, "languages": ["hmn", "tyz"], "due_on": "2099-01-05"}
    reply = client.post(reverse(ASK), asked)
    made = {one.language: one for one in TranslationRequest.objects.exclude(language="km")}
    assert reply.status_code == 302
    assert all(f"request={one.pk}" in reply["Location"] for one in made.values())
    assert "Tiếng Tày" in text(client.get(reply["Location"]))

    given = row(0, made["hmn"], seen_due_on="2099-01-05", due_on="2099-02-01",
                assignee=booth.translator.pk, reviewer=booth.reviewer.pk)  # fmt: skip
    reply = client.post(reverse(ASSIGN), given)

    assert reply["Location"] == reverse("translations_item", args=[booth.page.pk])
    one = booth_request(booth, "hmn")
    assert (one.assignee, one.reviewer) == (booth.translator, booth.reviewer)
    assert one.due_on == date(2099, 2, 1)
    assert booth_request(booth, "tyz").due_on == date(2099, 1, 5)


def booth_request(booth, language: str) -> TranslationRequest:
    return TranslationRequest.objects.get(page=booth.page, language=language)


def test_a_form_without_languages_or_with_a_day_that_is_over_keeps_what_was_typed(client, booth):
    yesterday = today() - timedelta(days=1)
    asked = {"page": booth.page.pk, "due_on": f"{yesterday:%Y-%m-%d}", "note": "Xin dịch sớm"}
    page = text(client.post(reverse(ASK), asked))
    assert "Hãy chọn ít nhất một ngôn ngữ" in page
    assert "Ngày này đã qua" in page
    assert "Xin dịch sớm" in page

    page = text(client.post(reverse(ASK), asked | {"languages": ["rad"]}))

    assert 'value="rad" checked' in page
    assert TranslationRequest.objects.count() == 1


def test_many_items_are_asked_for_together_without_those_that_are_not_theirs(client, booth):
    mine = make_article(booth.office, user=booth.editor)
    theirs = make_article(make_province(), title="Bài tỉnh khác")

    page = text(client.get(reverse(ASK), {"page": [booth.page.pk, mine.pk, theirs.pk]}))

    assert "2 bài" in page
    assert "Bài tỉnh khác" not in page
    assert "1 mục đã chọn không phải bài bạn được yêu cầu dịch" in page
    client.post(reverse(ASK), {"page": [booth.page.pk, mine.pk], "languages": ["hmn"]})
    assert TranslationRequest.objects.filter(language="hmn").count() == 2


def test_one_day_may_be_given_to_every_row(client, booth):
    other = Booth(booth.office, languages=["hmn"])
    forms = row(0, booth.request("km")) | row(1, other.request("hmn"))
    given = forms | {"row": ["0", "1"], "every_due_on": "2099-03-01"}

    client.post(reverse(ASSIGN), given)

    assert {one.due_on for one in TranslationRequest.objects.all()} == {date(2099, 3, 1)}


def test_a_refusal_stores_nothing_and_keeps_what_was_chosen(client, booth):
    given = row(0, booth.request(), assignee=booth.reviewer.pk, reviewer=booth.reviewer.pk)

    page = text(client.post(reverse(ASSIGN), given))

    assert "Chưa lưu gì" in page
    assert f'value="{booth.reviewer.pk}" selected' in page
    assert booth.request().assignee is None


def test_who_saves_after_somebody_else_sees_both(client, booth):
    other = make_user(booth.office, Role.TRANSLATOR)
    TranslationRequest.objects.update(assignee=booth.translator)

    page = text(client.post(reverse(ASSIGN), row(0, booth.request(), assignee=other.pk)))

    assert "Người khác vừa thay đổi" in page
    assert f'name="row0-seen_assignee" value="{booth.translator.pk}"' in page
    assert f'value="{other.pk}" selected' in page


def test_somebody_without_an_account_is_not_taken_for_nobody(client, booth):
    TranslationRequest.objects.update(assignee=booth.translator)
    given = row(0, booth.request(), seen_assignee=booth.translator.pk, assignee=99999999)

    assert "không còn tài khoản" in text(client.post(reverse(ASSIGN), given))
    assert booth.request().assignee == booth.translator


def test_what_is_too_much_at_once_is_said(client, booth, monkeypatch):
    monkeypatch.setattr(planning, "MOST_PAGES", 1)
    monkeypatch.setattr(planning, "MOST_REQUESTS", 1)
    mine = make_article(booth.office, user=booth.editor, title="Bài bị bỏ lại")

    page = text(client.get(reverse(ASK), {"page": [booth.page.pk, mine.pk]}))
    assert "Mỗi lần nhiều nhất 1" in page
    assert mine.title not in page
    client.post(reverse(ASK), {"page": booth.page.pk, "languages": ["hmn"]})
    assert "Mỗi lần nhiều nhất 1" in text(client.get(reverse(ASSIGN), {"page": booth.page.pk}))


def test_nonsense_is_refused_and_breaks_nothing(client, booth):
    for given in (
        {"row": "0"},
        {"row": "0", "row0-requests": "x"},
        {"row": "0", "row0-requests": "9" * 18},
        {"row": ["0"] * 3, "row0-requests": "99999991,99999992"},
    ):
        assert refused(client.post(reverse(ASSIGN), given))
    huge = row(0, booth.request(), assignee="9" * 30, due_on="0000-99-99")
    assert client.post(reverse(ASSIGN), huge).status_code == 200
    assert client.get(reverse(ASK), {"page": ["x", "9" * 40, "\x00"]}).status_code == 302
    assert client.get(reverse(ASSIGN), {"request": "٣"}).status_code == 302
    assert client.get(reverse("translations_item", args=[booth.office.home_id])).status_code == 404


def test_withdrawing_asks_for_a_reason(client, booth):
    address = reverse("translations_withdraw", args=[booth.request().pk])
    assert client.post(address, {"reason": " "}).status_code == 200
    assert booth.request().withdrawn_at is None

    reply = client.post(address, {"reason": "Bài sắp gỡ"})

    assert reply["Location"] == reverse("translations_item", args=[booth.page.pk])
    assert booth.request().withdrawn_at is not None
    assert client.post(address, {"reason": "Lần nữa"}).status_code == 302


def test_a_stranger_learns_nothing(client, booth):
    stranger = make_user(make_province(), Role.EDITOR)
    sync_office_permissions()
    client.force_login(stranger)
    number = booth.request().pk

    assert refused(client.get(reverse("translations_item", args=[booth.page.pk])))
    assert refused(client.get(reverse(ASK), {"page": booth.page.pk}))
    assert refused(client.get(reverse(ASSIGN), {"request": number}))
    assert refused(client.post(reverse(ASSIGN), row(0, booth.request())))
    assert refused(client.get(reverse("translations_withdraw", args=[number])))


def test_the_number_of_queries_does_not_grow_with_the_languages(client, booth):
    counts: dict[str, set[int]] = {"item": set(), "assign": set()}
    for languages in (["hmn"], ["rad", "jra", "bdq"]):
        client.post(reverse(ASK), {"page": booth.page.pk, "languages": languages})
        for name, address in (
            ("item", reverse("translations_item", args=[booth.page.pk])),
            ("assign", f"{reverse(ASSIGN)}?page={booth.page.pk}"),
        ):
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            counts[name].add(len(queries))

    assert {name: len(found) for name, found in counts.items()} == {"item": 1, "assign": 1}

"""The queue, the board and the words of a month, on the screen."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.models import Role
from cms.permissions import sync_office_permissions
from tests.factories.offices import make_province
from tests.factories.translations import Booth, make_linguist
from tests.factories.users import make_user
from translations import services
from translations.models import TranslationRequest
from translations.views import work

pytestmark = pytest.mark.django_db

QUEUE, BOARD, WORDS = "translations_queue", "translations_matrix", "translations_words"


@pytest.fixture
def booth(client):
    booth = Booth(languages=["km", "hmn"])
    sync_office_permissions()
    return booth


def shown(client, user, name: str, **asked) -> str:
    client.force_login(user)
    reply = client.get(reverse(name), asked)
    assert reply.status_code == 200
    return reply.content.decode()


def test_the_queue_opens_with_what_waits_and_says_how_it_stands(client, booth):
    TranslationRequest.objects.filter(language="km").update(
        assignee=booth.translator, due_on=date(2026, 1, 5), note="Giữ tên riêng"
    )

    page = shown(client, booth.translator, QUEUE)

    assert booth.page.title in page
    assert "Tiếng Khmer" in page
    assert "Chưa bắt đầu" in page
    assert "Quá hạn" in page
    assert "Giữ tên riêng" in page
    assert "Tiếng Mông" not in page.split("loa-tr-list")[1]


def test_what_is_stale_is_said_with_the_number_of_texts(client, booth):
    TranslationRequest.objects.filter(language="km").update(assignee=booth.translator)
    booth.translate()
    booth.revise("4,5%", "5%")

    page = shown(client, booth.translator, QUEUE, stage="stale")

    assert "1 đoạn đã cũ" in page


def test_a_translator_takes_what_nobody_has(client, booth):
    page = shown(client, booth.translator, QUEUE, pile="free")
    take = reverse("translations_take", args=[booth.request().pk])
    assert take in page

    reply = client.post(take)

    assert reply.status_code == 302
    assert booth.request().assignee == booth.translator
    other = make_linguist(booth.office, Role.TRANSLATOR)
    sync_office_permissions()
    client.force_login(other)
    late = client.post(take, follow=True).content.decode()
    assert "đã nhận dịch bản này" in late


def test_every_empty_pile_says_what_will_stand_there(client, booth):
    TranslationRequest.objects.update(assignee=booth.other_reviewer)

    assert "Không có gì chờ bạn dịch" in shown(client, booth.translator, QUEUE)
    assert "Không có bản nào chờ bạn hiệu đính" in shown(
        client, booth.reviewer, QUEUE, pile="review"
    )
    assert "đều đã có người nhận" in shown(client, booth.translator, QUEUE, pile="free")
    assert "không có vai trò người dịch" in shown(client, booth.editor, QUEUE)


def test_the_reviewer_finds_what_is_translated(client, booth):
    booth.write()
    services.mark_translated(request=booth.request(), user=booth.translator, seen=booth.seen())

    page = shown(client, booth.reviewer, QUEUE, pile="review")

    assert "Chờ hiệu đính" in page
    assert booth.page.title in page


def test_what_was_not_understood_is_left_out(client, booth):
    strange = {"pile": "x", "language": "?", "stage": "'", "text": "\x00", "p": "9" * 30}
    for name in (QUEUE, BOARD, WORDS):
        shown(client, booth.editor, name, **strange, month="2026-99", office="x", person="9" * 30)


def test_the_board_shows_state_age_and_person_and_what_to_do(client, booth):
    TranslationRequest.objects.filter(language="km").update(
        assignee=booth.translator, due_on=date(2026, 1, 5)
    )

    page = shown(client, booth.editor, BOARD)

    assert "Tiếng Khmer" in page
    assert "Tiếng Mông" in page
    assert str(booth.translator) in page
    assert "chưa giao ai" in page
    assert "Quá hạn" in page
    assert f'name="page" value="{booth.page.pk}"' in page


def test_the_board_is_paged(client, booth, monkeypatch):
    monkeypatch.setattr(work, "PER_PAGE", 1)
    other = Booth(booth.office, languages=["km"], title="Bài thứ hai")

    first, second = (shown(client, booth.editor, BOARD, p=page) for page in (1, 2))

    assert other.page.title in first
    assert booth.page.title not in first
    assert booth.page.title in second


def test_all_items_of_the_board_can_be_ticked_at_once(client, booth):
    page = shown(client, booth.editor, BOARD)

    assert 'data-tick-every="page"' in page
    assert "translations/board" in page


def test_who_neither_asks_nor_gives_out_ticks_nothing(client, booth):
    page = shown(client, booth.translator, BOARD)

    assert booth.page.title in page
    assert 'type="checkbox" name="page"' not in page
    assert reverse("translations_assign") not in page


def test_what_is_asked_for_in_no_language_cannot_be_given_out(client, booth):
    TranslationRequest.objects.all().delete()

    page = shown(client, booth.editor, BOARD, stage="none")

    assert reverse("translations_request") in page
    assert reverse("translations_assign") not in page


def test_an_empty_board_says_how_to_begin_and_a_narrow_one_how_to_widen_it(client, booth):
    empty = make_user(make_province(), Role.EDITOR)
    sync_office_permissions()

    assert "Chưa có yêu cầu dịch nào" in shown(client, empty, BOARD)
    assert "Không có bản dịch nào khớp" in shown(
        client, booth.editor, BOARD, text="khong-co-bai-nay"
    )


def test_live_items_without_translations_can_be_ticked(client, booth):
    services.withdraw_request(request=booth.request("km"), user=booth.editor, reason="Thôi")
    services.withdraw_request(request=booth.request("hmn"), user=booth.editor, reason="Thôi")

    page = shown(client, booth.editor, BOARD, stage="none")

    assert "Chưa yêu cầu ngôn ngữ nào" in page
    assert f'name="page" value="{booth.page.pk}"' in page


def test_words_of_the_month_on_the_screen_and_as_a_file(client, booth):
    booth.translator.last_name, booth.translator.first_name = "=1+1", ""
    booth.translator.save()
    booth.translate("Cách làm")

    page = shown(client, booth.editor, WORDS)
    assert "Tiếng Khmer" in page
    file = client.get(reverse("translations_words_export"))
    rows = list(csv.reader(StringIO(b"".join(file.streaming_content).decode("utf-8-sig"))))

    assert "attachment" in file["Content-Disposition"]
    assert rows[0][0] == "Tháng"
    assert {row[1] for row in rows[1:]} == {"'=1+1", str(booth.reviewer)}
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_an_empty_month_says_so(client, booth):
    assert "Trong tháng này chưa có" in shown(client, booth.editor, WORDS)


def test_the_menu_has_it_for_those_whose_work_it_is(client, booth):
    def menu(user) -> str:
        return shown(client, user, "wagtailadmin_home")

    assert reverse(QUEUE) in menu(booth.translator)
    assert reverse(BOARD) in menu(booth.editor)
    secretary = make_user(booth.office, Role.SECRETARY)
    sync_office_permissions()
    assert reverse(BOARD) not in menu(secretary)


@pytest.mark.parametrize("name", [QUEUE, BOARD])
def test_the_number_of_queries_does_not_grow_with_the_work(client, booth, name):
    user = booth.translator if name == QUEUE else booth.editor
    counts = set()
    for languages in (["km"], ["km", "hmn", "rad"]):
        more = Booth(booth.office, languages=languages)
        TranslationRequest.objects.filter(page=more.page).update(assignee=booth.translator)
        shown(client, user, name)
        with CaptureQueriesContext(connection) as queries:
            shown(client, user, name)
        counts.add(len(queries))

    assert len(counts) == 1

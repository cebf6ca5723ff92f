"""The board: who sees what, filters, counters, bulk buttons and exports."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from cms.models import CampaignPage, Role
from publishing.models import Delivery, Release
from tests.factories.board import two_desks, with_old_value
from tests.factories.pages import make_article
from tests.factories.publishing import make_release
from tests.factories.users import make_admin_user

pytestmark = pytest.mark.django_db
URL = "/admin/theo-doi/"
State = Delivery.State


@pytest.fixture
def desks():
    return two_desks()


@pytest.fixture
def ours(desks):
    return desks[0]


@pytest.fixture
def theirs(desks):
    return desks[1]


def titles(response):
    return [row.delivery.release.title for row in response.context["rows"]]


def board(client, user, **asked):
    client.force_login(user)
    return client.get(URL, asked)


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_an_office_sees_its_own_deliveries_only(client, ours, theirs):
    ours.delivery(title="Của ta")
    theirs.delivery(title="Của tỉnh khác")
    assert titles(board(client, ours.observer)) == ["Của ta"]


def test_what_comes_from_another_office_to_our_place_is_seen_by_both(client, ours, theirs):
    theirs.delivery(title="Gửi sang", destination=ours.place())
    assert titles(board(client, ours.observer)) == ["Gửi sang"]
    assert titles(board(client, theirs.observer)) == ["Gửi sang"]


def test_the_office_above_sees_what_its_offices_do(client, ours, theirs):
    ours.delivery()
    theirs.delivery()
    assert len(titles(board(client, make_admin_user(ours.office.parent, Role.OBSERVER)))) == 2


def test_a_user_without_a_role_sees_an_explanation(client, ours):
    ours.delivery()
    response = board(client, make_admin_user())
    assert titles(response) == []
    assert 'class="loa-nothing"' in response.content.decode()


@pytest.mark.parametrize("asked", ["bao hiem", "BẢO HIỂM", "bảo hiểm"])
def test_search_finds_titles_with_or_without_diacritics(client, ours, asked):
    ours.delivery(title="Thẻ bảo hiểm y tế")
    ours.delivery(title="Lương hưu")
    assert titles(board(client, ours.editor, query=asked)) == ["Thẻ bảo hiểm y tế"]


def test_search_finds_the_items_of_a_campaign(client, ours):
    campaign = CampaignPage(
        title="Tháng vận động toàn dân",
        starts_on="2026-05-01",
        ends_on="2026-05-31",
        live=False,
    )
    ours.office.home.add_child(instance=campaign)
    page = make_article(ours.office, campaign=campaign)
    release = make_release(office=ours.office, title="Bài trong đợt", page_id=page.pk)
    ours.delivery(release=release)
    ours.delivery(title="Bài khác")
    assert titles(board(client, ours.editor, query="van dong toan dan")) == ["Bài trong đợt"]


def test_filters_narrow_by_state_channel_office_and_day(client, ours):
    old = timezone.now() - timedelta(days=10)
    ours.delivery(title="Lỗi", state=State.FAILED)
    ours.delivery(title="Loa", channel="loudspeaker")
    ours.delivery(
        title="Cũ", release=make_release(office=ours.office, title="Cũ", goes_live_at=old)
    )
    day = timezone.localdate(old).isoformat()
    assert titles(board(client, ours.editor, state="failed")) == ["Lỗi"]
    assert titles(board(client, ours.editor, channel="loudspeaker")) == ["Loa"]
    assert titles(board(client, ours.editor, since=day, until=day)) == ["Cũ"]
    assert len(titles(board(client, ours.editor, office=ours.office.pk))) == 3


def test_the_filters_ignore_what_they_do_not_understand(client, ours):
    ours.delivery(title="Một")
    response = board(client, ours.editor, state="nonsense", since="yesterday", release="x", p="-3")
    assert titles(response) == ["Một"]


def test_each_delivery_stands_in_at_most_one_counter(client, ours):
    now = timezone.now()
    ours.delivery(state=State.UNKNOWN)
    ours.delivery(destination=ours.place(held_at=now, held_reason="hết hạn mã truy cập"))
    ours.delivery("byhand", state=State.ACCEPTED)
    ours.delivery("loudspeaker", state=State.ACCEPTED, expires_at=now - timedelta(days=1))
    ours.delivery("loudspeaker", state=State.ACCEPTED)
    ours.delivery(state=State.SENDING)
    ours.delivery()
    ours.delivery(state=State.DELIVERED)
    ours.delivery(state=State.FAILED)
    ours.delivery(state=State.SUPERSEDED)
    response = board(client, ours.editor)
    counts = {group["name"]: group["count"] for group in response.context["groups"]}
    assert counts == {"person": 4, "underway": 3, "done": 1, "failed": 1}
    for name, count in counts.items():
        assert len(titles(board(client, ours.editor, group=name))) == count


def test_ten_rows_and_a_hundred_cost_the_same_queries(
    client, ours, django_assert_num_queries, django_assert_max_num_queries
):
    page = ours.delivery()
    for _number in range(9):
        ours.delivery(waits_for=page)
    client.force_login(ours.editor)
    client.get(URL)
    with django_assert_max_num_queries(60) as few:
        client.get(URL)
    for _number in range(90):
        ours.delivery(waits_for=page)
    with django_assert_num_queries(len(few)):
        client.get(URL)


def test_pages_keep_the_filters(client, ours):
    for _number in range(60):
        ours.delivery()
    response = board(client, ours.editor, state="queued", p=2)
    assert len(response.context["rows"]) == 10
    assert "state=queued&amp;p=1" in response.content.decode()


def test_retrying_many_asks_first_and_then_says_what_was_done(client, ours):
    good = ours.delivery(state=State.FAILED)
    overtaken = ours.delivery(state=State.FAILED)
    make_newer(overtaken, ours)
    client.force_login(ours.editor)
    asked = {"verb": "retry", "delivery": [good.pk, overtaken.pk], "back": "state=failed"}
    response = client.post(reverse("publishing_board_batch"), asked)
    good.refresh_from_db()
    assert good.state == State.FAILED
    assert {row.delivery for row in response.context["rows"]} == {good, overtaken}
    response = client.post(reverse("publishing_board_batch"), asked | {"confirmed": "1"})
    good.refresh_from_db()
    overtaken.refresh_from_db()
    assert (good.state, overtaken.state) == (State.QUEUED, State.FAILED)
    assert response["Location"] == f"{URL}?state=failed"
    (message,) = said(response)
    assert "1" in message
    assert ";" in message


def make_newer(delivery, desk):
    release = make_release(delivery.work, desk.office)
    return desk.delivery(release=release, destination=delivery.destination)


def test_many_cannot_touch_what_belongs_to_another_office(client, ours, theirs):
    foreign = theirs.delivery()
    client.force_login(ours.keeper)
    asked = {"verb": "cancel", "delivery": [foreign.pk], "confirmed": "1"}
    response = client.post(reverse("publishing_board_batch"), asked)
    foreign.refresh_from_db()
    assert foreign.state == State.QUEUED
    assert said(response) == ["Hãy chọn các lượt đăng trước."]


def test_an_observer_changes_nothing_and_is_told_so(client, ours):
    delivery = ours.delivery()
    client.force_login(ours.observer)
    asked = {"verb": "cancel", "delivery": [delivery.pk], "confirmed": "1"}
    response = client.post(reverse("publishing_board_batch"), asked)
    delivery.refresh_from_db()
    assert delivery.state == State.QUEUED
    assert len(said(response)) == 1
    assert not any(row.may_steer for row in board(client, ours.observer).context["rows"])


def test_nothing_ticked_is_said(client, ours):
    client.force_login(ours.editor)
    response = client.post(reverse("publishing_board_batch"), {"verb": "retry", "back": ""})
    assert response["Location"] == URL
    assert len(said(response)) == 1


def test_csv_respects_filters_and_begins_with_the_mark_that_excel_needs(client, ours, theirs):
    ours.delivery(title="Có", state=State.FAILED)
    ours.delivery(title="Không")
    theirs.delivery(title="Của tỉnh khác", state=State.FAILED)
    client.force_login(ours.observer)
    response = client.get(URL + "xuat.csv", {"state": "failed"})
    data = b"".join(response.streaming_content)
    assert data.startswith(b"\xef\xbb\xbf")
    lines = data.decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "Có" in lines[1]


def test_xlsx_opens_and_holds_no_formula(client, ours):
    ours.delivery(title='=HYPERLINK("http://evil","x")')
    client.force_login(ours.observer)
    response = client.get(URL + "xuat.xlsx")
    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    rows = list(sheet.iter_rows())
    assert rows[1][1].value.startswith("'=")
    assert all(cell.data_type != "f" for row in rows for cell in row)


def test_scheduled_releases_are_counted_and_linked(client, ours):
    make_release(office=ours.office, state=Release.State.SCHEDULED)
    response = board(client, ours.observer)
    assert response.context["scheduled"] == 1
    assert reverse("publishing_scheduled") in response.content.decode()


def test_nobody_without_a_login_sees_the_board(client):
    assert client.get(URL)["Location"].startswith("/admin/login/")


@pytest.mark.parametrize(
    "asked",
    [
        {"release": "9" * 20},
        {"page": "9" * 20},
        {"page": "-1"},
        {"since": "0001-01-01"},
        {"until": "9999-12-31"},
        {"query": "\x00"},
        {"p": "9" * 20},
    ],
)
def test_filters_that_make_no_sense_are_no_error(client, ours, asked):
    ours.delivery()
    client.force_login(ours.observer)
    for address in (URL, f"{URL}xuat.csv", f"{URL}xuat.xlsx"):
        answer = client.get(address, asked)
        assert answer.status_code == 200
        assert answer.getvalue()


@pytest.mark.parametrize("ticked", ["9" * 20, "9" * 5000, "²", "-1", "abc"])
def test_rows_that_do_not_exist_are_no_error(client, ours, ticked):
    client.force_login(ours.keeper)
    answer = client.post(f"{URL}nhieu/", {"verb": "retry", "delivery": [ticked]})
    assert answer.status_code == 302


def test_sending_many_again_says_what_waits_for_a_nod_and_leads_to_old_values(client, ours, theirs):
    made = theirs.delivery().release
    places = [ours.place(national_posts=rule) for rule in ("auto", "nod", "never")]
    rows = [ours.delivery(state=State.FAILED, release=made, destination=one) for one in places]
    rows.append(with_old_value(ours.delivery(state=State.FAILED)))
    asked = {"verb": "retry", "delivery": [row.pk for row in rows], "confirmed": "1"}
    client.force_login(ours.leader)

    (message,) = said(client.post(reverse("publishing_board_batch"), asked))

    states = [Delivery.objects.get(pk=row.pk).state for row in rows]
    assert states == [State.QUEUED, State.QUEUED, State.FAILED, State.FAILED]
    assert "Đã gửi lại 2; 1 lượt trong số này chờ lãnh đạo đơn vị đồng ý; " in message
    assert "1: Nay đơn vị không nhận bài của Trung ương" in message
    assert "1900 0000 → 1900 9068" in message
    assert f"/admin/so-lieu-da-dang/{ours.office.code}/" in message

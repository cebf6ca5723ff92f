"""“Đăng nhân danh đơn vị”: what comes and went out in an office's name, and its leader's answer."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.models import Role
from publishing.in_our_name import lines
from publishing.models import Delivery, Destination, Release
from publishing.services.going_live import run_due
from tests.factories.national import Nation, let_the_hours_pass
from tests.factories.offices import make_province
from tests.factories.packages import delivered, rewrite, set_fact
from tests.factories.publishing import make_release
from tests.factories.users import make_admin_user

pytestmark = pytest.mark.django_db
State, Reason = Delivery.State, Delivery.Reason
INDEX, ANSWER = "publishing_in_our_name", "publishing_nod"
DRAFT = "Chữ nháp của trung ương 7719"


def enter(client, user):
    client.force_login(user)
    return user


@pytest.fixture
def nation() -> Nation:
    nation = Nation("nod")
    leader = make_admin_user(nation.office, Role.LEADER)
    nation.leader.delete()
    nation.leader = leader
    return nation


def item_url(release) -> str:
    return reverse("publishing_in_our_name_item", args=[release.pk])


def said(answer) -> str:
    return " ".join(str(one) for one in answer.context["messages"])


def test_an_empty_screen_says_what_it_is_for(client, nation):
    enter(client, nation.leader)

    shown = client.get(reverse(INDEX)).content.decode()

    assert "Không có bài nào của Trung ương" in shown


def test_what_waits_is_shown_with_its_time_and_posts_as_they_will_be(client, nation):
    made = nation.release(texts={"facebook": {"text": "Lời đã duyệt 8812", "options": {}}})
    rewrite(nation.desk, title=DRAFT)
    enter(client, nation.leader)

    index = client.get(reverse(INDEX)).content.decode()
    item = client.get(item_url(made)).content.decode()

    assert made.title in index
    assert "2 nơi chờ đồng ý" in index
    assert "Lời đã duyệt 8812" in item
    assert "Trang Lào Cai" in item
    assert "Trang trung ương" not in item  # its own page is the centre's business
    assert DRAFT not in index + item


def test_what_nobody_confirmed_yet_is_not_called_posted(client, nation):
    made = nation.release()
    first, *_others = Delivery.objects.filter(release=made, destination__office=nation.office)
    Delivery.objects.filter(pk=first.pk).update(state=State.ACCEPTED, nod_until=None)
    enter(client, nation.leader)

    index = client.get(reverse(INDEX), {"only": "out"}).content.decode()

    assert "1 nơi chờ xác nhận" in index
    assert "đã đăng ở" not in index


def test_the_leader_lets_many_releases_go_in_one_press(client, nation):
    releases = [nation.release()]
    other = Nation("nod")
    Destination.objects.filter(pk=other.page.pk).update(office=nation.office, name="Trang hai")
    releases.append(other.release())
    enter(client, nation.leader)

    answer = client.post(
        reverse(ANSWER), {"verb": "nod", "release": [one.pk for one in releases]}, follow=True
    )

    assert "3 bài được đăng" in said(answer)
    assert nation.delivery(nation.page).nod_until is None
    assert nation.delivery(other.page).nod_until is None
    assert other.delivery(other.commune).nod_until  # another province's


def test_one_post_is_refused_with_a_reason_and_the_other_goes(client, nation):
    made = nation.release()
    enter(client, nation.leader)
    page, commune = (nation.delivery(one) for one in nation.places)
    no = {"verb": "refuse", "deliveries": str(page.pk), "back": made.pk}

    without = client.post(reverse(ANSWER), no, follow=True)
    client.post(reverse(ANSWER), no | {"reason": "Tỉnh có bài riêng"})
    client.post(reverse(ANSWER), {"verb": "nod", "deliveries": f"{commune.pk}"})

    assert "Hãy nêu lý do" in said(without)
    assert nation.delivery(nation.page).reason_code == Reason.NOT_WANTED
    assert "Tỉnh có bài riêng" in nation.delivery(nation.page).reason
    assert nation.delivery(nation.commune).nod_until is None
    assert "Vẫn cho đăng" in client.get(item_url(made)).content.decode()


def test_what_was_left_out_is_posted_after_all(client, nation):
    from publishing.services.nods import end_silence

    made = nation.release()
    let_the_hours_pass()
    end_silence()
    Delivery.objects.filter(destination__channel="portal").update(state=State.DELIVERED)
    enter(client, nation.leader)
    ids = ",".join(map(str, nation.ids()))

    answer = client.post(
        reverse(ANSWER), {"verb": "let_out", "deliveries": ids, "back": made.pk}, follow=True
    )

    assert "2 bài được đăng" in said(answer)
    assert nation.delivery(nation.page).state == State.QUEUED


def test_an_answer_that_comes_too_late_says_so(client, nation):
    nation.release()
    let_the_hours_pass()
    enter(client, nation.leader)

    answer = client.post(
        reverse(ANSWER), {"verb": "nod", "deliveries": str(nation.ids()[0])}, follow=True
    )

    assert "không còn chờ ý kiến" in said(answer)


@pytest.mark.parametrize(
    "forged",
    [{}, {"verb": "x"}, {"verb": "nod"}, {"verb": "nod", "deliveries": "a,b,-1,9999999999999,"}],
)
def test_what_makes_no_sense_changes_nothing(client, nation, forged):
    nation.release()
    enter(client, nation.leader)

    assert client.post(reverse(ANSWER), forged).status_code == 302
    assert nation.delivery(nation.page).nod_until


def test_people_of_the_office_read_and_have_no_buttons(client, nation):
    made = nation.release()
    enter(client, make_admin_user(nation.office, Role.EDITOR))

    shown = client.get(item_url(made)).content.decode()

    assert "Trang Lào Cai" in shown
    assert 'name="verb"' not in shown
    assert client.post(reverse(ANSWER), {"verb": "nod"}).status_code in (302, 403)
    assert nation.delivery(nation.page).nod_until


def test_neighbours_and_the_centre_see_nothing_of_it(client, nation):
    made = nation.release()
    enter(client, make_admin_user(make_province(), Role.LEADER))
    assert client.get(item_url(made)).status_code == 404
    assert made.title not in client.get(reverse(INDEX)).content.decode()

    enter(client, make_admin_user(nation.desk.office, Role.LEADER))
    assert client.get(item_url(made), follow=True).status_code in (200, 403)
    assert nation.delivery(nation.page).nod_until


def test_a_release_of_the_provinces_own_is_not_listed(client, nation):
    from tests.factories.approval import Desk
    from tests.factories.packages import choose, release

    desk = Desk(nation.office)
    choose(desk, [nation.page])
    own = release(desk)
    enter(client, nation.leader)

    assert client.get(item_url(own)).status_code == 404


def test_the_page_on_the_portal_is_shown_before_as_the_office_will_have_it(client):
    nation = Nation("nod", lead="Gọi {{hotline}} để hỏi")
    set_fact(nation.desk.office, "hotline", "1900 9068")
    set_fact(nation.office, "hotline", "0214 333")
    leader = make_admin_user(nation.office, Role.LEADER)
    at = timezone.now() + timedelta(days=1)
    made = nation.release(go_live_at=at)
    address = reverse("publishing_in_our_name_page", args=[made.pk, nation.office.code])
    enter(client, leader)

    before = client.get(address)

    assert before.status_code == 200
    assert "0214 333" in before.content.decode()
    assert "1900 9068" not in before.content.decode().split("<footer")[0]
    other = make_province()
    assert client.get(address.replace(nation.office.code, other.code)).status_code == 404
    rewrite(nation.desk, title=DRAFT)
    assert DRAFT not in client.get(address).content.decode()
    run_due(now=at + timedelta(minutes=1))
    assert f"/{nation.office.home.slug}/" in client.get(item_url(made)).content.decode()


def test_what_went_out_is_listed_for_a_month(client, nation):
    nation.set_rule("auto")
    made = nation.release()
    delivered(nation.page)
    enter(client, nation.leader)

    assert "đã đăng ở 1 nơi" in client.get(reverse(INDEX)).content.decode()
    made.goes_live_at -= timedelta(days=40)
    made.save(update_fields=["goes_live_at"])
    Delivery.objects.filter(destination=nation.commune).update(state=State.SUPERSEDED)
    assert made.title not in client.get(reverse(INDEX)).content.decode()


def test_both_screens_take_as_many_queries_for_many_as_for_one(client):
    counts = []
    for number in (1, 9):
        nation = Nation("nod", more=number)
        made = nation.release()
        for _again in range(number):
            other = Nation("nod")
            Destination.objects.filter(pk=other.page.pk).update(
                office=nation.office, name=f"Trang {other.page.pk}"
            )
            other.release()
        enter(client, make_admin_user(nation.office, Role.LEADER))
        counts.append([])
        for address in (reverse(INDEX), item_url(made)):
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            counts[-1].append(len(queries))

    assert counts[0] == counts[1]


def test_the_menu_has_it_for_people_below_the_centre_only(client, nation):
    enter(client, nation.leader)
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse(INDEX) in home

    enter(client, make_admin_user(nation.desk.office, Role.LEADER))
    assert reverse(INDEX) not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_channel_is_named_above_each_post(client, nation):
    made = nation.release()
    enter(client, nation.leader)

    shown = client.get(item_url(made)).content.decode()

    assert "<h3>Facebook</h3>" in shown
    assert "<h3>Loa truyền thanh xã, phường</h3>" in shown


def test_the_page_is_shown_with_the_value_that_was_approved_with_it(client):
    nation = Nation("nod", lead="Gọi {{hotline}} nhé")
    set_fact(nation.desk.office, "hotline", "1900 1")
    set_fact(nation.office, "hotline", "0207 1111")
    made = nation.release(go_live_at=timezone.now() + timedelta(days=2))
    set_fact(nation.office, "hotline", "0207 2222")
    enter(client, make_admin_user(nation.office, Role.LEADER))

    address = reverse("publishing_in_our_name_page", args=[made.pk, nation.office.code])
    shown = client.get(address).content.decode()

    assert "Gọi 0207 1111" in shown


def test_what_waits_is_listed_with_all_that_the_release_does_here(nation):
    nation.release()
    Delivery.objects.filter(destination=nation.commune).update(nod_until=None)
    Nation("auto").release()

    [line] = lines([nation.office.pk, nation.below.pk], only="waiting")[:5]

    assert (line.waiting, line.coming) == (1, 1)


def test_the_link_in_a_mail_still_leads_to_what_went_live_under_a_later_number(client, nation):
    """Asked for before its time; the hours for the nod begin when it goes live."""
    planned = nation.release(go_live_at=timezone.now() + timedelta(days=1))
    link = item_url(planned)
    make_release(planned.work, planned.office)
    run_due(now=timezone.now() + timedelta(days=2))
    enter(client, nation.leader)

    assert not Release.objects.filter(pk=planned.pk).exists()
    assert planned.title in client.get(link).content.decode()

from datetime import timedelta

import pytest
from django.utils import timezone

from publishing.bulletins import bulletins_of, find_bulletin, successor_of
from publishing.models import Delivery, Release
from publishing.services.confirmations import confirm_delivery
from tests.factories.communes import make_bulletin, make_commune

pytestmark = pytest.mark.django_db
State = Delivery.State


@pytest.fixture
def commune():
    return make_commune()


def titles(commune):
    return [one.post["title"] for one in bulletins_of(commune)]


def say(delivery, kind, **details):
    return confirm_delivery(delivery=delivery, kind=kind, by="link", **details)


def test_the_list_holds_what_reached_this_commune(commune):
    make_bulletin(commune, "Của xã")
    make_bulletin(make_commune(), "Của xã khác")
    assert titles(commune) == ["Của xã"]


@pytest.mark.parametrize("state", ["queued", "sending", "unknown", "failed", "cancelled"])
def test_what_has_not_reached_the_commune_is_not_listed(commune, state):
    make_bulletin(commune, state=state)
    assert titles(commune) == []


def test_priority_comes_first_and_what_was_played_last(commune):
    make_bulletin(commune, "Thường")
    played = make_bulletin(commune, "Đã phát", content={"options": {"class": "priority"}})
    make_bulletin(commune, "Ưu tiên", content={"options": {"class": "priority"}})
    say(played, "played", happened_at=timezone.now(), times=1)
    assert titles(commune) == ["Ưu tiên", "Thường", "Đã phát"]


def test_a_revised_bulletin_shows_its_newest_version_and_what_it_replaces(commune):
    old = make_bulletin(commune, "Bản cũ", "Sai.")
    new = make_bulletin(commune, "Bản mới", "Đúng.", before=old, action="revise")
    newest = make_bulletin(commune, "Bản mới nhất", "Đúng hơn.", before=new, action="revise")
    [shown] = bulletins_of(commune)
    assert shown.delivery == newest
    assert shown.replaces == new
    assert successor_of(old) == newest


@pytest.mark.parametrize("state", ["queued", "sending", "accepted", "failed"])
def test_the_old_version_is_gone_as_soon_as_a_new_one_is_live(commune, state):
    old = make_bulletin(commune, "Bản cũ", "Sai.")
    make_bulletin(commune, "Bản mới", "Đúng.", before=old, action="revise", state=state)
    assert "Bản cũ" not in titles(commune)


def test_a_new_version_of_the_page_that_leaves_the_bulletin_as_it_is_keeps_it(commune):
    old = make_bulletin(commune, "Giữ nguyên", "Như cũ.")
    make_bulletin(commune, "Giữ nguyên", "Như cũ.", before=old, action="publish", state="cancelled")
    [shown] = bulletins_of(commune)
    assert shown.delivery == old


@pytest.mark.parametrize("state", ["queued", "accepted", "delivered", "failed"])
def test_a_bulletin_that_is_being_taken_down_leaves_the_list_at_once(commune, state):
    old = make_bulletin(commune)
    make_bulletin(commune, before=old, action="withdraw", state=state)
    assert bulletins_of(commune) == []


def test_what_a_local_copy_replaced_does_not_come_back_when_that_is_taken_down(commune):
    national = make_bulletin(commune, "Toàn quốc")
    local = make_bulletin(commune, "Của tỉnh", before=national, action="revise")
    make_bulletin(commune, before=local, action="withdraw", state="delivered")
    Release.objects.filter(pk=national.release_id).update(state="in_force")
    assert bulletins_of(commune) == []


def test_a_bulletin_leaves_the_list_when_its_validity_is_over(commune):
    make_bulletin(commune, expires_at=timezone.now() - timedelta(minutes=1))
    make_bulletin(commune, "Còn hạn", expires_at=timezone.now() + timedelta(minutes=5))
    assert titles(commune) == ["Còn hạn"]


def test_a_bulletin_that_was_not_played_stays_so_that_it_still_can_be(commune):
    delivery = make_bulletin(commune)
    say(delivery, "not_played", reason="Mất điện")
    [shown] = bulletins_of(commune)
    assert shown.said == "not_played"
    say(delivery, "played", happened_at=timezone.now(), times=2)
    [shown] = bulletins_of(commune)
    assert (shown.said, shown.last.times) == ("played", 2)


def test_the_number_of_queries_does_not_grow_with_the_list(commune, django_assert_num_queries):
    def fill(number):
        for _n in range(number):
            old = make_bulletin(commune)
            say(make_bulletin(commune, before=old, action="revise"), "received")

    fill(3)
    with django_assert_num_queries(3):
        assert len(bulletins_of(commune)) == 3
    fill(47)
    with django_assert_num_queries(3):
        assert len(bulletins_of(commune)) == 50


def test_a_key_of_another_commune_finds_nothing(commune):
    theirs = make_bulletin(make_commune())
    assert find_bulletin(commune, theirs.key) == (None, None)


def test_the_key_of_a_replaced_bulletin_still_names_it(commune):
    old = make_bulletin(commune)
    make_bulletin(commune, before=old, action="revise")
    Delivery.objects.filter(pk=old.pk).update(state="superseded")
    found, gone = find_bulletin(commune, old.key)
    assert (found, gone) == (None, old)


def test_the_key_of_what_never_arrived_finds_nothing(commune):
    waiting = make_bulletin(commune, state="queued")
    assert find_bulletin(commune, waiting.key) == (None, None)


def test_what_came_last_is_first_whenever_it_was_approved(commune):
    planned = make_bulletin(commune, "Hẹn giờ từ lâu")
    make_bulletin(commune, "Hôm qua")
    later = timezone.now() + timedelta(seconds=5)
    Release.objects.filter(pk=planned.release_id).update(went_live_at=later)

    assert titles(commune) == ["Hẹn giờ từ lâu", "Hôm qua"]


def test_a_national_version_that_an_offices_own_text_kept_away_takes_nothing_off_the_list(commune):
    own = make_bulletin(commune, "Của tỉnh")
    make_bulletin(commune, "Toàn quốc", before=own, state="superseded")
    Release.objects.filter(pk=own.release_id).update(state="in_force")

    assert titles(commune) == ["Của tỉnh"]

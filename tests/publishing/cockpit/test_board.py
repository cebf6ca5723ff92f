"""Items × offices, from what is in the database."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.models import CampaignPage, Office, Role, Topic
from publishing.cockpit import items
from publishing.cockpit.board import columns, narrowed, rows_of
from publishing.cockpit.items import Asked
from publishing.cockpit.standing import Standing
from publishing.models import Delivery, Release
from tests.factories.cockpit import (
    blocked,
    copied,
    edition_of,
    make_item,
    noticed,
    place_of,
    release_of,
    sent,
)
from tests.factories.offices import make_centre, make_province
from tests.factories.packages import make_communes
from tests.factories.pages import make_article, publish
from tests.factories.publishing import make_bare_office, make_follower, make_release
from tests.factories.rollouts import RATE, WHERE, Following
from tests.factories.users import make_user
from translations.models import ChangeNotice, Rollout

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return make_province()


def cell(page, office):
    (row,) = rows_of([edition_of(page)], [office])
    return row.cells[0]


def standing(page, office) -> Standing:
    return cell(page, office).standing


def test_what_went_out_at_an_office_is_counted_with_that_of_its_grassroots_offices(province):
    page = make_item()
    release, counter = release_of(page), make_bare_office(level="grassroots", parent=province)
    sent(release, place_of(province))
    below = make_communes(counter, 3)
    sent(release, below[0])
    sent(release, below[1], "accepted")
    sent(release, below[2], "queued")

    one = cell(page, province)

    assert one.standing is Standing.INHERITS
    assert (one.known.reach.posted, one.known.reach.places) == (1, 1)
    assert (one.known.reach.heard, one.known.reach.loudspeakers) == (1, 3)


def test_what_another_office_got_does_not_count(province):
    page, other = make_item(), make_province()
    sent(release_of(page), place_of(other))

    assert cell(page, province).known.reach.all_places == 0
    assert cell(page, other).known.reach.posted == 1


def test_an_office_that_lacks_a_fact_is_blocked_until_a_later_release_reaches_it(province):
    page, place = make_item(), place_of(province)
    blocked(release_of(page), place)
    assert standing(page, province) is Standing.BLOCKED

    sent(release_of(page, kind=Release.Kind.OFFICE), place)

    assert standing(page, province) is Standing.INHERITS


def test_a_post_that_was_edited_is_there_and_one_that_was_taken_down_is_not(province):
    page, place = make_item(), place_of(province)
    first = sent(release_of(page), place)
    make_follower(first, "revise", state="delivered")
    Delivery.objects.filter(pk=first.pk).update(state="superseded")
    assert cell(page, province).known.reach.posted == 1

    make_follower(first, "withdraw", state="delivered")

    assert cell(page, province).known.reach.posted == 0


def test_what_is_there_unchanged_stays_counted_when_a_new_version_leaves_it_alone(province):
    page, place = make_item(), place_of(province)
    old = release_of(page)
    sent(old, place)
    Release.objects.filter(pk=old.pk).update(state="replaced")
    sent(release_of(page, kind="update"), place, "cancelled", reason="đã có ở đó")

    reach = cell(page, province).known.reach

    assert (reach.posted, reach.places) == (1, 1)
    assert standing(page, province) is Standing.INHERITS


def test_what_waits_for_a_nod_and_what_was_refused_is_seen(province):
    page, place = make_item(), place_of(province)
    soon = timezone.now() + timedelta(hours=8)
    one = sent(release_of(page), place, "queued", nod_until=soon)
    assert standing(page, province) is Standing.NOD

    Delivery.objects.filter(pk=one.pk).update(state="cancelled", reason_code="no_nod")

    assert standing(page, province) is Standing.NOT_TAKEN


def test_what_was_refused_does_not_count_when_the_offices_own_copy_came_after_it(province):
    page, place = make_item(), place_of(province)
    sent(release_of(page), place, "cancelled", reason_code="not_wanted")
    own = copied(page, province).edition
    sent(make_release(own.work, province, edition=own, page=own.page, title="Bản của tỉnh"), place)

    reach = cell(page, province).known.reach
    assert (reach.posted, reach.places, reach.refused) == (1, 1, 0)


def test_an_item_that_is_not_posted_at_an_office_with_places_is_its_page_only(province):
    page = make_item()
    assert standing(page, province) is Standing.INHERITS  # it has no place

    place_of(province)

    assert standing(page, province) is Standing.NOT_INCLUDED


def test_a_copy_is_in_step_until_a_change_is_not_taken_in(province):
    page = make_item()
    copy = copied(page, province)
    assert standing(page, province) is Standing.IN_STEP

    noticed(copy, "merged")
    assert standing(page, province) is Standing.BEHIND

    noticed(copy, "open", conflicts=[{"path": ["title"]}])
    assert standing(page, province) is Standing.CONFLICT

    ChangeNotice.objects.update(settled_at=timezone.now())
    assert standing(page, province) is Standing.IN_STEP


def test_it_is_behind_since_the_oldest_change_that_it_lacks(province):
    page = make_item()
    copy = copied(page, province)
    first, second = noticed(copy, "overtaken"), noticed(copy, "open")
    past = timezone.now() - timedelta(days=5)
    ChangeNotice.objects.filter(pk=first.pk).update(created_at=past)

    one = cell(page, province)

    assert one.standing is Standing.BEHIND
    assert (one.known.since, one.days) == (past, 5)
    assert one.known.copy.notice_id == second.pk


def test_a_change_that_has_not_come_to_a_copy_yet_leaves_it_behind(province):
    page, later = make_item(), make_province()
    done, waiting = copied(page, province), copied(page, later)
    Rollout.objects.create(
        edition=edition_of(page), national={}, severity="ordinary", last_copy=done.pk
    )

    assert waiting.pk > done.pk
    assert standing(page, province) is Standing.IN_STEP
    assert standing(page, later) is Standing.BEHIND


def test_a_copy_that_is_suspended_detached_or_not_out_yet_says_so(province):
    page, other, third = make_item(), make_province(), make_province()
    for office, state in ((province, "suspended"), (other, "detached")):
        copy = copied(page, office)
        copy.state = state
        copy.save()
    copied(page, third, live=False)

    stands = [standing(page, office) for office in (province, other, third)]

    assert stands == [Standing.SUSPENDED, Standing.DETACHED, Standing.PREPARED]


def test_an_item_that_was_taken_down_is_shown_while_a_copy_of_it_is_public(province):
    page, other = make_item(), make_item()
    copied(page, province)
    for each in (page, other):
        type(each).objects.filter(pk=each.pk).update(live=False)

    found = list(items.national_items())

    assert [one.page_id for one in found] == [page.pk]
    assert standing(page, make_province()) is Standing.GONE


def test_items_of_provinces_and_drafts_of_the_centre_are_no_rows(province):
    publish(make_article(province))
    make_article(make_centre())
    page = make_item()

    assert [one.page_id for one in items.national_items()] == [page.pk]


def test_the_centre_sees_every_province_and_a_province_itself(province):
    other = make_province()
    make_bare_office(level=Office.Level.GRASSROOTS, parent=province)
    everybody = [province, other]

    assert list(columns(make_user(make_centre(), Role.OBSERVER))) == everybody
    assert list(columns(make_user(is_superuser=True))) == everybody
    assert list(columns(make_user(province, Role.EDITOR))) == [province]


def test_items_are_found_by_title_time_and_topic(province):
    topic = Topic.objects.create(name="Bảo hiểm y tế", slug="bhyt")
    one = make_item(title="Thẻ bảo hiểm y tế", topics=[topic])
    two = make_item(title="Lương hưu")
    day = timezone.localdate()

    def found(**asked) -> set[int]:
        return {each.page_id for each in items.found(Asked(**asked))}

    assert found() == {one.pk, two.pk}
    assert found(text="luong huu") == {two.pk}
    assert found(topic=topic) == {one.pk}
    assert found(since=day, until=day) == {one.pk, two.pk}
    assert found(since=day + timedelta(days=1)) == set()
    assert found(campaign=CampaignPage(pk=10**6)) == set()


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ("needs", {"Xung đột", "Thiếu số"}),
        ("conflict", {"Xung đột"}),
        ("blocked", {"Thiếu số"}),
        ("in-step", {"Khớp"}),
        ("inherits", {"Xung đột", "Khớp", "Thiếu số", "Thường"}),
    ],
)
def test_items_are_narrowed_by_how_they_stand_anywhere(asked, titles):
    offices = [make_province(), make_province()]
    for title in ("Xung đột", "Khớp", "Thiếu số", "Thường"):
        make_item(title=title)
    pages = {one.page.title: one.page.specific for one in items.national_items()}
    noticed(copied(pages["Xung đột"], offices[0]), conflicts=[{"path": ["title"]}])
    copied(pages["Khớp"], offices[0])
    blocked(release_of(pages["Thiếu số"]), place_of(offices[0]))
    for page in pages.values():
        sent(release_of(page), place_of(offices[1]))
    wanted = Asked(standing=asked)

    found = narrowed(items.found(wanted), offices, wanted.wanted)

    assert {one.page.title for one in found} == titles


def test_thirty_four_offices_and_fifty_items_cost_as_many_queries_as_one(province):
    def asked(pages, offices) -> int:
        with CaptureQueriesContext(connection) as queries:
            rows = rows_of(items.found(Asked())[:pages], offices)
            assert sum(len(row.cells) for row in rows) == pages * len(offices)
            assert all(cell.look for row in rows for cell in row.cells)
        return len(queries)

    first = make_item()
    noticed(copied(first, province), conflicts=[{"path": ["title"]}])
    sent(release_of(first), place_of(province))
    few = asked(1, [province])
    offices = [province, *(make_bare_office() for _number in range(33))]
    for office in offices[1:]:
        place_of(office)
    for _number in range(49):
        release = release_of(make_item())
        for office in offices[::8]:
            sent(release, place_of(office))
    other = make_province()
    noticed(copied(first, other))

    assert asked(50, offices) == few <= 7


def test_a_copy_stands_as_a_real_rollout_leaves_it():
    world = Following(offices=3)
    world.change_here(RATE, "<p>Ở tỉnh ta là 4,5%.</p>", 0)
    world.change_here(WHERE, "<p>Nộp tại số 5.</p>", 1)
    assert {standing(world.page, one) for one in world.offices} == {Standing.IN_STEP}

    world.change(RATE, "<p>Mức đóng là 5%.</p>")
    assert {standing(world.page, one) for one in world.offices} == {Standing.BEHIND}

    world.roll_out()
    stands = [standing(world.page, one) for one in world.offices]
    assert stands[:2] == [Standing.CONFLICT, Standing.BEHIND]

    publish(world.copy(1))
    assert standing(world.page, world.offices[1]) is Standing.IN_STEP

"""Releasing what was approved, and taking it down."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.approval import ContentChanged, accept_corrections
from cms.approval.confirming import seen_before
from cms.models import Role
from publishing.models import Delivery, Release, StoredPost
from publishing.release_plan import all_out
from publishing.services.releases import ReleaseRefused, cancel_release, withdraw_item
from tests.factories.amendments import correct, written_desk
from tests.factories.approval import Desk
from tests.factories.offices import make_centre, make_province
from tests.factories.packages import (
    choose,
    delivered,
    make_communes,
    make_facebook,
    release,
    rewrite,
    set_fact,
)
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db
State, Action = Delivery.State, Delivery.Action


def deliveries(release_: Release, channel: str = "facebook"):
    return Delivery.objects.filter(release=release_, destination__channel=channel)


def test_the_last_approval_puts_the_page_up_and_writes_its_deliveries():
    desk = Desk()
    choose(desk, [make_facebook(desk.office)])

    done = release(desk)

    assert desk.now().live
    assert done.state == Release.State.IN_FORCE
    assert done.approved_by == desk.leader
    assert deliveries(done).get().state == State.QUEUED
    assert deliveries(done).get().waits_for == deliveries(done, "portal").get()


def test_what_is_stored_is_what_was_shown():
    desk = Desk()
    choose(desk, [make_facebook(desk.office)], texts={"facebook": {"text": "Đúng lời này"}})

    done = release(desk)

    assert "Đúng lời này" in deliveries(done).get().variant.post.data["text"]


def test_a_fact_changed_under_the_approvers_eyes_is_refused():
    office = make_province()
    set_fact(office, "hotline", "0207 000 0000")
    desk = Desk(office, lead="Gọi {{hotline}}.")
    desk.submit()
    shown = desk.shown()
    set_fact(office, "hotline", "0207 999 9999")

    with pytest.raises(ContentChanged):
        desk.approve(desk.leader, fingerprint=shown)

    assert not Release.objects.exists()
    assert not desk.now().live


def test_a_fact_changed_between_two_steps_makes_the_first_look_again():
    office = make_province()
    set_fact(office, "hotline", "0207 000 0000")
    desk = Desk(office, lead="Gọi {{hotline}}.", states_policy=True)
    desk.submit()
    desk.approve(desk.reviewer)
    set_fact(office, "hotline", "0207 999 9999")
    desk.approve(desk.leader)

    assert not Release.objects.exists()
    assert desk.step().task.specific.role == "policy_reviewer"


def test_equal_posts_of_many_destinations_are_stored_once():
    desk = Desk()
    choose(desk, make_communes(desk.office, 20))

    done = release(desk)

    assert deliveries(done, "loudspeaker").count() == 20
    assert StoredPost.objects.count() == 2  # the bulletin and the portal's


def test_an_office_without_a_value_is_skipped_visibly():
    centre, other = make_centre(), make_province()
    set_fact(centre, "hotline", "1900 9068")
    desk = Desk(centre, lead="Gọi {{hotline}}.")
    skipped = make_facebook(other, "Facebook tỉnh")
    choose(desk, [make_facebook(centre), skipped])

    done = release(desk)

    leg = deliveries(done).get(destination=skipped)
    assert leg.state == State.FAILED
    assert "đường dây nóng" in leg.reason
    assert deliveries(done).exclude(destination=skipped).get().state == State.QUEUED


def test_a_new_version_edits_in_place_what_is_out():
    desk = Desk()
    facebook = make_facebook(desk.office)
    choose(desk, [facebook])
    release(desk)
    first = delivered(facebook)
    rewrite(desk, lead="Tóm tắt đã sửa.")

    second = release(desk)

    leg = deliveries(second).get()
    assert (leg.action, leg.acts_on) == (Action.REVISE, first)
    assert second.kind == Release.Kind.UPDATE


def test_a_new_version_replaces_what_has_not_been_sent():
    desk = Desk()
    choose(desk, [make_facebook(desk.office)])
    first = release(desk)
    rewrite(desk, lead="Tóm tắt đã sửa.")

    second = release(desk)

    assert deliveries(first).get().state == State.SUPERSEDED
    assert deliveries(second).get().action == Action.PUBLISH
    first.refresh_from_db()
    assert first.state == Release.State.REPLACED


def test_a_post_that_does_not_change_is_left_alone():
    desk = Desk()
    facebook = make_facebook(desk.office)
    choose(desk, [facebook], texts={"facebook": {"text": "Lời riêng của Facebook"}})
    release(desk)
    delivered(facebook)
    rewrite(desk, body=[("paragraph", "<p>Chỉ thân bài đổi.</p>")])

    second = release(desk)

    assert deliveries(second).get().state == State.CANCELLED
    assert deliveries(second, "portal").get().action == Action.PUBLISH


def test_a_place_that_has_an_older_version_is_reached_even_if_unticked():
    desk = Desk()
    facebook = make_facebook(desk.office)
    choose(desk, [facebook])
    release(desk)
    delivered(facebook)
    choose(desk, [])
    rewrite(desk, lead="Tóm tắt đã sửa.")

    assert deliveries(release(desk)).get().action == Action.REVISE


def test_taking_down_cancels_what_waits_and_withdraws_what_is_or_may_be_out():
    desk = Desk()
    out, unsure, waiting = (make_facebook(desk.office, f"Trang {n}") for n in range(3))
    choose(desk, [out, unsure, waiting])
    first = release(desk)
    delivered(out)
    Delivery.objects.filter(destination=unsure).update(state=State.UNKNOWN)

    taken = withdraw_item(page=desk.now(), user=desk.leader, reason="Sai số liệu")

    assert not desk.now().live
    assert set(deliveries(taken).values_list("destination", flat=True)) == {out.pk, unsure.pk}
    assert Delivery.objects.get(release=first, destination=waiting).state == State.CANCELLED
    first.refresh_from_db()
    assert first.state == Release.State.WITHDRAWN


def test_what_is_released_stands_in_its_lane():
    desk = Desk()
    facebook = make_facebook(desk.office)

    def lanes(release_: Release) -> set[int]:
        return set(release_.deliveries.values_list("lane", flat=True))

    choose(desk, [facebook])
    assert lanes(release(desk)) == {Delivery.Lane.ORDINARY}
    delivered(facebook)
    rewrite(desk, lead="Tóm tắt đã sửa.")
    choose(desk, [facebook, make_facebook(desk.office, "Trang thứ hai")])
    assert lanes(release(desk)) == {Delivery.Lane.CORRECTION}
    taken = withdraw_item(page=desk.now(), user=desk.leader, reason="Sai")
    assert lanes(taken) == {Delivery.Lane.TAKING_DOWN}


def test_an_urgent_package_makes_an_urgent_release():
    desk = Desk()
    choose(desk, [make_facebook(desk.office)], urgent=True)

    done = release(desk)

    assert done.urgent
    assert set(done.deliveries.values_list("lane", flat=True)) == {Delivery.Lane.URGENT}


def test_taking_down_reaches_an_older_post_beside_the_newest(django_assert_num_queries):
    desk = Desk()
    facebook = make_facebook(desk.office)
    choose(desk, [facebook])
    release(desk)
    late = delivered(facebook)
    Delivery.objects.filter(pk=late.pk).update(state=State.QUEUED, remote_id="")
    rewrite(desk, lead="Tóm tắt đã sửa.")
    release(desk)
    newest = delivered(facebook)
    Delivery.objects.filter(pk=late.pk).update(state=State.SUPERSEDED, remote_id="1_1")
    work = newest.work
    with django_assert_num_queries(1):
        all_out(work=work, language="vi")

    taken = withdraw_item(page=desk.now(), user=desk.leader, reason="Nhầm")

    posts = deliveries(taken).filter(destination=facebook)
    assert set(posts.values_list("acts_on", flat=True)) == {late.pk, newest.pk}


def test_taking_down_what_was_never_released_is_refused():
    desk = Desk()

    with pytest.raises(ReleaseRefused):
        withdraw_item(page=desk.page, user=desk.leader, reason="Nhầm")


def test_only_who_steers_its_office_cancels_a_release():
    desk = Desk()
    choose(desk, [make_facebook(desk.office)], go_live_at=timezone.now() + timedelta(days=1))
    planned = release(desk)

    for person in (Desk().leader, make_user(desk.office, Role.OBSERVER)):
        with pytest.raises(PermissionDenied):
            cancel_release(release=planned, user=person)

    planned.refresh_from_db()
    assert planned.state == Release.State.SCHEDULED


def test_a_scheduled_release_can_be_cancelled_until_it_is_live():
    desk = Desk()
    choose(desk, [make_facebook(desk.office)], go_live_at=timezone.now() + timedelta(days=1))
    planned = release(desk)
    assert not desk.now().live

    cancel_release(release=planned, user=desk.leader)

    assert deliveries(planned).get().state == State.CANCELLED
    with pytest.raises(ReleaseRefused):
        cancel_release(release=planned, user=desk.leader)


def test_releases_outlive_their_page_their_people_and_their_revisions():
    desk = Desk()
    facebook = make_facebook(desk.office)
    choose(desk, [facebook])
    done = release(desk)
    withdraw_item(page=desk.now(), user=desk.leader, reason="Hết hiệu lực")
    desk.now().delete()
    desk.leader.delete()

    done.refresh_from_db()

    assert done.page is None
    assert done.approved_by_name == "Hà Văn Duyệt"
    assert done.deliveries.count() == 2


def queries_of_approval(number: int) -> int:
    desk = Desk()
    choose(desk, make_communes(desk.office, number))
    desk.submit()
    shown = desk.shown()
    with CaptureQueriesContext(connection) as queries:
        desk.approve(desk.leader, fingerprint=shown)
    assert Delivery.objects.filter(destination__office=desk.office).count() == number + 1
    return len(queries)


def test_approving_with_200_destinations_takes_as_many_queries_as_with_one():
    queries_of_approval(1)  # what is cached by a first call stays out of the comparison

    assert queries_of_approval(200) == queries_of_approval(1)


def test_what_a_leader_corrected_and_the_editor_accepted_is_exactly_what_goes_out():
    desk = written_desk(states_policy=True)
    choose(desk, [make_facebook(desk.office)])
    desk.submit()
    desk.approve(desk.reviewer)
    amendment = correct(desk, desk.leader, "Từ tháng sau", "Từ tháng này")

    revision = accept_corrections(amendment=amendment, user=desk.editor)
    assert seen_before(desk.step(), desk.leader).changes.only_texts
    desk.approve(desk.leader)
    assert not Release.objects.exists()
    assert seen_before(desk.step(), desk.reviewer).decision.decision == "approved"
    desk.approve(desk.reviewer)

    assert desk.now().live_revision_id == revision.pk
    (delivery,) = deliveries(Release.objects.get())
    assert "Từ tháng này" in delivery.variant.post.data["text"]


def test_a_package_changed_after_a_correction_is_shown_as_a_whole():
    desk = written_desk(states_policy=True)
    choose(desk, [make_facebook(desk.office)])
    desk.submit()
    desk.approve(desk.reviewer)
    amendment = correct(desk, desk.leader, "Từ tháng sau", "Từ tháng này")
    choose(desk, [])

    accept_corrections(amendment=amendment, user=desk.editor)

    assert seen_before(desk.step(), desk.leader) is None


def test_a_taking_down_speaks_of_what_is_out_and_not_of_what_is_planned():
    desk = Desk(title="Đang đăng")
    choose(desk, [make_facebook(desk.office)])
    first = release(desk)
    choose(desk, [], go_live_at=timezone.now() + timedelta(days=1))
    rewrite(desk, title="Chưa ai được đọc")
    release(desk)

    down = withdraw_item(page=desk.now(), user=desk.leader, reason="Sai")

    assert (down.title, down.fingerprint) == (first.title, first.fingerprint)
    assert not Release.objects.filter(state=Release.State.SCHEDULED).exists()

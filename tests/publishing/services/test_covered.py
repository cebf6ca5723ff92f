"""Releasing a local copy on the approval of the national version that it took in."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms import approval
from cms.approval import Refused
from cms.models import LedgerHead, StatedFact
from publishing.delivery.gates import sendable
from publishing.ledger_checks import cross_checks
from publishing.models import Delivery, Destination, Package, Release
from publishing.services.covered import release_covered
from publishing.services.deliveries import cancel_delivery
from publishing.services.stops import lift_stop, set_stop
from tests.factories.packages import (
    choose,
    delivered,
    make_facebook,
    release,
    rewrite,
    set_fact,
)
from tests.factories.provinces import CopyDesk, centre_desk, released_copy, take_in
from translations.local_content import content_of
from translations.models import LocalRule

pytestmark = pytest.mark.django_db
State, Action, Reason = Delivery.State, Delivery.Action, Delivery.Reason


@pytest.fixture
def national():
    desk = centre_desk()
    release(desk)
    return desk


def change_nationally(national, **fields) -> Release:
    rewrite(national, **(fields or {"lead": "Từ hôm nay gọi {{hotline}}."}))
    return release(national)


def covered(copy: CopyDesk, **wishes) -> Release:
    revision, base = take_in(copy)
    wishes = {"revision": revision, "base": base} | wishes
    return release_covered(page=copy.now(), national=copy.national.now(), **wishes)


def test_what_the_centre_changed_is_public_at_the_office_without_another_approval(national):
    copy = released_copy(national)
    changed = change_nationally(national)

    done = covered(copy)

    assert copy.now().lead == "Từ hôm nay gọi {{hotline}}."
    assert done.state == Release.State.IN_FORCE
    assert done.office == copy.office
    assert done.content["rests_on"]["fingerprint"] == changed.fingerprint
    assert done.approved_by_name == changed.approved_by_name
    assert not copy.now().workflow_in_progress


def test_the_ledger_knows_whose_approval_it_rests_on(national):
    copy = released_copy(national)
    change_nationally(national)
    done = covered(copy)
    assert list(cross_checks()) == []

    content = done.content | {"rests_on": {**done.content["rests_on"], "fingerprint": "0" * 64}}
    Release.objects.filter(pk=done.pk).update(content=content)

    assert {found.code for found in cross_checks()} >= {"release", "differs"}
    assert LedgerHead.objects.exists()


def test_what_the_office_wrote_stays(national):
    copy = released_copy(national, title="Mức đóng mới tại tỉnh")
    change_nationally(national)

    covered(copy)

    assert copy.now().title == "Mức đóng mới tại tỉnh"
    assert copy.now().lead == "Từ hôm nay gọi {{hotline}}."


def test_its_posts_are_revised_in_their_place(national):
    copy = CopyDesk(national)
    place = make_facebook(copy.office)
    choose(copy, [place])
    first = release(copy)
    post = Delivery.objects.get(release=first, destination=place)
    Delivery.objects.filter(pk=post.pk).update(state=State.DELIVERED, remote_id="1_2")
    change_nationally(national)

    done = covered(copy)

    revised = Delivery.objects.get(release=done, destination=place)
    assert (revised.action, revised.acts_on) == (Action.REVISE, post)
    assert "Từ hôm nay" in revised.variant.post.data["text"]


def test_an_office_that_approves_everything_itself_is_asked(national):
    copy = released_copy(national)
    copy.office.takes_national_approval = False
    copy.office.save()
    change_nationally(national)

    with pytest.raises(Refused, match=str(copy.office)):
        covered(copy)

    assert copy.now().lead == "Gọi {{hotline}}."


def test_words_that_nobody_approved_are_not_let_through(national):
    copy = released_copy(national)
    change_nationally(national)
    take_in(copy)
    rewrite(copy, title="Chưa ai duyệt")

    with pytest.raises(Refused):
        release_covered(
            page=copy.now(),
            revision=copy.now().get_latest_revision(),
            national=national.now(),
        )

    assert copy.now().title != "Chưa ai duyệt"


def test_what_the_centre_only_drafted_covers_nothing(national):
    copy = released_copy(national)
    rewrite(national, lead="Chưa duyệt.")
    before = copy.now().get_latest_revision_as_object()
    before.lead = "Chưa duyệt."
    revision = before.save_revision()

    with pytest.raises(Refused):
        release_covered(page=copy.now(), revision=revision, national=national.now())


def test_a_conflict_is_the_offices_to_decide(national):
    copy = released_copy(national, lead="Ở tỉnh gọi {{hotline}}.")
    change_nationally(national)

    with pytest.raises(Refused):
        covered(copy)


def test_a_copy_in_review_is_left_alone(national):
    copy = released_copy(national)
    change_nationally(national)
    revision, base = take_in(copy)
    approval.submit_for_approval(page=copy.now(), user=copy.editor)

    with pytest.raises(Refused):
        release_covered(page=copy.now(), revision=revision, national=national.now(), base=base)


def test_a_copy_that_was_never_approved_is_not_published(national):
    copy = CopyDesk(national)
    change_nationally(national)

    with pytest.raises(Refused):
        covered(copy)

    assert not copy.now().live


def test_a_package_that_was_changed_since_waits_for_its_leader(national):
    copy = released_copy(national)
    change_nationally(national)
    choose(copy, [make_facebook(copy.office)])

    with pytest.raises(Refused):
        covered(copy)


def copy_with_a_place(national) -> tuple[CopyDesk, Destination]:
    """Released by its office to one page on Facebook, which has not gone out yet."""
    copy = CopyDesk(national)
    place = make_facebook(copy.office, "Trang tỉnh")
    choose(copy, [place])
    release(copy)
    return copy, place


def test_what_the_office_cancelled_by_hand_does_not_come_back_without_it(national):
    copy, place = copy_with_a_place(national)
    waiting = Delivery.objects.get(destination=place)
    cancel_delivery(delivery=waiting, user=copy.leader, reason="Không đăng ở đây")
    change_nationally(national)

    with pytest.raises(Refused, match="Trang tỉnh"):
        covered(copy)

    assert Delivery.objects.filter(destination=place).count() == 1


@pytest.mark.parametrize("reason", [Reason.NOT_WANTED, Reason.NO_NOD, Reason.TAKEN_DOWN])
def test_what_ended_by_a_persons_word_does_not_come_back_without_it(national, reason):
    copy, place = copy_with_a_place(national)
    rows = Delivery.objects.filter(destination=place)
    rows.update(state=State.CANCELLED, reason_code=reason)
    change_nationally(national)

    with pytest.raises(Refused, match="Trang tỉnh"):
        covered(copy)


def test_a_correction_that_the_office_cancelled_keeps_the_next_one_back(national):
    copy, place = copy_with_a_place(national)
    delivered(place)
    rewrite(copy, title="Tại tỉnh")
    release(copy)
    cancel_delivery(delivery=Delivery.objects.filter(destination=place).first(), user=copy.leader)
    change_nationally(national)

    with pytest.raises(Refused, match="Trang tỉnh"):
        covered(copy)


@pytest.mark.parametrize("whole_office", [False, True])
def test_a_place_that_the_office_stopped_is_the_offices_to_decide(national, whole_office):
    copy, place = copy_with_a_place(national)
    what = {"office": copy.office} if whole_office else {"destination": place}
    stop = set_stop(user=copy.leader, reason="Đang kiểm tra", **what)
    change_nationally(national)
    revision, base = take_in(copy)

    with pytest.raises(Refused, match=r"Trang tỉnh|Cổng"):
        release_covered(page=copy.now(), revision=revision, national=national.now(), base=base)

    lift_stop(user=copy.leader, stop=stop)
    done = release_covered(page=copy.now(), revision=revision, national=national.now(), base=base)
    assert done.state == Release.State.IN_FORCE


def test_a_stop_of_the_centre_only_lets_it_wait(national):
    copy, place = copy_with_a_place(national)
    set_stop(user=national.leader, reason="Toàn quốc tạm dừng")
    change_nationally(national)

    done = covered(copy)

    waiting = done.deliveries.get(destination=place)
    assert waiting.state == State.QUEUED
    assert waiting not in sendable()


def test_what_failed_or_is_on_its_way_is_no_decision_of_the_office(national):
    copy, place = copy_with_a_place(national)
    Delivery.objects.filter(destination=place).update(state=State.FAILED, reason_code="refused")
    change_nationally(national)

    assert covered(copy).deliveries.get(destination=place).state == State.QUEUED


def test_a_text_for_a_channel_that_nobody_approved_keeps_it_back(national):
    copy = CopyDesk(national)
    choose(copy, [make_facebook(copy.office)])
    release(copy)
    change_nationally(national)
    Package.objects.filter(page=copy.page.pk).update(texts={"facebook": {"text": "Mới"}})

    with pytest.raises(Refused):
        covered(copy)


def test_a_missing_value_keeps_it_back(national):
    copy = released_copy(national)
    set_fact(national.office, "office_phone", "024 0000 0000")
    change_nationally(national, lead="Gọi {{hotline}} hoặc {{office_phone}}.")

    with pytest.raises(Refused):
        covered(copy)


def test_a_place_that_every_office_fills_in_itself_waits_for_its_words(national):
    copy = released_copy(national)
    slot = {"type": "paragraph", "value": "<p>(Địa chỉ của đơn vị)</p>", "id": "khoi-cho"}
    page = national.now().get_latest_revision_as_object()
    page.body = page.body.stream_block.to_python(
        [*content_of(national.now().get_latest_revision())["body"], slot]
    )
    page.save_revision(user=national.editor)
    national.page = national.now()
    LocalRule.objects.create(
        edition=national.now().edition, place="khoi-cho", rule=LocalRule.Rule.SLOT
    )
    release(national)

    with pytest.raises(Refused, match="Địa chỉ của đơn vị"):
        covered(copy)

    assert "Địa chỉ của đơn vị" not in str(content_of(copy.now().live_revision))


def test_its_page_states_the_offices_own_values(national):
    copy = released_copy(national)
    change_nationally(national)

    covered(copy)

    stated = StatedFact.objects.get(page=copy.page.pk, key="hotline")
    assert (stated.office, stated.value) == (copy.office, "0207 000 0001")


def test_a_planned_time_is_not_overrun(national):
    copy = released_copy(national)
    change_nationally(national)
    later = timezone.now() + timedelta(days=1)
    Package.objects.update_or_create(page_id=copy.page.pk, defaults={"go_live_at": later})

    with pytest.raises(Refused):
        covered(copy)


def test_it_costs_as_many_queries_for_a_long_item(national):
    def cost(blocks: int) -> int:
        body = [
            {"type": "paragraph", "value": f"<p>Đoạn {n}</p>", "id": f"doan-{n}"}
            for n in range(blocks)
        ]
        copy = released_copy(national)
        page = national.now().get_latest_revision_as_object()
        page.body = page.body.stream_block.to_python(body)
        page.save_revision(user=national.editor)
        national.page = national.now()
        release(national)
        revision, base = take_in(copy)
        with CaptureQueriesContext(connection) as seen:
            release_covered(page=copy.now(), revision=revision, national=national.now(), base=base)
        return len(seen)

    assert cost(60) <= cost(2)

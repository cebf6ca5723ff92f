"""Critical changes: until when, and what then."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.models import QueuedMail
from cms.working_time import today
from publishing.models import Release
from tests.factories.pages import publish
from tests.factories.rollouts import RATE, Following
from translations.models import ChangeNotice, Rollout
from translations.rolling.deadlines import act_on_deadlines, act_on_overdue, remind
from translations.rolling.inbox import Pile, pile_of
from translations.services import rollouts

pytestmark = pytest.mark.django_db
State = ChangeNotice.State
NATIONAL = "<p>Mức đóng là 5%.</p>"


def make_world(ending="notice", days=3):
    world = Following(2)
    world.change_here(RATE, "<p>Ở tỉnh ta là 4,5%.</p>")
    world.declare("critical", days, at_deadline=ending, reason="Mức cũ sai.")
    world.change(RATE, NATIONAL)
    world.roll_out()
    return world


def over():
    Rollout.objects.update(deadline=timezone.now() - timedelta(minutes=1))


def mails(user):
    return list(QueuedMail.objects.filter(recipient=user.email).values_list("subject", flat=True))


def last_mail(user):
    return QueuedMail.objects.filter(recipient=user.email).order_by("-pk")[0].body


def test_the_deadline_is_the_end_of_a_day_in_vietnam():
    world = make_world(days=3)
    deadline = timezone.localtime(world.newest().deadline)
    assert deadline.date() == today() + timedelta(days=3)
    assert (deadline.hour, deadline.minute) == (23, 59)


def test_editors_and_leaders_are_written_to_at_once():
    world = make_world()
    assert len(mails(world.editors[0])) == 1
    assert len(mails(world.leaders[0])) == 1
    assert mails(world.centre_editor) == []


def test_a_reminder_the_day_before_and_only_one():
    world = make_world()
    assert remind() == 0
    Rollout.objects.update(deadline=timezone.now() + timedelta(hours=20))
    ChangeNotice.objects.update(created_at=timezone.now() - timedelta(days=2))

    assert remind() == 2
    assert remind() == 0

    assert len(mails(world.editors[0])) == 2


def test_no_reminder_of_what_is_settled():
    world = make_world()
    notice = world.notice()
    rollouts.keep_copy(
        notice=notice, user=world.editors[0], seen=rollouts.state_of(notice), reason="Nghị quyết."
    )
    Rollout.objects.update(deadline=timezone.now() + timedelta(hours=20))
    ChangeNotice.objects.update(created_at=timezone.now() - timedelta(days=2))
    assert remind() == 1  # the other office


def test_the_local_page_then_says_that_it_is_out_of_date(client):
    world = make_world()
    over()

    act_on_deadlines()
    act_on_deadlines()

    assert world.copy().edition.outdated_since
    body = client.get(world.copy().get_url()).content.decode()
    assert 'class="outdated"' in body
    assert world.national().get_url() in body
    assert len(mails(world.editors[0])) == 2
    assert len(mails(world.centre_editor)) == 1  # for both offices together
    assert world.notice().overdue_at


def test_until_it_is_in_step_again(client):
    world = make_world()
    over()
    act_on_overdue()
    notice = world.notice()
    key = notice.conflicts[0]["key"]
    rollouts.decide_change(
        notice=notice,
        user=world.editors[0],
        choices={key: "national"},
        seen=rollouts.state_of(notice),
    )
    assert world.copy().edition.outdated_since

    publish(world.copy())

    assert world.copy().edition.outdated_since is None
    assert 'class="outdated"' not in client.get(world.copy().get_url()).content.decode()


def test_the_local_page_is_taken_off_the_portal_where_the_centre_said_so():
    world = make_world("take_down")
    over()

    act_on_overdue()

    assert not world.copy().live
    assert not world.copy(1).live
    assert world.copy().edition.outdated_since is None
    assert world.notice().overdue_at
    assert len(mails(world.leaders[0])) == 2
    assert world.notice().settled_at is None  # still to be decided, then published anew


def test_who_had_no_page_on_the_portal_is_not_told_that_it_was_taken_off():
    world = Following()
    world.add_office(live=False)
    world.declare("critical", 3, at_deadline="take_down", reason="Mức cũ sai.")
    world.change(RATE, NATIONAL)
    world.roll_out()
    over()

    act_on_overdue()

    here, there = "đã bị gỡ khỏi", "không có trên cổng"
    assert here in last_mail(world.editors[0])
    assert there in last_mail(world.editors[1])
    assert here not in last_mail(world.editors[1])
    centre = last_mail(world.centre_editor)
    assert (centre.count(here), centre.count(there)) == (1, 1)


def test_with_its_posts(settings):
    from tests.factories.publishing import make_release

    world = make_world("take_down")
    page = world.copy()
    release = make_release(page.edition.work, world.offices[0], page=page, edition=page.edition)
    over()

    act_on_overdue()

    release.refresh_from_db()
    assert release.state == Release.State.WITHDRAWN
    withdrawal = Release.objects.get(kind=Release.Kind.WITHDRAW)
    assert "Mức cũ sai." in withdrawal.reason


def test_a_copy_that_is_in_step_is_left_alone():
    world = make_world("take_down")
    publish(world.copy(1))  # its draft took the change in
    over()

    act_on_overdue()

    assert world.copy(1).live
    assert not world.copy().live


def test_so_is_one_that_its_office_decided_to_keep():
    world = make_world("take_down")
    notice = world.notice()
    rollouts.keep_copy(
        notice=notice, user=world.editors[0], seen=rollouts.state_of(notice), reason="Nghị quyết."
    )
    over()

    act_on_overdue()

    assert world.copy().live


def test_a_newer_ordinary_change_does_not_lift_the_deadline():
    world = make_world()
    world.change(RATE, "<p>Mức đóng là 6%.</p>")
    world.roll_out()
    assert world.notice().rollout.deadline is None
    Rollout.objects.exclude(deadline=None).update(deadline=timezone.now() - timedelta(minutes=1))

    act_on_overdue()

    assert world.copy().edition.outdated_since
    publish(world.copy(1))
    assert world.copy(1).edition.outdated_since is None


def test_what_was_put_off_is_back_on_the_list_when_an_older_deadline_is_over():
    world = make_world()
    world.change(RATE, "<p>Mức đóng là 6%.</p>")
    world.roll_out()
    newest, user = world.notice(), world.editors[0]
    rollouts.snooze_change(notice=newest, user=user, day=today() + timedelta(days=2))
    assert list(pile_of(user, Pile.OPEN)) == []
    Rollout.objects.exclude(deadline=None).update(deadline=timezone.now() - timedelta(minutes=1))

    act_on_overdue()

    assert list(pile_of(user, Pile.OPEN)) == [newest]
    assert list(pile_of(user, Pile.SNOOZED)) == []


def test_one_that_fails_stops_no_other(monkeypatch):
    world = make_world("take_down")
    from publishing import receivers

    real = receivers.withdraw_item

    def fails_once(*, page, **given):
        if page.pk == world.copy().pk:
            raise ZeroDivisionError
        return real(page=page, **given)

    monkeypatch.setattr(receivers, "withdraw_item", fails_once)
    over()
    assert act_on_overdue() == 1
    assert world.copy().live
    assert world.notice().overdue_at is None

    monkeypatch.undo()
    assert act_on_overdue() == 1
    assert not world.copy().live


def test_taking_the_national_item_down_is_a_critical_change_too(client):
    from cms.going_live import allow

    world = Following()
    national = world.national()
    with allow(national):
        national.unpublish(skip_permission_checks=True)
    world.roll_out()

    notice = world.notice()
    assert notice.rollout.is_withdrawal
    assert notice.rollout.deadline
    assert len(mails(world.editors[0])) == 1
    over()
    act_on_overdue()
    body = client.get(world.copy().get_url()).content.decode()
    assert 'class="outdated"' in body

    client.force_login(world.editors[0])
    assert client.get(reverse("translations_notice", args=[notice.pk])).status_code == 200
    page = world.copy()
    with allow(page):
        page.unpublish(skip_permission_checks=True)
    assert world.notice().settled_at

"""Who takes down, and who is told."""

import pytest
from django.core.exceptions import PermissionDenied

from cms.models import Approval, QueuedMail, Role
from publishing.models import Delivery, Release
from publishing.services.releases import ReleaseRefused, withdraw_item
from publishing.services.withdrawal import leaders_of, take_down
from tests.factories.approval import Desk
from tests.factories.board import two_desks
from tests.factories.packages import choose, make_facebook, release
from tests.factories.pages import make_article, publish
from tests.factories.publishing import make_bare_office, make_release
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


def put_out(desk: Desk) -> None:
    """Everywhere, as the engine leaves it."""
    release(desk)
    for delivery in Delivery.objects.all():
        done = {"state": Delivery.State.DELIVERED, "remote_id": f"1_{delivery.pk}"}
        Delivery.objects.filter(pk=delivery.pk).update(**done)


def test_the_leader_of_the_office_above_stands_in():
    province = make_bare_office()
    office = make_bare_office(parent=province)
    above = make_user(province, Role.LEADER)
    assert leaders_of(office) == [above]
    own = make_user(office, Role.LEADER)
    assert leaders_of(office) == [own]


def test_nobody_is_told_where_there_is_no_leader():
    assert leaders_of(make_bare_office()) == []


def test_where_no_mail_reaches_the_leader_the_one_above_is_told():
    province = make_bare_office()
    office = make_bare_office(parent=province)
    own = make_user(office, Role.LEADER, email="")
    assert leaders_of(office) == [own]
    above = make_user(province, Role.LEADER)
    assert leaders_of(office) == [above]


def test_a_form_posted_twice_takes_down_and_writes_to_the_leader_once():
    desk = Desk()
    keeper = make_user(desk.office, Role.CHANNEL_KEEPER)
    choose(desk, [make_facebook(desk.office)])
    put_out(desk)
    QueuedMail.objects.all().delete()

    take_down(page=desk.now(), user=keeper, reason="Sai")
    with pytest.raises(ReleaseRefused):
        take_down(page=desk.now(), user=keeper, reason="Sai")

    assert Release.objects.filter(kind=Release.Kind.WITHDRAW).count() == 1
    assert QueuedMail.objects.count() == 1


def test_what_could_not_be_taken_down_somewhere_is_taken_down_again():
    desk = Desk()
    choose(desk, [make_facebook(desk.office)])
    put_out(desk)
    first = take_down(page=desk.now(), user=desk.leader, reason="Sai")
    failed = first.deliveries.get(destination__channel="facebook")
    Delivery.objects.filter(pk=failed.pk).update(state=Delivery.State.FAILED)

    again = take_down(page=desk.now(), user=desk.leader, reason="Vẫn còn")

    assert again.deliveries.get(destination__channel="facebook").acts_on == failed.acts_on


def test_only_those_who_may_take_down_do_so_whoever_asks():
    ours, theirs = two_desks()
    page = publish(make_article(ours.office))
    edition = page.edition
    make_release(edition.work, ours.office, page_id=page.pk, edition=edition)
    for person in (ours.editor, theirs.leader):
        with pytest.raises(PermissionDenied):
            take_down(page=page, user=person, reason="Sai")
        with pytest.raises(PermissionDenied):
            withdraw_item(page=page, user=person, reason="Sai")
    page.refresh_from_db()
    assert page.live
    assert not Approval.objects.filter(decision=Approval.Decision.TAKEN_DOWN).exists()
    assert take_down(page=page, user=ours.leader, reason="Sai").kind == Release.Kind.WITHDRAW

"""Where an item goes."""

import pytest

from cms.models import Edition
from publishing.models import Delivery
from publishing.proposal import already_out, chosen_destinations, offered
from publishing.services.releases import withdraw_item
from tests.factories.approval import Desk
from tests.factories.offices import make_centre, make_province
from tests.factories.packages import choose, delivered, make_facebook, release, rewrite

pytestmark = pytest.mark.django_db
State = Delivery.State


def test_a_place_where_taking_down_failed_still_gets_the_new_version():
    desk = Desk()
    facebook = make_facebook(desk.office)
    choose(desk, [facebook])
    release(desk)
    delivered(facebook)
    rewrite(desk, lead="Bản thứ hai.")
    release(desk)
    delivered(facebook)
    taken = withdraw_item(page=desk.now(), user=desk.leader, reason="Nhầm")
    taken.deliveries.filter(destination=facebook).update(state=State.FAILED)

    assert facebook in already_out(desk.now())


def test_what_was_taken_down_is_not_out():
    desk = Desk()
    facebook = make_facebook(desk.office)
    choose(desk, [facebook])
    release(desk)
    delivered(facebook)
    taken = withdraw_item(page=desk.now(), user=desk.leader, reason="Nhầm")
    taken.deliveries.update(state=State.DELIVERED)

    assert facebook not in already_out(desk.now())


def local_copy(office, work) -> Desk:
    desk = Desk(office)
    Edition.objects.filter(page=desk.page).update(work=work, kind=Edition.Kind.LOCAL_COPY)
    desk.page = desk.now()
    return desk


def test_a_new_national_version_leaves_the_offices_own_text_alone():
    centre, province = make_centre(), make_province()
    national = Desk(centre)
    facebook = make_facebook(province)
    choose(national, [facebook])
    release(national)
    delivered(facebook)
    local = local_copy(province, national.page.edition.work)
    choose(local, [facebook])
    release(local)
    delivered(facebook)

    page = national.now()

    assert facebook not in offered(page)
    assert facebook not in chosen_destinations(page, page.package)
    assert facebook in chosen_destinations(local.now(), local.now().package)

"""Who may change a package and when, and who counts as its author."""

import pytest
from django.core.exceptions import PermissionDenied

from cms.approval import Refused
from cms.models import Role
from publishing.models import Package, Release
from publishing.services.packages import authors_of, save_package
from publishing.services.speaking_last import speak_last
from publishing.services.withdrawal import take_down
from tests.factories.approval import Desk
from tests.factories.packages import choose, make_facebook, release
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    """With an item that is out, whose package its leader then changes."""
    desk = Desk()
    place = make_facebook(desk.office)
    choose(desk, [place])
    release(desk)
    save_package(
        page=desk.page,
        user=desk.leader,
        destinations=[place],
        texts={},
        leg_texts={place.pk: "Lời của lãnh đạo"},
        go_live_at=None,
    )
    return desk


def test_an_approval_ends_the_authorship_of_what_was_approved(desk):
    assert authors_of([desk.page])[desk.page.pk] == {desk.leader.pk}


def test_taking_the_item_down_makes_nobody_less_of_an_author(desk):
    take_down(page=desk.now(), user=desk.leader, reason="Số liệu sai")

    assert authors_of([desk.page])[desk.page.pk] == {desk.leader.pk}


# --- the lock and the right -------------------------------------------------------------------


def test_a_package_is_not_saved_while_its_item_is_in_review():
    desk = Desk()
    place = make_facebook(desk.office)
    choose(desk, [place])
    before = desk.page  # as a screen holds it that was opened before the submission
    desk.submit()

    with pytest.raises(Refused):
        save(before, desk.editor, leg_texts={place.pk: "Lời khác"})

    assert Package.objects.get(page_id=desk.page.pk).legs.get().text == ""


def test_only_who_may_edit_the_item_saves_its_package():
    desk = Desk()
    for person in (Desk().editor, make_user(desk.office, Role.OBSERVER)):
        with pytest.raises(PermissionDenied):
            save(desk.page, person)
    assert not Package.objects.exists()


def save(page, user, *places, leg_texts=None):
    save_package(
        page=page,
        user=user,
        destinations=places,
        texts={},
        leg_texts=leg_texts or {},
        go_live_at=None,
    )


def test_who_edited_before_the_newest_approval_is_no_author_whatever_its_number(desk):
    """The version before it was planned, and got a later number when it went live."""
    before = Release.objects.get()
    desk.leader, leader = make_user(desk.office, Role.LEADER), desk.leader
    release(desk)
    speak_last(before)

    assert leader.pk not in authors_of([desk.page])[desk.page.pk]

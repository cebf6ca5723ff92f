"""Who counts as an author."""

import pytest

from cms.approval import authors_since_last_approval as authors
from tests.factories.approval import Desk
from tests.factories.users import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_package")]


def test_whoever_saved_a_revision_is_an_author():
    desk = Desk()
    desk.page.save_revision(user=desk.leader)

    assert authors(desk.page) == {desk.editor.pk, desk.leader.pk}


def test_an_edit_whose_revision_is_gone_still_counts():
    desk = Desk()
    helper = make_user(desk.office)
    desk.page.save_revision(user=helper, log_action=True)
    desk.page.revisions.filter(user=helper).update(user=desk.editor)

    assert helper.pk in authors(desk.page)


def test_whoever_edited_the_package_is_an_author(fake_package):
    desk = Desk()
    fake_package.editors.add(desk.leader.pk)

    assert desk.leader.pk in authors(desk.page)


def test_what_was_written_before_the_last_approval_no_longer_counts():
    desk = Desk()
    desk.submit()
    desk.approve(desk.leader)
    page = desk.now()
    page.save_revision(user=desk.leader)

    assert authors(page) == {desk.leader.pk}


def test_looking_is_not_writing():
    desk = Desk()
    desk.submit()

    assert desk.leader.pk not in authors(desk.page)

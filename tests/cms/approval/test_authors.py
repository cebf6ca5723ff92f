"""Who counts as an author."""

import pytest

from cms.approval import authors_since_last_approval as authors
from cms.models import Role
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


@pytest.fixture
def own_words_replaced():
    """The leader wrote a version, the editor wrote over it, somebody else approved that."""
    desk = Desk()
    own = rewrite(desk, desk.leader, "Lời của lãnh đạo")
    rewrite(desk, desk.editor, "Lời của biên tập viên")
    other = make_user(desk.office, Role.LEADER)
    desk.submit()
    desk.approve(other)
    return desk, own


def rewrite(desk, user, title, **kwargs):
    page = desk.now()
    page.title = title
    return page.save_revision(user=user, log_action=True, **kwargs)


def test_whoever_wrote_what_was_restored_is_its_author(own_words_replaced):
    desk, own = own_words_replaced

    restored = own.as_object()
    restored.save_revision(user=desk.editor, log_action=True, previous_revision=own)

    assert authors(desk.now()) == {desk.editor.pk, desk.leader.pk}


def test_whoever_wrote_what_was_copied_from_an_older_version_is_its_author(own_words_replaced):
    desk, own = own_words_replaced

    own.as_object().save_revision(user=desk.editor, log_action=True)

    assert desk.leader.pk in authors(desk.now())


def test_an_older_version_that_was_changed_again_after_it_was_restored_still_counts(
    own_words_replaced,
):
    desk, own = own_words_replaced
    own.as_object().save_revision(user=desk.editor, log_action=True, previous_revision=own)

    rewrite(desk, desk.editor, "Lời của lãnh đạo, thêm một chữ")

    assert desk.leader.pk in authors(desk.now())


def test_saving_what_was_approved_once_more_restores_nothing(own_words_replaced):
    desk, _own = own_words_replaced

    desk.now().get_latest_revision().as_object().save_revision(user=desk.editor, log_action=True)

    assert authors(desk.now()) == {desk.editor.pk}

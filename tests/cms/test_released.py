"""What is not public yet is for the people of its own office and of those above it."""

import pytest
from django.core.files.base import ContentFile

from cms import versions
from cms.models import Office, Role
from cms.released import may_see_unreleased
from media_assets.models import Picture
from media_assets.presets import PRESETS
from tests.factories.offices import make_centre, make_province
from tests.factories.pages import make_article, publish
from tests.factories.portal import make_attachment, make_picture
from tests.factories.users import make_admin_user, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_province()


@pytest.fixture
def neighbour():
    return make_admin_user(make_province(), Role.LEADER)


@pytest.fixture
def picture(office):
    return _collected(make_picture(), office)


def _collected(media, office: Office):
    media.collection = office.collection
    media.save()
    return media


def status(client, user, address: str) -> int:
    client.force_login(user)
    return client.get(address).status_code


def test_another_offices_unreleased_pictures_and_files_are_refused(
    client, office, neighbour, picture
):
    own = make_admin_user(office, Role.EDITOR)
    attachment = _collected(make_attachment(), office)

    for address in (picture.get_rendition(PRESETS["card"].spec).url, attachment.url):
        assert status(client, own, address) == 200
        assert status(client, neighbour, address) == 404


def test_once_public_a_picture_is_for_everybody(client, office, neighbour, picture):
    publish(make_article(office, cover=picture))

    assert status(client, neighbour, picture.get_rendition(PRESETS["card"].spec).url) == 200


@pytest.mark.parametrize("role", [Role.LEADER, Role.POLICY_REVIEWER, Role.OBSERVER])
def test_the_office_above_sees_what_it_may_have_to_approve(picture, role):
    assert may_see_unreleased(make_admin_user(make_centre(), role), picture)


def test_an_office_below_does_not_see_the_drafts_of_the_one_above(office):
    picture = _collected(make_picture(), make_centre())

    assert not may_see_unreleased(make_admin_user(office, Role.LEADER), picture)


def test_whoever_approves_an_item_sees_the_pictures_that_it_borrows(neighbour):
    borrowed = _collected(make_picture(), make_centre())
    make_article(neighbour.memberships.get().office, cover=borrowed)

    assert may_see_unreleased(neighbour, borrowed)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.OBSERVER, Role.CHANNEL_KEEPER])
def test_a_page_that_shows_another_offices_picture_gives_its_people_no_right(picture, role):
    borrower = make_province()
    make_article(borrower, cover=picture)

    assert not may_see_unreleased(make_admin_user(borrower, role), picture)


def test_the_people_of_an_office_below_see_what_their_own_items_borrow(office):
    borrowed = _collected(make_picture(), make_centre())
    make_article(office, cover=borrowed)

    assert may_see_unreleased(make_admin_user(office, Role.EDITOR), borrowed)


@pytest.mark.parametrize("role", [Role.SECTION_HEAD, Role.POLICY_REVIEWER, Role.LEADER])
def test_whoever_approves_an_item_sees_what_it_borrows_from_a_neighbour(picture, role):
    borrower = make_province()
    make_article(borrower, cover=picture)

    assert may_see_unreleased(make_admin_user(borrower, role), picture)


def _replaced(picture, office: Office):
    with picture.file.open("rb") as file:
        made = Picture(title="Bản mới", file=ContentFile(file.read(), name="moi.png"))
    return versions.replace(of=picture, made=made, user=make_admin_user(office, Role.EDITOR))


def test_whoever_shows_a_version_does_not_see_the_ones_made_after_it(office, neighbour, picture):
    make_article(neighbour.memberships.get().office, cover=picture)
    after = _replaced(picture, office)

    assert may_see_unreleased(neighbour, picture)
    assert not may_see_unreleased(neighbour, after)


def test_whoever_approves_a_draft_sees_the_version_that_only_the_draft_shows(
    office, neighbour, picture
):
    page = publish(make_article(neighbour.memberships.get().office, cover=picture))
    after = _replaced(picture, office)
    page.cover = after
    page.save_revision()

    assert may_see_unreleased(neighbour, after)
    editor = make_admin_user(neighbour.memberships.get().office, Role.EDITOR)
    assert not may_see_unreleased(editor, after)


def test_whoever_approved_sees_what_waits_for_its_time(office, neighbour, picture, monkeypatch):
    page = publish(make_article(neighbour.memberships.get().office))
    page.cover = picture
    waiting = page.save_revision()
    page.cover = None
    page.save_revision()
    assert not may_see_unreleased(neighbour, picture)

    monkeypatch.setattr("cms.version_uses.waiting_revisions", lambda: {waiting.pk})

    assert may_see_unreleased(neighbour, picture)


def test_what_lies_in_no_offices_collection_is_for_superusers(neighbour):
    picture = make_picture()

    assert not may_see_unreleased(neighbour, picture)
    assert may_see_unreleased(make_user(is_superuser=True), picture)


def test_a_role_without_a_login_to_the_admin_sees_nothing(office, picture):
    user = make_user(office, Role.EDITOR)
    user.groups.clear()

    assert not may_see_unreleased(type(user).objects.get(pk=user.pk), picture)


def test_the_drafts_of_offices_that_are_no_concern_of_the_asker_are_not_read(
    picture, neighbour, django_assert_max_num_queries
):
    """To read a draft takes long, and whoever is refused could ask again and again."""
    stranger = make_province()
    for _number in range(5):
        make_article(stranger, body=[("picture", {"picture": picture, "alt": "Quầy"})])
    may_see_unreleased(neighbour, picture)  # what is asked for once only

    with django_assert_max_num_queries(20):
        assert not may_see_unreleased(type(neighbour).objects.get(pk=neighbour.pk), picture)

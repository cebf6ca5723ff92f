"""What each version of a picture is used by, asked of the database at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.models import ArticlePage, Role
from cms.version_history import DRAFT, LIVE, REVIEW, WAITS, history
from tests.factories.approval import Desk
from tests.factories.offices import make_province
from tests.factories.pages import make_article, publish
from tests.factories.pictures import make_picture
from tests.factories.users import make_admin_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_province()


@pytest.fixture
def picture(office):
    return make_picture("Bìa", collection=office.collection)


def told(media, user):
    [row] = history(media, user)
    return [(use.state, use.title, use.office) for use in row.uses]


def test_every_use_is_told_with_its_state_and_office(fake_package, office, picture, monkeypatch):
    desk = Desk(office, title="Chờ duyệt", cover=picture, cover_alt="Quầy tiếp dân")
    desk.submit()
    public = publish(make_article(office, title="Đang đăng", cover=picture))
    neighbour = make_province()
    make_article(neighbour, title="Của nơi khác", cover=picture)
    ahead = publish(make_article(office, title="Bản nháp mới"))
    ahead.cover = picture
    waiting = ahead.save_revision()
    monkeypatch.setattr("cms.version_uses.waiting_revisions", lambda: {waiting.pk})

    uses = told(picture, make_admin_user(office, Role.EDITOR))

    assert (LIVE, public.title, office) in uses
    assert (REVIEW, "Chờ duyệt", office) in uses
    assert (DRAFT, "", neighbour) in uses
    assert (DRAFT, "Bản nháp mới", office) in uses
    assert (WAITS, "Bản nháp mới", office) in uses
    assert len(uses) == 5


def test_what_a_draft_names_in_its_text_counts_and_a_number_alone_does_not(office, picture):
    make_article(office, title="Có ảnh", body=[("picture", {"picture": picture, "alt": "Quầy"})])
    make_article(office, title="Chỉ có số", lead=f"Mã {picture.pk}")

    uses = told(picture, make_admin_user(office, Role.EDITOR))
    assert [title for _state, title, _office in uses] == ["Có ảnh"]


def test_twenty_pages_ask_no_more_than_two(office, picture):
    user = make_admin_user(office, Role.EDITOR)
    few = _asked(office, picture, user, pages=2)
    assert _asked(office, picture, user, pages=18) == few
    assert few < 20


def _asked(office, picture, user, *, pages: int) -> int:
    """After so many pages more in each state."""
    for _number in range(pages):
        make_article(office, cover=picture)
        publish(make_article(office, cover=picture))
        ahead = publish(make_article(office))
        ahead.cover = picture
        ahead.save_revision()
    history(picture, user)  # what is remembered is
    with CaptureQueriesContext(connection) as asked:
        [row] = history(picture, user)
    assert len(row.uses) == ArticlePage.objects.count()
    return len(asked)

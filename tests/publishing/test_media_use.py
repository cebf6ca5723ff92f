"""Where a picture is used, as each person may see it."""

import pytest

from publishing.media_use import used_by
from tests.factories.approval import Desk
from tests.factories.offices import make_province
from tests.factories.packages import choose, delivered, make_facebook, release
from tests.factories.pages import make_article
from tests.factories.pictures import make_picture

pytestmark = pytest.mark.django_db


def test_a_live_page_is_listed_with_the_posts_that_are_out():
    picture = make_picture()
    desk = Desk(cover=picture, cover_alt="Bìa")
    place = make_facebook(desk.office)
    choose(desk, [place])
    released = release(desk)
    delivered(place)

    (use,) = used_by(picture, desk.editor).shown

    assert use.live
    assert use.address.endswith(f"/{desk.page.pk}/")
    assert [(one.pk, one.out) for one in use.releases] == [(released.pk, 1)]


def test_another_offices_draft_is_counted_but_not_named():
    picture = make_picture()
    desk = Desk(make_province())
    make_article(make_province(), cover=picture, cover_alt="Bìa", title="Bản nháp kín")

    uses = used_by(picture, desk.editor)

    assert uses.shown == ()
    assert uses.hidden == 1


def test_what_nobody_uses_is_used_nowhere():
    desk = Desk()

    assert used_by(make_picture(), desk.editor).shown == ()

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.models import Role
from publishing.models import Delivery, Release
from publishing.taking_down import find, in_other_languages, newest
from tests.factories.board import Desk, two_desks
from tests.factories.packages import release
from tests.factories.pages import make_article
from tests.factories.publishing import make_release
from tests.factories.translated_posts import BoothDesk, PostedBooth
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desks():
    return two_desks()


@pytest.fixture
def duty(desks):
    return make_user(desks[0].office.parent, Role.DUTY_EDITOR)


@pytest.fixture
def out(desks):
    page = make_article(desks[0].office, title="Mức đóng bảo hiểm")
    return make_release(
        page.edition.work,
        desks[0].office,
        title="Mức đóng bảo hiểm",
        page_id=page.pk,
        edition=page.edition,
        address="https://loa.example.vn/tuyen-quang/tin/muc-dong-bao-hiem/",
    )


def titles(user, words):
    return [match.release.title for match in find(user, words)]


@pytest.mark.parametrize(
    "words",
    [
        "muc dong",
        "ĐÓNG BẢO",
        "https://loa.example.vn/tuyen-quang/tin/muc-dong-bao-hiem/",
        "loa.example.vn/lao-cai/tin/muc-dong-bao-hiem",
        "https://www.facebook.com/1001/posts/778899",
        "https://m.facebook.com/story.php?story_fbid=778899&id=1001",
    ],
)
def test_by_part_of_the_title_or_by_any_of_its_addresses(duty, desks, out, words):
    desks[0].delivery(release=out, state=Delivery.State.DELIVERED, remote_id="1001_778899")
    assert titles(duty, words) == ["Mức đóng bảo hiểm"]


@pytest.mark.parametrize(
    "words", ["", "   ", "khác hẳn", "https://x/", "/", "https://[", "%_", "🙂"]
)
def test_nothing_else_is_found(duty, out, words):
    assert titles(duty, words) == []


def test_what_is_not_out_is_not_found(duty, out):
    for state in (Release.State.WITHDRAWN, Release.State.CANCELLED, Release.State.SCHEDULED):
        Release.objects.update(state=state)
        assert titles(duty, "muc dong") == []


def test_another_office_s_items_are_not_found(desks, out):
    assert titles(desks[1].leader, "muc dong") == []
    assert titles(desks[0].leader, "muc dong") == ["Mức đóng bảo hiểm"]


def test_the_button_is_there_for_those_who_may(desks, duty, out):
    rights = {
        role: find(user, "muc dong")[0].may_take_down
        for role, user in {
            "duty": duty,
            "leader": desks[0].leader,
            "keeper": desks[0].keeper,
            "centre": Desk(desks[0].office.parent).leader,
            "editor": desks[0].editor,
        }.items()
    }
    assert rights == {
        "duty": True,
        "leader": True,
        "keeper": True,
        "centre": True,
        "editor": False,
    }


def test_what_stays_on_the_portal_in_other_languages_is_named():
    booth = PostedBooth(text="")
    booth.translate()
    built = booth.build().page
    assert in_other_languages(booth.page) == []

    release(BoothDesk(booth, built))

    ((language, page),) = in_other_languages(booth.page)
    assert (language, page.pk) == ("Tiếng Khmer", built.pk)


def test_what_went_out_last_comes_first_whenever_it_was_approved(duty, desks):
    office, now = desks[0].office, timezone.now()
    for title, days in [("Hẹn giờ từ lâu", 0), ("Hôm qua", 1)]:
        page = make_article(office, title=title)
        make_release(
            page.edition.work,
            office,
            title=title,
            page_id=page.pk,
            went_live_at=now - timedelta(days=days),
        )

    assert [one.title for one in newest(duty)] == ["Hẹn giờ từ lâu", "Hôm qua"]

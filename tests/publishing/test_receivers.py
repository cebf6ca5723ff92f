"""A national change, brought by a rollout to an office's copy, all the way to readers."""

import pytest

from publishing.models import Package, Release
from tests.factories.packages import release, rewrite
from tests.factories.provinces import centre_desk, released_copy
from translations.models import ChangeNotice, Rollout
from translations.rolling import turns

pytestmark = pytest.mark.django_db
State = ChangeNotice.State


@pytest.fixture
def national():
    desk = centre_desk()
    release(desk)
    return desk


def bring(national) -> ChangeNotice:
    rewrite(national, lead="Từ hôm nay gọi {{hotline}}.")
    release(national)
    turns.work_at(Rollout.objects.latest("pk").pk)
    return ChangeNotice.objects.latest("pk")


def test_a_copy_that_only_follows_is_public_by_the_national_approval(national):
    copy = released_copy(national)

    notice = bring(national)

    assert (notice.state, notice.waits_because) == (State.COVERED, "")
    assert copy.now().lead == "Từ hôm nay gọi {{hotline}}."
    assert Release.objects.first().content["rests_on"]


def test_what_may_not_go_by_itself_waits_with_the_reason_and_its_package_follows(national):
    copy = released_copy(national)
    copy.office.takes_national_approval = True
    copy.office.save()
    Package.objects.filter(page=copy.page.pk).update(urgent=True)

    notice = bring(national)

    assert notice.state == State.MERGED
    assert notice.waits_because
    assert copy.now().lead == "Gọi {{hotline}}."
    assert copy.now().has_unpublished_changes

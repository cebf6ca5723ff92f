"""A translated page in its package, and when its time has come."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cms import approval
from cms.models import Role
from publishing.models import Release
from publishing.package import assemble
from publishing.services.going_live import run_due
from publishing.services.packages import authors_of
from publishing.translated import translation_problems
from tests.factories.approval import Desk
from tests.factories.packages import choose, release
from tests.factories.translations import Booth, open_language
from tests.factories.users import make_user
from translations import services

pytestmark = pytest.mark.django_db
BEFORE, AFTER = "Không mất phí.", "Không mất khoản phí nào."


@pytest.fixture
def booth():
    made = Booth()
    open_language(made.office, "km")
    made.translate()
    return made


class TranslatedDesk(Desk):
    """The same people with the translated page."""

    def __init__(self, booth, page) -> None:
        self.office, self.editor, self.leader = booth.office, booth.editor, booth.leader
        self.reviewer = make_user(booth.office, Role.POLICY_REVIEWER)
        self.page = page.specific


def built(booth):
    return services.build_page(request=booth.request(), user=booth.translator)


def test_an_item_that_is_no_translation_is_not_asked_about(booth, django_assert_num_queries):
    page = booth.page
    revision, _edition = page.get_latest_revision(), page.edition
    with django_assert_num_queries(0):
        assert list(translation_problems(page, revision)) == []


def test_a_translation_behind_its_source_is_not_submitted(booth):
    made = built(booth)
    booth.revise(BEFORE, AFTER)

    problems = assemble(made.page.specific, made.revision).problems

    assert "translation_built_before" in [one.code for one in problems if one.blocking]
    with pytest.raises(approval.NotReady):
        TranslatedDesk(booth, made.page).submit()


def test_approvers_read_which_gaps_were_let_pass_and_why(booth, client):
    booth.revise(BEFORE, AFTER)
    made = services.build_page(
        request=booth.request(), user=booth.reviewer, reason="Bão đến, phải báo ngay"
    )
    desk = TranslatedDesk(booth, made.page)
    desk.submit()
    client.force_login(desk.leader)

    shown = client.get(reverse("loa_item", args=[made.page.pk])).content.decode()

    assert "Bão đến, phải báo ngay" in shown
    assert str(booth.reviewer) in shown


def test_whoever_translated_is_an_author_of_the_page(booth):
    made = built(booth)
    found = authors_of([made.page, booth.page])
    assert booth.translator.pk in found[made.page.pk]
    assert found[booth.page.pk] == set()


def test_a_planned_translation_waits_when_its_source_goes_live_in_another_version(booth):
    made = built(booth)
    desk = TranslatedDesk(booth, made.page)
    later = timezone.now() + timedelta(hours=1)
    choose(desk, [], go_live_at=later)
    planned = release(desk)
    booth.revise(BEFORE, AFTER)

    assert run_due(now=later + timedelta(minutes=1)) == 0

    planned.refresh_from_db()
    assert (planned.state, desk.now().live) == (Release.State.SCHEDULED, False)
    assert planned.last_error

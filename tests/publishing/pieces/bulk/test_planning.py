"""From a page to a plan."""

import pytest
from django.utils.translation import override
from wagtail.models import Locale

from publishing.pieces import NotTranslated
from publishing.pieces.bulk.planning import plan_for
from tests.factories.approval import Desk
from tests.factories.infographics import chart, make_infographic
from tests.factories.offices import make_centre, make_province
from tests.factories.packages import release, rewrite, set_fact

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    centre = make_centre()
    set_fact(centre, "hotline", "1900 9068")
    desk = Desk(centre)
    desk.page = make_infographic(centre, user=desk.editor, owner=desk.editor)
    return desk


def planned(desk, offices=(), languages=("vi",), draft=True):
    return plan_for(desk.page, [desk.office, *offices], languages, ["share"], draft=draft)


def test_each_office_speaks_with_its_own_facts(desk):
    office = make_province(code="08")
    set_fact(office, "hotline", "0207 1")
    first, second = planned(desk, [office]).wanted
    assert (first.office, first.piece.footer.hotline) == ("08", "0207 1")
    assert (second.office, second.piece.footer.hotline) == ("VN", "1900 9068")
    assert first.piece.link.startswith(f"http://localhost/{office.home.slug}/")


def test_an_office_without_a_fact_is_said_and_stops_no_other(desk):
    make_province(code="08")
    office = make_province(code="09", name="BHXH tỉnh B")
    plan = planned(desk, [office])
    missing = next(one for one in plan.wanted if one.office == "09")
    assert missing.piece is None
    assert "BHXH tỉnh B chưa có" in missing.reason
    assert plan.total == 1


def test_a_chart_without_a_number_is_said(desk):
    set_fact(desk.office, "figure:bhyt_coverage", "gần hết")
    quoted = chart(points=[{"label": "Bao phủ", "number": "{{figure:bhyt_coverage}}"}])
    rewrite(desk, piece=[quoted])
    (wanted,) = planned(desk).wanted
    assert wanted.piece is None
    assert "figure:bhyt_coverage" in wanted.reason


def test_a_language_without_an_edition_is_said_and_never_replaced(desk):
    Locale.objects.create(language_code="km")
    assert planned(desk).no_edition == ("km",)
    with pytest.raises(NotTranslated):
        planned(desk, languages=["vi", "km"])


def test_a_translation_that_is_not_live_is_drawn_as_a_draft_only(desk):
    other = desk.page.copy_for_translation(
        Locale.objects.create(language_code="km"), copy_parents=True
    )
    other.title = "ធានា"
    other.save_revision()
    release(desk)
    assert [one.piece.headline for one in planned(desk, languages=["km"]).wanted] == ["ធានា"]
    with pytest.raises(NotTranslated):
        planned(desk, languages=["km"], draft=False)


def test_a_newer_draft_is_not_in_a_plan_of_what_is_live(desk):
    release(desk)
    rewrite(desk, palette="red")
    assert planned(desk, draft=False).wanted[0].piece.palette == "blue"
    assert planned(desk).wanted[0].piece.palette == "red"


def test_whoever_asks_gets_the_same_plan(desk):
    with override("en"):
        english = planned(desk)
    assert english == planned(desk)

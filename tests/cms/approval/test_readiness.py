"""What keeps an item from being submitted."""

from datetime import date

import pytest

from cms import approval
from cms.models import CampaignPage, Fact, Membership, Role
from tests.factories.approval import Desk
from tests.factories.offices import section_of
from tests.factories.pictures import make_picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_package")]


def problems(**fields) -> list[str]:
    return approval.problems(Desk(**fields).page)


def test_a_complete_item_has_no_problems():
    assert problems() == []


@pytest.mark.parametrize(
    "fields",
    [
        {"lead": " "},
        {"body": []},
        {"body": [("paragraph", "")]},
        {"body": [("paragraph", "<p>&nbsp;</p>"), ("paragraph", "<p></p>")]},
    ],
)
def test_an_item_without_lead_or_text_is_not_ready(fields):
    assert len(problems(**fields)) == 1


def test_a_cover_without_description_is_not_ready():
    cover = make_picture()

    assert len(problems(cover=cover)) == 1
    assert problems(cover=cover, cover_alt="Hai ông bà già") == []


def test_a_picture_in_the_text_needs_a_description_unless_it_decorates():
    picture = make_picture()
    plain = {"picture": picture, "alt": "", "decorative": False}

    assert len(problems(body=[("picture", plain)])) == 1
    assert problems(body=[("picture", plain | {"decorative": True})]) == []


def test_a_placeholder_in_the_goals_of_a_campaign_needs_its_fact_too():
    desk = Desk()
    campaign = CampaignPage(
        title="Chiến dịch",
        lead="Tóm tắt.",
        body=[("paragraph", "<p>Chữ.</p>")],
        goals=[("goal", "Ai cũng biết số {{hotline}}")],
        starts_on=date(2027, 5, 1),
        ends_on=date(2027, 5, 31),
        live=False,
    )
    section_of(desk.office).add_child(instance=campaign)
    campaign.save_revision(user=desk.editor)

    assert len(approval.problems(campaign)) == 1
    Fact.objects.create(office=desk.office, key="hotline", value="0207", state="in_force")
    assert approval.problems(campaign) == []


def test_a_placeholder_without_a_fact_is_not_ready_until_the_fact_is_in_force():
    desk = Desk(body=[("paragraph", "<p>Gọi {{hotline}}.</p>")])
    assert any("đường dây nóng" in problem for problem in approval.problems(desk.page))

    Fact.objects.create(office=desk.office, key="hotline", value="0207", state="in_force")

    assert approval.problems(desk.page) == []


def test_an_item_that_nobody_may_approve_is_not_ready():
    desk = Desk()
    Membership.objects.filter(role=Role.LEADER).delete()

    assert len(approval.problems(desk.page)) == 1


def test_the_packages_problems_are_told_and_each_once(fake_package):
    fake_package.found += ["Facebook: quá dài", "Facebook: quá dài"]

    assert problems() == ["Facebook: quá dài"]


def test_the_latest_draft_is_looked_at_and_not_what_is_live():
    desk = Desk()
    desk.page.body = []
    desk.page.save_revision(user=desk.editor)

    assert len(approval.problems(desk.now())) == 1

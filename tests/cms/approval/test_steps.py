"""Which steps an item takes."""

import pytest

from cms.approval.steps import condition_for, steps_of
from cms.models import ApprovalRule, Role
from tests.factories.offices import make_centre, make_province
from tests.factories.pages import make_article

pytestmark = pytest.mark.django_db
ALWAYS, NEVER = ApprovalRule.Condition.ALWAYS, ApprovalRule.Condition.NEVER


def rule(condition, *, office=None, kind="", role=Role.SECTION_HEAD):
    ApprovalRule.objects.create(office=office, kind=kind, role=role, condition=condition)


def condition(office, kind="article", role=Role.SECTION_HEAD):
    return condition_for(role, office, kind)


def test_without_rules_policy_decides_and_the_head_of_section_is_not_asked():
    province = make_province()

    assert steps_of(make_article(province)) == [Role.LEADER]
    policy = make_article(province, states_policy=True)
    assert steps_of(policy) == [Role.POLICY_REVIEWER, Role.LEADER]


def test_a_legal_reference_in_the_text_brings_the_policy_reviewer():
    reference = {"number": "41/2024/QH15", "issuer": "Quốc hội"}
    page = make_article(make_province(), body=[("legal_reference", reference)])

    assert Role.POLICY_REVIEWER in steps_of(page)


def test_the_rule_of_the_house_holds_where_no_office_has_its_own():
    rule(ALWAYS)

    assert condition(make_province()) == ALWAYS


def test_an_offices_rule_comes_before_the_rule_of_the_house():
    province = make_province()
    rule(ALWAYS)
    rule(NEVER, office=province)

    assert condition(province) == NEVER
    assert condition(make_province()) == ALWAYS


def test_the_rule_of_the_office_above_holds_for_those_below():
    centre, province = make_centre(), make_province()
    rule(ALWAYS, office=centre)

    assert condition(province) == ALWAYS


def test_a_rule_for_a_kind_comes_before_one_for_every_kind():
    province = make_province()
    rule(NEVER, office=province)
    rule(ALWAYS, office=province, kind="document")

    assert condition(province, "document") == ALWAYS
    assert condition(province, "article") == NEVER


def test_the_leaders_step_cannot_be_switched_off():
    province = make_province()
    rule(NEVER, office=province, role=Role.LEADER)

    assert condition(province, role=Role.LEADER) == ALWAYS

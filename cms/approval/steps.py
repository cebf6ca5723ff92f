"""Which steps an item takes, by office and kind."""

from collections.abc import Mapping

from wagtail.models import Page

from ..models import ApprovalRule, Office, Role

Rules = Mapping[str, ApprovalRule]  # by role
STEPS = (Role.SECTION_HEAD, Role.POLICY_REVIEWER, Role.LEADER)

_DEFAULT = {
    Role.SECTION_HEAD: ApprovalRule.Condition.NEVER,
    Role.POLICY_REVIEWER: ApprovalRule.Condition.POLICY,
}


def applies(role: str, page: Page, rules: Rules | None = None) -> bool:
    """Whether `page` (a revision as an object) takes the step of `role`.

    `rules`: `rules_for` its office and kind, where they are known already.
    """
    rules = rules_for(page.edition.office, page.work_kind) if rules is None else rules
    return holds(_condition(role, rules), page)


def holds(condition: str, page: Page) -> bool:
    if condition == ApprovalRule.Condition.POLICY:
        return page.needs_policy_review
    return condition == ApprovalRule.Condition.ALWAYS


def condition_for(role: str, office: Office, kind: str) -> str:
    """The most specific rule: the office's own before its parents', kind before every kind."""
    return _condition(role, rules_for(office, kind))


def _condition(role: str, rules: Rules) -> str:
    """The leader's step cannot be switched off, or an item could finish with nobody's approval."""
    if role == Role.LEADER:
        return ApprovalRule.Condition.ALWAYS
    return condition_by(rules.get(str(role)), role)


def condition_by(rule: ApprovalRule | None, role: str) -> str:
    return rule.condition if rule else _DEFAULT.get(Role(role), ApprovalRule.Condition.NEVER)


def rules_for(office: Office, kind: str) -> Rules:
    """The most specific rule of each role that there is one for."""
    chain = [o.pk for o in line_of(office)]
    rules = ApprovalRule.objects.filter(kind__in=["", kind]).select_related("office")
    matching = [rule for rule in rules if rule.office_id is None or rule.office_id in chain]
    matching.sort(key=lambda rule: _distance(rule, chain), reverse=True)
    return {str(rule.role): rule for rule in matching}


def _distance(rule: ApprovalRule, chain: list[int]) -> tuple[int, bool]:
    place = chain.index(rule.office_id) if rule.office_id else len(chain)
    return place, not rule.kind


def line_of(office: Office) -> list[Office]:
    """The office, its parent, and so on up to the centre."""
    line = [office]
    while above := line[-1].parent:
        line.append(above)
    return line


def steps_of(page: Page, rules: Rules | None = None) -> list[str]:
    """Roles of the steps that the item will take, in order."""
    rules = rules_for(page.edition.office, page.work_kind) if rules is None else rules
    return [role for role in STEPS if applies(role, page, rules)]

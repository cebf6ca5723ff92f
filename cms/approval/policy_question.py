"""Whether an item is policy: why its reviewer is asked, or not; and whether to ask its editor."""

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..models import ApprovalRule, ItemPage, Role
from . import steps

# As offices write them: 1,5 % · 540.000 đồng · 41/2024/QH15 · trước ngày 31/12/2026, trong 10 ngày.
# Every repetition has an end, or a text of nothing but digits would take minutes.
_STATES = re.compile(
    r"\d[\d.,]{0,30}\s{0,5}%"
    r"|\d[\d.,]{0,30}\s{0,5}(?:(?:nghìn|ngàn|triệu|tỷ|tỉ)\s+)?đồng\b(?!\s+(?:chí|bào|nghiệp))"
    r"|\b\d{1,30}/\d{4}/[A-ZĐ][A-ZĐ0-9-]*"
    r"|(?:trước|đến|hết|từ|chậm nhất|hạn cuối)\s+(?:hết\s+)?(?:ngày\s+)?\d{1,2}[/-]\d{1,2}\b(?:[/-]\d{4})?"
    r"|(?:trong|quá|chậm nhất)\s+(?:(?:thời hạn|vòng)\s+)?\d+\s+(?:ngày|tháng)\b",
    re.IGNORECASE,
)
MOST_NAMED = 6  # words or references that one reason names
Condition = ApprovalRule.Condition


def policy_words(page: ItemPage) -> str:
    """The first words of the latest draft that read like policy, or "".

    Only where the answer decides whether the policy reviewer is asked.
    """
    draft = page.get_latest_revision_as_object()
    if _condition(draft) != Condition.POLICY or draft.needs_policy_review:
        return ""
    return next(_words_in(draft), "")


def new_policy_words(base: ItemPage, draft: ItemPage) -> str:
    """The first words of `draft` that read like policy and that `base` had not, or "".

    Only where the answer decides whether the policy reviewer is asked.
    """
    if _condition(draft) != Condition.POLICY or draft.needs_policy_review:
        return ""
    known = {words.casefold() for words in _words_in(base)}
    return next((words for words in _words_in(draft) if words.casefold() not in known), "")


def policy_reasons(page: ItemPage, rules: steps.Rules | None = None) -> list[str]:
    """Why the policy reviewer is asked, or is not: the answer first, then each reason, as sentences.

    Of `page` as it is given: a revision as an object, as `steps.applies` takes it; `rules` likewise.
    """
    rules = steps.rules_for(page.edition.office, page.work_kind) if rules is None else rules
    rule = rules.get(str(Role.POLICY_REVIEWER))
    condition = steps.condition_by(rule, Role.POLICY_REVIEWER)
    asked = steps.holds(condition, page)
    answer = _("The policy reviewer is asked.") if asked else _("The policy reviewer is not asked.")
    reasons = [answer, _rule_in_words(page, rule, condition)]
    if condition == Condition.POLICY:
        reasons += _marks(page) or [_without_mark(page)]
    if words := list(dict.fromkeys(_words_in(page))):
        named = ", ".join(f"“{found}”" for found in words[:MOST_NAMED])
        reasons.append(_("Words that read like policy: %(words)s.") % {"words": named})
    return reasons


def _rule_in_words(page: ItemPage, rule: ApprovalRule | None, condition: str) -> str:
    names = {"what": _what(condition), "kind": page.get_verbose_name().lower()}
    if rule is None:
        return _("The usual rule: %(what)s.") % names
    names["office"] = rule.office or _("every office")
    if rule.kind:
        return _("Rule of %(office)s for “%(kind)s”: %(what)s.") % names
    return _("Rule of %(office)s: %(what)s.") % names


def _what(condition: str) -> str:
    if condition == Condition.ALWAYS:
        return _("the policy reviewer always looks")
    if condition == Condition.NEVER:
        return _("the policy reviewer never looks")
    return _(
        "the policy reviewer looks at what states a rate, benefit, deadline or legal reference"
    )


def _marks(page: ItemPage) -> list[str]:
    """What made the item count as policy."""
    found = []
    if page.states_policy:
        found.append(
            _("The item is marked as stating a rate, benefit, deadline or legal reference.")
        )
    if references := list(_references(page)):
        words = ngettext(
            "It names a legal reference: %(numbers)s.",
            "It names %(count)d legal references: %(numbers)s.",
            len(references),
        )
        numbers = ", ".join(dict.fromkeys(references[:MOST_NAMED]))
        found.append(words % {"count": len(references), "numbers": numbers})
    return found


def _without_mark(page: ItemPage) -> str:
    if page.needs_policy_review:
        kind = {"kind": page.get_verbose_name().lower()}
        return _("Everything of the kind “%(kind)s” counts as policy.") % kind
    return _("The item is not marked so and names no legal reference.")


def _references(page: ItemPage) -> Iterable[str]:
    blocks = [*page.legal_basis, *page.body]
    legal = [block for block in blocks if block.block_type in ("reference", "legal_reference")]
    return (str(block.value.get("number") or "–") for block in legal)


def _condition(page: ItemPage) -> str:
    return steps.condition_for(Role.POLICY_REVIEWER, page.edition.office, page.work_kind)


def _words_in(page: ItemPage) -> Iterator[str]:
    body = page.body.stream_block.get_searchable_content(page.body)
    for text in [page.title, page.lead, *body]:
        yield from (match[0] for match in _STATES.finditer(text))

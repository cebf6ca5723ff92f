"""Whether a text that is not marked as policy reads as if it were: its editor is then asked."""

import re

from ..models import ApprovalRule, ItemPage, Role
from . import steps

# As offices write them: 1,5 % · 540.000 đồng · 41/2024/QH15 · trước ngày 31/12/2026, trong 10 ngày.
_STATES = re.compile(
    r"\d[\d.,]*\s*%"
    r"|\d[\d.,]*\s*(?:(?:nghìn|ngàn|triệu|tỷ|tỉ)\s+)?đồng\b(?!\s+(?:chí|bào|nghiệp))"
    r"|\b\d+/\d{4}/[A-ZĐ][A-ZĐ0-9-]*"
    r"|(?:trước|đến|hết|từ|chậm nhất|hạn cuối)\s+(?:hết\s+)?(?:ngày\s+)?\d{1,2}[/-]\d{1,2}\b(?:[/-]\d{4})?"
    r"|(?:trong|quá|chậm nhất)\s+(?:(?:thời hạn|vòng)\s+)?\d+\s+(?:ngày|tháng)\b",
    re.IGNORECASE,
)


def policy_words(page: ItemPage) -> str:
    """The first words of the latest draft that read like policy, or "".

    Only where the answer decides whether the policy reviewer is asked.
    """
    draft = page.get_latest_revision_as_object()
    rule = steps.condition_for(Role.POLICY_REVIEWER, draft.edition.office, draft.work_kind)
    if rule != ApprovalRule.Condition.POLICY or draft.needs_policy_review:
        return ""
    body = draft.body.stream_block.get_searchable_content(draft.body)
    found = filter(None, map(_STATES.search, [draft.title, draft.lead, *body]))
    return next((match[0] for match in found), "")

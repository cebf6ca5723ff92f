"""What is asked before a change of an item is submitted that offices have copies of."""

from typing import Any

from django.http import QueryDict
from wagtail.models import Revision

from ..approval import seams
from ..models import ItemPage


def asked_of_change(
    page: ItemPage, revision: Revision | None, user: Any
) -> seams.ChangeQuestion | None:
    return seams.change_question(page, revision, user) if revision else None


def change_said(posted: QueryDict) -> seams.ChangeAnswer | None:
    """None where it was not asked. A number of days that is none is left to whoever refuses it."""
    severity = posted.get("change_severity", "")
    if not severity:
        return None
    days = posted.get("change_days", "").strip()
    return seams.ChangeAnswer(
        severity=severity,
        days=int(days) if days.isdecimal() and len(days) < 5 else None,
        at_deadline=posted.get("change_ending", ""),
        reason=posted.get("change_reason", "").strip(),
    )

"""Who may do what with a local copy.

| | Role | Of which office |
|---|---|---|
| make one | editor, head of section, leader | the one it is for, or above |
| reset, suspend, follow again | editor, head of section, leader | its own, nobody else's |
| detach for good | leader | its own |
| lock places, ask for them to be filled in | editor, head of section, leader | the national item's |

Administrators do none of it. Delegates neither: a delegation is for approving.
"""

from collections.abc import Collection
from typing import Any

from cms.approval.steps import line_of
from cms.models import Edition, Membership, Office, Role

WRITERS = (Role.EDITOR, Role.SECTION_HEAD, Role.LEADER)


def may_make(user: Any, office: Office) -> bool:
    return _has(user, WRITERS, [each.pk for each in line_of(office)])


def may_follow(user: Any, edition: Edition) -> bool:
    """Decide how it follows, but for good."""
    return _has(user, WRITERS, [edition.office_id])


def may_detach(user: Any, edition: Edition) -> bool:
    return _has(user, (Role.LEADER,), [edition.office_id])


def may_rule(user: Any, edition: Edition) -> bool:
    """Over what local copies of this national edition may change."""
    return _has(user, WRITERS, [edition.office_id])


def _has(user: Any, roles: Collection[str], offices: Collection[int]) -> bool:
    rows = Membership.objects.filter(user_id=user.pk, user__is_active=True)
    return rows.filter(role__in=roles, office__in=offices).exists()

"""How approvers read what was said of a change for the offices that have a copy."""

from dataclasses import dataclass

from wagtail.models import Page, Revision

from cms.models import Edition

from ..models import AtDeadline, Severity
from .declaring import declared_for, followers_of


@dataclass(frozen=True)
class Declared:
    """In words. Without an answer of anybody it is an ordinary change."""

    copies: int
    severity: str
    is_critical: bool = False
    days: int = 0
    ending: str = ""
    reason: str = ""
    said_by: str = ""


def shown_declaration(page: Page, revision: Revision) -> Declared | None:
    """None, and no query, of what can have no copies."""
    if page.edition.kind != Edition.Kind.ORIGINAL:
        return None
    copies = followers_of(page.edition).count()
    if not copies:
        return None
    said = declared_for(page.edition, revision)
    if said is None:
        return Declared(copies, str(Severity.ORDINARY.label))
    return Declared(
        copies,
        str(Severity(said.severity).label),
        said.severity == Severity.CRITICAL,
        said.days or 0,
        str(AtDeadline(said.at_deadline).label) if said.at_deadline else "",
        said.reason,
        str(said.declared_by or ""),
    )

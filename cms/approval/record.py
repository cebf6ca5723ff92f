"""Writes the ledger of decisions."""

from django.utils import timezone
from wagtail.models import Page

from ..models import Approval


def record(decision: str, *, page: Page, user, **fields) -> Approval:
    """One row of the ledger; call inside the transaction of what it records.

    `fields`: revision, workflow_state, step, fingerprint, comment; office_code where another office
    than the page's decides; of decisions for others also basis, on_behalf_of, on_behalf_of_name; of
    paper also evidence, evidence_sha256, signed_on, signatory_basis, signatory_for,
    signatory_for_name.
    """
    revision, state = fields.pop("revision", None), fields.pop("workflow_state", None)
    office_code = fields.pop("office_code", None) or page.edition.office.code
    approval = Approval(
        decision=decision,
        work=page.edition.work,
        office_code=office_code,
        page_id_then=page.pk,
        revision_id_then=revision.pk if revision else page.latest_revision_id,
        workflow_state_id_then=state.pk if state else None,
        user=user,
        user_name=str(user) if user else "",
        at=timezone.now(),
        **fields,
    )
    approval.save()
    return approval


def history(page: Page) -> list[Approval]:
    """Every decision on the page, newest first."""
    return list(Approval.objects.filter(page_id_then=page.pk).order_by("-sequence"))

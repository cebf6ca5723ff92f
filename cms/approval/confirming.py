"""What an earlier approver is shown after accepted corrections: the changes, or the whole item."""

from collections.abc import Iterator
from dataclasses import dataclass

from wagtail.models import Page, Revision, TaskState

from ..models import Amendment, Approval
from ..text_changes import Changes, changes_between
from . import seams
from .deciding import page_of, role_of


@dataclass(frozen=True)
class SeenBefore:
    """What this person approved or corrected earlier, and all that changed since."""

    decision: Approval
    changes: Changes


def seen_before(task_state: TaskState, user) -> SeenBefore | None:
    """Set if nothing but accepted corrections changed since `user` decided this step.

    Only then is it enough to show the changes: places, pictures and figures are as they were, since
    what was approved still has the same fingerprint today.
    """
    decided = Approval.objects.filter(
        workflow_state_id_then=task_state.workflow_state_id,
        step=role_of(task_state),
        user=user,
        decision__in=[Approval.Decision.APPROVED, Approval.Decision.CORRECTED],
    )
    # Whoever recorded that somebody else signed on paper has not judged the text.
    decision = decided.exclude(basis=Approval.Basis.PAPER).last()
    if decision is None or decision.revision_id_then == task_state.revision_id:
        return None
    page = page_of(task_state)
    old = page.revisions.filter(pk=decision.revision_id_then).first()
    amended = {each.pk for each in amended_line(page, task_state.revision_id)}
    if old is None or old.pk not in amended:
        return None
    changes = changes_between(old.content, task_state.revision.content)
    if not changes.only_texts or seams.fingerprint(page, old) != decision.fingerprint:
        return None
    return SeenBefore(decision, changes)


def amended_line(page: Page, revision_id: int | None) -> Iterator[Revision]:
    """The revisions that accepted corrections made into this one, newest first."""
    accepted = Amendment.objects.filter(page_id=page.pk, state=Amendment.State.ACCEPTED)
    steps = {each.accepted_revision_id: each for each in accepted.select_related("base_revision")}
    while (step := steps.pop(revision_id, None)) and step.base_revision:
        yield step.base_revision
        revision_id = step.base_revision_id

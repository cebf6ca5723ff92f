"""What the centre says of a change before it submits it: how grave it is for offices with copies."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from cms.approval.seams import ChangeAnswer, ChangeQuestion
from cms.models import Edition

from .. import log_actions
from ..errors import Refused
from ..models import AtDeadline, ChangeDeclaration, LocalCopy, Rollout, Severity
from ..rights import Rights, require

MOST_DAYS = 30
DAYS = 3
NO_ANSWER = ChangeAnswer(Severity.ORDINARY, DAYS, AtDeadline.NOTICE)


def question_about(page: Page, revision: Revision, user: Any) -> ChangeQuestion | None:
    """None where no office follows the item, and for whoever may not answer.

    One query for an item without copies, a fixed number for any other.
    """
    if page.edition.kind != Edition.Kind.ORIGINAL:
        return None
    copies = followers_of(page.edition).count()
    if not copies or not Rights(user).may_vouch(page):
        return None
    before = declared_for(page.edition, revision)
    return ChangeQuestion(
        copies=copies,
        severities=[(value, str(label)) for value, label in Severity.choices],
        endings=[(value, str(label)) for value, label in AtDeadline.choices],
        most_days=MOST_DAYS,
        answer=_answer_of(before) if before else NO_ANSWER,
    )


def declare(page: Page, revision: Revision, user: Any, answer: ChangeAnswer) -> None:
    """Raises NotYours, Refused. Nothing where nobody follows the item."""
    if question_about(page, revision, user) is None:
        require(Rights(user).may_vouch(page))
        return
    answer = _checked(answer)
    before = declared_for(page.edition, revision)
    if before and before.revision_id == revision.pk and _answer_of(before) == answer:
        return
    ChangeDeclaration.objects.create(
        edition=page.edition,
        revision=revision,
        severity=answer.severity,
        days=answer.days,
        at_deadline=answer.at_deadline,
        reason=answer.reason,
        declared_by=user,
    )
    data = {"severity": answer.severity, "reason": answer.reason}
    log(page, log_actions.DECLARE_CHANGE, user=user, revision=revision, data=data)


def declared_for(edition: Edition, revision: Revision | None) -> ChangeDeclaration | None:
    """The last word on the text of `revision` that no version has gone out with yet.

    With its own text or a later one: what else goes out meanwhile, an older version or the taking
    down of the wrong one, leaves what was said standing.
    """
    versions = Rollout.objects.filter(edition=edition).exclude(national={})
    since = versions.filter(created_at__gte=OuterRef("declared_at"))
    went_out = Exists(since.filter(revision__gte=OuterRef("revision")))
    said = ChangeDeclaration.objects.filter(edition=edition).select_related("declared_by")
    said = said.exclude(went_out).exclude(Exists(since), revision=None)
    if revision is not None:
        said = said.exclude(revision__gt=revision.pk)
    return said.order_by("-pk").first()


def followers_of(edition: Edition) -> Any:
    """Copies of it that follow, also those that do so later."""
    return LocalCopy.objects.filter(edition__source=edition).exclude(state=LocalCopy.State.DETACHED)


def _answer_of(said: ChangeDeclaration) -> ChangeAnswer:
    return ChangeAnswer(said.severity, said.days, said.at_deadline, said.reason)


def _checked(answer: ChangeAnswer) -> ChangeAnswer:
    if answer.severity not in Severity.values:
        raise Refused(_("Say how grave the change is for the offices that have a copy."))
    if answer.severity != Severity.CRITICAL:
        return ChangeAnswer(answer.severity, reason=answer.reason[:250])
    if not answer.days or answer.days > MOST_DAYS:
        message = _("A critical change has a deadline: write a number of days from 1 to %(most)d.")
        raise Refused(message % {"most": MOST_DAYS})
    if answer.at_deadline not in AtDeadline.values:
        raise Refused(_("Say what is to happen to a copy whose office did not act in time."))
    if not answer.reason:
        raise Refused(_("Write what is wrong with the old text: the offices read it."))
    return ChangeAnswer(answer.severity, answer.days, answer.at_deadline, answer.reason[:250])

"""“Ghi nhận ký trên giấy”: a secretary records what a leader signed on the printed sheet."""

import re
from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from .. import notices
from ..models import Approval, ApprovalTaskState, ItemPage, Role, User
from . import seams
from .approvers import holders
from .deciding import approve_step, check_shown, claim, page_of, role_of
from .errors import ContentChanged, NotYours, Refused
from .evidence import stored
from .paper_rights import may_record, signatories, standing_on

# Letters of the fingerprint. Two packages that share eight could be found on purpose in a minute.
SHORTEST = 16
_FINGERPRINT = re.compile(rf"[0-9a-f]{{{SHORTEST},64}}")


def record_paper_signature(
    *,
    task_state: TaskState,
    user: User,
    signatory: User,
    fingerprint: str,
    signed_on: date,
    scan: File,
    comment: str = "",
) -> None:
    """Approve the step as `signatory` did on paper; the ledger names both and keeps the scan.

    `fingerprint` is what stands on the paper, or its beginning (`SHORTEST` letters or more). Raises
    ContentChanged if the package is another by now, Refused, NotYours.
    """
    typed = as_typed(fingerprint)
    with stored(scan) as evidence, transaction.atomic():
        _check_recorder(task_state, user, signatory)
        ground = _ground(task_state, signatory, signed_on)
        task_state = claim(task_state, user)
        page = page_of(task_state)
        _check_day(signed_on, task_state)
        present = _require_same(typed, task_state, page)
        check_shown(task_state, page, present)
        _refuse_scan_of_another(evidence["evidence_sha256"], page, present)
        approve_step(
            task_state,
            page,
            user=user,
            fingerprint=present,
            comment=comment,
            basis=Approval.Basis.PAPER,
            on_behalf_of=signatory.pk,
            on_behalf_of_name=str(signatory),
            signed_on=signed_on,
            **ground,
            **evidence,
        )
        _tell(page, task_state, user, signatory)


def as_typed(fingerprint: str) -> str:
    """What somebody typed or scanned, without spaces and in small letters. Raises Refused."""
    typed = "".join(fingerprint.split()).lower()
    if not _FINGERPRINT.fullmatch(typed):
        raise Refused(
            _(
                "Type the 16 characters of the fingerprint as they stand at the foot of every page of"
                " the paper: digits, and letters from a to f."
            )
        )
    return typed


def _check_recorder(task_state: TaskState, user: User, signatory: User) -> None:
    if task_state.status != TaskState.STATUS_IN_PROGRESS:
        return  # `claim` says so, whoever asks
    if not may_record(task_state, user):
        raise NotYours
    if signatory.pk not in {person.pk for person in signatories(task_state, user)}:
        raise Refused(
            _(
                "%(person)s may not approve this step, for example because they wrote part of the"
                " item. Choose who signed from the list."
            )
            % {"person": signatory}
        )


def _ground(task_state: TaskState, signatory: User, day: date) -> dict:
    """Why the step was theirs on the day of the signature, as the ledger keeps it."""
    standing = standing_on(day, task_state, signatory)
    if standing is None:
        raise Refused(
            _(
                "On %(day)s %(person)s could not approve this step: their delegation had not begun,"
                " or was over. Check the day on the paper and who signed."
            )
            % {"day": f"{day:%d/%m/%Y}", "person": signatory}
        )
    names = {
        "basis": "signatory_basis",
        "on_behalf_of": "signatory_for",
        "on_behalf_of_name": "signatory_for_name",
    }
    return {names[name]: value for name, value in standing.as_recorded().items()}


def _check_day(signed_on: date, task_state: ApprovalTaskState) -> None:
    if signed_on > timezone.localdate():
        raise Refused(_("The day of the signature lies in the future. Check it."))
    if signed_on < timezone.localdate(task_state.revision.created_at):
        raise Refused(
            _("The text is newer than this signature. Print the sheet anew and have it signed.")
        )


def _require_same(typed: str, task_state: ApprovalTaskState, page: ItemPage) -> str:
    """The present fingerprint. Raises ContentChanged, saying which earlier version was signed."""
    present = seams.fingerprint(page, task_state.revision)
    if present.startswith(typed):
        return present
    earlier = Approval.objects.filter(page_id_then=page.pk, fingerprint__startswith=typed)
    row = earlier.order_by("-sequence").first()
    if row is None:
        raise ContentChanged(
            _(
                "“%(typed)s” is not the fingerprint of this package. Compare it once more with the"
                " paper. If it stands there, the item or its package changed after printing:"
                " print the sheet anew and have it signed again. Nothing was recorded."
            )
            % {"typed": typed[:SHORTEST]}
        )
    raise ContentChanged(
        _(
            "What was signed is the version of %(time)s; the text, a picture, a fact or a"
            " destination was changed since. Print the sheet anew and have it signed again."
            " Nothing was recorded."
        )
        % {"time": f"{timezone.localtime(row.at):%H:%M %d/%m/%Y}"}
    )


def _refuse_scan_of_another(sha256: str, page: ItemPage, fingerprint: str) -> None:
    """One sheet may carry the signatures of several steps, but of one package only."""
    same = Approval.objects.filter(evidence_sha256=sha256)
    row = same.exclude(page_id_then=page.pk, fingerprint=fingerprint).order_by("sequence").first()
    if row:
        raise Refused(
            _(
                "This scan was recorded at %(time)s for another item or another version. Scan the"
                " sheet that was signed for this one."
            )
            % {"time": f"{timezone.localtime(row.at):%H:%M %d/%m/%Y}"}
        )


def _tell(page: ItemPage, task_state: ApprovalTaskState, user: User, signatory: User) -> None:
    """To the signatory, and to the leaders of the office."""
    people = {signatory.pk: signatory}
    people |= {one.pk: one for one in holders(page.edition.office, Role.LEADER)}
    url = settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("loa_item", args=[page.pk])
    step = Role(role_of(task_state)).label
    for person in _others(people.values(), user):
        notices.queue(
            person,
            lambda: _("Signature on paper recorded: %(title)s") % {"title": page.draft_title},
            lambda: (
                _(
                    "%(secretary)s recorded that %(signatory)s signed “%(title)s” on paper"
                    " (step: %(step)s). If this is not so, take the item down at once and tell"
                    " the administrator."
                )
                % {
                    "secretary": user,
                    "signatory": signatory,
                    "title": page.draft_title,
                    "step": step,
                }
                + f"\n\n{url}\n"
            ),
        )


def _others(people: Iterable[User], user: User) -> list[User]:
    return [person for person in people if person.pk != user.pk]

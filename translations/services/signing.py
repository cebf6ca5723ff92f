"""A reader without an account signed the printed translation: recorded by somebody who wrote none."""

from collections.abc import Collection
from datetime import date

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from cms.approval.evidence import stored
from cms.approval.paper import SHORTEST, as_typed
from cms.models import User

from .. import review_log
from ..errors import NotReady, NotYours, Refused, Why
from ..models import SignedSheet, TranslationRequest
from ..paper_rights import may_record, reviewers_at_hand, writers_of
from ..person_names import one_line, same_name
from ..review_sheet import fingerprint_of
from ..rights import require
from ..rows import Row, require_open, rows_of
from ..unit import State
from ..units import segments_in
from .deciding import approve_on_paper, gaps_before_approval

OWN = gettext_lazy("You wrote part of this translation: somebody else records it.")


def record_signed_sheet(
    *,
    request: TranslationRequest,
    user: User,
    reader_name: str,
    reader_position: str,
    fingerprint: str,
    signed_on: date,
    scan: File,
    comment: str = "",
) -> SignedSheet:
    """Approve what waits for review as the reader did on paper; the scan is kept.

    `fingerprint` is what stands on the sheet, or its beginning. All that is on it is approved, or
    nothing. Raises NotYours, NotReady, Refused when the text is another by now, when somebody at hand
    can review it in Loa, or when the reader wrote part of it.
    """
    typed = as_typed(fingerprint)
    reader = (one_line(reader_name), one_line(reader_position))
    with stored(scan) as evidence, transaction.atomic():
        require(may_record(request, user))
        page = require_open(request)
        rows = rows_of(request, segments_in(request), hold=True)
        _check_reader(reader, user, rows)
        present = _require_same(typed, request, rows)
        waiting = _waiting(rows)
        _check_recorder(request, user, waiting)
        _check_day(signed_on, waiting)
        _refuse_scan_of_another(evidence["evidence_sha256"], present)
        seen = {row.segment.uuid: row.version for row in waiting}
        reason = _reason(*reader, signed_on, present)
        approve_on_paper(request=request, user=user, seen=seen, reason=reason)
        log(page, review_log.SIGNED, user=user, data={"reason": reason})
        return SignedSheet.objects.create(
            request=request,
            fingerprint=present,
            reader_name=reader[0],
            reader_position=reader[1],
            signed_on=signed_on,
            segments=[str(uuid) for uuid in seen],
            user=user,
            user_name=str(user),
            at=timezone.now(),
            reason=comment.strip(),
            **evidence,
        )


def obstacle(request: TranslationRequest, user: User, rows: Collection[Row]) -> str:
    """Why no signature on this translation can be recorded now, whatever the sheet says, and what to
    do instead; empty: nothing stands in the way."""
    try:
        waiting = _waiting(rows)
        _check_recorder(request, user, waiting)
        if gaps := gaps_before_approval(request, user, waiting):
            raise NotReady(gaps)
    except NotYours:
        return str(OWN)
    except NotReady as refusal:
        message = _("%(what)s Have this settled before the sheet is printed and signed.")
        return message % {"what": refusal}
    except Refused as refusal:
        return str(refusal)
    return ""


def _check_reader(reader: tuple[str, str], user: User, rows: Collection[Row]) -> None:
    name, position = reader
    if not name or not position:
        raise Refused(_("Write the full name and the position of the reader, as on the sheet."))
    wrote = User.objects.filter(pk__in=writers_of(rows) | {user.pk})
    if any(same_name(name, str(one)) for one in wrote):
        raise Refused(
            _(
                "%(name)s wrote part of this translation or records the signature. The reader is"
                " somebody else, who did neither."
            )
            % {"name": name}
        )


def _require_same(typed: str, request: TranslationRequest, rows: Collection[Row]) -> str:
    present = fingerprint_of(request, rows)
    if present.startswith(typed):
        return present
    message = _(
        "“%(typed)s” is not the fingerprint of this translation as it stands now. Compare it once more"
        " with the paper. If it stands there, a source or a translation changed after printing: print"
        " the sheet anew and have it signed again. Nothing was recorded."
    )
    raise Refused(message % {"typed": typed[:SHORTEST]})


def _waiting(rows: Collection[Row]) -> list[Row]:
    """What is not approved yet; that it is ready is asked where each step is."""
    missing = [row for row in rows if not row.translation.text and not row.segment.is_optional]
    if missing:
        raise NotReady([row.gap(Why.MISSING) for row in missing])
    waiting = [
        row for row in rows if row.translation.text and row.translation.state != State.APPROVED
    ]
    if not waiting:
        raise Refused(_("All of this translation is approved already. Nothing was recorded."))
    return waiting


def _check_recorder(request: TranslationRequest, user: User, waiting: Collection[Row]) -> None:
    if user.pk in writers_of(waiting):
        raise NotYours
    people = reviewers_at_hand(request, waiting)
    if people:
        message = _(
            "%(names)s can review this in Loa. A signature on paper is for where nobody of the office"
            " can."
        )
        raise Refused(message % {"names": ", ".join(str(one) for one in people)})


def _check_day(signed_on: date, waiting: Collection[Row]) -> None:
    if signed_on > timezone.localdate():
        raise Refused(_("The day of the signature lies in the future. Check it."))
    if signed_on < max(timezone.localdate(row.translation.updated_at) for row in waiting):
        raise Refused(
            _("The text is newer than this signature. Print the sheet anew and have it signed.")
        )


def _refuse_scan_of_another(sha256: str, fingerprint: str) -> None:
    other = SignedSheet.objects.filter(evidence_sha256=sha256).exclude(fingerprint=fingerprint)
    if other.exists():
        raise Refused(
            _(
                "This scan was recorded for another translation or another version. Scan the sheet that"
                " was signed for this one."
            )
        )


def _reason(name: str, position: str, signed_on: date, fingerprint: str) -> str:
    message = _("Signed on paper by %(name)s, %(position)s, on %(day)s (sheet %(sheet)s)")
    values = {"name": name, "position": position, "day": f"{signed_on:%d/%m/%Y}"}
    return message % {**values, "sheet": fingerprint[:SHORTEST]}

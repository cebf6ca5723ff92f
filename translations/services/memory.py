"""What a person does with the translation memory."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.languages import DEFAULT
from cms.models import Office

from .. import log_actions
from ..errands.waking import wake_on_commit
from ..errors import NotYours, Refused
from ..memory.keeping import forget, unapprove
from ..memory.rights import MemoryRights
from ..models import Errand, ErrandFile, MemoryUnit
from .uploads import safe_name

MOST_BYTES = 20 * 1024**2  # of a file in the browser; the command takes larger ones
LONGEST_REASON = 500
Kind, State = Errand.Kind, Errand.State


@transaction.atomic
def take_approval(*, unit: MemoryUnit, user: Any, reason: str) -> None:
    """Not proposed as good any more. Raises NotYours, Refused."""
    reason = _checked(unit, user, reason)
    if not unit.approved:
        raise Refused(_("This unit was not approved any more. Nothing was changed."))
    unapprove([unit])
    log(unit, log_actions.UNAPPROVE_UNIT, user=user, data=_said(unit, reason))


@transaction.atomic
def delete_unit(*, unit: MemoryUnit, user: Any, reason: str) -> None:
    """Raises NotYours, Refused."""
    reason = _checked(unit, user, reason)
    log(unit, log_actions.DELETE_UNIT, user=user, data=_said(unit, reason))
    forget([unit])


@transaction.atomic
def order_export(*, user: Any, language: str, office: Office | None, approved: bool) -> Errand:
    """A file of it is made behind the screen. Raises NotYours."""
    if not MemoryRights(user).may_see_of(office):
        raise NotYours
    return _ordered(
        Kind.MEMORY_OUT, user, office, language=language, options={"approved": approved}
    )


@transaction.atomic
def order_import(
    *,
    user: Any,
    languages: Sequence[str],
    office: Office | None,
    approved: bool,
    name: str,
    content: bytes,
) -> Errand:
    """All of the file or nothing. Raises NotYours, Refused."""
    rights = MemoryRights(user)
    if not languages or not all(rights.may_keep(office, code) for code in languages):
        raise NotYours
    if not content:
        raise Refused(_("The file is empty."))
    options = {"languages": list(languages), "approved": approved}
    errand = _ordered(Kind.MEMORY_IN, user, office, name=safe_name(name), options=options)
    ErrandFile.objects.create(errand=errand, content=content, size=len(content))
    return errand


def _ordered(kind: str, user: Any, office: Office | None, **fields: Any) -> Errand:
    now = timezone.now()
    fields["options"] = fields["options"] | {"spoken": get_language() or DEFAULT}
    errand = Errand.objects.create(
        kind=kind, state=State.WAITING, user=user, office=office,
        created_at=now, moved_at=now, **fields,
    )  # fmt: skip
    wake_on_commit(errand.pk)
    return errand


def _checked(unit: MemoryUnit, user: Any, reason: str) -> str:
    if not MemoryRights(user).may_keep(unit.office, unit.language):
        raise NotYours
    if not (reason := reason.strip()[:LONGEST_REASON]):
        raise Refused(_("Say why, so that it can be looked up later."))
    return reason


def _said(unit: MemoryUnit, reason: str) -> dict[str, str]:
    return {
        "reason": reason,
        "language": unit.language,
        "source": unit.source[:500],
        "target": unit.target[:500],
    }

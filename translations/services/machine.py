"""“Dịch nháp bằng máy”: drafts for what nobody has translated yet."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.languages import DEFAULT

from ..errands.machine import empty_rows
from ..errands.waking import wake_on_commit
from ..errors import Refused
from ..machine import translator
from ..models import Errand, TranslationRequest
from ..rights import Rights, require
from ..rows import require_open

Kind, State = Errand.Kind, Errand.State
GOING_ON = (State.WAITING, State.RUNNING)


def order_drafts(*, request: TranslationRequest, user: Any) -> Errand:
    """Raises NotYours, Refused. One at a time of a translation: the one that goes on is given again."""
    require(Rights(user).may_write(request))
    require_open(request)
    if translator() is None:
        raise Refused(_("Machine translation is not switched on in this house."))
    total = len(empty_rows(request))
    if not total:
        raise Refused(_("No text is empty: a machine has nothing to do here."))
    try:
        with transaction.atomic():
            return _made(request, user, total)
    except IntegrityError:
        going_on = Errand.objects.filter(kind=Kind.MACHINE, request=request, state__in=GOING_ON)
        if (found := going_on.first()) is None:
            raise
        return found


def _made(request: TranslationRequest, user: Any, total: int) -> Errand:
    now = timezone.now()
    errand = Errand.objects.create(
        kind=Kind.MACHINE, state=State.WAITING, user=user, request=request, total=total,
        language=request.language, options={"spoken": get_language() or DEFAULT},
        created_at=now, moved_at=now,
    )  # fmt: skip
    wake_on_commit(errand.pk)
    return errand


def cancel_errand(*, errand: Errand, user: Any) -> bool:
    """What is done stays. False: it was over already. Raises NotYours."""
    require(errand.user_id == user.pk)
    rows = Errand.objects.filter(pk=errand.pk, state__in=(*GOING_ON, State.UPLOADED))
    return bool(rows.update(state=State.CANCELLED, ended_at=timezone.now()))

"""From a table to proposals: it is kept, its preview is shown, and just that is proposed."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from .. import facts
from ..approval.errors import NotYours, Refused
from ..log_actions import IMPORT_FACTS
from ..models import FactImport, User
from .preview import Preview
from .reading import read

NAME_LENGTH = 150


@transaction.atomic
def bring_table(*, data: bytes, name: str, user: User) -> FactImport:
    """Kept for its preview; one that the same person left undone goes. Raises Refused, NotYours."""
    offices = facts.may_import_for(user)
    if not offices:
        raise NotYours
    rows = [{**row.cells, "number": row.number, "trouble": row.trouble} for row in read(data)]
    FactImport.objects.filter(user=user, done_at=None).delete()
    office = min(offices, key=lambda one: (one.parent_id is not None, one.code))
    return FactImport.objects.create(
        office=office, user=user, file_name=name[-NAME_LENGTH:], rows=rows
    )


@transaction.atomic
def import_table(*, table: FactImport, user: User, shown: str) -> Preview:
    """Propose what the preview with the hash `shown` says: all of it or nothing.

    Raises NotYours; Refused where the facts in force changed since, or a line is wrong.
    """
    if table.user_id != user.pk:
        raise NotYours
    open_ = FactImport.objects.filter(pk=table.pk, done_at=None)
    if not open_.update(done_at=timezone.now(), shown=shown):
        raise Refused(_("This table was imported already."))
    preview = Preview(table.rows, user)
    _require_as_shown(preview, shown)
    for office, lines in preview.by_office:
        changes = [line.change for line in lines if line.change]
        facts.add_proposals(office, changes, user, of_import=table)
    data = {"file": table.file_name, "count": len(preview.changes)}
    log(instance=table.office, action=IMPORT_FACTS, user=user, data=data)
    return preview


def _require_as_shown(preview: Preview, shown: str) -> None:
    if preview.fingerprint != shown:
        raise Refused(
            _(
                "Fact sheets changed since this preview was made, so nothing was imported. Look at it"
                " again: it now shows what would change."
            )
        )
    if preview.wrong:
        raise Refused(
            _("Some rows are wrong, so nothing was imported. Mend them and send it again.")
        )
    if not preview.changes:
        raise Refused(_("The table changes nothing, so there is nothing to import."))

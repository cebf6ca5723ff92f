"""“Đính chính”: what was wrong and what is right, dated, on the page and on every post."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from cms.locks import lock_of
from cms.models import User


class CorrectionRefused(Exception):
    """Nothing was changed. The message says why and what to do."""


@transaction.atomic
def add_correction(*, page: Page, user: User, wrong: str, right: str, date: date) -> Revision:
    """A new draft of the item with the correction added; nothing of it is public yet.

    Raises CorrectionRefused while the item is in review, for a page whose words are written elsewhere,
    and for a correction that stands there already.
    """
    page = page.specific
    if page.workflow_in_progress:
        raise CorrectionRefused(_("The item is in review. Take it back first, then correct it."))
    if lock := lock_of(page):
        message = _("This page is not corrected by hand. Correct the item that it is made from.")
        raise CorrectionRefused(f"{message} {lock.get_description(user)}")
    draft = page.get_latest_revision_as_object()
    wrong, right = wrong.strip(), right.strip()
    if any((one.value["wrong"], one.value["right"]) == (wrong, right) for one in draft.corrections):
        raise CorrectionRefused(_("This correction stands in the draft already."))
    draft.corrections.append(("correction", {"date": date, "wrong": wrong, "right": right}))
    return draft.save_revision(user=user, log_action=True)

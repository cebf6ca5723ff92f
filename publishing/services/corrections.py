"""“Đính chính”: what was wrong and what is right, dated, on the page and on every post."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from cms.models import User


class CorrectionRefused(Exception):
    """Nothing was changed. The message says why and what to do."""


@transaction.atomic
def add_correction(*, page: Page, user: User, wrong: str, right: str, date: date) -> Revision:
    """A new draft of the item with the correction added; nothing of it is public yet.

    Raises CorrectionRefused while the item is in review.
    """
    page = page.specific
    if page.workflow_in_progress:
        raise CorrectionRefused(_("The item is in review. Take it back first, then correct it."))
    draft = page.get_latest_revision_as_object()
    draft.corrections.append(
        ("correction", {"date": date, "wrong": wrong.strip(), "right": right.strip()})
    )
    return draft.save_revision(user=user, log_action=True)

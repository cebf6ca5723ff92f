"""Mail about proposed corrections."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from .models import Amendment, User
from .notices import queue


def tell_corrected(amendment: Amendment, editor: User) -> None:
    """`editor` is whoever submitted the item."""
    title, url = amendment.page.draft_title, _address(amendment)
    names = {"person": amendment.proposed_by, "title": title}
    queue(
        editor,
        lambda: _("Returned with corrections: %(title)s") % {"title": title},
        lambda: (
            _("%(person)s corrected some words of “%(title)s” and returned it to you.") % names
            + f"\n\n{amendment.comment}".rstrip()
            + "\n\n"
            + _("Open this page to see what was changed; one click accepts it:")
            + f"\n{url}\n"
        ),
    )


def tell_answered(amendment: Amendment) -> None:
    """To whoever proposed corrections that were not accepted."""
    if amendment.proposed_by is None:
        return
    title, url = amendment.page.draft_title, _address(amendment)
    names = {"person": amendment.decided_by, "title": title}
    queue(
        amendment.proposed_by,
        lambda: _("Corrections not accepted: %(title)s") % {"title": title},
        lambda: (
            _("%(person)s did not accept your corrections of “%(title)s” and goes on editing.")
            % names
            + f"\n\n{url}\n"
        ),
    )


def _address(amendment: Amendment) -> str:
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse(
        "loa_item", args=[amendment.page_id]
    )

"""Why a copy cannot be written just now, and what people read of it."""

from enum import StrEnum

from django.utils.translation import gettext_lazy
from wagtail.models import Page

from ..copies.following import is_suspended
from ..models import LocalCopy


class Wait(StrEnum):
    """Kept in `ChangeNotice.waits_because`; any other text there is shown as it is."""

    SUSPENDED = "suspended"
    REVIEW = "review"
    LOCKED = "locked"
    FAULT = "fault"
    LEFT_OUT = "left_out"  # of a notice that was taken in


SAID = {
    Wait.SUSPENDED: gettext_lazy(
        "Following is suspended: it is taken in when that ends. A deadline holds all the same: follow"
        " the national item again if it must not wait."
    ),
    Wait.REVIEW: gettext_lazy(
        "The local page is in review: it is taken in when that ends. Take the page back if it must"
        " not wait."
    ),
    Wait.LOCKED: gettext_lazy("Somebody has locked the local page: it is taken in when that ends."),
    Wait.FAULT: gettext_lazy("A fault kept it from being taken in. It is tried again by itself."),
    Wait.LEFT_OUT: gettext_lazy(
        "The local page was published without this change. Take the national text again under “Compare"
        " with the national text” and submit, or keep all as it is."
    ),
}


def said(because: str) -> str:
    return str(SAID[Wait(because)]) if because in list(Wait) else because


def why_not_now(copy: LocalCopy, page: Page, *, in_review: bool | None = None) -> str:
    """Empty where it may be written. `in_review`: where that is known."""
    if is_suspended(copy):
        return Wait.SUSPENDED
    if page.workflow_in_progress if in_review is None else in_review:
        return Wait.REVIEW
    if page.locked:
        return Wait.LOCKED
    return ""

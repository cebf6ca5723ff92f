"""The page editor and a national change that came while it was open."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.draft_guards import LONGEST_NUMBER
from cms.models import Edition, ItemPage

from ..services.retaking import recount, retake


def retake_saved(request: HttpRequest, page: Page) -> None:
    """After saving a form that is older than the change: merged once more, so that both stand."""
    loaded = request.POST.get("loaded_revision_id", "")
    if not isinstance(page, ItemPage) or page.edition.kind != Edition.Kind.LOCAL_COPY:
        return
    is_number = loaded.isdecimal() and len(loaded) <= LONGEST_NUMBER
    if is_number and retake(page=page, loaded=int(loaded), user=request.user):
        messages.warning(
            request,
            _(
                "While you wrote, the centre changed the national item. Its change was taken into your"
                " draft once more: look at it before you submit it."
            ),
        )
    else:
        recount(page=page)

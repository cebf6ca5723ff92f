"""The page editor and a national change that came while it was open."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.models import Edition, ItemPage

from ..services.retaking import retake


def retake_saved(request: HttpRequest, page: Page) -> None:
    """After saving a form that is older than the change: merged once more, so that both stand."""
    loaded = request.POST.get("loaded_revision_id", "")
    if not isinstance(page, ItemPage) or page.edition.kind != Edition.Kind.LOCAL_COPY:
        return
    if not loaded.isdecimal() or len(loaded) > 18:
        return
    if retake(page=page, loaded=int(loaded), user=request.user):
        messages.warning(
            request,
            _(
                "While you wrote, the centre changed the national item. Its change was taken into your"
                " draft once more: look at it before you submit it."
            ),
        )

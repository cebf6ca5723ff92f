"""What the editor of a page around the items is told: readers see the version before."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.messages import button
from wagtail.models import Page

from .language_switch_words import untranslated
from .structure_changes import is_structure
from .structure_release import draft_of, has_draft, why_untranslated
from .structure_rights import deciders, names_of


def say_what_is_not_live(request: HttpRequest, page: Page) -> None:
    """`page` may be its draft, as the editor has it."""
    if not is_structure(page):
        return
    page = Page.objects.get(pk=page.pk).specific
    if not has_draft(page):
        return
    people = deciders(page)
    said = (
        _("Readers still see the version before.")
        if page.live
        else _("Readers see nothing of this page yet.")
    )
    names = names_of(people)
    whom = _("It waits for: %(people)s.") % {"people": names} if people else names
    if vietnamese := untranslated(page, draft_of(page).after):
        whom = why_untranslated(page, vietnamese)
    look = button(reverse("loa_structure_page", args=[page.pk]), _("Put on the portal…"))
    messages.warning(request, f"{said} {whom}", buttons=[look])

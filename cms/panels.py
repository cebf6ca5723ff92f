"""The first screen after login."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.permissions import page_permission_policy

from . import structure_waiting, worklist
from .filters import KINDS
from .languages import DEFAULT
from .models import Membership, Role, SectionPage

MOST_ROOTS = 20
MOST_SECTIONS = 12


class WorkPanel(Component):
    """Lists of what waits for this person; other apps add theirs by the hook `loa_work_panels`.

    A hook gets the request and returns a `Component` (with `order`) or None.
    """

    name = "work"
    order = 0
    template_name = "cms/admin/work_panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        request = parent_context["request"]
        lists = [each for each in _lists_for(request.user) if each["rows"]]
        more = [hook(request) for hook in hooks.get_hooks("loa_work_panels")]
        panels = sorted(filter(None, more), key=lambda panel: panel.order)
        sections = _sections_for(request.user)
        return {
            "request": request,
            "csrf_token": parent_context.get("csrf_token"),
            "lists": lists,
            "panels": panels,
            "tiles": [(section.title, _form_address(section)) for section in sections],
            "drawn": _drawn_in(sections),
        }

    @property
    def media(self) -> forms.Media:
        return forms.Media(css={"all": ["cms/admin/approval.css", "cms/admin/waiting.css"]})


def _drawn_in(sections: list[SectionPage]) -> list[tuple[str, str]]:
    """Infographics stand where articles do."""
    own = [section for section in sections if section.slug not in KINDS]
    return [(section.title, _form_address(section, kind="do-hoa")) for section in own]


def _form_address(section: SectionPage, *, kind: str = "bai-viet") -> str:
    """Of what belongs there; elsewhere of `kind`."""
    _label, model = KINDS.get(section.slug, KINDS[kind])
    args = [model._meta.app_label, model._meta.model_name, section.pk]
    return reverse("wagtailadmin_pages:add", args=args)


def _sections_for(user) -> list[SectionPage]:
    """Where this person may begin an item: in the first office of theirs.

    Other languages have sections of the same names; what stands there is translated.
    """
    roots = [
        permission.page
        for permission in page_permission_policy.get_cached_permissions_for_user(user)
        if permission.permission.codename == "add_page"
    ]
    if not roots:
        return []
    inside = SectionPage.objects.none()
    for root in roots[:MOST_ROOTS]:
        inside |= SectionPage.objects.descendant_of(root, inclusive=True)
    own = inside.filter(locale__language_code=DEFAULT)
    return list(own.order_by("path")[:MOST_SECTIONS])


def _lists_for(user) -> list[dict[str, Any]]:
    pages = structure_waiting.waiting_pages()
    lists: list[dict[str, Any]] = [
        {"title": _("To approve"), "rows": worklist.to_approve(user), "accent": True},
        {"title": _("Facts to decide"), "rows": worklist.facts_to_decide(user), "accent": True},
        {
            "title": _("Pages to put on the portal"),
            "rows": structure_waiting.to_put_on_the_portal(user, pages),
            "accent": True,
        },
        {"title": _("Returned to you"), "rows": worklist.returned_to(user), "accent": True},
        {"title": _("Facts that end"), "rows": worklist.facts_that_end(user), "accent": True},
        {"title": _("Your drafts"), "rows": worklist.drafts_of(user)},
        {
            "title": _("Your pages, not on the portal yet"),
            "rows": structure_waiting.not_on_the_portal_yet(user, pages),
        },
        {"title": _("Your items in review"), "rows": worklist.in_review(user)},
        {"title": _("Delegation"), "rows": worklist.delegations_of(user)},
    ]
    observed = Membership.objects.filter(user=user, role=Role.OBSERVER)
    offices = list(observed.values_list("office_id", flat=True))
    if offices:
        rows = worklist.in_review_at(offices)
        lists.append({"title": _("In review at your office"), "rows": rows})
    return lists

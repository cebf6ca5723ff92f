"""Addresses of local copies, and who is shown them in the menu."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from cms.models import Edition, ItemPage
from cms.visibility import roles_held

from ..copies.rights import WRITERS, may_rule
from ..services.ruling import is_national
from . import copies, national


def copy_urls() -> list[URLPattern]:
    own = "ban-dia-phuong/<int:page_id>/"
    return [
        path("trung-uong/", national.items, name="translations_national"),
        path("trung-uong/<int:page_id>/tao-ban/", national.make, name="translations_copy_make"),
        path("trung-uong/<int:page_id>/quy-dinh/", national.rules, name="translations_copy_rules"),
        path(own, copies.show, name="translations_copy"),
        path(f"{own}danh-dau/", copies.marks_now, name="translations_copy_marks"),
        path(f"{own}tra-ve/", copies.reset, name="translations_copy_reset"),
        path(f"{own}tam-dung/", copies.suspend, name="translations_copy_suspend"),
        path(f"{own}theo-lai/", copies.resume, name="translations_copy_resume"),
        path(f"{own}tach/", copies.detach, name="translations_copy_detach"),
    ]


class NationalMenuItem(MenuItem):
    """For whoever may make items of an office."""

    def __init__(self) -> None:
        address = reverse_lazy("translations_national")
        label = _("Items of the centre")
        super().__init__(label, address, name="national", icon_name="copy", order=120)

    def is_shown(self, request: HttpRequest) -> bool:
        return not roles_held(request).isdisjoint(map(str, WRITERS))


def link_of_copy(page: ItemPage, request: HttpRequest) -> tuple[str, str] | None:
    """From the screen of an item in approval: what it follows."""
    if page.edition.kind != Edition.Kind.LOCAL_COPY:
        return None
    return str(_("Compare with the national text")), reverse("translations_copy", args=[page.pk])


def link_to_rules(page: ItemPage, request: HttpRequest) -> tuple[str, str] | None:
    if not is_national(page.edition) or not may_rule(request.user, page.edition):
        return None
    return str(_("Rules for local copies")), reverse("translations_copy_rules", args=[page.pk])


def link_to_make(page: ItemPage, request: HttpRequest) -> tuple[str, str] | None:
    """For the centre, which makes it for an office; offices come from their list."""
    if not page.live or link_to_rules(page, request) is None:
        return None
    address = reverse("translations_copy_make", args=[page.pk])
    return str(_("Local copy for an office…")), address

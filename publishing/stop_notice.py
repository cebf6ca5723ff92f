"""Tells everybody whom it concerns, on every screen, that sending is stopped."""

import logging

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from cms.models import User

from .stops import Notice, notices_for

logger = logging.getLogger(__name__)
MOST = 3  # stops that are spelled out; the others are counted
INTO = '<div class="content">'  # where Wagtail's screens begin
KEPT = "_loa_stop_notices"


def notices(request: HttpRequest) -> list[Notice]:
    """Of whoever is signed in; asked once a request."""
    if not isinstance(request.user, User) or not request.user.is_active:
        return []
    if not hasattr(request, KEPT):
        setattr(request, KEPT, list(notices_for(request.user)))
    kept: list[Notice] = getattr(request, KEPT)
    return kept


def with_banner(request: HttpRequest, screen: str) -> SafeString:
    """`screen` is what Wagtail rendered around its content, already escaped."""
    found = notices(request)
    if not found:
        return mark_safe(screen)
    context = {"notices": found[:MOST], "more": max(len(found) - MOST, 0)}
    banner = render_to_string("publishing/stops/banner.html", context, request)
    if INTO not in screen:
        # Wagtail draws its screens in another way: less pretty, but never silent.
        logger.error("the notice of a stop found no place on %s", request.path)
        return mark_safe(banner + screen)
    return mark_safe(screen.replace(INTO, INTO + banner, 1))

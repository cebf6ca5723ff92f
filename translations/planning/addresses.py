"""Where the work on a request is done."""

from django.conf import settings
from django.urls import NoReverseMatch, reverse


def of_item(page_id: int) -> str:
    """All languages of the item: for everybody who sees that it is translated."""
    return reverse("translations_item", args=[page_id])


def of_editor(request_id: int, page_id: int) -> str:
    """The two columns; without that screen, the list of the item's languages."""
    return _first(("translations_editor", request_id), page_id)


def of_review(request_id: int, page_id: int) -> str:
    try:
        return reverse("translations_review", args=[request_id])
    except NoReverseMatch:
        return of_editor(request_id, page_id)


def of_voice(request_id: int) -> str:
    return reverse("translations_voice", args=[request_id])


def absolute(address: str) -> str:
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + address


def _first(wanted: tuple[str, int], page_id: int) -> str:
    name, number = wanted
    try:
        return reverse(name, args=[number])
    except NoReverseMatch:
        return of_item(page_id)

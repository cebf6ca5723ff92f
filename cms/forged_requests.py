"""Requests that no screen of ours makes: numbers that no database holds, words where a number
belongs, forms without their fields. They are answered with “not found” or “incomplete”.

Wagtail's choosers, bulk actions and reports, and some of its forms, hand such values on as they
come and die of it. Only what the request itself brought along is forgiven: any other fault of the
same kind stays a fault.
"""

import logging
import re
from collections.abc import Callable, Iterator

from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import InvalidPage
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch
from django.utils.datastructures import MultiValueDictKeyError
from django.views.defaults import page_not_found

METHODS = ("GET", "HEAD", "POST", "OPTIONS")
# Addresses of Wagtail's where nonsense ends in the middle of things, and how.
DIES_AT = {
    ("wagtailadmin_pages:revisions_revert", AttributeError),  # a version that is not there
    ("wagtailadmin_choose_page_external_link", AttributeError),  # no address
}
PAGE_OF_A_LIST = "p"
PREVIEW = re.compile(r"/admin/(?:.+/)?preview/")
LARGEST_ID = 2**63 - 1
LONGEST_NUMBER = 19  # digits
# How Django, Wagtail and Python say that a value is no number, no model, no address.
NO_SUCH_NAME = (
    "expected a number but got",
    "invalid literal for int()",
    "Can not resolve",
    "Reverse for",
    "is not a registered namespace",
)

logger = logging.getLogger(__name__)


class ForgedRequestMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS and not _forgets_a_preview(request):
            return HttpResponseNotAllowed(METHODS)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, MultiValueDictKeyError):
            logger.warning("Incomplete form at %s", request.path, exc_info=error)
            return TemplateResponse(request, "400.html", status=400).render()
        if not names_nothing(request, error):
            return None
        logger.warning("Forged request at %s", request.path, exc_info=error)
        return page_not_found(request, Http404("Nothing has this number."))


def _forgets_a_preview(request: HttpRequest) -> bool:
    """The editor does so when it opens; otherwise it shows what its user wrote here the last time."""
    return request.method == "DELETE" and PREVIEW.fullmatch(request.path) is not None


def names_nothing(request: HttpRequest, error: Exception) -> bool:
    """Whether the error says that a value of the request is the name of nothing."""
    if isinstance(error, (OverflowError, DataError)):
        return any(_is_too_large(value) for value in _values(request))
    if isinstance(error, (ValueError, LookupError, NoReverseMatch)):
        said = str(error)
        about_a_name = any(words in said for words in NO_SUCH_NAME)
        return about_a_name and any(_is_named(value, said) for value in _values(request))
    if isinstance(error, InvalidPage):
        return PAGE_OF_A_LIST in request.GET
    if (_address(request), type(error)) in DIES_AT:
        return True
    # An object without the other half that it always has is a fault of ours: an AttributeError too.
    missing = isinstance(error, ObjectDoesNotExist) and not isinstance(error, AttributeError)
    return missing and not _is_ours(request) and any(v.isdecimal() for v in _values(request))


def _is_ours(request: HttpRequest) -> bool:
    """Our own views look for what may be missing: what they do not find elsewhere is a fault."""
    view = getattr(request.resolver_match, "func", None)
    return str(getattr(view, "__module__", "")).startswith(("cms.", "publishing."))


def _address(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""


def _values(request: HttpRequest) -> Iterator[str]:
    """What the request brought along: parts of its path, of its query and of its form."""
    yield from request.path.split("/")
    for given in (request.GET, request.POST):
        for _name, values in given.lists():
            for value in values:
                yield value
                yield from value.split(",")


def _is_named(value: str, said: str) -> bool:
    """Python quotes with signs made visible, Django's list of addresses without."""
    names = [name for name in (value, *value.split(":")) if name]
    return repr(value) in said or any(f"'{name}'" in said for name in names)


def _is_too_large(value: str) -> bool:
    digits = value.strip().lstrip("+-")
    if not digits.isdecimal():
        return False
    return len(digits) > LONGEST_NUMBER or int(digits) > LARGEST_ID

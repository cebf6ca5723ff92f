"""What publishing knows and approval needs. The site knows no publishing: settings name callables.

| Setting | Called with | Returns |
|---|---|---|
| `LOA_PACKAGE_FINGERPRINT` | page, revision | hash of what the approver is shown, as `str` |
| `LOA_PACKAGE_SUMMARY` | page, revision, request, draft | safe HTML for the approval screen, and its hash |
| `LOA_PACKAGE_PROBLEMS` | page, revision | messages that keep the item from being submitted |
| `LOA_PACKAGE_AUTHORS` | pages | by page id, ids of users who edited its package since the last approval |

Only the first is needed; the others may be left out. Whoever edits a package also stands in the
audit log of its page: lists of what waits for whom rely on it.
"""

from collections.abc import Callable, Collection

from django.conf import settings
from django.utils.module_loading import import_string
from wagtail.models import Page, Revision


def _named(setting: str) -> Callable | None:
    path = getattr(settings, setting, None)
    return import_string(path) if path else None


def fingerprint(page: Page, revision: Revision) -> str:
    return import_string(settings.LOA_PACKAGE_FINGERPRINT)(page, revision)


def summary(page: Page, revision: Revision, request, draft: Page) -> tuple[str, str]:
    """The package as its approver reads it, and its fingerprint; `draft`: the revision as an object."""
    show = _named("LOA_PACKAGE_SUMMARY")
    return show(page, revision, request, draft) if show else ("", fingerprint(page, revision))


def problems(page: Page, revision: Revision) -> list[str]:
    find = _named("LOA_PACKAGE_PROBLEMS")
    return list(find(page, revision)) if find else []


def authors(pages: Collection[Page]) -> dict[int, set[int]]:
    find = _named("LOA_PACKAGE_AUTHORS")
    return find(pages) if find else {}

"""What publishing and translations know and approval needs. The site knows neither: settings name
callables.

| Setting | Called with | Returns |
|---|---|---|
| `LOA_PACKAGE_FINGERPRINT` | page, revision | hash of what the approver is shown, as `str` |
| `LOA_PACKAGE_SUMMARY` | page, revision, request, draft | safe HTML for the approval screen, and its hash |
| `LOA_PACKAGE_PROBLEMS` | page, revision | messages that keep the item from being submitted |
| `LOA_COPY_PROBLEMS` | page, revision | likewise, of what the centre asks of local copies |
| `LOA_APPROVED` | page, `Approval` of the last step | nothing; raises Refused if it was not this person's alone |
| `LOA_PACKAGE_AUTHORS` | pages | by page id, ids of users who edited its package since the last approval |
| `LOA_MINOR_EDIT_QUESTION` | page, revision, user | a `MinorEditQuestion`, or None where nothing is to be asked |
| `LOA_MINOR_EDIT` | page, revision, user, reason (None: it is no minor edit) | nothing; raises Refused, NotYours |
| `LOA_CHANGE_QUESTION` | page, revision, user | a `ChangeQuestion`, or None where no office has a copy |
| `LOA_CHANGE` | page, revision, user, a `ChangeAnswer` | nothing; raises Refused, NotYours |

Only the first is needed; the others may be left out. Whoever edits a package also stands in the
audit log of its page: lists of what waits for whom rely on it.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string
from wagtail.models import Page, Revision

from ..models import Approval


@dataclass(frozen=True)
class MinorEditQuestion:
    """Whether translations stay right although these words changed: `languages` by name.

    `texts` were changed; in `figures` of them a figure, link or placeholder differs, so that these
    go to the translators whatever is answered. `reason`: what was answered for this text before.
    """

    languages: list[str]
    texts: int
    figures: int
    reason: str = ""


@dataclass(frozen=True)
class ChangeAnswer:
    """How grave a change is for the offices that have a copy of the item.

    Of a critical one only: within how many `days` they are to act, and what happens to the copy of
    one that did not.
    """

    severity: str
    days: int | None = None
    at_deadline: str = ""
    reason: str = ""


@dataclass(frozen=True)
class ChangeQuestion:
    """`copies`: how many offices follow the item; `severities` and `endings`: what may be answered,
    as pairs of value and words; `answer`: what was said before of this change."""

    copies: int
    severities: list[tuple[str, str]]
    endings: list[tuple[str, str]]
    most_days: int
    answer: ChangeAnswer


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
    finders = map(_named, ("LOA_COPY_PROBLEMS", "LOA_PACKAGE_PROBLEMS"))
    return [each for find in finders if find for each in find(page, revision)]


def approved(page: Page, approval: Approval) -> None:
    if check := _named("LOA_APPROVED"):
        check(page, approval)


def authors(pages: Collection[Page]) -> dict[int, set[int]]:
    find = _named("LOA_PACKAGE_AUTHORS")
    return find(pages) if find else {}


def minor_edit_question(page: Page, revision: Revision, user) -> MinorEditQuestion | None:
    ask = _named("LOA_MINOR_EDIT_QUESTION")
    return ask(page, revision, user) if ask else None


def declare_minor_edit(page: Page, revision: Revision, user, reason: str | None) -> None:
    if declare := _named("LOA_MINOR_EDIT"):
        declare(page, revision, user, reason)


def change_question(page: Page, revision: Revision, user) -> ChangeQuestion | None:
    ask = _named("LOA_CHANGE_QUESTION")
    return ask(page, revision, user) if ask else None


def declare_change(page: Page, revision: Revision, user, answer: ChangeAnswer) -> None:
    if declare := _named("LOA_CHANGE"):
        declare(page, revision, user, answer)

"""Translated pages in a package: what keeps them back."""

from collections.abc import Iterable

from wagtail.models import Page, Revision

from cms.models import Edition
from translations.gate import hindrances

from .channel import Problem


def translation_problems(page: Page, revision: Revision) -> Iterable[Problem]:
    """No query for a page that is no translation."""
    if page.edition.kind != Edition.Kind.TRANSLATION:
        return []
    return [
        Problem(f"translation_{one.code}", one.message, blocking=one.blocking)
        for one in hindrances(page, revision)
    ]

"""What a live page says of an office: values as they were approved with it, before those of the sheet.

`publishing` writes them when the page goes live and when an office corrects one. A page that was live
before there were any, or that was not released for an office, follows the sheet. An empty value says
that the office had none: a sentence that vanished for want of it stays away until the office says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wagtail.models import Page

from .fact_sheets import facts_for, label_of
from .models import ItemPage, Office, StatedFact


@dataclass(frozen=True)
class Corrected:
    """A value that its office says was wrong, with the day since when the page says so."""

    key: str
    date: date
    wrong: str
    right: str

    @property
    def label(self) -> str:
        return label_of(self.key)


def stated_on(page: Page | None, office: Office | None) -> list[StatedFact]:
    """By key; at most one query, none for pages that are no items."""
    if not isinstance(page, ItemPage) or not page.pk or office is None:
        return []
    return list(StatedFact.objects.filter(page=page.pk, office=office).order_by("key"))


def facts_on(page: Page, office: Office) -> dict[str, str]:
    """For readers of the live page."""
    return shown(facts_for(office), as_stated(stated_on(page, office)))


def as_stated(rows: list[StatedFact]) -> dict[str, str]:
    return {one.key: one.value for one in rows}


def shown(sheet: Mapping[str, str], stated: Mapping[str, str]) -> dict[str, str]:
    """What was stated before the sheet; what was stated as empty is not there."""
    return {key: value for key, value in {**sheet, **stated}.items() if value}


def corrected(stated: list[StatedFact]) -> list[Corrected]:
    return [
        Corrected(one.key, one.corrected_on, one.wrong, one.value)
        for one in stated
        if one.corrected_on is not None
    ]

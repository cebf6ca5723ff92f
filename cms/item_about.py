"""What an item says beside its text. All of it becomes public, so its approvers see all of it."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from media_assets.pieces.designs import DESIGNS
from media_assets.pieces.palettes import PALETTES

from .models import ItemPage

# What is shown by `about`, by field; what stands in the text itself is not among it.
SHOWN = (
    *("genre", "author_name", "source_name", "locale", "topics", "audiences", "campaign"),
    *("effective_from", "valid_until", "number", "issued_on", "issuer", "signer"),
    *("starts_on", "ends_on", "goals", "design", "palette", "long_description"),
)


def about(draft: ItemPage) -> list[tuple[str, str]]:
    """Label and value, in the order of reading; what is empty is left out."""
    return [(label, value) for label, value in _rows(draft) if value]


def _rows(draft: ItemPage) -> Iterator[tuple[str, str]]:
    yield _("Kind"), str(draft.kind_label)
    yield _("Author"), draft.author_name
    yield _("Source"), draft.source_name
    yield _("Language"), draft.locale.get_display_name()
    yield _("Topics"), _listed(draft.topics.all())
    yield _("Audiences"), _listed(draft.audiences.all())
    yield _("Campaign"), draft.campaign.title if draft.campaign else ""
    yield _("Effective from"), _day(draft.effective_from)
    yield _("Valid until"), _day(draft.valid_until)
    yield from _of_its_kind(draft)


def _of_its_kind(draft: Any) -> Iterator[tuple[str, str]]:
    if draft.work_kind == "document":
        yield _("Number"), draft.number
        yield _("Date of issue"), _day(draft.issued_on)
        yield _("Issuer"), draft.issuer
        yield _("Signer"), draft.signer
    if draft.work_kind == "campaign":
        yield capfirst(_("first day")), _day(draft.starts_on)
        yield capfirst(_("last day")), _day(draft.ends_on)
        yield _("Goals"), "; ".join(str(goal.value) for goal in draft.goals)
    if draft.work_kind == "infographic":
        yield capfirst(_("design")), str(DESIGNS.get(draft.design, draft.design))
        yield (
            capfirst(_("palette")),
            str(PALETTES[draft.palette].label) if draft.palette in PALETTES else "",
        )
        yield capfirst(_("long description")), draft.long_description


def _listed(rows: Iterable[Any]) -> str:
    return ", ".join(str(row) for row in rows)


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""

"""Imported items become drafts: one transaction a file, so that a bad file stops no other."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.editions import office_of
from cms.importing.document import ImportedItem, ImportRefused
from cms.importing.reading import Source, read_document
from cms.importing.writing import article_from, picture_from
from cms.models import ImportedFile, Office, SectionPage, User
from media_assets.models import Picture

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class ImportOutcome:
    """What became of one file: a draft, the draft of an earlier import, or a reason."""

    filename: str
    page_id: int | None = None
    title: str = ""
    already_imported: bool = False
    reason_code: str = ""
    message: Any = ""
    warnings: tuple[Any, ...] = ()

    @property
    def succeeded(self) -> bool:
        return self.page_id is not None

    @property
    def address(self) -> str:
        """Where the draft is edited; "" without one."""
        return reverse("wagtailadmin_pages:edit", args=[self.page_id]) if self.page_id else ""


def import_items(
    sources: Iterable[Source],
    *,
    office: Office,
    section: SectionPage,
    user: User | None,
    again: bool = False,
) -> list[ImportOutcome]:
    """A draft under the section for every file; ``again`` imports a known file a second time.

    Raises ``ValueError`` when the section is not in the office's part of the tree."""
    if office_of(section) != office:
        raise ValueError(f"section {section.pk} does not belong to office {office.code}")
    return [_import_one(source, office, section, user, again) for source in sources]


def _import_one(
    source: Source, office: Office, section: SectionPage, user: User | None, again: bool
) -> ImportOutcome:
    name = source[0] if isinstance(source, tuple) else source.name
    try:
        item = read_document(source)
        known = None if again else _known_draft(item, office)
        if known is not None:
            return ImportOutcome(name, known.pk, known.title, already_imported=True)
        return _write(item, office, section, user)
    except ImportRefused as refused:
        return ImportOutcome(name, reason_code=refused.reason_code, message=refused.message)
    except Exception:  # one bad file stops no other; what went wrong is in the log
        logger.exception("importing %s failed", name)
        message = _(
            "The file could not be imported because of an unexpected fault. "
            "Tell the administrator; the details are in the log."
        )
        return ImportOutcome(name, reason_code="failed", message=message)


def _known_draft(item: ImportedItem, office: Office) -> Page | None:
    found = (
        ImportedFile.objects.filter(sha256=item.source_sha256, office=office, page__isnull=False)
        .select_related("page")
        .order_by("-imported_at")
        .first()
    )
    return found.page if found else None


def _write(
    item: ImportedItem, office: Office, section: SectionPage, user: User | None
) -> ImportOutcome:
    """Files of pictures whose rows are rolled back are swept later (`media_assets.storage`)."""
    with transaction.atomic():
        pictures = _keep_pictures(item, office, user)
        page, field_warnings = article_from(item, pictures)
        page.owner = user
        section.add_child(instance=page)
        page.save_revision(user=user)
        ImportedFile.objects.create(
            sha256=item.source_sha256, filename=item.filename[:255], office=office, page=page
        )
    warnings = (*item.warnings, *field_warnings, *_language_warnings(item, section))
    return ImportOutcome(item.filename, page.pk, page.title, warnings=warnings)


def _keep_pictures(item: ImportedItem, office: Office, user: User | None) -> dict[str, Picture]:
    """Pictures in the office's collection; one that is there already is used again."""
    kept: dict[str, Picture] = {}
    for ref, file in item.pictures.items():
        same = Picture.objects.filter(collection=office.collection, sha256=file.sha256)
        existing = same.order_by("superseded", "-pk").first()
        if existing is None:
            existing = picture_from(ref, item, office, user)
            existing.save()
        kept[ref] = existing
    return kept


def _language_warnings(item: ImportedItem, section: SectionPage) -> list[Any]:
    """An item in another language is a translation, or a text that belongs elsewhere."""
    if not item.language or section.locale.language_code.split("-")[0] == item.language:
        return []
    return [_("The text is not in the language of the section: check where it belongs.")]

"""What readers see of the pages around the items: title, introduction, and whether they are there.

No approval is made for them, so they change only inside `changing()`: by the commands that load
what the repository holds, and by the services of `cms.structure_release`, for which a leader
vouches.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import Model
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.models import Page

from .going_live import BOOKKEEPING, NotApproved
from .models import HomePage, OfficePage, SectionPage

STRUCTURE = (HomePage, OfficePage, SectionPage)
SHOWN = ("title", "intro", "seo_title", "search_description")
IN_THE_TREE = ("slug", "live")
NOT_SHOWN = BOOKKEEPING - set(SHOWN)

_changing: ContextVar[bool] = ContextVar("structure_changing", default=False)


@contextmanager
def changing() -> Iterator[None]:
    """Within it pages around the items may go live and change what readers see of them."""
    token = _changing.set(True)
    try:
        yield
    finally:
        _changing.reset(token)


def is_changing() -> bool:
    return _changing.get()


@receiver(pre_save)
def keep_the_words_around_what_is_live(
    sender: type[Model],
    instance: Any,
    raw: bool = False,
    update_fields: Any = None,
    **kwargs: Any,
) -> None:
    """Raises NotApproved."""
    if is_changing() or not is_structure(instance):
        return
    if update_fields is not None and NOT_SHOWN.issuperset(update_fields):
        return
    if _row_changes(sender, instance) if raw else _changes(instance):
        raise NotApproved(what_to_do(instance))


def what_to_do(page: Page) -> str:
    message = _(
        "“%(title)s” stands around the items, and readers would see this at once: it was not"
        " published. Save it as a draft. A leader who did not write it puts it on the portal, under"
        " “Section and office pages”."
    )
    return message % {"title": page.title}


def shown(page: Page) -> dict[str, str]:
    """What readers see of it, by field."""
    return {name: getattr(page, name) or "" for name in SHOWN if hasattr(page, name)}


def is_structure(instance: Any) -> bool:
    if not isinstance(instance, Page):
        return False
    kind = instance.specific_class or type(instance)
    return issubclass(kind, STRUCTURE)


def _changes(page: Page) -> bool:
    """Whether readers would see a difference; taking down is what `cms.structure` decides."""
    if not page.live:
        return False
    stored = type(page)._base_manager.filter(pk=page.pk).first() if page.pk else None
    if stored is None or not stored.live:
        return not _repeats_what_is_live(page)
    return shown(stored) != shown(page)


def _repeats_what_is_live(page: Page) -> bool:
    """The alias that stands for a section in another language until it is translated."""
    source = page.alias_of.specific if page.alias_of else None
    return bool(source and source.live and shown(source) == shown(page))


def _row_changes(sender: type[Model], row: Page) -> bool:
    """For `loaddata`: one table at a time; a whole backup is put back where nothing is."""
    page = Page.objects.filter(pk=row.pk).specific().first()
    stored = sender._base_manager.filter(pk=row.pk).first()
    if page is None or stored is None:
        return False
    names = [f.name for f in sender._meta.local_fields if f.name in (*SHOWN, *IN_THE_TREE)]
    changed = any(getattr(stored, name) != getattr(row, name) for name in names)
    goes_live = sender is Page and row.live and not page.live
    return goes_live or (page.live and changed)

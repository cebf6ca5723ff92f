"""What is live changes only through the release service: the guard behind "what was approved".

Every route of Wagtail that makes or changes live content (publish button, bulk action, schedule,
copy, alias, API, shell) ends in `save()` or `delete()` of a page, so that is where the guard
stands. What live items stand on is kept by `cms.structure`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.db.models.signals import pre_delete, pre_save
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.models import COMMENTS_RELATION_NAME, Page

_allowed: ContextVar[tuple[Page, ...]] = ContextVar("going_live_allowed", default=())

# What Wagtail keeps about drafts, locks and the tree: no reader sees it.
BOOKKEEPING = frozenset(
    "latest_revision latest_revision_created_at has_unpublished_changes draft_title locked"
    " locked_at locked_by owner path depth numchild search_description".split()
) | {COMMENTS_RELATION_NAME}


class NotApproved(Exception):
    """Somebody tried to make or change live content past the release service.

    The message says what would change and what to do; `cms.middleware` shows it.
    """


@contextmanager
def allow(page: Page) -> Iterator[None]:
    """Within it `page` may go live, change while live, and be taken down. Release service only."""
    token = _allowed.set((*_allowed.get(), page))
    try:
        yield
    finally:
        _allowed.reset(token)


def is_allowed(page: Page) -> bool:
    return any(page is other or (page.pk and page.pk == other.pk) for other in _allowed.get())


@receiver(pre_save)
def refuse_unapproved_live_content(sender, instance, raw=False, update_fields=None, **kwargs):
    """Raises NotApproved; sees plain `Page` instances of items too."""
    if not isinstance(instance, Page) or not _is_item(instance) or is_allowed(instance):
        return
    if update_fields is not None and BOOKKEEPING.issuperset(update_fields):
        return
    refusal = _refusal_of_rows(sender, instance) if raw else _refusal(instance)
    if refusal:
        raise NotApproved(refusal)


@receiver(pre_delete)
def refuse_deleting_what_is_live(sender, instance, **kwargs):
    """Also below a section that is deleted. Raises NotApproved."""
    if not isinstance(instance, Page) or not instance.live or is_allowed(instance):
        return
    if _is_item(instance):
        raise NotApproved(taken_down_by_its_button(instance))


def taken_down_by_its_button(page: Page) -> str:
    message = _(
        "“%(title)s” is live. It is taken down with the button “Take down”, which asks for a reason."
    )
    return message % {"title": page.title}


def _is_item(page: Page) -> bool:
    return bool(getattr(page.specific_class or type(page), "is_item", False))


def _refusal(page: Page) -> str:
    """Why the page may not be saved like this; empty if no reader would see a difference."""
    stored = type(page)._base_manager.filter(pk=page.pk).first() if page.pk else None
    if page.alias_of_id and (stored is None or stored.alias_of_id != page.alias_of_id):
        return _no_aliases(page)
    if stored is None or not stored.live:
        return _not_approved_yet(page) if page.live else ""
    if not page.live:
        return taken_down_by_its_button(stored)
    before, after = _public_data(stored), _public_data(page)
    return _stays(stored, [name for name in after if before.get(name) != after[name]])


def _refusal_of_rows(sender: type[Model], row: Page) -> str:
    """For `loaddata`, which saves one table at a time and checks nothing.

    Rows of pages that are not there at all pass: that is how a whole backup is put back.
    """
    page = Page.objects.filter(pk=row.pk).first()
    stored = sender._base_manager.filter(pk=row.pk).first()
    if page is None or stored is None:
        return ""
    if not page.live:
        return _not_approved_yet(page) if sender is Page and row.live else ""
    fields = [f for f in sender._meta.local_concrete_fields if f.name not in BOOKKEEPING]
    changed = [f.name for f in fields if f.value_to_string(stored) != f.value_to_string(row)]
    return _stays(page, changed)


def _no_aliases(page: Page) -> str:
    """An alias goes live together with its source: where it stands nobody approved it."""
    message = _(
        "“%(title)s” gets no alias: everything is approved where it stands. Copy it, or make a"
        " local copy of it."
    )
    return message % {"title": page.title}


def _not_approved_yet(page: Page) -> str:
    message = _(
        "“%(title)s” has not been approved, so it was not published. Save it as a draft and submit"
        " it for approval."
    )
    return message % {"title": page.title}


def _stays(page: Page, changed: list[str]) -> str:
    if not changed:
        return ""
    message = _(
        "“%(title)s” is live and stays as it was approved. This would change: %(what)s. Save it as"
        " a draft and submit it for approval."
    )
    return message % {"title": page.title, "what": ", ".join(map(_label_in(page), changed))}


def _label_in(page: Page):
    def label(name: str) -> str:
        try:
            return str(getattr(page._meta.get_field(name), "verbose_name", name))
        except FieldDoesNotExist:
            return name

    return label


def _public_data(page: Page) -> dict:
    return {k: v for k, v in page.serializable_data().items() if k not in BOOKKEEPING}

"""What live items stand on: the sections and offices' pages above them, the site, who may read.

Through structure a live item could be hidden or sent to another address, which is a taking down:
that goes by its button. A section without items is public too: it leaves the portal by its button,
and only then moves or goes. Its words are kept by `cms.structure_changes`.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Model, Q, QuerySet
from django.db.models.deletion import ProtectedError
from django.db.models.functions import Cast
from django.db.models.signals import pre_delete, pre_save
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    ReferenceIndex,
    Revision,
    Site,
)
from wagtail.signals import pre_page_move

from media_assets.models import Attachment, Picture, Recording

from .filters import ITEM_MODELS
from .going_live import NotApproved, is_allowed
from .guards import holds_live_items
from .models import Audience, SectionPage, Topic
from .structure_changes import is_changing, is_structure

KEPT = ("slug", "live", "locale_id")


def what_to_do() -> str:
    return _(
        "Published items stand here: they would vanish or get another address. Take each of them"
        " down first with “Take down”, or leave this as it is."
    )


def why_it_stays(page: Page) -> str:
    """What keeps a page around the items where it is; empty for others, and for drafts."""
    if not page.live or is_changing() or not is_structure(page):
        return ""
    if issubclass(page.specific_class or type(page), SectionPage):
        message = _(
            "“%(title)s” is on the portal: readers would lose it or find it elsewhere. A leader takes"
            " it off the portal first, under “Section and office pages”; after that it can be moved,"
            " renamed or deleted."
        )
    else:
        message = _(
            "“%(title)s” stays where it is: what the centre publishes is read under its address too."
            " Its words are changed as a draft, which a leader puts on the portal under “Section and"
            " office pages”."
        )
    return message % {"title": page.title}


@receiver(pre_save)
def keep_the_ground_of_what_is_live(sender, instance, raw=False, **kwargs) -> None:
    """Sections and home pages. Raises NotApproved."""
    if not isinstance(instance, Page) or not instance.pk or raw:
        return
    if getattr(instance.specific_class or type(instance), "is_item", False):
        return
    stored = Page.objects.filter(pk=instance.pk).values(*KEPT).first()
    if not stored or not _goes_away(stored, instance):
        return
    if holds_live_items(instance):
        raise NotApproved(what_to_do())
    if stored["live"] and not is_changing() and is_structure(instance):
        raise NotApproved(why_it_stays(Page.objects.get(pk=instance.pk)))


def _goes_away(stored: dict, page: Page) -> bool:
    if not stored["live"] and page.live:
        stored = stored | {"live": True}
    return any(stored[name] != getattr(page, name) for name in KEPT)


@receiver(pre_page_move)
def keep_the_place_of_what_is_live(
    sender, instance, parent_page_before, parent_page_after, **kwargs
) -> None:
    """Whatever moves it: a command, the API, the shell. Raises NotApproved."""
    stays = parent_page_before.pk == parent_page_after.pk  # among its neighbours
    if not stays and holds_live_items(instance) and not is_allowed(instance):
        raise NotApproved(_("What is live keeps its address: take the item down before moving it."))
    if not stays and (why := why_it_stays(instance)):
        raise NotApproved(why)


@receiver(pre_delete)
def keep_the_page_that_is_live(sender, instance, **kwargs) -> None:
    """Raises NotApproved."""
    if isinstance(instance, Page) and (why := why_it_stays(instance)):
        raise NotApproved(why)


@receiver(pre_save, sender=PageViewRestriction)
def keep_readers_of_what_is_live(instance, raw=False, **kwargs) -> None:
    """Raises NotApproved."""
    if raw:
        return
    if holds_live_items(instance.page):
        raise NotApproved(what_to_do())
    if why := why_it_stays(instance.page):
        raise NotApproved(why)


@receiver(pre_save, sender=CollectionViewRestriction)
def keep_readers_of_public_files(instance, raw=False, **kwargs) -> None:
    """Raises NotApproved."""
    if not raw and _holds_released(instance.collection):
        raise NotApproved(
            _(
                "Published pages show files of this collection. Put files that few may see into"
                " another collection."
            )
        )


def _holds_released(collection: Collection) -> bool:
    """As `is_released` decides, of all files at once: collections hold thousands."""
    inside = collection.get_descendants(inclusive=True)
    shown = Q()
    kinds: tuple[type[Any], ...] = (Picture, Attachment, Recording)
    for model in kinds:
        files = _as_text(model.objects.filter(collection__in=inside))
        kind = ContentType.objects.get_for_model(model)
        shown |= Q(to_content_type=kind, to_object_id__in=files)
    by_pages = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=_as_text(Page.objects.live()),
    )
    return by_pages.filter(shown).exists()


def _as_text(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Keys as the index of references keeps them."""
    return rows.order_by().values_list(Cast("pk", CharField()), flat=True)


@receiver(pre_save, sender=Site)
def keep_the_root_of_the_portal(instance, raw=False, **kwargs) -> None:
    """Its host name may change: a portal moves to another server. Raises NotApproved."""
    stored = (
        None if raw else Site.objects.filter(pk=instance.pk).select_related("root_page").first()
    )
    if (
        stored
        and stored.root_page_id != instance.root_page_id
        and holds_live_items(stored.root_page)
    ):
        raise NotApproved(what_to_do())


@receiver(pre_delete, sender=Site)
def keep_the_portal(instance, **kwargs) -> None:
    """Raises NotApproved."""
    root = Page.objects.filter(pk=instance.root_page_id).first()
    if root and holds_live_items(root):
        raise NotApproved(what_to_do())


@receiver(pre_delete, sender=Topic)
@receiver(pre_delete, sender=Audience)
def keep_the_labels_of_what_is_live(sender, instance, **kwargs) -> None:
    """Raises NotApproved."""
    name = "topics" if sender is Topic else "audiences"
    for model in ITEM_MODELS:
        if model.objects.live().filter(**{name: instance}).exists():
            message = _("Published items carry “%(name)s”. Rename it instead of deleting it.")
            raise NotApproved(message % {"name": instance})


@receiver(pre_delete, sender=Revision)
def keep_the_version_that_is_live(instance: Model, origin=None, **kwargs) -> None:
    """Pages name it and the portal is checked by it. Raises what `purge_revisions` counts."""
    if issubclass(getattr(origin, "model", type(origin)), Page):
        return  # its page goes, of which the guard of pages decides
    live = Page.objects.filter(live_revision=instance.pk, live=True).first()
    if live and not is_allowed(live):
        raise ProtectedError("The version that is live is kept.", {live})

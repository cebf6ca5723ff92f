"""Rows beside a page that decide what its readers get: edition, language, portal, facts in force.

Changing or deleting one would show another office's hotline, or none, or send live items to other
addresses, without any approval. A language in use is kept by its pages, which protect it. Rows that
are put back whole (`loaddata`) pass: that is how a backup returns.
"""

from typing import Any

from django.db.models import Model
from django.db.models.signals import pre_delete, pre_save
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Site

from .going_live import NotApproved, is_allowed
from .guards import holds_live_items
from .models import Edition, Fact
from .structure import what_to_do

PLACE = ("page_id", "work_id", "office_id", "locale_id")
QUOTED = ("office_id", "key", "value", "unit", "state", "valid_until")


@receiver(pre_save, sender=Edition)
def keep_the_place_of_a_live_item(instance: Edition, raw: bool = False, **kwargs: Any) -> None:
    """Raises NotApproved."""
    stored = _stored(instance, raw)
    if stored and stored.page.live and _differ(stored, instance, PLACE):
        raise NotApproved(_place_stays(stored.page))


@receiver(pre_delete, sender=Edition)
def keep_the_edition_of_a_live_item(instance: Edition, origin: Any = None, **kwargs: Any) -> None:
    """Raises NotApproved."""
    if issubclass(getattr(origin, "model", type(origin)), Page):
        return  # its page goes, of which the guard of pages decides
    if instance.page.live and not is_allowed(instance.page):
        raise NotApproved(_place_stays(instance.page))


def _place_stays(page: Page) -> str:
    message = _(
        "“%(title)s” is live; its work, office and language stay as they were approved. Take"
        " it down first, or make a local copy of it."
    )
    return message % {"title": page.title}


@receiver(pre_save, sender=Locale)
def keep_the_addresses_of_a_language(instance: Locale, raw: bool = False, **kwargs: Any) -> None:
    """Raises NotApproved."""
    stored = _stored(instance, raw)
    if stored is None or stored.language_code == instance.language_code:
        return
    if Page.objects.live().filter(locale=stored, edition__isnull=False).exists():
        raise NotApproved(what_to_do())


@receiver(pre_save, sender=Site)
def keep_one_portal(instance: Site, raw: bool = False, **kwargs: Any) -> None:
    """Another one would answer in its place for its own host name. Raises NotApproved."""
    if raw or instance.pk:
        return
    if any(holds_live_items(site.root_page) for site in Site.objects.select_related("root_page")):
        raise NotApproved(
            _(
                "There is one portal, and published items stand in it: another one could answer in"
                " its place. Change the one that is there."
            )
        )


@receiver(pre_save, sender=Fact)
def keep_facts_in_force(instance: Fact, raw: bool = False, **kwargs: Any) -> None:
    """Another value is another row, which a leader puts in force. Raises NotApproved."""
    stored = _stored(instance, raw)
    in_force = stored and Fact.State.IN_FORCE in (stored.state, instance.state)
    if stored and in_force and _differ(stored, instance, QUOTED):
        raise NotApproved(_fact_stays(stored))


@receiver(pre_delete, sender=Fact)
def keep_facts_that_are_quoted(instance: Fact, **kwargs: Any) -> None:
    """Raises NotApproved."""
    if Fact.objects.approved().filter(pk=instance.pk).exists():
        raise NotApproved(_fact_stays(instance))


def _fact_stays(fact: Fact) -> str:
    message = _(
        "“%(key)s” of %(office)s is in force, and published pages quote it. Propose the new"
        " value under “Fact sheets”: the leader of the office puts it in force."
    )
    return message % {"key": fact.key, "office": fact.office}


def _stored(row: Any, raw: bool) -> Any:
    return None if raw or not row.pk else type(row)._base_manager.filter(pk=row.pk).first()


def _differ(one: Model, other: Model, names: tuple[str, ...]) -> bool:
    return any(getattr(one, name) != getattr(other, name) for name in names)

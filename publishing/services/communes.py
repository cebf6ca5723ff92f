"""Commune links: given out, renewed, taken back. The audit log names the commune, never the token."""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.log_actions import log

from cms.models import User

from .. import log_actions
from ..commune_links import hash_token, new_token
from ..models import CommuneLink, Destination


@transaction.atomic
def issue_commune_link(*, destination: Destination, user: User | None) -> tuple[CommuneLink, str]:
    """A new link and its token, which is shown now and never again. The one before stops working."""
    Destination.objects.select_for_update().get(pk=destination.pk)
    _revoke([destination])
    link, token = _new_link(destination, user)
    link.save()
    _log(destination, log_actions.ISSUE_COMMUNE_LINK, user, link)
    return link, token


@transaction.atomic
def issue_missing_links(
    *, destinations: Iterable[Destination], user: User | None
) -> list[tuple[CommuneLink, str]]:
    """Links for those of the destinations that have none in force; the others keep theirs."""
    wanted = Destination.objects.filter(pk__in=[place.pk for place in destinations])
    list(wanted.select_for_update().order_by("pk").values_list("pk"))  # before asking who has none
    missing = wanted.exclude(links__in=CommuneLink.objects.filter(_in_force()))
    places = list(missing.select_related("office").order_by("office__code", "name"))
    _revoke(places)
    made = [_new_link(place, user) for place in places]
    CommuneLink.objects.bulk_create(link for link, _token in made)
    for link, _token in made:
        _log(link.destination, log_actions.ISSUE_COMMUNE_LINK, user, link)
    return made


@transaction.atomic
def revoke_commune_link(*, destination: Destination, user: User | None) -> bool:
    """False when there was none to take back."""
    if not _revoke([destination]):
        return False
    _log(destination, log_actions.REVOKE_COMMUNE_LINK, user, None)
    return True


@transaction.atomic
def remind_communes(*, destinations: Iterable[Destination], user: User | None) -> int:
    """Note that these were reminded, by hand: when and by whom stands in the audit log."""
    reminded = list(destinations)
    for place in reminded:
        log(place, log_actions.REMIND_COMMUNES, user=user)
    return len(reminded)


def _in_force() -> Q:
    return Q(revoked_at=None, expires_at__gt=timezone.now())


def _revoke(destinations: Iterable[Destination]) -> int:
    """An expired link counts: a commune has one row that is not revoked, at most."""
    links = CommuneLink.objects.filter(destination__in=list(destinations), revoked_at=None)
    return links.update(revoked_at=timezone.now())


def _new_link(destination: Destination, user: User | None) -> tuple[CommuneLink, str]:
    token = new_token()
    link = CommuneLink(
        destination=destination,
        token_hash=hash_token(token),
        created_by=user,
        expires_at=timezone.now() + settings.LOA_COMMUNE_LINK_VALID,
    )
    return link, token


def _log(
    destination: Destination, action: str, user: User | None, link: CommuneLink | None
) -> None:
    data = {"expires_at": link.expires_at.isoformat()} if link else {}
    log(destination, action, user=user, data=data)

"""The package of a local copy: filled in from the national one, then following it.

What was released nationally is copied, not what the centre prepares for its next version.
`Package.filled` keeps what was filled in: what differs from it is the office's own and stays.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Prefetch, prefetch_related_objects
from wagtail.log_actions import log
from wagtail.models import Page

from cms.editions import look_up
from cms.models import ItemPage

from ..booth import LOUDSPEAKER, READINGS
from ..log_actions import EDIT_PACKAGE
from ..models import Delivery, Destination, Package, PackageLeg, Release
from ..own_words import BESIDE
from ..proposal import PORTAL, offered
from ..short_versions import SHORT

Wishes = dict[str, Any]


@transaction.atomic
def copy_package(*, page: Page, source: Page, user: Any) -> Package | None:
    """The same channels at this office, with the texts that were approved nationally.

    None, and the rules propose, where nothing of the national item was released.
    """
    release = _released(source)
    if release is None or Package.objects.filter(page=page.pk).exists():
        return None
    copy: ItemPage = page.specific
    look_up(copy)
    there = Delivery.objects.filter(release=release).exclude(destination__channel=PORTAL)
    channels = set(there.values_list("destination__channel", flat=True))
    places = list(offered(copy).filter(channel__in=channels))
    filled = _filled(release, places)
    package = Package.objects.create(
        page_id=page.pk, texts=_wishes({}, {}, filled), filled=filled, urgent=release.urgent
    )
    PackageLeg.objects.bulk_create(
        PackageLeg(package=package, destination=place, text=filled["legs"].get(str(place.uuid), ""))
        for place in places
    )
    log(page, EDIT_PACKAGE, user=user)
    return package


def follow_package(*, page: Page, source: Page) -> bool:
    """Texts and choices that the office did not change become those of the national release in force;
    whether any did. Its places stay. A fixed number of queries, but for texts of single places."""
    return page.pk in follow_packages(pages=[page], source=source)


@transaction.atomic
def follow_packages(*, pages: Sequence[Page], source: Page) -> set[int]:
    """Likewise, of several copies of `source`; the pages of those that did. Where nothing is new as
    many queries as for one."""
    packages = [row for row in Package.objects.filter(page__in=pages) if row.filled]
    release = _released(source) if packages else None
    if release is None:
        return set()
    prefetch_related_objects(
        packages, Prefetch("legs", PackageLeg.objects.select_related("destination"))
    )
    by_page = {page.pk: page for page in pages}
    return {
        package.page_id
        for package in packages
        if _follow(package, release, by_page[package.page_id])
    }


def _follow(package: Package, release: Release, page: Page) -> bool:
    legs = list(package.legs.all())
    before, now = package.filled, _filled(release, [leg.destination for leg in legs])
    texts = _wishes(package.texts, before, now)
    changed = [leg for leg in legs if _follows(leg, before, now)]
    if texts == package.texts and not changed and before == now:
        return False
    moved = bool(changed) or texts != package.texts
    package.texts, package.filled = texts, now
    package.save()
    PackageLeg.objects.bulk_update(changed, ["text", "beside"])
    if moved:
        log(page, EDIT_PACKAGE)
    return moved


def _released(source: Page) -> Release | None:
    rows = Release.objects.versions().filter(page=source.pk, state=Release.State.IN_FORCE)
    return rows.first()


def _filled(release: Release, places: list[Destination]) -> dict[str, Any]:
    """What the national release gives to these places."""
    texts = release.content.get("package_texts") or ()
    own = {str(place.uuid) for place in places}
    split = [(one["name"].rpartition("."), one["text"]) for one in texts]
    return {
        "texts": {last: text for (_leg, dot, last), text in split if not dot},
        "legs": {last: text for (_leg, dot, last), text in split if dot and last in own},
        "options": release.content.get("options") or {},
        "readings": release.content.get("readings") or {},
        "places": sorted(own),
    }


def _wishes(now: Mapping[str, Any], before: Mapping[str, Any], then: Mapping[str, Any]) -> Wishes:
    """By channel, text and options, each as `then` gives it where it is as `before` gave it."""
    readings = _readings(now, before, then)
    channels = {*now, *then["texts"], *then["options"], *([LOUDSPEAKER] if readings else [])}
    made: Wishes = {}
    for name in sorted(channels):
        wish = now.get(name, {})
        text, options = wish.get("text", ""), wish.get("options", {})
        kept = {key: wish[key] for key in (BESIDE, SHORT) if key in wish}
        if text == before.get("texts", {}).get(name, ""):
            text, kept = then["texts"].get(name, ""), {}
        if options == before.get("options", {}).get(name, {}):
            options = then["options"].get(name, {})
        made[name] = {"text": text, "options": options} | kept
    if readings:
        made[LOUDSPEAKER][READINGS] = readings
    return made


def _readings(
    now: Mapping[str, Any], before: Mapping[str, Any], then: Mapping[str, Any]
) -> dict[str, str]:
    """Those of the national item, and on top of them what the office chose itself."""
    filled = before.get("readings") or {}
    own = now.get(LOUDSPEAKER, {}).get(READINGS) or {}
    chosen = {written: said for written, said in own.items() if filled.get(written) != said}
    return {**then["readings"], **chosen}


def _follows(leg: PackageLeg, before: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Puts the new text in where the office did not write its own; whether it is another."""
    place = str(leg.destination.uuid)
    new = now["legs"].get(place, "")
    if leg.text != before.get("legs", {}).get(place, "") or leg.text == new:
        return False
    leg.text, leg.beside = new, ""
    return True

"""Finding what is out and must go, by its title or by an address that somebody sent."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db.models import F, Q, QuerySet
from wagtail.models import Page

from cms.folded import Folded
from cms.languages import BY_CODE
from cms.models import User
from cms.search import fold

from .models import Delivery, Release
from .rights import Rights
from .visibility import releases_for

MOST = 20
LAST_FIRST = F("went_live_at").desc(nulls_last=True), "-pk"  # whenever it was approved
NUMBER = re.compile(r"\d{5,}")  # of a post, within an address


@dataclass(frozen=True)
class Match:
    release: Release
    may_take_down: bool


def find(user: User, words: str) -> list[Match]:
    """Items of the user's offices that are out, the newest first; empty for no words."""
    words = words.strip()
    if not words:
        return []
    rights = Rights(user)
    found = _by_address(words) if _is_address(words) else _by_title(words)
    rows = _out(user).filter(found).select_related("office__parent").order_by(*LAST_FIRST)
    return [Match(release, rights.may_take_down(release.office)) for release in rows[:MOST]]


def newest(user: User) -> Sequence[Release]:
    """What went out last, to begin with."""
    return list(_out(user).select_related("office").order_by(*LAST_FIRST)[:5])


def _out(user: User) -> QuerySet[Release]:
    in_force = releases_for(user).filter(state=Release.State.IN_FORCE, page__isnull=False)
    return in_force.exclude(kind__in=(Release.Kind.WITHDRAW, Release.Kind.OFFICE))


def _is_address(words: str) -> bool:
    return "/" in words and " " not in words


def _by_title(words: str) -> Q:
    titled = Release.objects.annotate(plain=Folded("title")).filter(plain__contains=fold(words))
    return Q(pk__in=titled.values("pk"))


def _by_address(address: str) -> Q:
    """On the portal, also under another office's path; or one of its posts on a platform."""
    try:
        parts = urlsplit(address if "://" in address else f"https://{address}")
    except ValueError:
        return Q(pk__in=[])
    path = parts.path.rstrip("/")
    last = path.rpartition("/")[2]
    posts = Q(address=address) | Q(
        address__endswith=f"{path}?{parts.query}" if parts.query else path
    )
    for number in NUMBER.findall(f"{path}?{parts.query}"):
        posts |= Q(remote_id__endswith=f"_{number}") | Q(remote_id=number)
    of_posts = Delivery.objects.filter(posts) if path else Delivery.objects.none()
    page = Q(address__contains=f"/{last}/") if last else Q(pk__in=[])
    return page | Q(work__in=of_posts.values("work"))


def in_other_languages(page: Page) -> list[tuple[str, Page]]:
    """What stays on the portal when this is taken down, by the name of the language."""
    live = page.get_translations().filter(live=True).select_related("locale")
    codes = {one.pk: one.locale.language_code for one in live}
    return [(BY_CODE[codes[one.pk]].name, one) for one in live if codes[one.pk] in BY_CODE]

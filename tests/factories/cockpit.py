"""National items, provincial offices and what went out there, for the overview of provinces."""

from typing import Any

from django.utils import timezone

from cms.models import ArticlePage, Edition, Office
from publishing.models import Delivery, Destination, Release
from tests.factories.local_copies import make_copy
from tests.factories.offices import make_centre
from tests.factories.packages import make_facebook
from tests.factories.pages import make_article, publish
from tests.factories.publishing import make_delivery, make_release
from translations.models import ChangeNotice, LocalCopy, Rollout


def make_item(**fields: Any) -> ArticlePage:
    """A national item on the portal."""
    return publish(make_article(make_centre(), **fields))


def edition_of(page: ArticlePage) -> Edition:
    return Edition.objects.select_related("page", "work").get(page=page.pk)


def release_of(page: ArticlePage, **fields: Any) -> Release:
    edition = edition_of(page)
    given = {"edition": edition, "page": edition.page, "title": page.title, **fields}
    return make_release(edition.work, edition.office, **given)


def sent(release: Release, place: Destination, state: str = "delivered", **fields: Any) -> Delivery:
    if state == "delivered":
        fields.setdefault("remote_id", f"post-{release.pk}-{place.pk}")
    return make_delivery(release, place, state=state, **fields)


def blocked(release: Release, place: Destination, reason: str = "") -> Delivery:
    """As the hand-over writes it for an office that lacks a fact."""
    return Delivery.objects.create(
        release=release,
        work=release.work,
        destination=place,
        language=release.language,
        action="publish",
        state="failed",
        due_at=timezone.now(),
        reason=reason or f"{place.office} chưa có đường dây nóng.",
    )


def place_of(office: Office, **fields: Any) -> Destination:
    return Destination.objects.filter(office=office, channel="facebook").first() or make_facebook(
        office, **fields
    )


def copied(page: ArticlePage, office: Office, **fields: Any) -> LocalCopy:
    made = make_copy(page, office, **fields)
    return LocalCopy.objects.get(edition__page=made.pk)


def noticed(copy: LocalCopy, state: str = "open", **fields: Any) -> ChangeNotice:
    """What one more national version means for the copy."""
    source = copy.edition.source
    assert source is not None
    rollout = Rollout.objects.create(
        edition=source, national={"title": "Bản mới"}, severity="ordinary", state="done"
    )
    return ChangeNotice.objects.create(copy=copy, rollout=rollout, state=state, **fields)

"""One article's whole way, by the same services as the buttons, told step by step."""

import time
from collections.abc import Callable

from django.utils import timezone
from wagtail.models import Page

from cms.languages import DEFAULT
from cms.models import ArticlePage, Role

from ..models import Delivery, Destination, Package
from ..services.packages import save_package
from .release import person, submit_and_approve

JOURNEY_SLUG = "tro-cap-huu-tri-xa-hoi-cho-nguoi-tu-75-tuoi"
OFFICE = "VN"
PROVINCES = ("01", "08")
# Đắk Lắk has no hotline on purpose: its one place shows what becomes of such an office.
WITHOUT_HOTLINE = "66"
SETTLE_SECONDS = 90

Tell = Callable[[str], None]


def journey_page() -> Page:
    """The Vietnamese one: translations have its address. Raises ArticlePage.DoesNotExist before
    `load_demo`."""
    return ArticlePage.objects.get(slug=JOURNEY_SLUG, locale__language_code=DEFAULT)


def walk(tell: Tell) -> Page:
    """Draft, package, submission, review, the leader's approval, release; a second call only waits."""
    page = journey_page()
    if not page.live:
        editor = person(OFFICE, Role.EDITOR)
        destinations = journey_destinations()
        package = Package.objects.get(page_id=page.pk)
        save_package(
            page=page,
            user=editor,
            destinations=destinations,
            texts=package.texts,
            leg_texts={},
            go_live_at=None,
        )
        tell(f"{editor} soạn bài và chọn {len(destinations)} nơi đăng, nơi nhận")
        for line in submit_and_approve(page, editor=editor, office_code=OFFICE):
            tell(line)
    return page


def journey_destinations() -> list[Destination]:
    """Where the journey's article goes, beside the portal."""
    places = Destination.objects.active().select_related("office")
    own = places.filter(office__code=OFFICE, channel__in=["facebook", "byhand"], language=DEFAULT)
    provinces = places.filter(office__code__in=PROVINCES, channel="facebook")
    communes = places.filter(office__parent__code__in=PROVINCES, channel="loudspeaker")
    skipped = places.filter(office__parent__code=WITHOUT_HOTLINE, channel="loudspeaker")
    return [*own, *provinces, *communes, *skipped.order_by("pk")[:1]]


def wait_until_settled(page: Page, tell: Tell) -> list[Delivery]:
    """The page's deliveries once nothing is on its way any more, or when the time is over."""
    deadline = time.monotonic() + SETTLE_SECONDS
    moving = (Delivery.State.QUEUED, Delivery.State.SENDING)
    told = -1
    while True:
        deliveries = Delivery.objects.filter(release__page=page.pk)
        left = deliveries.filter(state__in=moving).count()
        if not left or time.monotonic() > deadline:
            related = deliveries.select_related("destination__office", "release")
            return list(related.order_by("destination__channel", "destination__name"))
        if left != told:
            tell(f"{timezone.localtime():%H:%M:%S} còn {left} lượt đang đi …")
            told = left
        time.sleep(0.5)

"""What the listing pages show: newest live items, filtered by topic and audience, in pages."""

from itertools import groupby

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber, Substr
from django.utils import timezone
from slugify import slugify
from wagtail.models import Page
from wagtail.query import PageQuerySet

from .filters import ITEM_MODELS, PAGE, Filters, about
from .models import CampaignPage, DocumentPage, Edition, Office, SectionPage
from .outdated import outdated_of
from .pictures import load_covers, load_pictures
from .portal import Portal, bcp47, translations_of

PER_PAGE = 12
NEWEST_ON_HOME = 7
PER_SECTION = 3
RELATED = 3
LONG_ENOUGH_FOR_CONTENTS = 3  # large headings


def live_items(home: Page) -> PageQuerySet:
    """Everything public of the tree, newest first."""
    items = Page.objects.live().public().descendant_of(home).type(*ITEM_MODELS)
    return items.order_by(F("first_published_at").desc(nulls_last=True), "-pk")


def seen_at(items: PageQuerySet, office: Office | None) -> PageQuerySet:
    """The items of an office: its own, and the national ones that it has no local copy of."""
    national = Q(edition__office__level=Office.Level.CENTRE)
    if office is None or office.is_centre:
        return items.filter(national)
    own = Edition.objects.filter(office=office, page__live=True)
    return items.filter(
        Q(edition__office=office) | national & ~Q(edition__work__in=own.values("work"))
    )


def cards(items) -> list:
    """Specific pages with cover and office, in order, in a number of queries that does not grow."""
    order = [page.pk for page in items]
    found = Page.objects.filter(pk__in=order).defer_streamfields().specific()
    pages = sorted(found, key=lambda page: order.index(page.pk))
    load_covers(pages)
    editions = Edition.objects.filter(page__in=[page.pk for page in pages])
    offices = {edition.page_id: edition.office for edition in editions.select_related("office")}
    for page in pages:
        page.shown_office = offices.get(page.pk)
    return pages


def home_context(page, request) -> dict:
    portal = Portal.of(request, page)
    items = seen_at(live_items(page), None)
    stories = items.not_type(DocumentPage, CampaignPage)  # those have places of their own
    newest = cards(stories[:NEWEST_ON_HOME])
    lead = next((item for item in newest if item.cover_id), newest[0] if newest else None)
    return {
        "lead_story": lead,
        "newest": [item for item in newest if item != lead],
        "by_section": by_section(stories.exclude(pk=lead.pk if lead else None), portal.sections),
        "campaigns": running_campaigns(items),
        "documents": cards(items.type(DocumentPage)[:5]),
        "filters": Filters(request.GET),
    }


def office_context(page, request) -> dict:
    portal = Portal.of(request, page)
    items = live_items(portal.home or page)
    own = items.filter(path__startswith=page.path)
    national = seen_at(items, page.office).exclude(path__startswith=page.path)
    return {
        "own_items": cards(own[:6]),
        "national_items": cards(national[:6]),
        "own_sections": page.get_children().live().type(SectionPage).order_by("path"),
        "campaigns": running_campaigns(seen_at(items, page.office)),
    }


def section_context(page, request) -> dict:
    """Items of the section; at an office also those of the national section of that name."""
    portal, filters = Portal.of(request, page), Filters(request.GET)
    here = Q(path__startswith=page.path)
    for section in portal.sections if portal.is_local else []:
        if section.slug == page.slug:
            here |= Q(path__startswith=section.path)
    items = seen_at(live_items(portal.home or page).filter(here), portal.office)
    return listed(filters.apply(items), request) | {
        "filters": filters,
        "subsections": page.get_children().live().type(SectionPage).order_by("path"),
    }


def listed(items, request) -> dict:
    """One page of a list; a number out of range gives the nearest page."""
    found: ListPage = Paginator(items, PER_PAGE).get_page(request.GET.get(PAGE))
    return {"listed": found, "items": cards(found.object_list), "page_key": PAGE}


def item_context(page, request) -> dict:
    portal = Portal.of(request, page)
    load_pictures(page)
    body = list(_with_anchors(page.body))
    contents = [
        (anchor, block.value["text"]) for block, anchor in body if anchor and _is_large(block)
    ]
    return {
        "body": body,
        "contents": contents if len(contents) >= LONG_ENOUGH_FOR_CONTENTS else [],
        "related": related_to(page, portal),
        "translations": translations_of(page, request) if page.pk else [],
        "content_lang": bcp47(page.locale),
        "outdated": outdated_of(page, request),
    }


def campaign_context(page, request) -> dict:
    portal = Portal.of(request, page)
    named = Q()
    for model in ITEM_MODELS:
        named |= Q(pk__in=model.objects.filter(campaign=page.pk).values("pk"))
    items = seen_at(live_items(portal.home or page.get_root()), portal.office)
    return {
        "campaign_items": cards(items.filter(named)[:PER_PAGE]) if page.pk else [],
        "today": timezone.localdate(),
    }


def related_to(page, portal: Portal) -> list:
    """Newest items with a topic in common; never the item itself in any edition."""
    topics = list(page.topics.all())
    if not topics or not page.pk or portal.home is None:
        return []
    items = seen_at(live_items(portal.home), portal.office).filter(about(topics))
    return cards(items.exclude(edition__work=page.edition.work_id)[:RELATED])


def by_section(items: PageQuerySet, sections: list) -> list[tuple]:
    """(section, its newest items) for the sections that have any; one query finds them all."""
    if not sections:
        return []
    length = sections[0].depth * sections[0].steplen
    place = Window(
        RowNumber(), partition_by=F("top"), order_by=F("first_published_at").desc(nulls_last=True)
    )
    newest = items.annotate(top=Substr("path", 1, length)).annotate(place=place)
    found = cards(newest.filter(place__lte=PER_SECTION))
    found.sort(key=lambda item: item.path[:length])
    held = {top: list(group) for top, group in groupby(found, lambda item: item.path[:length])}
    return [(section, held[section.path]) for section in sections if section.path in held]


def running_campaigns(items: PageQuerySet) -> list:
    today = timezone.localdate()
    running = CampaignPage.objects.filter(starts_on__lte=today, ends_on__gte=today)
    return cards(items.filter(pk__in=running.values("pk"))[:3])


def _with_anchors(body):
    """Every block with the anchor of a heading (unique in the page) or an empty one."""
    used: set[str] = set()
    for block in body:
        yield block, _anchor(block.value["text"], used) if block.block_type == "heading" else ""


def _anchor(text: str, used: set[str]) -> str:
    base = slugify(text, max_length=60, word_boundary=True) or "muc"
    anchor, number = base, 2
    while anchor in used:
        anchor, number = f"{base}-{number}", number + 1
    used.add(anchor)
    return anchor


def _is_large(block) -> bool:
    return block.value["level"] == "2"

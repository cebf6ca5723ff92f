"""Loads the offices, their fact sheets and the taxonomy from `cms/data/`; may be run again."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Collection, Locale, Page, Site

from .models import Audience, Fact, HomePage, Office, OfficePage, SectionPage, Topic
from .structure_changes import changing

DATA = Path(__file__).parent / "data"
# Sections that every province begins with; it may add its own.
PROVINCE_SECTIONS = ("tin-tuc", "huong-dan")


def rows_of(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@transaction.atomic
def load_reference() -> None:
    """Taxonomy, site, offices with their pages and collections, and facts."""
    with override("vi"), changing():
        _load_terms()
        home = _ensure_home()
        for row in rows_of("offices.csv"):
            _ensure_office(row, home)
        _load_facts()


def set_site_address(url: str) -> None:
    """Where the portal answers: pages and posts link there."""
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    Site.objects.filter(is_default_site=True).update(hostname=parts.hostname, port=port)
    Site.clear_site_root_paths_cache()


def section_names() -> dict[str, str]:
    return {r["slug"]: r["name_vi"] for r in rows_of("taxonomy.csv") if r["kind"] == "section"}


def ensure_section(parent: Page, slug: str) -> SectionPage:
    """The section of that slug right below `parent`."""
    found = SectionPage.objects.child_of(parent).filter(slug=slug).first()
    if found:
        return found
    with changing():
        return parent.add_child(instance=SectionPage(title=section_names()[slug], slug=slug))


def _load_terms() -> None:
    for model, kind in ((Topic, "topic"), (Audience, "audience")):
        for row in rows_of("taxonomy.csv"):
            if row["kind"] == kind:
                model.objects.update_or_create(
                    slug=row["slug"],
                    defaults={
                        "name": row["name_vi"],
                        "name_en": row["name_en"],
                        "sort_order": int(row["sort_order"]),
                    },
                )


def _ensure_home() -> HomePage:
    Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    found = HomePage.objects.first()
    if found:
        return found
    root = Page.objects.get(depth=1)
    for placeholder in root.get_children():  # Wagtail's own welcome page
        placeholder.delete()
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=HomePage(title="Bảo hiểm xã hội Việt Nam", slug="trang-chu"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"root_page": home, "site_name": "BHXH Việt Nam"}
    )
    set_site_address(settings.WAGTAILADMIN_BASE_URL)
    for slug in section_names():
        ensure_section(home, slug)
    return home


def _ensure_office(row: dict[str, str], home: HomePage) -> Office:
    office, new = Office.objects.update_or_create(
        code=row["code"],
        defaults={
            "level": row["level"],
            "parent": Office.objects.filter(code=row["parent"]).first(),
            "name": row["name_vi"],
            "name_en": row["name_en"],
            "slug": row["slug"],
            "valid_from": _day(row["valid_from"]),
            "valid_until": _day(row["valid_until"]),
        },
    )
    if new:
        office.collection = Collection.get_first_root_node().add_child(name=office.name)
        office.home = _home_of(office, home)
        office.save()
    return office


def _home_of(office: Office, home: HomePage) -> Page | None:
    """A grassroots office looks after communes; it writes nothing, so it has no pages."""
    if office.is_centre:
        return home.page_ptr
    if office.level != Office.Level.PROVINCE:
        return None
    page = home.add_child(instance=OfficePage(title=office.name, slug=office.slug))
    for slug in PROVINCE_SECTIONS:
        ensure_section(page, slug)
    return page.page_ptr


def _load_facts() -> None:
    offices = {office.code: office for office in Office.objects.all()}
    known = set(Fact.objects.values_list("office__code", "key"))
    Fact.objects.bulk_create(
        Fact(
            office=offices[row["office"]],
            key=row["key"],
            value=row["value"],
            unit=row["unit"],
            period=row["period"],
            source=row["source"],
            state=Fact.State.IN_FORCE,
            approved_at=timezone.now(),
        )
        for row in rows_of("facts.csv")
        if (row["office"], row["key"]) not in known
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None

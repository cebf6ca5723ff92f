"""Offices with their part of the page tree and their collection."""

from itertools import count

from django.utils.translation import override
from wagtail.models import Collection, Locale, Page, Site

from cms.models import HomePage, Office, OfficePage, SectionPage
from cms.structure_changes import changing

_numbers = count(1001)  # of one length, so that names stand in the order in which they were made


def make_centre() -> Office:
    """The centre: home page of the default site, with its own collection and one section."""
    Locale.objects.get_or_create(language_code="vi")
    existing = Office.objects.filter(level=Office.Level.CENTRE).first()
    if existing:
        return existing
    root = Page.objects.get(depth=1)
    root.get_children().delete()
    root = Page.objects.get(depth=1)
    with changing():
        home = root.add_child(instance=HomePage(title="Bảo hiểm xã hội Việt Nam", slug="home"))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    office = Office.objects.create(
        code="VN",
        level="centre",
        name="Bảo hiểm xã hội Việt Nam",
        slug="trung-uong",
        home=home.page_ptr,
        collection=_collection("Bảo hiểm xã hội Việt Nam"),
    )
    make_section(office)
    return office


def make_province(code: str = "", name: str = "", parent: Office | None = None) -> Office:
    """A provincial office under the centre, with home page, section and collection."""
    centre = parent or make_centre()
    number = next(_numbers)
    code, name = code or f"P{number}", name or f"BHXH tỉnh Số {number}"
    with changing():
        page = centre.home.add_child(instance=OfficePage(title=name, slug=f"tinh-{code.lower()}"))
    office = Office.objects.create(
        code=code,
        level="province",
        parent=centre,
        name=name,
        slug=f"tinh-{code.lower()}",
        home=page.page_ptr,
        collection=_collection(name),
    )
    make_section(office)
    return office


def make_section(office: Office, title: str = "Tin tức") -> SectionPage:
    with override("vi"), changing():
        return office.home.specific.add_child(instance=SectionPage(title=title))


def section_of(office: Office) -> SectionPage:
    """The office's first section."""
    return SectionPage.objects.child_of(office.home).first()


def _collection(name: str) -> Collection:
    return Collection.get_first_root_node().add_child(instance=Collection(name=name))

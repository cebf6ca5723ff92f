"""Offices with their part of the page tree and their collection."""

from itertools import count

from django.db.models import QuerySet
from django.utils.translation import override
from wagtail.models import Collection, Locale, Page, Site

from cms.models import HomePage, Office, OfficePage, SectionPage
from cms.structure_changes import changing

from .replay import replayed

_numbers = count(1001)  # of one length, so that names stand in the order in which they were made


def make_centre() -> Office:
    """The centre: home page of the default site, with its own collection and one section."""
    if not _offices().filter(level=Office.Level.CENTRE).exists():
        _write_centre(next(_numbers))
        Site.clear_site_root_paths_cache()
    return _offices().filter(level=Office.Level.CENTRE).first()


@replayed
def _write_centre(number: int) -> None:
    Locale.objects.get_or_create(language_code="vi")
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


def make_province(code: str = "", name: str = "", parent: Office | None = None) -> Office:
    """A provincial office under the centre, with home page, section and collection."""
    centre = parent or make_centre()
    _write_province(next(_numbers), code, name, centre.pk)
    office = _offices().order_by("pk").last()
    office.parent = centre
    return office


@replayed
def _write_province(number: int, code: str, name: str, above: int) -> None:
    centre = _offices().get(pk=above)
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


def _offices() -> QuerySet[Office]:
    return Office.objects.select_related("home", "collection")


def make_section(office: Office, title: str = "Tin tức") -> SectionPage:
    with override("vi"), changing():
        return office.home.specific.add_child(instance=SectionPage(title=title))


def section_of(office: Office) -> SectionPage:
    """The office's first section."""
    return SectionPage.objects.child_of(office.home).first()


def _collection(name: str) -> Collection:
    return Collection.get_first_root_node().add_child(instance=Collection(name=name))

"""Offices with a copy of their own are left out by the national release, and it says so."""

import pytest
from django.template.loader import render_to_string
from wagtail.models import Locale

from cms.models import Edition, Office
from publishing.models import Destination
from publishing.own_copies import own_copies
from publishing.package import assemble
from publishing.proposal import offered
from publishing.templatetags.publishing_tags import places_left_out
from tests.factories.approval import Desk
from tests.factories.local_copies import make_copy
from tests.factories.offices import make_centre, make_province
from tests.factories.packages import make_communes, make_facebook
from tests.factories.pages import make_article, publish
from tests.factories.publishing import make_bare_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def national():
    """A national item on the portal."""
    desk = Desk(make_centre())
    desk.page = publish(desk.page)
    return desk


def in_khmer(page, office) -> None:
    """As if its translation were on the portal."""
    made = make_article(office, live=True)
    khmer, _new = Locale.objects.get_or_create(language_code="km")
    Edition.objects.filter(page=made.pk).update(
        work=page.edition.work, locale=khmer, kind=Edition.Kind.TRANSLATION, source=page.edition
    )
    type(made).objects.filter(pk=made.pk).update(locale=khmer)
    return type(made).objects.get(pk=made.pk)


def reasons(page) -> dict[str, str]:
    return {one.office.name: one.reason for one in own_copies(page)}


def test_an_office_with_a_copy_is_named_with_its_places(national):
    province, other = make_province(), make_province()
    place = make_facebook(province)
    counter = make_bare_office(level=Office.Level.GRASSROOTS, parent=province)
    below = make_communes(counter, 2)
    make_facebook(other)
    make_copy(national.page, province)

    (one,) = own_copies(national.now())

    assert one.office == province
    assert one.places == Destination.objects.filter(office__in=[province, counter]).count() >= 3
    assert not {place, *below} & set(offered(national.now()))


def test_a_copy_that_is_not_on_the_portal_yet_keeps_nothing_back(national):
    province = make_province()
    place = make_facebook(province)
    make_copy(national.page, province, live=False)

    assert own_copies(national.now()) == []
    assert place in offered(national.now())


def test_the_national_translation_never_stands_in_for_that_of_a_copy(national):
    """The office is skipped, and whoever looks at the package reads why."""
    province, speaking = make_province(), make_province()
    places = [make_facebook(one, language="km") for one in (province, speaking)]
    make_copy(national.page, province)
    in_khmer(make_copy(national.page, speaking), speaking)
    page = in_khmer(national.page, national.office)

    said = reasons(page)

    assert not set(places) & set(offered(page))
    assert said[speaking.name] == "đăng bản địa phương của mình"
    assert "chưa có bản dịch được duyệt" in said[province.name]


def test_the_package_page_says_it(national):
    province = make_province()
    make_facebook(province)
    make_copy(national.page, province)
    page = national.now()

    context = places_left_out(assemble(page, page.get_latest_revision()))
    html = render_to_string("publishing/package/left_out.html", context)

    assert province.name in html
    assert "bản địa phương" in html


def test_a_page_of_a_province_leaves_nobody_out():
    desk = Desk(make_province())

    assert own_copies(desk.page) == []

"""In which languages an item's destinations listen."""

import pytest
from django.utils import timezone

from cms.models import ArticlePage, Audience, Office, Role
from publishing.destination_languages import languages_of_destinations
from tests.factories.offices import make_province
from tests.factories.packages import make_facebook
from tests.factories.pages import make_article
from tests.factories.publishing import make_bare_office
from tests.factories.users import make_user
from translations.planning import proposing
from translations.planning.pages import with_editions

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_province()


def item(office, *audiences: Audience) -> ArticlePage:
    page = make_article(office, user=make_user(office, Role.EDITOR))
    page.audiences.add(*audiences)
    page.save()
    (found,) = with_editions([ArticlePage.objects.get(pk=page.pk)])
    return found


def place(office, language: str, name: str = "Loa", **fields):
    made = make_facebook(office, name)
    for key, value in {"language": language, **fields}.items():
        setattr(made, key, value)
    made.save()
    return made


def found(page) -> dict[str, str]:
    return dict(languages_of_destinations(page))


def test_places_of_the_office_and_below_it_ask_for_their_languages(office):
    below = make_bare_office(level=Office.Level.GRASSROOTS, parent=office, name="Cơ sở")
    place(office, "km", "Trang Khmer")
    place(below, "rad", "Loa xã")
    place(make_province(), "hmn")
    place(office, "vi", "Trang Việt")

    assert set(found(item(office))) == {"km", "rad"}
    assert "Trang Khmer" in found(item(office))["km"]


def test_places_for_other_audiences_or_out_of_use_do_not(office):
    workers, farmers = (Audience.objects.create(slug=s, name=s) for s in ("nld", "nong-dan"))
    place(office, "km", "Cho nông dân").audiences.add(farmers)
    place(office, "hmn", "Đã thôi", archived_at=timezone.now())
    place(office, "rad", "Không đề xuất", proposed=False)

    assert found(item(office, workers)) == {}
    assert set(found(item(office, farmers))) == {"km"}


def test_many_places_are_two_names_and_a_number(office):
    for number in range(5):
        place(office, "km", f"Loa {number}")

    assert "Loa 0, Loa 1" in found(item(office))["km"]
    assert "3" in found(item(office))["km"]


def test_translations_ask_it(office):
    assert languages_of_destinations in proposing._registered


def test_two_queries_however_many_places(office, django_assert_max_num_queries):
    page = item(office)
    for number in range(5):
        place(office, "km", f"Loa {number}")

    with django_assert_max_num_queries(2):
        found(page)

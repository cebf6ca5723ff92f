"""Offices × channels: which boxes a button of the package page ticks."""

import pytest
from django.http import QueryDict

from cms.models import Office
from publishing.forms.package_choice import Choice
from tests.factories.offices import make_centre, make_province
from tests.factories.packages import make_communes, make_facebook
from tests.factories.publishing import make_bare_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def places():
    """Two provinces of different regions, one with a commune below, and the centre's own page."""
    centre = make_centre()
    lao_cai, ca_mau = make_province("15"), make_province("96")
    below = make_bare_office(level=Office.Level.GRASSROOTS, parent=lao_cai)
    return {
        "own": make_facebook(centre, "TW"),
        "lao cai": make_facebook(lao_cai, "LC"),
        "ca mau": make_facebook(ca_mau, "CM"),
        "commune": make_communes(below, 1)[0],
    }


def posted(text: str) -> QueryDict:
    return QueryDict(text, mutable=True)


def after(places, text: str) -> list[str]:
    names = {str(place.pk): name for name, place in places.items()}
    data = Choice(places.values(), make_centre()).apply(posted(text))
    return [names[pk] for pk in data.getlist("destinations")]


def test_a_channel_without_offices_means_all_offices(places):
    text = "choose=tick&in_channel=facebook"

    assert set(after(places, text)) == {"own", "lao cai", "ca mau"}


def test_regions_and_single_offices_add_up_and_bring_what_lies_below_them(places):
    text = "choose=tick&in_channel=facebook&in_channel=loudspeaker&in_region=mien-nui-phia-bac"

    assert set(after(places, text)) == {"lao cai", "commune"}
    text += f"&in_office={places['ca mau'].office_id}"
    assert set(after(places, text)) == {"lao cai", "commune", "ca mau"}


def test_nothing_is_ticked_twice_and_what_was_ticked_stays(places):
    ticked = f"destinations={places['commune'].pk}&destinations={places['lao cai'].pk}"
    text = f"{ticked}&choose=tick&in_channel=facebook&in_region=mien-nui-phia-bac"

    assert after(places, text) == ["commune", "lao cai"]
    assert after(places, f"{text}&in_office={places['lao cai'].office_id}") == [
        "commune",
        "lao cai",
    ]


def test_unticking_takes_away_what_is_named_and_no_more(places):
    ticked = "&".join(f"destinations={place.pk}" for place in places.values())

    left = after(places, f"{ticked}&choose=untick&in_channel=facebook&in_region=mien-nui-phia-bac")

    assert left == ["own", "ca mau", "commune"]


@pytest.mark.parametrize("text", ["", "in_channel=khong-co", "in_region=x", "in_office=abc"])
def test_what_names_no_place_changes_nothing(places, text):
    ticked = f"destinations={places['commune'].pk}"

    assert after(places, f"{ticked}&choose=tick&{text}") == ["commune"]


def test_counts_say_how_many_of_a_channel_are_ticked(places):
    choice = Choice(places.values(), make_centre())

    kinds = {kind.name: kind for kind in choice.kinds({str(places["own"].pk)})}

    assert (kinds["facebook"].ticked, kinds["facebook"].places) == (1, 3)
    assert (kinds["loudspeaker"].ticked, kinds["loudspeaker"].places) == (0, 1)


def test_offices_stand_in_their_regions_and_the_centre_before_them(places):
    areas = Choice(places.values(), make_centre()).areas()

    assert [area.slug for area in areas] == ["", "mien-nui-phia-bac", "dong-bang-song-cuu-long"]
    assert [office.code for office in areas[1].offices] == ["15"]


def test_a_province_chooses_among_its_grassroots_offices():
    province = make_province("15")
    below = [make_bare_office(level=Office.Level.GRASSROOTS, parent=province) for _n in range(2)]
    places = [make_communes(office, 1)[0] for office in below]

    choice = Choice(places, province)
    data = choice.apply(posted(f"choose=tick&in_channel=loudspeaker&in_office={below[1].pk}"))

    assert data.getlist("destinations") == [str(places[1].pk)]
    assert [office for area in choice.areas() for office in area.offices] == below

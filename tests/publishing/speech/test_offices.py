import pytest

from cms.regions import BY_PROVINCE
from publishing.speech import PROFILES
from publishing.speech.offices import profile_for


@pytest.mark.parametrize(
    ("province", "name"), [("01", "north"), ("", "north"), ("48", "central"), ("79", "south")]
)
def test_an_office_speaks_as_its_part_of_the_country(province, name):
    assert profile_for(province=province).name == name


def test_its_own_choice_comes_first():
    assert profile_for(chosen="north", province="79").name == "north"


def test_every_province_has_a_profile():
    assert {profile_for(province=code).name for code in BY_PROVINCE} == set(PROFILES)


def test_a_profile_that_there_is_not_is_refused():
    with pytest.raises(ValueError, match="west"):
        profile_for(chosen="west")

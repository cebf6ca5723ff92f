import pytest
from django.utils import timezone

from cms.models import Office
from publishing.models import SpokenProfile, SpokenWord
from publishing.office_voices import line_of, province_of, voice_of, voices_of
from tests.factories.offices import make_centre

pytestmark = pytest.mark.django_db


@pytest.fixture
def offices():
    centre = make_centre()
    south = Office.objects.create(
        code="79", level=Office.Level.PROVINCE, parent=centre, name="TP.HCM", slug="hcm"
    )
    counter = Office.objects.create(
        code="79-1", level=Office.Level.GRASSROOTS, parent=south, name="Cơ sở", slug="hcm-1"
    )
    return centre, south, counter


def word(office, written, said):
    return SpokenWord.objects.create(office=office, written=written, said=said)


def test_an_office_reads_in_the_way_of_its_province(offices):
    centre, south, counter = offices

    assert [voice_of(one).profile.name for one in offices] == ["north", "south", "south"]
    assert [province_of(one) for one in offices] == ["", "79", "79"]
    assert line_of(counter) == [counter.pk, south.pk, centre.pk]


def test_its_own_choice_goes_before_and_holds_for_the_offices_below(offices):
    centre, south, counter = offices
    SpokenProfile.objects.create(office=south, name="central")
    SpokenProfile.objects.create(office=centre, name="north")

    assert voice_of(counter).profile.name == "central"


def test_words_hold_for_the_offices_below_and_the_nearest_goes_first(offices):
    centre, south, counter = offices
    word(centre, "QWX", "quy")
    word(centre, "ZZT", "dét")
    word(south, "QWX", "quy vê")

    assert voice_of(counter).entries == {"QWX": "quy vê", "ZZT": "dét"}
    assert voice_of(centre).entries == {"QWX": "quy", "ZZT": "dét"}


def test_a_withdrawn_word_is_not_said(offices):

    centre, south, _counter = offices
    SpokenWord.objects.create(office=centre, written="QWX", said="quy", withdrawn_at=timezone.now())
    assert voice_of(south).entries == {}


def test_all_offices_take_as_many_queries_as_one(offices, django_assert_num_queries):
    listed = list(Office.objects.select_related("parent"))
    with django_assert_num_queries(2):
        voices_of(listed)
    with django_assert_num_queries(0):
        assert voices_of([]) == {}

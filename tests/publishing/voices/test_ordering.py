from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from publishing.models import AskedSound, BulletinSound, Release
from publishing.voices.ordering import KEPT, order_machine, order_wanted, tidy_sounds
from tests.factories.bulletin_sounds import let_out, make_script
from tests.factories.communes import make_bulletin, make_commune
from tests.factories.offices import make_province
from tests.factories.publishing import make_bare_office
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clean(silence):
    cache.clear()


def order(**changes):
    given = {"script": make_script(), "title": "Bản tin", "office": None, "user": None}
    given["office"] = changes.pop("office", None) or make_bare_office()
    return order_machine(**{**given, **changes})


def sweep():
    cache.clear()
    order_wanted()


def test_the_same_words_are_ordered_once():
    office = make_bare_office()
    assert order(office=office) == order(office=office)
    assert order(office=office) != order(office=office, script=make_script("Chuyện khác."))
    assert BulletinSound.objects.count() == 2


def test_what_failed_is_tried_again_when_a_person_asks(django_capture_on_commit_callbacks):
    office = make_bare_office()
    sound = order(office=office)
    BulletinSound.objects.update(state="failed", reason="Không có")
    order(office=office)
    sound.refresh_from_db()
    assert sound.state == "failed"
    order(office=office, user=make_user(office))
    sound.refresh_from_db()
    assert (sound.state, sound.reason) == ("making", "")


def test_a_language_that_no_machine_speaks_is_not_ordered(voices):
    voices("publishing.voices.espeak.Espeak")
    assert order(script=make_script(language="km")) is None


def test_only_what_goes_to_communes_of_an_office_that_wants_it_is_ordered(
    django_assert_max_num_queries,
):
    province, other = make_province(), make_province()
    for one in (province, other):
        below = make_bare_office(level="grassroots", parent=one)
        for text in ("Một.", "Hai."):
            make_bulletin(make_commune(below), text=f"{text} Của {one}.")
    with django_assert_max_num_queries(2):
        sweep()
    assert not BulletinSound.objects.exists()
    let_out(province)
    sweep()
    sweep()
    assert BulletinSound.objects.count() == 2
    assert AskedSound.objects.count() == 2
    assert {
        str(province) in one.script["paragraphs"][0][1][0][0] for one in BulletinSound.objects.all()
    } == {True}


def test_equal_words_to_many_communes_are_one_sound():
    province = make_province()
    let_out(province, says_label=True)
    below = make_bare_office(level="grassroots", parent=province)
    first = make_bulletin(make_commune(below), "Như nhau")
    for _n in range(3):
        make_bulletin(make_commune(below), "Như nhau")
    Release.objects.update(office=first.release.office)
    sweep()
    assert BulletinSound.objects.get().says_label


def test_what_was_taken_down_is_not_ordered():
    province = make_province()
    let_out(province)
    make_bulletin(make_commune(make_bare_office(level="grassroots", parent=province)))
    Release.objects.update(state="withdrawn")
    sweep()
    assert not BulletinSound.objects.exists()


def test_drafts_that_nothing_in_force_says_go_after_their_time():
    province = make_province()
    let_out(province)
    make_bulletin(make_commune(make_bare_office(level="grassroots", parent=province)))
    sweep()
    needed = BulletinSound.objects.get()
    order(script=make_script("Bản nháp đã bỏ."))
    BulletinSound.objects.update(ordered_at=timezone.now() - KEPT - timedelta(days=1))
    young = order(script=make_script("Bản nháp hôm nay."))
    cache.clear()
    tidy_sounds()
    assert set(BulletinSound.objects.all()) == {needed, young}

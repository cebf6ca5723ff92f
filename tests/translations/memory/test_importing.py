import pytest

from tests.factories.offices import make_province
from tests.translations.memory.test_tmx import tmx, unit
from translations.exchange.problems import Refused
from translations.memory import Pair, importing, keep, suggest
from translations.memory.importing import import_tmx
from translations.memory.keeping import Kept
from translations.models import MemoryUnit
from translations.not_imported import NotImported

pytestmark = pytest.mark.django_db

GOOD = unit(("vi", "Có"), ("km", "មាន"), ("rad", "mâo"))


def test_all_of_a_file_is_kept_and_counted_by_language():
    keep([Pair("Có", "មាន")], "km", office=None, approved=True)
    kept = import_tmx(tmx(GOOD), office=None, approved=True)
    assert kept == {"km": Kept(0, 0, 1), "rad": Kept(1, 0, 0)}


def test_what_comes_from_a_file_is_not_good_unless_somebody_answers_for_it():
    import_tmx(tmx(GOOD), office=None, approved=False)
    assert not suggest("Có", "km", office=None)[0].approved
    import_tmx(tmx(GOOD), office=None, approved=True)
    assert suggest("Có", "km", office=None)[0].approved


def test_what_the_file_calls_not_approved_stays_so():
    draft = '<tu><prop type="x-loa-approved">no</prop>' + GOOD[4:].removeprefix(">")
    import_tmx(tmx(draft), office=None, approved=True)
    assert set(MemoryUnit.objects.values_list("approved", flat=True)) == {False}


def test_it_becomes_the_offices_whatever_the_file_says():
    office = make_province()
    theirs = '<tu><prop type="x-loa-office">VN</prop>' + GOOD[4:].removeprefix(">")
    import_tmx(tmx(theirs), office=office, approved=True)
    assert set(MemoryUnit.objects.values_list("office", flat=True)) == {office.pk}


@pytest.mark.parametrize("bad", [unit(("vi", "a"), ("xx", "b")), unit(("en", "a"), ("km", "b"))])
def test_with_a_problem_nothing_is_kept(bad, monkeypatch):
    monkeypatch.setattr(importing, "AT_ONCE", 1)
    with pytest.raises(NotImported) as failed:
        import_tmx(tmx(GOOD, bad, GOOD), office=None, approved=True)
    assert len(failed.value.problems) == 1
    assert not MemoryUnit.objects.exists()


def test_a_file_that_breaks_off_leaves_nothing(monkeypatch):
    monkeypatch.setattr(importing, "AT_ONCE", 1)
    whole = tmx(GOOD, GOOD.replace("Có", "Không"))
    whole.truncate(len(whole.getvalue()) - 10)
    with pytest.raises(Refused):
        import_tmx(whole, office=None, approved=True)
    assert not MemoryUnit.objects.exists()

import pytest

from cms.models import Role
from tests.factories.offices import make_centre
from tests.factories.translations import make_linguist
from tests.translations.memory.test_tmx import tmx, unit
from translations.errands import memory, turns
from translations.memory import keep
from translations.models import Errand, ErrandFile, MemoryUnit
from translations.services.memory import order_import

pytestmark = pytest.mark.django_db
GOOD = unit(("vi", "Có"), ("km", "មាន"), ("rad", "mâo"))
BAD = unit(("km", "មាន"), ("rad", "mâo"))


@pytest.fixture
def reviewer():
    return make_linguist(make_centre(), Role.LANGUAGE_REVIEWER)


def worked(reviewer, *units: str, languages=("km", "rad"), **given) -> Errand:
    given = {"office": None, "approved": True, "name": "a.tmx"} | given
    content = given.pop("content", None) or tmx(*units).read()
    errand = order_import(user=reviewer, languages=list(languages), content=content, **given)
    turns.work_at(errand.pk)
    errand.refresh_from_db()
    return errand


def test_all_of_a_file_is_taken_and_counted_by_language(reviewer):
    errand = worked(reviewer, GOOD)
    assert errand.state == Errand.State.DONE
    assert errand.counts == {"km": [1, 0, 0], "rad": [1, 0, 0]}
    assert {unit.made_by for unit in MemoryUnit.objects.all()} == {reviewer}
    assert not ErrandFile.objects.exists()


def test_a_file_with_a_bad_unit_gives_nothing_and_a_line_that_says_why(reviewer):
    errand = worked(reviewer, GOOD, BAD)
    assert errand.state == Errand.State.FAILED
    assert len(errand.report) == 1
    assert not MemoryUnit.objects.exists()


def test_what_is_no_memory_is_refused_in_words(reviewer):
    errand = worked(reviewer, content=b"hello")
    assert errand.state == Errand.State.FAILED
    assert errand.reason
    assert not MemoryUnit.objects.exists()


def many(number: int) -> list[str]:
    return [unit(("vi", f"Có {one} chữ"), ("km", f"មាន {one}")) for one in range(number)]


def test_a_large_file_is_written_in_parts_and_counted_whole(reviewer, monkeypatch):
    monkeypatch.setattr(memory, "PART", 3)
    errand = worked(reviewer, *many(8), languages=("km",))
    assert (errand.state, errand.done, errand.total) == (Errand.State.DONE, 8, 8)
    assert errand.counts == {"km": [8, 0, 0]}


def test_other_work_comes_between_the_turns_of_a_long_one(reviewer, monkeypatch):
    monkeypatch.setattr(memory, "PART", 3)
    monkeypatch.setattr(memory, "TURN", 0)
    errand = worked(reviewer, *many(8), languages=("km",))
    assert (errand.state, errand.done) == (Errand.State.WAITING, 3)
    for _turn in range(2):
        turns.work_at(errand.pk)
    errand.refresh_from_db()
    assert (errand.state, errand.counts) == (Errand.State.DONE, {"km": [8, 0, 0]})


def test_who_dies_half_way_is_followed_at_the_same_place(reviewer, monkeypatch):
    monkeypatch.setattr(memory, "PART", 3)
    dying = dying_after(2)
    monkeypatch.setattr(memory, "keep", dying)
    with pytest.raises(SystemExit):
        worked(reviewer, *many(8), languages=("km",))
    assert MemoryUnit.objects.count() == 6
    monkeypatch.setattr(memory, "keep", keep)
    errand = Errand.objects.get()
    Errand.objects.update(moved_at=errand.created_at - turns.SILENT * 2)
    turns.work_at(errand.pk)
    errand.refresh_from_db()
    assert errand.counts == {"km": [8, 0, 0]}
    assert MemoryUnit.objects.count() == 8


def test_who_stops_it_keeps_what_was_done_and_gets_no_more(reviewer, monkeypatch):
    monkeypatch.setattr(memory, "PART", 3)

    def stopped(*args, **given):
        done = keep(*args, **given)
        Errand.objects.update(state=Errand.State.CANCELLED)
        return done

    monkeypatch.setattr(memory, "keep", stopped)
    errand = worked(reviewer, *many(8), languages=("km",))
    assert errand.state == Errand.State.CANCELLED
    assert MemoryUnit.objects.count() == 3


def dying_after(number: int):
    """A worker that the machine ends."""
    left = iter(range(number))

    def kept(*args, **given):
        if next(left, None) is None:
            raise SystemExit
        return keep(*args, **given)

    return kept


def test_other_languages_of_the_file_are_passed_over(reviewer):
    worked(reviewer, GOOD, languages=("km",))
    assert [unit.language for unit in MemoryUnit.objects.all()] == ["km"]

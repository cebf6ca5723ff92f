import pytest
from wagtail.models import ModelLogEntry

from cms.models import Role
from tests.factories.offices import make_centre, make_province
from tests.factories.translation_files import make_unit
from tests.factories.translations import make_linguist
from translations.errors import NotYours, Refused
from translations.memory import suggest
from translations.models import Errand, MemoryKey, MemoryUnit
from translations.services import memory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer():
    return make_linguist(make_centre(), Role.LANGUAGE_REVIEWER)


def test_a_unit_without_its_approval_is_no_more_than_fair(reviewer):
    unit = make_unit()
    memory.take_approval(unit=unit, user=reviewer, reason="Sai số")
    (found,) = suggest("Đóng đủ 15 năm", "km", office=None)
    assert not found.approved
    assert found.quality < 75
    assert ModelLogEntry.objects.get().data["reason"] == "Sai số"
    with pytest.raises(Refused):
        memory.take_approval(unit=MemoryUnit.objects.get(), user=reviewer, reason="Sai số")


@pytest.mark.parametrize("approved", [True, False])
def test_a_deleted_unit_leaves_no_key_behind(reviewer, approved):
    unit, other = make_unit(approved=approved), make_unit("Nghỉ thai sản", "x")
    memory.delete_unit(unit=unit, user=reviewer, reason="Sai")
    assert list(MemoryUnit.objects.all()) == [other]
    assert not MemoryKey.objects.exclude(unit=other.pk).exists()
    assert MemoryKey.objects.filter(unit=other.pk).exists()


def test_without_a_reason_nothing_is_done(reviewer):
    with pytest.raises(Refused):
        memory.delete_unit(unit=make_unit(), user=reviewer, reason=" ")
    assert MemoryUnit.objects.exists()


def test_a_province_answers_for_its_own_units_alone():
    office = make_province()
    person = make_linguist(office, Role.LANGUAGE_REVIEWER)
    memory.delete_unit(unit=make_unit(office=office), user=person, reason="Sai")
    for unit in (make_unit(), make_unit(office=make_province())):
        with pytest.raises(NotYours):
            memory.delete_unit(unit=unit, user=person, reason="Sai")


def test_an_import_is_ordered_by_who_answers_for_every_language(reviewer):
    given = {"office": None, "approved": True, "name": "a.tmx", "content": b"<tmx/>"}
    errand = memory.order_import(user=reviewer, languages=["km", "rad"], **given)
    assert (errand.state, errand.kind) == (Errand.State.WAITING, Errand.Kind.MEMORY_IN)
    one = make_linguist(make_centre(), Role.LANGUAGE_REVIEWER, "km")
    with pytest.raises(NotYours):
        memory.order_import(user=one, languages=["km", "rad"], **given)

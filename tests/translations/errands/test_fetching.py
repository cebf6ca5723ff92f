import gzip
from io import BytesIO

import pytest
from django.db.models import F
from django.utils import timezone

from cms.models import Role
from tests.factories.offices import make_centre, make_province
from tests.factories.translation_files import make_unit
from tests.factories.translations import make_linguist
from translations.errands import fetching, turns
from translations.memory.tmx import Reader
from translations.models import Errand, ErrandFile
from translations.services.memory import order_export

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer():
    return make_linguist(make_centre(), Role.LANGUAGE_REVIEWER)


def fetched(reviewer, **given) -> list[str]:
    given = {"language": "km", "office": None, "approved": False} | given
    errand = order_export(user=reviewer, **given)
    assert turns.work_at(errand.pk)
    errand.refresh_from_db()
    content = gzip.decompress(bytes(ErrandFile.objects.get(errand=errand).content))
    found = list(Reader().read(BytesIO(content)))
    assert errand.counts == {"units": len(found)}
    return [one.pair.source for one in found]


def test_the_units_of_a_language_and_scope_are_in_the_file(reviewer):
    office = make_province()
    make_unit("Một", "x"), make_unit("Hai", "y", approved=False)
    make_unit("Ba", "z", office=office), make_unit("Bốn", "t", language="rad")
    assert fetched(reviewer) == ["Một", "Hai"]
    assert fetched(reviewer, approved=True) == ["Một"]
    assert fetched(reviewer, office=office) == ["Ba"]


def test_an_empty_memory_is_a_file_too(reviewer):
    assert fetched(reviewer) == []


def test_a_long_export_says_that_it_is_at_work_so_that_nobody_begins_it_again(
    reviewer, monkeypatch
):
    for number in range(6):
        make_unit(f"Câu {number}", "x")
    errand = order_export(user=reviewer, language="km", office=None, approved=False)
    began = timezone.now() - turns.SILENT
    seen = []

    def write(rows, _file):
        for _row in rows:  # somebody looks after each unit, as the sweep does
            seen.append(Errand.objects.get(pk=errand.pk).moved_at > began)
            Errand.objects.filter(pk=errand.pk).update(moved_at=began)
        return len(seen)

    monkeypatch.setattr(fetching, "UNITS_BETWEEN_SIGNS", 2)
    monkeypatch.setattr(fetching.tmx, "write", write)
    turns.work_at(errand.pk)

    assert seen == [True, False] * 3


def test_an_export_that_another_worker_took_over_stops_and_leaves_it_the_file(
    reviewer, monkeypatch
):
    for number in range(4):
        make_unit(f"Câu {number}", "x")
    errand = order_export(user=reviewer, language="km", office=None, approved=False)
    read = []

    def write(rows, _file):
        for row in rows:
            read.append(row)
            Errand.objects.filter(pk=errand.pk).update(turn=F("turn") + 1)
        return len(read)

    monkeypatch.setattr(fetching, "UNITS_BETWEEN_SIGNS", 2)
    monkeypatch.setattr(fetching.tmx, "write", write)
    turns.work_at(errand.pk)

    assert len(read) == 2
    assert not ErrandFile.objects.filter(errand=errand).exists()

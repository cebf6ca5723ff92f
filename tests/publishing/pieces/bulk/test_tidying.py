"""Orders after their time."""

import os
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from publishing.models import BulkDrawing
from publishing.pieces.bulk import ordered
from publishing.pieces.bulk.tidying import FORGOTTEN, KEPT, MOST_KEPT, YOUNG, tidy_drawings
from tests.factories.bulk import make_plan
from tests.factories.offices import make_province
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db
State = BulkDrawing.State


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.LOA_BULK_DRAWINGS = tmp_path / "drawings"


def make(state, age):
    order = BulkDrawing.objects.create(
        title="Bài", state=state, ended_at=timezone.now() - age if age else None
    )
    ordered.keep_plan(order.folder, make_plan("a"))
    return order


def test_files_go_after_a_week_and_the_order_says_so():
    old = make(State.READY, KEPT + timedelta(hours=1))
    young, running = make(State.READY, timedelta(days=1)), make(State.DRAWING, None)
    tidy_drawings()
    states = dict(BulkDrawing.objects.values_list("pk", "state"))
    assert states == {old.pk: State.EXPIRED, young.pk: State.READY, running.pk: State.DRAWING}
    left = {path.name for path in ordered.every_folder()}
    assert left == {str(young.folder), str(running.folder)}


def test_what_was_cancelled_stays_cancelled_until_it_is_forgotten():
    order = make(State.CANCELLED, KEPT + timedelta(hours=1))
    folder = ordered.folder_of(order.folder)
    os.utime(folder, (1, folder.stat().st_mtime - YOUNG - 1))
    tidy_drawings()
    assert BulkDrawing.objects.get().state == State.CANCELLED
    assert not folder.exists()

    BulkDrawing.objects.update(ended_at=timezone.now() - FORGOTTEN - timedelta(hours=1))
    tidy_drawings()
    assert not BulkDrawing.objects.exists()


def test_of_one_person_s_files_the_oldest_go_first():
    user = make_user(make_province(), "editor")
    other = make(State.READY, timedelta(0))
    own = [make(State.READY, timedelta(0)) for _number in range(MOST_KEPT + 1)]
    BulkDrawing.objects.exclude(pk=other.pk).update(user=user)
    tidy_drawings()
    gone = BulkDrawing.objects.filter(state=State.EXPIRED)
    assert [one.pk for one in gone] == [own[0].pk]
    assert not ordered.folder_of(own[0].folder).exists()
    assert len(ordered.every_folder()) == MOST_KEPT + 1


def test_an_expired_order_is_forgotten_later():
    make(State.EXPIRED, FORGOTTEN + timedelta(hours=1))
    tidy_drawings()
    assert not BulkDrawing.objects.exists()


def test_a_folder_that_no_order_knows_goes_when_it_is_old():
    for number in (uuid4(), uuid4()):
        ordered.keep_plan(number, make_plan("a"))
    old = ordered.folder_of(number)
    os.utime(old, (1, old.stat().st_mtime - YOUNG - 1))
    tidy_drawings()
    assert len(ordered.every_folder()) == 1
    assert not old.exists()

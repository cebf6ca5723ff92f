"""Orders worked at in turns."""

import json
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.utils import timezone

from media_assets.pieces import cache
from media_assets.pieces.crew import SettingFailed
from publishing.models import BulkDrawing
from publishing.pieces.bulk import drawing, ordered, turns
from publishing.pieces.bulk.turns import SILENT, wake_silent, work_at
from tests.factories.bulk import drawn_quickly, make_plan

pytestmark = pytest.mark.django_db
State = BulkDrawing.State


@pytest.fixture
def messages(monkeypatch):
    """What was put into the queue."""
    sent: list[tuple[int, int]] = []
    monkeypatch.setattr(turns, "enqueue", lambda _task, *arguments: sent.append(arguments))
    return sent


@pytest.fixture
def order(settings, tmp_path, monkeypatch, messages):
    settings.LOA_PIECE_CACHE = tmp_path / "cache"
    settings.LOA_BULK_DRAWINGS = tmp_path / "drawings"
    monkeypatch.setattr(cache, "render", drawn_quickly)
    plan = make_plan(*map(str, range(20)))
    made = BulkDrawing.objects.create(title="Bài", total=plan.total, left=plan.total)
    ordered.keep_plan(made.folder, plan)
    return made


def now(order):
    order.refresh_from_db()
    return order


def test_one_turn_is_enough_for_a_few(order, messages):
    assert work_at(order.pk, 0)
    assert now(order).state == State.READY
    assert (order.files, order.left, order.not_made, messages) == (40, 0, 0, [])
    with ZipFile(ordered.zip_of(order.folder)) as made:
        assert len(json.loads(made.read("manifest.json"))["files"]) == 40
    assert order.size == ordered.zip_of(order.folder).stat().st_size
    assert not ordered.parts_of(order.folder).exists()


def test_many_turns_make_the_same_file_as_one(order, messages, monkeypatch):
    monkeypatch.setattr(turns, "TURN_SECONDS", 0)
    monkeypatch.setattr(drawing, "FEEDERS", 1)
    monkeypatch.setattr(drawing, "LOOK_EVERY", 0.002)
    turn = 0
    while now(order).state == State.DRAWING:
        assert turn < 200
        assert work_at(order.pk, turn)
        turn += 1
    assert messages == [(order.pk, number) for number in range(1, turn)]

    other = BulkDrawing.objects.create(title="Bài", total=40, left=40)
    ordered.keep_plan(other.folder, ordered.plan_of(order.folder))
    monkeypatch.setattr(turns, "TURN_SECONDS", 60)
    work_at(other.pk, 0)
    many, one = (ordered.zip_of(each.folder).read_bytes() for each in (order, other))
    assert many == one


def test_packing_lets_others_go_first_and_says_how_far_it_is(order, messages, monkeypatch):
    drawing.draw(ordered.plan_of(order.folder), ordered.parts_of(order.folder), lambda _left: True)
    monkeypatch.setattr(turns, "TURN_SECONDS", 0)
    assert work_at(order.pk, 0)
    assert work_at(order.pk, 1)
    assert (now(order).state, order.left, order.packed) == (State.DRAWING, 0, 2)
    assert messages == [(order.pk, 1), (order.pk, 2)]


def test_what_the_typesetter_gave_up_is_named_and_drawn_again_alone(order, monkeypatch):
    drawn = []

    def slow(piece, form):
        drawn.append((piece.headline, form.name))
        if (piece.headline, form.name) == ("3", "square"):
            raise SettingFailed("Quá lâu.")
        return drawn_quickly(piece, form)

    monkeypatch.setattr(cache, "render", slow)
    work_at(order.pk, 0)
    assert (now(order).state, order.files, order.undrawn) == (State.READY, 39, 1)
    assert order.undrawn_first == [
        {"office": "04", "language": "vi", "format": "square", "reason": "Quá lâu."}
    ]

    drawn.clear()
    drawing.forget_failures(ordered.parts_of(order.folder))
    BulkDrawing.objects.update(state=State.DRAWING)
    work_at(order.pk, order.turn)
    assert drawn == [("3", "square")]
    assert (now(order).files, order.undrawn, order.undrawn_first) == (39, 1, order.undrawn_first)

    monkeypatch.setattr(cache, "render", drawn_quickly)
    drawing.forget_failures(ordered.parts_of(order.folder))
    BulkDrawing.objects.update(state=State.DRAWING)
    work_at(order.pk, order.turn)
    assert (now(order).files, order.undrawn, order.undrawn_first) == (40, 0, [])
    assert not ordered.parts_of(order.folder).exists()


def test_a_message_that_comes_twice_takes_one_turn(order):
    assert work_at(order.pk, 0)
    assert not work_at(order.pk, 0)
    assert now(order).turn == 1


def test_what_was_cancelled_is_not_finished(order, monkeypatch, messages):
    monkeypatch.setattr(turns, "BEAT_SECONDS", 0)
    real = cache.keep

    def cancelled(*arguments):
        BulkDrawing.objects.update(state=State.CANCELLED) if not drawn else None
        drawn.append(1)
        real(*arguments)

    drawn: list[int] = []
    monkeypatch.setattr(drawing, "FEEDERS", 1)
    monkeypatch.setattr(drawing.threading, "Thread", AtOnce)
    monkeypatch.setattr(cache, "keep", cancelled)
    work_at(order.pk, 0)
    assert now(order).state == State.CANCELLED
    assert messages == []
    assert not ordered.zip_of(order.folder).exists()


class AtOnce:
    """A thread that is done before it is waited for; the test's transaction is this thread's."""

    def __init__(self, target, daemon):
        self._target = target

    def start(self):
        self._target()

    def is_alive(self):
        return False

    def join(self, timeout=None):
        return None


def test_a_full_disk_stops_it_with_what_to_do(order, monkeypatch, messages):
    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cache, "keep", full)
    work_at(order.pk, 0)
    assert now(order).state == State.FAILED
    assert "hết chỗ lưu" in order.reason
    assert messages == []


def test_drawings_leave_room_for_everything_else(order, monkeypatch, messages):
    monkeypatch.setattr(ordered, "LEFT_FREE", 2**62)
    work_at(order.pk, 0)
    assert now(order).state == State.FAILED
    assert "hết chỗ lưu" in order.reason


def test_an_order_waits_while_others_are_drawn_and_is_found_later(order, messages):
    for _other in range(turns.AT_ONCE):
        BulkDrawing.objects.create(title="Bài", turn=1)
    assert not work_at(order.pk, 0)
    assert (now(order).state, order.turn) == (State.DRAWING, 0)

    BulkDrawing.objects.exclude(pk=order.pk).update(state=State.READY)
    BulkDrawing.objects.update(moved_at=timezone.now() - SILENT - timedelta(seconds=1))
    wake_silent()
    assert messages == [(order.pk, 0)]
    assert work_at(order.pk, 0)


def test_a_lost_message_or_a_dead_worker_is_found(order, messages):
    wake_silent()
    assert messages == []
    BulkDrawing.objects.update(moved_at=timezone.now() - SILENT - timedelta(seconds=1), turn=3)
    wake_silent()
    wake_silent()
    assert messages == [(order.pk, 3)]


def silence():
    """The worker says nothing any more."""
    BulkDrawing.objects.update(moved_at=timezone.now() - SILENT - timedelta(seconds=1))


def test_an_order_that_kills_whoever_draws_it_is_given_up(order, messages, monkeypatch):
    def dies(*_arguments):
        raise SystemExit

    monkeypatch.setattr(turns, "make", dies)
    for turn in range(turns.MOST_UNENDED):
        assert now(order).state == State.DRAWING
        with pytest.raises(SystemExit):
            work_at(order.pk, turn)
        silence()
        wake_silent()
    assert messages == [(order.pk, turn) for turn in range(1, turns.MOST_UNENDED)]
    assert now(order).state == State.FAILED
    assert order.ended_at
    assert "ít đơn vị" in order.reason


def test_turns_that_end_are_no_deaths(order, messages, monkeypatch):
    def stops(*_arguments):
        raise turns.Stopped

    monkeypatch.setattr(turns, "make", stops)
    for turn in range(turns.MOST_UNENDED + 1):
        assert work_at(order.pk, turn)
        silence()
        wake_silent()
    assert (now(order).state, order.unended) == (State.DRAWING, 0)


def test_while_no_worker_runs_an_order_waits(order, messages):
    for _minute in range(turns.MOST_UNENDED + 1):
        silence()
        wake_silent()
    assert now(order).state == State.DRAWING
    assert work_at(order.pk, 0)


def test_a_lost_plan_is_a_fault_and_no_endless_loop(order, messages):
    ordered.remove(order.folder)
    work_at(order.pk, 0)
    assert now(order).state == State.FAILED
    assert "Vẽ tiếp" in order.reason

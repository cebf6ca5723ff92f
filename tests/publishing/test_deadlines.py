import time
from datetime import timedelta
from threading import Event

import pytest

from publishing.deadlines import Deadline


def test_what_is_left_shrinks_and_ends():
    deadline = Deadline(timedelta(seconds=2))
    first = deadline.left()
    assert 0 < deadline.left() < first <= 2
    time.sleep(2)
    with pytest.raises(TimeoutError):
        deadline.left()


def test_work_in_time_gives_its_result_or_its_error():
    deadline = Deadline(timedelta(seconds=10))
    assert deadline.wait_for(lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        deadline.wait_for(lambda: 1 / 0)


def test_work_that_is_late_is_left_behind():
    stuck = Event()
    with pytest.raises(TimeoutError):
        Deadline(timedelta(seconds=0.1)).wait_for(lambda: stuck.wait(20))
    stuck.set()

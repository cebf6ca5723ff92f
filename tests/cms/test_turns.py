"""Who writes a work alone."""

from threading import Thread

from django.db import connections, transaction

from cms.turns import take_turns
from tests.factories.publishing import make_work
from tests.publishing.delivery.databases import own_database

A_WHILE = 0.5  # seconds


def test_two_who_need_a_work_take_turns(db, tmp_path):
    with own_database(tmp_path):
        work, done = make_work(), []

        def other() -> None:
            with transaction.atomic():
                take_turns([work.pk])
                done.append("the other")
            connections.close_all()

        thread = Thread(target=other)
        with transaction.atomic():
            take_turns([work.pk])
            thread.start()
            thread.join(A_WHILE)
            done.append("one")
        thread.join()

    assert done == ["one", "the other"]

"""What happens in each column. Every moment is waited for, none is hoped for.

A script ends when nothing is left but to let everything settle. `Missed` means that this machine
was too slow: some calls were over before the others had begun, so the column is played anew.
"""

import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress

from django.db.models import Q

from publishing.delivery.wake import enqueue, wake
from publishing.models import Attempt, Delivery, Release
from publishing.services.destinations import hold_destination
from publishing.services.releases import withdraw_item

from .people import reconnect
from .stand import Stand

PATIENCE = 300  # seconds, for what takes ten on a machine of one's own
BUSY_TIMEOUT = 20  # of SQLite, `cms/settings/base.py`
State = Delivery.State
EDIT, DELETION = ("POST", "/{page}_"), ("DELETE", "/{page}_")


class Missed(Exception):
    """The moment was over before it had begun everywhere."""


# --- moments --------------------------------------------------------------------------------------


def newest(stand: Stand) -> list[Delivery]:
    """Of each page the delivery that was made last."""
    places = [cell.destination.pk for cell in stand.cells]
    rows = Delivery.objects.filter(destination__in=places).select_related("destination")
    return list({one.destination_id: one for one in rows.order_by("pk")}.values())


def in_flight(stand: Stand, begun: bool) -> bool:
    """Whether every newest delivery is in its first call, which has begun or not. Raises Missed."""
    rows = newest(stand)
    over = Attempt.objects.filter(delivery__in=rows, ended_at__isnull=False)
    if over.exists():
        raise Missed(f"{over.count()} calls were over already")
    if begun:
        return all(one.state == State.SENDING and one.begun_at for one in rows)
    uploads = {entry["page_id"] for entry in stand.sandbox.ledger(method="POST", effect="none")}
    return all(
        one.state == State.SENDING
        and not one.begun_at
        and one.destination.config["page_id"] in uploads
        for one in rows
    )


def wait_in_flight(stand: Stand, *, begun: bool = True) -> None:
    stand.workers.wait_until(lambda: in_flight(stand, begun), PATIENCE)
    time.sleep(stand.rng.uniform(0.3, 1.3))
    in_flight(stand, begun)


def wait_until_all(stand: Stand, *states: str) -> None:
    stand.workers.wait_until(lambda: all(one.state in states for one in newest(stand)), PATIENCE)


def ready(stand: Stand, *names: str) -> None:
    stand.workers.start("beat", *names)
    stand.workers.wait_until_ready(PATIENCE)


def first_and_second(stand: Stand) -> tuple[str, str]:
    first, second = stand.rng.sample(stand.workers.names, 2)
    return first, second


def revive(stand: Stand) -> None:
    """After a power cut the workers come up again, one or all of them."""
    stand.workers.start(*stand.rng.sample(stand.workers.names, stand.rng.choice((1, 2))))


def kill_in_flight(stand: Stand, *, begun: bool = True) -> None:
    wait_in_flight(stand, begun=begun)
    stand.workers.kill()
    in_flight(stand, begun)  # nobody is left who could end an attempt
    revive(stand)


# --- the first publication ------------------------------------------------------------------------


def undisturbed(stand: Stand) -> None:
    ready(stand, "worker0")
    stand.script()
    stand.approve()


def killed_before(stand: Stand) -> None:
    ready(stand, "worker0")
    stand.script()
    stand.hold_uploads(f"hang:{stand.hold}")
    stand.approve()
    kill_in_flight(stand, begun=False)


def killed_during(stand: Stand) -> None:
    ready(stand, "worker0")
    stand.script(held=stand.hold)
    stand.approve()
    kill_in_flight(stand)


def killed_after(stand: Stand) -> None:
    ready(stand, "worker0")
    stand.script(held=stand.hold)
    stand.approve()
    wait_in_flight(stand)
    with stand.locked():
        in_flight(stand, begun=True)
        time.sleep(
            stand.pace.deadline + stand.rng.uniform(1.0, 2.0)
        )  # every call was answered or given up
        stand.workers.kill()
    in_flight(stand, begun=True)
    revive(stand)


def frozen_before(stand: Stand) -> None:
    first, second = first_and_second(stand)
    ready(stand, first)
    stand.script()
    stand.hold_uploads(f"slow_commit:{stand.hold}")
    stand.approve()
    _freeze(stand, first, second, begun=False)


def frozen_during(stand: Stand) -> None:
    first, second = first_and_second(stand)
    ready(stand, first)
    stand.script(held=stand.hold)
    stand.approve()
    _freeze(stand, first, second, begun=True)


def _freeze(stand: Stand, first: str, second: str, *, begun: bool) -> None:
    wait_in_flight(stand, begun=begun)
    freeze_in_flight(stand, first)
    in_flight(stand, begun)
    stand.workers.start(second)
    calls = Delivery.objects.filter(pk__in=[one.pk for one in newest(stand)])
    not_found_lost = Q(state=State.SENDING, fence=1)
    not_looked_for = Q(state=State.UNKNOWN, looks=0)
    stand.workers.wait_until(
        lambda: not calls.filter(not_found_lost | not_looked_for).exists(), PATIENCE
    )
    time.sleep(stand.rng.uniform(0.0, stand.pace.lease / 2))
    stand.workers.thaw(first)


def freeze_in_flight(stand: Stand, name: str) -> None:
    """Not in the middle of a transaction: SQLite's one writer would keep everybody out."""
    for _time in range(50):
        stand.workers.freeze(name)
        with suppress(sqlite3.OperationalError), stand.locked(patience=1):
            return
        stand.workers.thaw(name)
        time.sleep(0.05)
    raise Missed("the worker is never out of a transaction")


def woken_twice(stand: Stand) -> None:
    ready(stand, *stand.workers.names)
    stand.script(held=stand.hold / 3)
    release = stand.approve()
    for _time in range(2):
        wake(release.pk)
        _wake_each(stand)
        time.sleep(stand.rng.uniform(0.5, 2.0))


def _wake_each(stand: Stand) -> None:
    rows = newest(stand)
    for delivery in stand.rng.sample(rows, len(rows)):
        enqueue("publishing.tasks.send_delivery", delivery.pk)


def two_workers(stand: Stand) -> None:
    ready(stand, *stand.workers.names)
    stand.script()
    stand.approve()
    for _sweep in range(8):
        stand.broker.send_task("publishing.tasks.sweep")
        time.sleep(stand.rng.uniform(0.1, 0.5))


def newer_release(stand: Stand) -> None:
    ready(stand, "worker0")
    stand.script(held=stand.hold)
    stand.approve()
    wait_in_flight(stand)
    stand.approve()


def withdrawal(stand: Stand) -> None:
    ready(stand, "worker0")
    stand.script(held=stand.hold)
    stand.approve()
    wait_in_flight(stand)
    take_down(stand)


def destination_held(stand: Stand) -> None:
    ready(stand, "worker0")
    stand.script(held=stand.hold)
    stand.approve()
    wait_in_flight(stand)
    for cell in stand.rng.sample(stand.cells, len(stand.cells)):
        hold_destination(user=None, destination=cell.destination, reason="Tạm dừng để kiểm tra")
    wait_until_all(stand, State.QUEUED, State.UNKNOWN, State.DELIVERED, State.FAILED)
    sent = calls_heard(stand)
    time.sleep(stand.rng.uniform(3.0, 5.0))
    assert calls_heard(stand) == sent, "sent to a page that is held"
    for cell in stand.rng.sample(stand.cells, len(stand.cells)):
        reconnect(stand, cell)


def calls_heard(stand: Stand) -> int:
    """Without those that the platform carries out, and notes, long after it heard them."""
    heard = stand.sandbox.ledger(method="POST")
    return sum(not any("late_commit" in fault for fault in one["faults"]) for one in heard)


def broker_down(stand: Stand) -> None:
    """Its folder is gone; beat and workers come up again with it."""
    folder = stand.folder / "broker"
    aside = folder.with_name("broker-away")
    folder.rename(aside)
    stand.script()
    release = stand.approve()
    assert release.state == Release.State.IN_FORCE
    assert not folder.exists(), "nobody may make it anew"
    aside.rename(folder)
    assert list((folder / "messages").iterdir()) == [], "the wake-up is lost"
    stand.workers.start("beat", "worker0")


def locked_at_the_claim(stand: Stand) -> None:
    stand.script()
    stand.approve()
    with stand.locked():
        ready(stand, "worker0")
        time.sleep(BUSY_TIMEOUT + stand.rng.uniform(2.0, 4.0))


def locked_at_the_answer(stand: Stand) -> None:
    ready(stand, "worker0")
    stand.script(held=stand.hold)
    stand.approve()
    wait_in_flight(stand)
    with stand.locked():
        in_flight(stand, begun=True)
        time.sleep(stand.hold + BUSY_TIMEOUT + stand.rng.uniform(1.0, 3.0))


# --- what follows a publication -------------------------------------------------------------------


def published(stand: Stand) -> None:
    """The first version is out everywhere."""
    ready(stand, "worker0")
    stand.approve()
    wait_until_all(stand, State.DELIVERED)


def take_down(stand: Stand) -> None:
    stand.desk.page = stand.desk.now()
    withdraw_item(page=stand.desk.page, user=stand.desk.leader, reason="Thông tin không còn đúng")


def correction(stand: Stand) -> None:
    published(stand)
    _script_at(stand, EDIT)
    stand.approve()


def correction_killed(stand: Stand) -> None:
    published(stand)
    _script_at(stand, EDIT, held=stand.hold)
    stand.approve()
    kill_in_flight(stand)


def taking_down(stand: Stand) -> None:
    published(stand)
    _script_at(stand, DELETION)
    take_down(stand)


def taking_down_killed(stand: Stand) -> None:
    published(stand)
    _script_at(stand, DELETION, held=stand.hold)
    take_down(stand)
    kill_in_flight(stand)


def _script_at(stand: Stand, call: tuple[str, str], *, held: float = 0) -> None:
    stand.script(held=held, method=call[0], path=call[1])


SCRIPTS: dict[str, Callable[[Stand], None]] = {
    "undisturbed": undisturbed,
    "killed before": killed_before,
    "killed during": killed_during,
    "killed after": killed_after,
    "frozen before": frozen_before,
    "frozen during": frozen_during,
    "woken twice": woken_twice,
    "two workers": two_workers,
    "newer release": newer_release,
    "withdrawal": withdrawal,
    "destination held": destination_held,
    "broker down": broker_down,
    "locked at the claim": locked_at_the_claim,
    "locked at the answer": locked_at_the_answer,
    "correction": correction,
    "correction, killed": correction_killed,
    "taking down": taking_down,
    "taking down, killed": taking_down_killed,
    "three pictures": undisturbed,
    "three pictures, killed": killed_during,
}

"""Whatever order sends, deaths, sweeps, corrections and withdrawals come in: never two for a key."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publishing.delivery import recovery, sending
from publishing.errors import (
    AmbiguousError,
    AuthError,
    PermanentError,
    RateLimited,
    TransientError,
)
from publishing.models import Delivery, Destination, Release
from tests.factories.publishing import (
    let_time_pass,
    make_delivery,
    make_destination,
    make_follower,
    make_release,
)
from tests.fakes.channel import Call, WorkerKilled, World, opener

State = Delivery.State
OUT = (State.DELIVERED, State.ACCEPTED, State.SENDING, State.UNKNOWN)

calls = st.one_of(
    st.just(Call()),
    st.builds(Call, error=st.just(AmbiguousError()), does_it=st.booleans()),
    st.builds(Call, error=st.just(WorkerKilled()), does_it=st.booleans(), hidden=st.booleans()),
    st.builds(Call, error=st.just(WorkerKilled()), does_it=st.just(False), begins=st.just(False)),
    st.sampled_from([TransientError(), RateLimited(), AuthError(), PermanentError()]).map(
        lambda error: Call(error=error, begins=False)
    ),
    st.builds(Call, error=st.just(ValueError()), does_it=st.booleans()),
)
steps = st.lists(
    st.one_of(
        calls,
        st.sampled_from(["send", "sweep", "minute", "hour", "update", "withdraw", "reconnect"]),
    ),
    min_size=4,
    max_size=24,
)


@contextmanager
def rolled_back() -> Iterator[None]:
    """One example's rows; marked as a test's own transaction, which `durable` lets pass."""
    example = transaction.atomic()
    example._from_testcase = True
    with example:
        yield
        transaction.set_rollback(True)


class Story:
    """One work at one destination, as planners write it: one step after the other."""

    def __init__(self) -> None:
        self.world = World()
        self.destination = make_destination()
        self.first = make_delivery(make_release(), self.destination)
        self.work = self.first.work
        self.versions = 1

    def take(self, step: Call | str) -> None:
        if isinstance(step, Call):
            self.world.then(step)
        else:
            getattr(self, step)()

    def send(self) -> None:
        for pk in Delivery.objects.filter(state=State.QUEUED).values_list("pk", flat=True):
            with suppress(WorkerKilled):
                sending.send(pk, open_channel=opener(self.world))

    def sweep(self) -> None:
        with suppress(WorkerKilled):
            recovery.sweep(open_channel=opener(self.world))

    def minute(self) -> None:
        let_time_pass(timedelta(minutes=1))

    def hour(self) -> None:
        """Longer than any lease and any late visibility."""
        let_time_pass(timedelta(hours=1))
        self.world.reveal()

    def reconnect(self) -> None:
        Destination.objects.update(held_at=None, throttled_until=None)

    def update(self) -> None:
        self.versions += 1
        text = f"bản {self.versions}"
        out = self._out()
        if out:
            make_follower(out, "revise", text=text)
        else:
            Release.objects.filter(state="in_force").update(state=Release.State.REPLACED)
            make_delivery(make_release(self.work), self.destination, text=text)

    def withdraw(self) -> None:
        out = self._out()
        if out:
            make_follower(out, "withdraw")

    def _out(self) -> Delivery | None:
        """The publication that is out, or may be, and that nobody takes down yet."""
        publications = Delivery.objects.filter(action="publish").order_by("pk")
        candidates = publications.filter(state__in=(*OUT, State.QUEUED, State.SUPERSEDED))
        newest = candidates.last()
        if newest is None or newest.followers.filter(action="withdraw").exists():
            return None
        return newest

    def finish(self) -> None:
        """The platform is well again and time goes by."""
        self.world.script.clear()
        for _round in range(8):
            self.hour()
            self.reconnect()
            self.sweep()


@pytest.mark.django_db
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps)
def test_no_interleaving_makes_two_public_posts_of_one_key(story):
    with rolled_back():
        told = Story()
        for step in story:
            told.take(step)
            assert all(count == 1 for count in told.world.ever.values())
        told.finish()

        assert all(count == 1 for count in told.world.ever.values())
        assert not Delivery.objects.filter(state__in=Delivery.OPEN).exists(), "a dead end"
        known = set(Delivery.objects.exclude(remote_id="").values_list("remote_id", flat=True))
        assert set(told.world.public) <= known, "a public post that nobody knows of"
        taken_down = Delivery.objects.filter(action="withdraw", state=State.DELIVERED)
        gone = set(taken_down.values_list("remote_id", flat=True))
        assert not gone & set(told.world.public), "still public after it was taken down"

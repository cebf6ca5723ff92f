"""What the rows of Loa say, held against what the platforms know; and that nothing is stuck."""

from collections import defaultdict

from django.conf import settings

from publishing.delivery.line import LIVE
from publishing.models import Attempt, Delivery, Release

from .judge import NEVER, Judge, Turn, turn_of, turns_before
from .people import PORTAL
from .platform import Platform

State, Action = Delivery.State, Delivery.Action
UNSETTLED = (State.QUEUED, State.SENDING, State.UNKNOWN)
NEVER_OUT = (State.QUEUED, State.FAILED, State.SUPERSEDED, State.CANCELLED)


def look_at(platform: Platform, judge: Judge) -> None:
    """After each step. What the engine writes in one go is seen only as a whole."""
    deliveries = list(Delivery.objects.select_related("destination", "release").order_by("pk"))
    sent = Attempt.objects.filter(kind="send", delivery__state__in=UNSETTLED).order_by("number")
    attempts: dict[int, list[Attempt]] = defaultdict(list)
    for attempt in sent:
        attempts[attempt.delivery_id].append(attempt)
    judge.asked.update(str(one.key) for one in deliveries if one.nod_until)
    for delivery in deliveries:
        _agrees_with_the_platform(delivery, platform, judge)
        if delivery.reason_code == Delivery.Reason.EXHAUSTED:
            _was_tried_often_enough(delivery, judge)
        if delivery.state in UNSETTLED:
            _is_possible(delivery, attempts[delivery.pk], judge)
        error = delivery.release.last_error
        judge.must(not error, f"the calendar failed: {error}")
    _nothing_overtaken_waits(deliveries, judge)
    _no_word_is_lost(deliveries, judge)
    _is_heard(deliveries, judge)


def _agrees_with_the_platform(delivery: Delivery, platform: Platform, judge: Judge) -> None:
    if delivery.destination.channel == PORTAL:
        return
    found = platform.posts.get(delivery.remote_id)
    if delivery.action == Action.PUBLISH:
        key = str(delivery.key)
        if delivery.remote_id:
            own = found is not None and found.key == key
            judge.must(own, "names a post that is not its own")
        elif delivery.state in NEVER_OUT:
            judge.must(not platform.made[key], f"{delivery.state}, and yet it was made")
    elif delivery.action == Action.WITHDRAW and delivery.state == State.DELIVERED:
        judge.must(found is None or found.gone, "taken down, and yet public")


def _is_possible(delivery: Delivery, attempts: list[Attempt], judge: Judge) -> None:
    state = delivery.state
    if state == State.UNKNOWN:
        judge.must(delivery.action == Action.PUBLISH, "what may be repeated is unknown")
        judge.must(any(one.begun_at for one in attempts), "unknown though no call ever began")
    if state == State.QUEUED:
        judge.must(delivery.begun_at is None, "queued with a call that began")
    received = attempts and attempts[-1].outcome.endswith(("delivered", "accepted"))
    judge.must(not received, "its receipt was not believed")


def _is_heard(deliveries: list[Delivery], judge: Judge) -> None:
    """Taking down asks nobody, and neither does the page."""
    for one in deliveries:
        free = one.action == Action.WITHDRAW or one.destination.channel == PORTAL
        judge.must(not (free and one.nod_until), "waits for a nod that nobody needs")


def _was_tried_often_enough(delivery: Delivery, judge: Judge) -> None:
    sent = Attempt.objects.filter(delivery=delivery, kind="send")
    counted = sent.exclude(outcome__in=("auth", "stopped")).count()
    judge.must(counted >= settings.LOA_MAX_ATTEMPTS, "given up though attempts were left")


def _nothing_overtaken_waits(deliveries: list[Delivery], judge: Judge) -> None:
    """A withdrawal may: a later text does not take an old post down."""
    newest = _newest(deliveries)
    for one in deliveries:
        if one.state == State.QUEUED and one.action != Action.WITHDRAW and _is_live(one):
            speaks = newest[_line(one)] <= turn_of(one.release)
            judge.must(speaks, "waits though a newer release speaks")


def _no_word_is_lost(deliveries: list[Delivery], judge: Judge) -> None:
    """Whatever has a number beyond it: who goes live last speaks last, and may not be passed over."""
    newest = _newest(deliveries)
    for one in deliveries:
        if one.state != State.SUPERSEDED or one.remote_id:
            continue
        planned = one.release.state == Release.State.SCHEDULED
        judge.must(not planned, "given up before its time")
        if _is_live(one):
            passed = turn_of(one.release) < newest[_line(one)]
            judge.must(passed, "replaced though it went live last")


def _newest(deliveries: list[Delivery]) -> dict[tuple[int, int], Turn]:
    """By line, the turn of whoever went live last."""
    newest: dict[tuple[int, int], Turn] = {}
    for one in deliveries:
        if _is_live(one):
            newest[_line(one)] = max(newest.get(_line(one), NEVER), turn_of(one.release))
    return newest


def _is_live(delivery: Delivery) -> bool:
    """Or has been; what was replaced before its time never was."""
    release = delivery.release
    return release.state in LIVE and release.went_live_at is not None


def _line(delivery: Delivery) -> tuple[int, int]:
    return (delivery.work_id, delivery.destination_id)


def at_the_end(platform: Platform, judge: Judge) -> None:
    """After everybody did what they could and time went by."""
    stuck = [_named(one) for one in Delivery.objects.filter(state__in=Delivery.OPEN)]
    judge.must(not stuck, f"a dead end: {stuck}")
    for post in platform.posts.values():
        root = Delivery.objects.select_related("release").get(key=post.key)
        orders = Release.objects.filter(work=root.work_id, kind=Release.Kind.WITHDRAW)
        later = orders.exclude(turns_before(turn_of(root.release)))
        if not post.gone and later.exists():
            judge.must(_given_up(root), "the item was taken down, and yet a post of it is public")


def _given_up(root: Delivery) -> bool:
    """A person knows that it is still there: the platform refused, or a person cancelled it."""
    orders = root.followers.filter(action=Action.WITHDRAW)
    return any(
        one.state == State.FAILED or one.reason_code == Delivery.Reason.BY_PERSON for one in orders
    )


def _named(delivery: Delivery) -> str:
    return f"{delivery.action} {delivery.state} {delivery.reason_code}"

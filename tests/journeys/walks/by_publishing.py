"""Routes through the screens of publishing: taking down, deliveries, destinations, communes."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from publishing.models import Delivery, Destination, Release, StopSwitch
from publishing.services.going_live import run_due

from .outcomes import only_removed, only_states, only_states_and_the_list, only_the_link
from .people import ADMINISTRATOR, DUTY, EDITOR, EVERY_ROLE, GRASSROOTS, KEEPER, LEADER
from .routes import route
from .world import World

REASON = {"reason": "Sai số liệu, phải gỡ ngay."}
OUT_OF_ORDER = "a person says what became of a post, or sends the same one again"


def send(world: World, name: str, /, *args, **data):
    return world.client().post(reverse(name, args=args), data)


@route(
    "url:publishing_withdraw",
    "url:publishing_take_down",
    decided="taking down needs no approval: a reason, and the leader is told",
    outcome=only_removed,
    deciders=(LEADER, KEEPER, DUTY, ADMINISTRATOR),
    people=EVERY_ROLE,
)
def take_the_item_down(world: World):
    send(world, "publishing_take_down", q="duyệt")
    return send(world, "publishing_withdraw", world.item, **REASON)


@route("url:publishing_withdraw", people=EVERY_ROLE)
def take_down_without_a_reason(world: World):
    return send(world, "publishing_withdraw", world.item, reason=" ")


@route("url:publishing_withdraw", people=EVERY_ROLE)
def take_down_what_never_went_out(world: World):
    send(world, "publishing_withdraw", world.draft, **REASON)
    return send(world, "publishing_withdraw", world.waiting, **REASON)


@route("url:publishing_correct", people=EVERY_ROLE)
def correct_a_fact_in_what_is_out(world: World):
    """A draft with the correction; it goes out when it is approved."""
    day = timezone.localdate().isoformat()
    words = {"wrong": "Nghị định 1", "right": "Nghị định 2"}
    return send(world, "publishing_correct", world.item, date=day, **words)


@route("url:publishing_stated", "url:publishing_stated_offices", people=EVERY_ROLE)
def correct_values_of_the_office(world: World):
    """Nothing says anything else than the sheet, so nothing is released."""
    world.client().get(reverse("publishing_stated_offices"))
    chosen = {"correct": "1", "item": ["x"], "reason": "Đổi số"}
    send(world, "publishing_stated", world.office.code, **chosen)
    sent = {"send": "1", "item": [str(world.release)], "reason": "Bổ sung"}
    return send(world, "publishing_stated", world.office.code, **sent)


@route(
    "url:publishing_cancel_release",
    decided="what waits for its day is cancelled: nothing of it goes out",
    outcome=lambda before, after, world: _only_cancelled(before, after, world),
    deciders=(LEADER, KEEPER, EDITOR, ADMINISTRATOR),
    people=EVERY_ROLE,
)
def cancel_what_waits_for_its_day(world: World):
    answer = send(world, "publishing_cancel_release", world.scheduled, **REASON)
    release = Release.objects.get(pk=world.scheduled)
    if release.state == Release.State.CANCELLED:
        run_due(now=timezone.now() + timedelta(days=31))  # its day comes, and nothing happens
    return answer


def _only_cancelled(before, after, world: World) -> list[str]:
    state = Release.objects.get(pk=world.scheduled).state
    return [*only_states(before, after, world), *([] if state == "cancelled" else [state])]


def trouble(world: World, state: str, **fields) -> int:
    """The post on Facebook, as if this had become of it."""
    row = Delivery.objects.filter(pk=world.delivery)
    row.update(state=state, remote_id="", reason="", settled_at=None, **fields)
    return world.delivery


def press(world: World, pk: int, verb: str, **data):
    form = {"verb": verb} | {f"{verb}-{name}": value for name, value in data.items()}
    return send(world, "publishing_delivery", pk, **form)


@route(
    "url:publishing_delivery",
    decided=OUT_OF_ORDER,
    outcome=only_states,
    deciders=EVERY_ROLE,
    people=EVERY_ROLE,
)
def answer_for_a_post_that_is_unknown(world: World):
    long_ago = timezone.now() - timedelta(days=2)
    pk = trouble(world, "unknown", unknown_since=long_ago)
    press(world, pk, "found", since=long_ago.isoformat(), address="https://example.vn/khac")
    answer = press(world, pk, "absent", since=long_ago.isoformat(), looked="on")
    settled = Delivery.objects.get(pk=pk).state != Delivery.State.UNKNOWN
    assert settled == (world.me in (KEEPER, ADMINISTRATOR)), f"{world.me}: {settled}"
    return answer


@route(
    "url:publishing_delivery",
    decided=OUT_OF_ORDER,
    outcome=only_states,
    deciders=EVERY_ROLE,
    people=EVERY_ROLE,
)
def send_again_and_cancel(world: World):
    pk = trouble(world, "failed")
    press(world, pk, "retry")
    return press(world, pk, "cancel", reason="Thôi")


@route(
    "url:publishing_delivery",
    decided="an officer writes down what a commune said on the telephone",
    outcome=only_states_and_the_list,
    deciders=(GRASSROOTS, KEEPER, ADMINISTRATOR),
    people=EVERY_ROLE,
)
def write_down_what_a_commune_said_on_the_telephone(world: World):
    """First that it was not played, then that it was after all; the bulletin reads as before."""
    pk = Delivery.objects.get(destination=world.commune, release=world.release).pk
    said = {"who": "Chị Mỷ, trạm loa", "reason": "Mất điện"}
    press(world, pk, "called", kind="not_played", **said)
    refused = Delivery.objects.get(pk=pk).state == Delivery.State.FAILED
    answer = press(world, pk, "called", kind="played", who=said["who"], times="2")
    played = Delivery.objects.get(pk=pk).state == Delivery.State.DELIVERED
    theirs = world.me in (GRASSROOTS, KEEPER, ADMINISTRATOR)
    assert refused == played == theirs, f"{world.me}: {refused}, {played}"
    return answer


@route(
    "url:publishing_board_batch",
    decided=OUT_OF_ORDER,
    outcome=only_states,
    deciders=EVERY_ROLE,
    people=EVERY_ROLE,
)
def decide_many_deliveries_at_once(world: World):
    pk = trouble(world, "failed")
    every = [str(row) for row in Delivery.objects.values_list("pk", flat=True)]
    form = {"confirmed": "1", "delivery": every}
    send(world, "publishing_board_batch", verb="retry", **form)
    answer = send(world, "publishing_board_batch", verb="cancel", **form)
    done = Delivery.objects.get(pk=pk).state == Delivery.State.CANCELLED
    assert done == (world.me in (KEEPER, LEADER, EDITOR, ADMINISTRATOR)), f"{world.me}: {done}"
    return answer


@route("url:publishing_stop", "url:publishing_destination_stop", people=EVERY_ROLE)
def stop_everything(world: World):
    send(world, "publishing_stop", office=str(world.office.pk), channel="", reason="Dừng lại.")
    return send(world, "publishing_destination_stop", world.place, reason="Dừng lại.")


@route("url:publishing_stop_lift", people=EVERY_ROLE)
def lift_a_stop(world: World):
    place = Destination.objects.get(pk=world.place)
    stop = StopSwitch.objects.create(destination=place, reason="Dừng", set_by=world.desk.leader)
    return send(world, "publishing_stop_lift", stop.pk, reason="Đã xem lại.")


@route(
    "url:publishing_destination_hold",
    "url:publishing_destination_check",
    "url:publishing_destination_reconnect",
    people=EVERY_ROLE,
)
def hold_check_and_reconnect_a_destination(world: World):
    send(world, "publishing_destination_hold", world.commune, reason="Chờ")
    send(world, "publishing_destination_check", world.commune)
    return send(world, "publishing_destination_reconnect", world.commune)


@route(
    "url:publishing_destination_archive",
    decided="out of use for good: what waits for it is cancelled, what is out stays",
    outcome=only_states,
    deciders=(KEEPER, ADMINISTRATOR),
    people=EVERY_ROLE,
)
def archive_a_destination(world: World):
    return send(world, "publishing_destination_archive", world.place)


@route("url:publishing_destination_create", people=EVERY_ROLE)
def add_a_destination(world: World):
    name = {"name": "Trang mới", "office": str(world.office.pk), "language": "vi"}
    address = reverse("publishing_destination_create", args=["byhand"])
    return world.client().post(address, name | {"proposed": "on"})


@route(
    "url:publishing_commune_issue",
    "url:publishing_commune_sheet",
    decided="a commune gets another address; its list stays",
    outcome=only_the_link,
    deciders=(KEEPER, GRASSROOTS, ADMINISTRATOR),
    people=EVERY_ROLE,
)
def give_a_commune_another_link(world: World):
    send(world, "publishing_commune_sheet")
    link = Destination.objects.get(pk=world.commune).links.latest("pk")
    return send(world, "publishing_commune_issue", world.commune, current=str(link.pk))


@route(
    "url:publishing_commune_revoke",
    decided="a commune's address is taken back",
    outcome=only_the_link,
    deciders=(KEEPER, GRASSROOTS, ADMINISTRATOR),
    people=EVERY_ROLE,
)
def take_a_link_back(world: World):
    return send(world, "publishing_commune_revoke", world.commune)

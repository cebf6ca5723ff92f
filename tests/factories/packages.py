"""Items with a package, and the way to their release by the real services."""

from collections.abc import Iterable

from cms.models import Fact, Office
from publishing.models import Delivery, Destination, Release
from publishing.services.packages import save_package
from tests.factories.approval import Desk

FACEBOOK_CONFIG = {"page_id": "1001", "app_id": "9001"}


def make_facebook(office: Office, name: str = "Facebook", **fields) -> Destination:
    config = fields.pop("config", FACEBOOK_CONFIG)
    return Destination.objects.create(
        office=office, channel="facebook", name=name, config=config, **fields
    )


def make_communes(office: Office, number: int) -> list[Destination]:
    return Destination.objects.bulk_create(
        Destination(
            office=office,
            channel="loudspeaker",
            name=f"Loa xã {n}",
            config={"commune_code": f"{n:05}"},
        )
        for n in range(number)
    )


def choose(desk: Desk, destinations: Iterable[Destination], **wishes) -> None:
    """The desk's editor saves this package."""
    wishes = {"texts": {}, "leg_texts": {}, "go_live_at": None} | wishes
    save_package(page=desk.page, user=desk.editor, destinations=destinations, **wishes)


def release(desk: Desk) -> Release:
    """Submission and every approval; returns the newest release."""
    desk.submit()
    while (step := desk.step()) is not None:
        policy = step.task.specific.role == "policy_reviewer"
        desk.approve(desk.reviewer if policy else desk.leader)
    return Release.objects.first()


def rewrite(desk: Desk, **changes) -> None:
    """The editor saves a new draft with these fields."""
    page = desk.now().get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision(user=desk.editor)
    desk.page = desk.now()


def set_fact(office: Office, key: str, value: str) -> Fact:
    """In force at once, instead of what was."""
    Fact.objects.filter(office=office, key=key).update(state=Fact.State.REPLACED)
    return Fact.objects.create(office=office, key=key, value=value, state=Fact.State.IN_FORCE)


def delivered(destination: Destination) -> Delivery:
    """As if the newest delivery of the destination had arrived."""
    delivery = Delivery.objects.filter(destination=destination).first()
    delivery.state, delivery.remote_id = Delivery.State.DELIVERED, f"post-{delivery.pk}"
    delivery.save()
    return delivery


def failed(delivery: Delivery, state: str = Delivery.State.FAILED, **fields) -> Delivery:
    """As if the platform had refused it."""
    fields = {"reason_code": Delivery.Reason.REFUSED, "reason": "Lỗi"} | fields
    Delivery.objects.filter(pk=delivery.pk).update(state=state, **fields)
    return Delivery.objects.get(pk=delivery.pk)


def page_is_up() -> None:
    """As if every page on the portal had been confirmed."""
    up = {"state": Delivery.State.DELIVERED, "remote_id": "m"}
    Delivery.objects.filter(destination__channel="portal").update(**up)

"""Routes through the screens of approval, each taken by whoever may and by those who may not."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from cms import approval
from cms.item_texts import texts_of
from cms.models import Amendment, ApprovalTaskState, Delegation, Membership, Role
from publishing.models import Destination
from tests.factories.approval import Desk
from tests.factories.packages import rewrite
from tests.factories.paper import make_scan

from .outcomes import only_what_was_approved
from .people import ADMINISTRATOR, EDITOR, EVERY_ROLE, KEEPER, LEADER, SECRETARY
from .routes import route
from .telling import REVOKED, Telling
from .world import World

APPROVED = "the last step approved exactly this"
CHANGED = Telling("đã thay đổi trong lúc ông/bà xem", "nội dung mới ở bên dưới")
ANOTHER_SHEET = Telling("không phải mã kiểm tra của gói đăng này", "hãy in lại phiếu")


def submitted(world: World) -> Desk:
    """The item that waits for the leader."""
    return world.desk_of("ready")


def decide(world: World, desk: Desk, fingerprint: str = "", **data: str):
    """The approver's screen, with the fingerprint that it would show now."""
    form = {"approve": "1", "fingerprint": fingerprint or desk.shown(), **data}
    address = reverse("loa_approve", args=[desk.step().pk])
    return world.client().post(address, form)


@route(
    "url:loa_approve",
    decided=APPROVED,
    outcome=only_what_was_approved,
    deciders=(LEADER,),
    people=EVERY_ROLE,
)
def approve_what_was_shown(world: World):
    return decide(world, submitted(world))


@route("url:loa_approve", refused=CHANGED, people=(LEADER,))
def approve_what_was_shown_before_the_place_changed(world: World):
    desk = submitted(world)
    shown = desk.shown()
    place = Destination.objects.get(pk=world.place)
    place.config = {**place.config, "page_id": "2002"}
    place.save()
    return decide(world, desk, shown)


@route("url:loa_take_back", "url:loa_submit", people=EVERY_ROLE)
def take_back_rewrite_and_submit(world: World):
    """Whoever may do it; the leader who approves afterwards sees another fingerprint."""
    desk = submitted(world)
    shown, client = desk.shown(), world.client()
    client.post(reverse("loa_take_back", args=[desk.page.pk]))
    client.post(reverse("loa_submit", args=[desk.page.pk]), {"policy": "no"})
    if approval.is_in_review(desk.now()):
        return world.client().get(reverse("loa_item", args=[desk.page.pk]))
    rewrite(desk, lead="Lời khác.")
    desk.submit()
    return decide(world.seen_by(LEADER), desk, shown)


@route("url:loa_remind", people=EVERY_ROLE)
def remind_the_approvers(world: World):
    step = submitted(world).step()
    return world.client().post(reverse("loa_remind", args=[step.pk]))


def corrected(desk: Desk, text: str) -> dict[str, str]:
    """What the form of corrections posts when the lead becomes `text`."""
    texts = {one.slot: one.text for one in texts_of(desk.now().get_latest_revision().content)}
    slot = next(name for name, words in texts.items() if "{{hotline}}" in words)
    return {f"text-{name}": text if name == slot else words for name, words in texts.items()}


def correct(world: World, desk: Desk, fingerprint: str = ""):
    form = corrected(desk, "Gọi số {{hotline}}.") | {"comment": "Thiếu một chữ."}
    form["fingerprint"] = fingerprint or desk.shown()
    address = reverse("loa_correct", args=[desk.step().pk])
    return world.client().post(address, form)


@route("url:loa_correct", people=EVERY_ROLE)
def return_with_corrections(world: World):
    return correct(world, submitted(world))


@route("url:loa_amendment", people=EVERY_ROLE)
def answer_corrections(world: World):
    """Accepting, by whoever: the item goes back to the leader, nothing goes out by it."""
    desk = submitted(world)
    correct(world.seen_by(LEADER), desk)
    amendment = Amendment.objects.get(page_id=desk.page.pk)
    address = reverse("loa_amendment", args=[amendment.pk])
    answer = world.client().post(address, {"accept": "1", "policy": "no"})
    amendment.refresh_from_db()
    accepted = amendment.state == Amendment.State.ACCEPTED
    assert accepted == (world.me in (EDITOR, ADMINISTRATOR)), f"{world.me}: {amendment.state}"
    return answer


@route(
    "url:loa_correct",
    "url:loa_amendment",
    "url:loa_approve",
    decided=APPROVED,
    outcome=only_what_was_approved,
    deciders=(LEADER,),
    people=(LEADER,),
)
def confirm_what_was_corrected(world: World):
    """The reviewer approved the words before; the correction asks both again, one tap each."""
    desk = _stating_policy(world)
    decide(world.seen_by("policy reviewer"), desk)
    correct(world, desk)
    amendment = Amendment.objects.get(page_id=desk.page.pk)
    accept = {"accept": "1", "policy": "no"}
    world.client(desk.editor).post(reverse("loa_amendment", args=[amendment.pk]), accept)
    assert not desk.now().live
    decide(world, desk)
    assert not desk.now().live, "an earlier approval counted for words that came after it"
    return decide(world.seen_by("policy reviewer"), desk)


def _stating_policy(world: World) -> Desk:
    """Another one, which the reviewer has to see first."""
    desk = world.another_desk(world.page("ready").get_latest_revision_as_object().body)
    rewrite(desk, states_policy=True)
    desk.submit()
    world.ready = desk.page.pk
    return desk


def sign(world: World, desk: Desk, fingerprint: str = ""):
    form = {
        "signatory": str(desk.leader.pk),
        "fingerprint": (fingerprint or desk.shown())[:16],
        "signed_on": timezone.localdate().isoformat(),
        "scan": make_scan(),
    }
    return world.client().post(reverse("loa_paper", args=[desk.step().pk]), form)


@route(
    "url:loa_paper",
    decided="the leader signed exactly this on paper",
    outcome=only_what_was_approved,
    deciders=(SECRETARY,),
    people=EVERY_ROLE,
)
def record_a_signature_on_paper(world: World):
    return sign(world, submitted(world))


@route("url:loa_paper", refused=ANOTHER_SHEET, people=(SECRETARY,))
def record_a_signature_on_another_sheet(world: World):
    return sign(world, submitted(world), "0" * 16)


def delegate(world: World, to: str, first_in: int = 0):
    held = Membership.objects.filter(user=world.person(world.me), role=Role.LEADER).first()
    day = timezone.localdate() + timedelta(days=first_in)
    form = {
        "held": str(held.pk if held else 0),
        "delegate": str(world.people[to]),
        "first_day": day.isoformat(),
        "last_day": (day + timedelta(days=2)).isoformat(),
        "reason": "Quyết định số 12",
    }
    return world.client().post(reverse("loa_delegate"), form)


@route(
    "url:loa_delegate",
    decided=APPROVED,
    outcome=only_what_was_approved,
    deciders=(LEADER,),
    people=EVERY_ROLE,
)
def approve_by_a_delegation(world: World):
    """Whoever tries to give the leader's step to the keeper, who then approves."""
    desk = submitted(world)
    told = delegate(world, KEEPER)
    answer = decide(world.seen_by(KEEPER), desk)
    return answer if world.me == LEADER else told


@route("url:loa_delegate", people=(LEADER,))
def approve_by_a_delegation_to_the_author_or_of_tomorrow(world: World):
    desk = submitted(world)
    delegate(world, EDITOR)
    delegate(world, KEEPER, first_in=1)
    decide(world.seen_by(EDITOR), desk)
    return decide(world.seen_by(KEEPER), desk)


@route("url:loa_revoke_delegation", people=(LEADER,), refused=REVOKED)
def approve_by_a_delegation_that_was_revoked(world: World):
    desk = submitted(world)
    delegate(world, KEEPER)
    given = Delegation.objects.get(delegator=desk.leader)
    world.client().post(reverse("loa_revoke_delegation", args=[given.pk]))
    return decide(world.seen_by(KEEPER), desk)


@route("url:loa_approve", people=EVERY_ROLE)
def send_back(world: World):
    step = submitted(world).step()
    address = reverse("loa_approve", args=[step.pk])
    answer = world.client().post(address, {"comment": "Viết lại.", "return": "1"})
    step = ApprovalTaskState.objects.get(pk=step.pk)
    assert (step.status == step.STATUS_REJECTED) == (world.me == LEADER), world.me
    return answer

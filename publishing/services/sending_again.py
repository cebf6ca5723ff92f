"""Sending again by hand what failed or was cancelled: the post stays as it was approved, and what may
have changed around it since is asked anew.

That is the order of releases, the rule of the office for national posts, what the sheet of the office
says, and what is out at the place: an edit in place, a new post, or nothing.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from cms.fact_sheets import label_of
from cms.models import Office

from ..channel import StrOrPromise
from ..delivery import gates, line
from ..delivery.clock import database_now
from ..delivery.lanes import lane_for
from ..delivery.tidying import tidy
from ..delivery.wording import stored
from ..models import Delivery
from ..national import ask_again, is_taken
from ..release_plan import Step, whats_out
from ..release_rows import step_of
from ..stated import Changed, changed_since
from .delivery_changes import DeliveryRefused, change, refuse_if

State, Action, Reason = Delivery.State, Delivery.Action, Delivery.Reason
RETRYABLE = (State.FAILED, State.CANCELLED)
THERE_ALREADY = _("It is there already, word for word.")
NEWER = _("A newer version has replaced it: send that one.")


class StatedOtherwise(DeliveryRefused):
    """The post says values that changed since; `office`: on whose list it is released anew."""

    def __init__(self, message: StrOrPromise, office: Office) -> None:
        super().__init__(message)
        self.office = office


def send_again(delivery: Delivery, **more: Any) -> None:
    """Back in the queue, with `more` columns; raises DeliveryRefused. Call it in the work's turn.

    What still waits for its next attempt only goes earlier: it is part of the sending that was
    approved. `more` with `nodded_by`: the leader agreed, so the office is not asked.
    """
    refuse_if(delivery.state not in (*RETRYABLE, State.QUEUED), _("It cannot be sent again now."))
    _refuse_what_cannot_go(delivery)
    anew = _step(delivery)
    asks = delivery.state != State.QUEUED and "nodded_by" not in more
    if delivery.state != State.QUEUED:
        if changed := changed_since([delivery]).get(delivery.pk):
            raise StatedOtherwise(_why(delivery, changed), changed.office)
        refuse_if(
            asks and not is_taken(delivery),
            _(
                "The office takes no national posts here by now, so it is not sent. Its leader can"
                " change that under “National posts at our office”; then send it again."
            ),
        )
    row = Delivery.objects.filter(pk=delivery.pk, state=delivery.state)
    change(row, **_back_in_queue(), **anew | more)
    _bring_back_what_waited_for(delivery)
    if asks:
        ask_again(delivery.release, [delivery.pk])


def hold_back(delivery: Delivery) -> None:
    """Of what a person found absent and is queued again: asked like anything that is sent again.

    With values that changed since it fails, with words that say so.
    """
    if changed := changed_since([delivery]).get(delivery.pk):
        change(
            Delivery.objects.filter(pk=delivery.pk, state=State.QUEUED),
            state=State.FAILED,
            settled_at=database_now(),
            reason_code="",
            reason=stored(_lead_to_list(changed)),
        )
        tidy(work_id=delivery.work_id)
    else:
        ask_again(delivery.release, [delivery.pk])


def _back_in_queue() -> dict[str, Any]:
    return {
        "state": State.QUEUED,
        "due_at": database_now(),
        "tries": 0,
        "settled_at": None,
        "begun_at": None,
        "reason": "",
        "reason_code": "",
    }


# --- what is out by then ----------------------------------------------------------------------------


def _step(delivery: Delivery) -> dict[str, Any]:
    """The columns of an edit in place or of a new post; raises DeliveryRefused."""
    if delivery.action == Action.WITHDRAW:
        refuse_if(_is_wanted_again(delivery), NEWER)
        return {}
    places = [delivery.destination_id]
    out = whats_out(work=delivery.work, language=delivery.language, places=places)
    step = step_of(delivery, out.get(delivery.destination_id))
    refuse_if(step.action is None, THERE_ALREADY)
    return _columns(delivery, step)


def _columns(delivery: Delivery, step: Step) -> dict[str, Any]:
    acts_on = step.acts_on.pk if step.acts_on else None
    if (step.action, acts_on) == (delivery.action, delivery.acts_on_id):
        return {}
    assert step.action
    lane = lane_for(delivery.release, step.action).value
    return {"action": step.action, "acts_on": step.acts_on, "lane": lane}


def _is_wanted_again(delivery: Delivery) -> bool:
    """What it would take down is what a later release left there, since the words are the same."""
    places = [delivery.destination_id]
    out = whats_out(work=delivery.work, language=delivery.language, places=places)
    there = out.get(delivery.destination_id)
    if there is None or there.root.pk != delivery.acts_on_id:
        return False
    later = Delivery.objects.filter(
        work=delivery.work_id,
        destination=delivery.destination_id,
        language=delivery.language,
        release_id__gt=delivery.release_id,
        release__state__in=line.LIVE,
        variant__post=there.last_hash,
    )
    return later.exists()


# --- what came with its page ------------------------------------------------------------------------


def _bring_back_what_waited_for(page: Delivery) -> None:
    """Posts that were cancelled because their page did not go up. A fixed number of queries.

    What is there already, or says values that changed since, stays behind with the reason.
    """
    rows = Delivery.objects.filter(
        ~line.overtaken(), waits_for=page.pk, state=State.CANCELLED, reason_code=Reason.PAGE_NOT_UP
    )
    related = "release__office", "destination__office__parent", "variant"
    posts = list(rows.select_related(*related).order_by("pk"))
    if not posts:
        return
    staying = _with_steps(posts, page)
    going = [one for one in posts if one not in staying]
    Delivery.objects.bulk_update(staying, ["reason"])
    Delivery.objects.bulk_update(going, ["action", "acts_on", "lane"])
    Delivery.objects.filter(pk__in=[one.pk for one in going]).update(**_back_in_queue())
    for release in {one.release for one in going}:
        ask_again(release, [one.pk for one in going if one.release_id == release.pk])


def _with_steps(posts: Sequence[Delivery], page: Delivery) -> list[Delivery]:
    """Those that stay behind, with their reason; the others get what they do by now. Nothing is
    saved."""
    places = {one.destination_id for one in posts}
    out = whats_out(work=page.work, language=page.language, places=places)
    changed = changed_since(posts)
    staying = []
    for one in posts:
        step = step_of(one, out.get(one.destination_id))
        if step.action is None or one.pk in changed:
            why = _lead_to_list(changed[one.pk]) if step.action else THERE_ALREADY
            one.reason = stored(why)
            staying.append(one)
            continue
        for name, value in _columns(one, step).items():
            setattr(one, name, value)
    return staying


# --- why not ----------------------------------------------------------------------------------------


def _why(delivery: Delivery, changed: Changed) -> StrOrPromise:
    """What a person cancelled, or an office refused, is not on the list: it stays cancelled there."""
    if delivery.state == State.FAILED or delivery.reason_code == Reason.PAGE_NOT_UP:
        return _lead_to_list(changed)
    return _words(
        _(
            "Meanwhile the fact sheet of %(office)s says something else than this post: %(values)s."
            " Have the item approved again: it goes to this place too, and nowhere twice."
        ),
        changed,
    )


def _lead_to_list(changed: Changed) -> StrOrPromise:
    return _words(
        _(
            "Meanwhile the fact sheet of %(office)s says something else than this post: %(values)s."
            " A leader of the office releases the item with today's values under “Values that are"
            " out”."
        ),
        changed,
    )


def _in_words(template: StrOrPromise, changed: Changed) -> str:
    said = [f"{label_of(key)}: {was} → {now or '–'}" for key, (was, now) in changed.values.items()]
    return str(template) % {"office": changed.office, "values": "; ".join(said)}


_words = lazy(_in_words, str)


def _refuse_what_cannot_go(delivery: Delivery) -> None:
    row = Delivery.objects.filter(pk=delivery.pk)
    problems: list[tuple[Q, StrOrPromise]] = [
        (line.overtaken(), NEWER),
        (gates.expired(), _("Its validity is over. Release the item again.")),
        (~gates.release_allows(), _("Its release is no longer in force. Release the item again.")),
        (
            Q(waits_for__state__in=RETRYABLE),
            _("The page that it links to did not go up. Send the page again first."),
        ),
        (
            ~gates.may_be_shown(),
            _(
                "A picture of it may not be shown any more. Open the rights of the picture and write"
                " the new consent, or release the item again with another picture."
            ),
        ),
        (Q(destination__archived_at__isnull=False), _("The destination is no longer in use.")),
        (
            ~Q(action=Action.WITHDRAW) & Q(variant=None),
            _("It has no post. Release the item again."),
        ),
        (
            Q(action=Action.WITHDRAW) & ~gates.has_receipt_to_act_on(),
            _("It never went out, so there is nothing to change or take down."),
        ),
    ]
    for condition, message in problems:
        refuse_if(row.filter(condition).exists(), message)

"""One national change of one copy, and the buttons that answer it. They hold no decisions."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from cms.approval import may_submit
from cms.login import StaffRequest
from cms.models import Edition, ItemPage
from cms.working_time import today

from ..errors import Refused
from ..merging import Choice
from ..models import ChangeNotice, LocalCopy
from ..rolling import inbox, waits
from ..rolling.hand import refusal_in_words, words_of
from ..rolling.people import may_act, may_read
from ..rolling.shown import Place, Shown
from ..services import rollouts

HAND = "hand"
MOST = 500  # decisions that one form can hold


class SnoozeForm(forms.Form):
    day = forms.DateField(
        label=gettext_lazy("Remind me on"), widget=forms.DateInput(attrs={"type": "date"})
    )


@require_GET
def notice(request: StaffRequest, notice_id: int) -> HttpResponse:
    one = _notice(request, notice_id)
    return _show(request, one)


@require_POST
def decide(request: StaffRequest, notice_id: int) -> HttpResponse:
    """Refused, what was typed is shown again, also where its place is not asked about any more."""
    one = _notice(request, notice_id, acting=True)
    shown = Shown(one, _page(one))
    choices, problems, is_gone = _choices(request, shown.places)
    if is_gone:
        messages.error(
            request, _("Somebody decided this meanwhile, or the text was edited. Look at it anew.")
        )
        return _show(request, one, problems=problems, typed=True)
    if problems:
        return _show(request, one, problems=problems)
    if not choices:
        messages.info(request, _("Nothing was chosen yet: choose a text for at least one place."))
        return redirect("translations_notice", one.pk)
    try:
        made = rollouts.decide_change(
            notice=one, user=request.user, choices=choices, seen=request.POST.get("seen", "")
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _show(request, _notice(request, notice_id), typed=True)
    if made.conflicts:
        messages.success(request, _("Kept. Some places are still to be decided."))
    elif "submit" in request.POST:
        return redirect("loa_submit", one.copy.edition.page_id)
    else:
        messages.success(request, _("Everything is decided. Submit the page for approval."))
    return redirect("translations_notice", one.pk)


@require_POST
def keep(request: StaffRequest, notice_id: int) -> HttpResponse:
    one = _notice(request, notice_id, acting=True)
    given = {"seen": request.POST.get("seen", ""), "reason": request.POST.get("reason", "")}
    return _answered(
        request,
        one,
        _("Kept as it was. The next change of the centre is shown to you again."),
        lambda: rollouts.keep_copy(notice=one, user=request.user, **given),
    )


@require_POST
def undo(request: StaffRequest, notice_id: int) -> HttpResponse:
    one = _notice(request, notice_id, acting=True)
    given = {"key": request.POST.get("key", ""), "seen": request.POST.get("seen", "")}
    return _answered(
        request,
        one,
        _("Undone: decide it anew."),
        lambda: rollouts.undo_decision(notice=one, user=request.user, **given),
    )


@require_POST
def snooze(request: StaffRequest, notice_id: int) -> HttpResponse:
    """Without a day: back on the list."""
    one = _notice(request, notice_id, acting=True)
    if not request.POST.get("day"):
        done = _("It is on the list again.")
        return _answered(
            request, one, done, lambda: rollouts.wake_change(notice=one, user=request.user)
        )
    form = SnoozeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write the day as day/month/year."))
        return redirect("translations_notice", one.pk)
    day = form.cleaned_data["day"]
    done = _("You are reminded on %(day)s.") % {"day": f"{day:%d/%m/%Y}"}
    return _answered(
        request, one, done, lambda: rollouts.snooze_change(notice=one, user=request.user, day=day)
    )


def _answered(request: StaffRequest, one: ChangeNotice, done: str, act: Any) -> HttpResponse:
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("translations_notice", one.pk)


def _notice(request: StaffRequest, notice_id: int, *, acting: bool = False) -> ChangeNotice:
    rows = ChangeNotice.objects.select_related(
        "rollout__edition__page", "revision", "copy__edition__office", "copy__edition__page"
    )
    one = get_object_or_404(rows.select_related("copy__edition__source__page"), id=notice_id)
    office = one.copy.edition.office
    if not (may_act if acting else may_read)(request.user, office):
        raise PermissionDenied
    return one


def _page(one: ChangeNotice) -> ItemPage:
    page: ItemPage = one.copy.edition.page.specific
    Edition._meta.get_field("page").remote_field.set_cached_value(page, one.copy.edition)
    return page


def _show(
    request: StaffRequest,
    one: ChangeNotice,
    *,
    problems: dict[str, str] | None = None,
    typed: bool = False,
) -> HttpResponse:
    page = _page(one)
    shown = Shown(one, page)
    standing = inbox.state_in_words(one, inbox.standing_of(page))
    acts = may_act(request.user, one.copy.edition.office) and one.settled_at is None
    acts = acts and one.copy.state != LocalCopy.State.DETACHED
    waiting = "" if one.rollout.is_withdrawal else waits.why_not_now(one.copy, page)
    may_decide = acts and not waiting and one.state not in ("overtaken", "kept")
    typed_in = _Typed(request.POST if problems or typed else {}, may_decide)
    context = {
        "notice": one,
        "rollout": one.rollout,
        "page": page,
        "office": one.copy.edition.office,
        "national": one.rollout.edition.page,
        "shown": shown,
        "places": [typed_in.at(place, problems or {}) for place in shown.places],
        "not_stored": typed_in.elsewhere(shown.places),
        "said": standing[0],
        "tone": standing[1],
        "waits": waits.said(one.waits_because or waiting),
        "overtaken_by": _newer(one),
        "acts": acts,
        "may_decide": may_decide,
        "needs_reason": acts and rollouts.needs_reason(one),
        "kept_because": rollouts.kept_because(one),
        "may_undo": acts and not waiting and one.state in ("open", "resolved"),
        "may_submit": acts and not waiting and may_submit(page, request.user),
        "is_put_off": one.snoozed_until is not None and one.snoozed_until > timezone.now(),
        "seen": rollouts.state_of(one),
        "tomorrow": today() + timedelta(days=1),
        "media": shown.media,
    }
    status = 422 if problems else 200
    return TemplateResponse(request, "translations/rolling/notice.html", context, status=status)


def _newer(one: ChangeNotice) -> ChangeNotice | None:
    if one.state != ChangeNotice.State.OVERTAKEN:
        return None
    return ChangeNotice.objects.filter(copy=one.copy_id).order_by("-rollout_id").first()


class _Typed:
    """What was chosen and typed before the form was refused; places may have other numbers by now."""

    def __init__(self, posted: Mapping[str, str], may_decide: bool) -> None:
        self._posted, self._may_decide = posted, may_decide
        self._names = _names_by_key(posted)

    def at(self, place: Place, problems: dict[str, str]) -> dict[str, Any]:
        name = self._names.get(place.key, "")
        return {
            "place": place,
            "choice": self._posted.get(name, ""),
            "hand_html": self._hand_html(place, name),
            "problem": problems.get(place.key, ""),
        }

    def elsewhere(self, places: Iterable[Place]) -> list[str]:
        """Texts that no field on the screen holds."""
        held = {place.key for place in places if place.hand and self._may_decide}
        lost = [
            name for key, name in self._names.items() if key not in held and self._is_hand(name)
        ]
        texts = [words_of(self._posted.get(f"{name}-hand", "")) for name in lost]
        return [text for text in texts if text.strip()]

    def _hand_html(self, place: Place, name: str) -> str:
        if place.hand is None or not self._is_hand(name):
            return place.hand_html
        return place.hand.render_again(place.hand_name, self._posted, f"{name}-hand")

    def _is_hand(self, name: str) -> bool:
        return self._posted.get(name) == HAND


def _names_by_key(posted: Mapping[str, str]) -> dict[str, str]:
    """How the form named the fields of each place."""
    names: dict[str, str] = {}
    for number in range(MOST):
        name = f"place-{number}"
        if (key := posted.get(f"{name}-key")) is None:
            break
        names[key] = name
    return names


def _choices(
    request: StaffRequest, places: list[Place]
) -> tuple[dict[str, Choice], dict[str, str], bool]:
    """By the keys that the form sent with each place; what is wrong; and whether a text was written for
    a place that takes none any more."""
    asked = {place.key: place for place in places}
    choices: dict[str, Choice] = {}
    problems: dict[str, str] = {}
    is_gone = False
    for key, name in _names_by_key(request.POST).items():
        choice, place = request.POST.get(name), asked.get(key)
        if choice in ("national", "local"):
            choices[key] = choice  # type: ignore[assignment]  # one of the two words
        elif choice != HAND:
            continue
        elif place is None or place.hand is None:
            is_gone = True
        else:
            try:
                choices[key] = {"hand": place.hand.read(request.POST, f"{name}-hand")}
            except ValidationError as error:
                problems[key] = refusal_in_words(error)
    return choices, problems, is_gone

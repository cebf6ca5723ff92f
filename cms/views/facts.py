"""Fact sheets of the offices. Parse, call a service, redirect."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .. import facts
from ..approval import Refused
from ..fact_form import SheetForm, limits, names_in_use
from ..fact_history import history_of
from ..fact_reminders import ending_of
from ..fact_sheets import label_of
from ..fact_uses import uses_of
from ..login import StaffRequest
from ..models import Fact, Office


@require_safe
def fact_offices(request: StaffRequest) -> HttpResponse:
    """Straight to the sheet of somebody who has one office and sends no tables for others."""
    offices = _offices_of(request.user)
    for_import = facts.may_import_for(request.user)
    if len(offices) == 1 and len(for_import) <= 1:
        return redirect("loa_facts", offices[0].code)
    proposed = Fact.objects.filter(office__in=offices, state=Fact.State.PROPOSED)
    waiting = dict(proposed.values_list("office").annotate(Count("pk")).order_by())
    ending = Counter(fact.office_id for fact in ending_of(offices))
    rows = [(office, waiting.get(office.pk, 0), ending[office.pk]) for office in offices]
    context = {"offices": rows, "may_import": for_import}
    return TemplateResponse(request, "cms/admin/fact_offices.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: StaffRequest, code: str) -> HttpResponse:
    """The whole sheet: what waits for a decision, and every fact in the field that changes it."""
    office = get_object_or_404(Office.objects.select_related("parent__parent"), code=code)
    if not facts.may_read(request.user, office):
        raise PermissionDenied
    form = SheetForm(office)
    if request.method == "POST":
        if not facts.may_propose(request.user, office):
            raise PermissionDenied
        form = SheetForm(office, request.POST)
        if _is_proposed(request, office, form):
            return redirect("loa_facts", office.code)
    context = _about(request, office, form)
    return TemplateResponse(request, "cms/admin/facts.html", context)


def _about(request: StaffRequest, office: Office, form: SheetForm) -> dict[str, Any]:
    proposed = Fact.objects.filter(office=office, state=Fact.State.PROPOSED)
    rows = proposed.select_related("office__parent__parent", "proposed_by", "of_import")
    waiting = list(rows.order_by("key", "proposed_at"))
    now = [row.now for row in form.rows if row.now]
    uses = uses_of([*waiting, *now], request.user)
    deciding = _Deciding(request.user)
    return {
        "office": office,
        "form": form,
        "waiting": [_waiting(fact, form, deciding, uses.get(fact.pk, "")) for fact in waiting],
        "may_decide": any(deciding.may(fact) for fact in waiting),
        "uses": [(label_of(fact.key), uses[fact.pk]) for fact in now if fact.pk in uses],
        "may_propose": facts.may_propose(request.user, office),
        "may_import": bool(facts.may_import_for(request.user)),
        "limits": limits(),
        "reason_length": facts.REASON_LENGTH,
        "names_in_use": names_in_use(office, [row.key for row in form.rows]),
    }


class _Deciding:
    """Who decides is asked once for each who proposed: an import makes many proposals."""

    def __init__(self, user: Any) -> None:
        self.user = user
        self._known: dict[int | None, tuple[bool, str]] = {}

    def may(self, fact: Fact) -> bool:
        return self._of(fact)[0]

    def whom(self, fact: Fact) -> str:
        return self._of(fact)[1]

    def _of(self, fact: Fact) -> tuple[bool, str]:
        by = fact.proposed_by_id
        if by not in self._known:
            self._known[by] = facts.may_decide(self.user, fact), facts.waits_for(fact)
        return self._known[by]


def _waiting(fact: Fact, form: SheetForm, deciding: _Deciding, uses: str) -> dict[str, Any]:
    return {
        "label": label_of(fact.key),
        "fact": fact,
        "before": next((row.now for row in form.rows if row.key == fact.key), None),
        "mine": deciding.may(fact),
        "own": fact.proposed_by_id == deciding.user.pk,
        "whom": deciding.whom(fact),
        "uses": uses,
    }


def _is_proposed(request: StaffRequest, office: Office, form: SheetForm) -> bool:
    """Refused, it is said why, and the form keeps what was written."""
    changes = form.changes()
    if form.errors:
        words = _("Nothing was proposed yet: mend what is marked, then press “Propose” again.")
        messages.error(request, words)
        return False
    if not changes:
        messages.warning(request, _("Nothing was changed, so there is nothing to propose."))
        return False
    try:
        proposed = facts.propose_facts(office=office, user=request.user, changes=changes)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    words = ngettext(
        "%(count)d change is proposed.", "%(count)d changes are proposed.", len(proposed)
    )
    said = words % {"count": len(proposed)}
    messages.success(request, f"{said} {facts.waits_for(proposed[0])}")
    return True


@require_POST
def decide(request: StaffRequest, fact_id: int) -> HttpResponse:
    """One proposal: put in force, refused with a reason, or withdrawn by whoever made it."""
    fact = get_object_or_404(Fact.objects.select_related("office__parent__parent"), id=fact_id)
    return _decided(request, fact.office, [fact])


@require_POST
def decide_many(request: StaffRequest, code: str) -> HttpResponse:
    """Those that were chosen, of one office: all of them or none."""
    office = get_object_or_404(Office, code=code)
    numbers = {
        int(one) for one in request.POST.getlist("facts") if one.isdecimal() and len(one) < 19
    }
    chosen = Fact.objects.filter(office=office, pk__in=numbers)
    if not chosen and not facts.may_read(request.user, office):
        raise PermissionDenied
    rows = chosen.select_related("office__parent__parent", "proposed_by")
    return _decided(request, office, list(rows.order_by("key", "pk")))


def _decided(request: StaffRequest, office: Office, chosen: list[Fact]) -> HttpResponse:
    try:
        messages.success(request, _done(request, chosen))
    except Refused as refusal:
        messages.error(request, str(refusal))
    if facts.may_read(request.user, office):
        return redirect("loa_facts", office.code)
    return redirect("wagtailadmin_home")  # it was theirs to decide, and nothing waits there now


def _done(request: StaffRequest, chosen: list[Fact]) -> str:
    """Raises Refused, NotYours."""
    user, count = request.user, {"count": len(chosen)}
    if "approve" in request.POST:
        facts.approve_facts(facts=chosen, user=user)
        return ngettext("It is in force.", "%(count)d are in force.", len(chosen)) % count
    if "withdraw" in request.POST and len(chosen) == 1:
        facts.withdraw_fact(fact=chosen[0], user=user)
        return _("The proposal is withdrawn.")
    facts.refuse_facts(facts=chosen, user=user, because=request.POST.get("because", ""))
    return ngettext("It is refused.", "%(count)d are refused.", len(chosen)) % count


@require_safe
def history(request: StaffRequest, code: str, key: str) -> HttpResponse:
    """Of one fact of the office."""
    office = get_object_or_404(Office.objects.select_related("parent__parent"), code=code)
    if not facts.may_read(request.user, office):
        raise PermissionDenied
    entries = history_of(office, key)
    form = SheetForm(office)
    if not entries and key not in {row.key for row in form.rows}:
        raise Http404("No such fact.")
    context = {"office": office, "key": key, "label": label_of(key), "entries": entries}
    return TemplateResponse(request, "cms/admin/fact_history.html", context)


def _offices_of(user: Any) -> list[Office]:
    if user.is_superuser:
        return list(Office.objects.all())
    return list(Office.objects.filter(memberships__user=user).distinct())

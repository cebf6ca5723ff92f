"""Fact sheets of the offices."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from slugify import slugify

from .. import facts
from ..approval import Refused
from ..fact_sheets import FIGURE, FIGURES, LABELS, label_of
from ..login import StaffRequest
from ..models import Fact, Office

NEW_FIGURE = "new"
KEY_LENGTH = 60


@require_safe
def fact_offices(request: StaffRequest) -> HttpResponse:
    """Straight to the sheet of somebody who has one office."""
    offices = _offices_of(request.user)
    if len(offices) == 1:
        return redirect("loa_facts", offices[0].code)
    return TemplateResponse(request, "cms/admin/fact_offices.html", {"offices": offices})


@require_http_methods(["GET", "POST"])
def sheet(request: StaffRequest, code: str) -> HttpResponse:
    """Facts in force, proposals, and the form for a new one."""
    office = get_object_or_404(Office, code=code)
    written: dict[str, str] = {}
    if request.method == "POST":
        written = _written(request)
        if _is_proposed(request, office, written):
            return redirect("loa_facts", office.code)
    rows = Fact.objects.filter(office=office).select_related("proposed_by")
    proposed = rows.filter(state=Fact.State.PROPOSED).order_by("proposed_at")
    waiting = [
        (label_of(fact.key), fact, facts.may_decide(request.user, fact), facts.waits_for(fact))
        for fact in proposed
    ]
    may_propose = facts.may_propose(request.user, office)
    if not (
        may_propose
        or facts.may_open(request.user, office)
        or any(mine for _label, _fact, mine, _whom in waiting)
    ):
        raise PermissionDenied
    context = {
        "office": office,
        "in_force": [(label_of(f.key), f) for f in rows.in_force()],
        "waiting": waiting,
        "choices": _choices(office),
        "may_propose": may_propose,
        "written": written,
        "new_figure": NEW_FIGURE,
        "figure": request.POST.get("figure", "").replace("\0", "")[:KEY_LENGTH],
        "chosen": request.POST.get("key", ""),
    }
    return TemplateResponse(request, "cms/admin/facts.html", context)


@require_POST
def decide(request: StaffRequest, fact_id: int) -> HttpResponse:
    fact = get_object_or_404(Fact, id=fact_id)
    act = facts.approve_fact if "approve" in request.POST else facts.refuse_fact
    try:
        act(fact=fact, user=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved."))
    return redirect("loa_facts", fact.office.code)


def _choices(office: Office) -> list[tuple[str, str]]:
    """What can be proposed, by name: the usual facts, then figures that anybody keeps."""
    kept = Fact.objects.exclude(state=Fact.State.REFUSED).order_by("key")
    figures = set(kept.filter(key__startswith=FIGURE).values_list("key", flat=True))
    own = kept.filter(office=office).values_list("key", flat=True)
    keys = dict.fromkeys([*LABELS, *FIGURES, *sorted(figures), *own])
    return [(key, label_of(key)) for key in keys]


def _key(request: StaffRequest) -> str:
    """Of the fact that was chosen, or made from the name of a new figure."""
    chosen = request.POST.get("key", "")
    if chosen != NEW_FIGURE:
        return chosen
    name = slugify(request.POST.get("figure", ""), separator="_", max_length=KEY_LENGTH // 2)
    return f"{FIGURE}{name}" if name else ""


def _written(request: StaffRequest) -> dict[str, str]:
    limits = {"value": 250, "unit": 30, "period": 60, "source": 250}
    posted = {name: request.POST.get(name, "").replace("\0", "") for name in limits}
    key = _key(request).replace("\0", "")[:KEY_LENGTH]
    return {"key": key} | {name: posted[name][:limit] for name, limit in limits.items()}


def _is_proposed(request: StaffRequest, office: Office, written: dict[str, str]) -> bool:
    """Refused, it is said why, and the form keeps what was written."""
    if not written["key"]:
        messages.error(request, _("Choose what changes, or write the name of the new figure."))
        return False
    try:
        fact = facts.propose_fact(office=office, user=request.user, **written)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, f"{_('It is proposed.')} {facts.waits_for(fact)}")
    return True


def _offices_of(user) -> list[Office]:
    if user.is_superuser:
        return list(Office.objects.all())
    return list(Office.objects.filter(memberships__user=user).distinct())

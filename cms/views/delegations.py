"""“Uỷ quyền”: who takes whose approving step for some days. Parse, call a service, redirect."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin.menu import MenuItem

from ..approval import delegation as services
from ..approval.errors import Refused
from ..approval.steps import STEPS
from ..approval.wording import delegation_in_words
from ..delegation_lists import rows_for
from ..login import StaffRequest
from ..models import Delegation, Membership, User
from ..visibility import holds_any
from ..working_time import today

LIST = "loa_delegations"


class DelegationsMenuItem(MenuItem):
    """Shown to those who approve, or whom a delegation concerns."""

    def __init__(self) -> None:
        super().__init__(
            gettext_lazy("Delegation"),
            reverse_lazy(LIST),
            name="delegations",
            icon_name="user",
            order=300,
        )

    def is_shown(self, request: StaffRequest) -> bool:
        return holds_any(request, STEPS) or services.may_see_delegations(request.user)


class RoleField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Membership) -> str:
        return f"{obj.get_role_display()} – {obj.office}"


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, obj: User) -> str:
        return f"{obj} – {obj.position}" if obj.position else str(obj)


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DelegationForm(forms.Form):
    """What is a matter of rights and days is checked by the service."""

    held = RoleField(
        label=gettext_lazy("Role"), queryset=Membership.objects.none(), empty_label=None
    )
    delegate = PersonField(label=gettext_lazy("To whom"), queryset=User.objects.none())
    first_day = forms.DateField(label=gettext_lazy("From the day"), widget=DayInput())
    last_day = forms.DateField(label=gettext_lazy("Until the end of the day"), widget=DayInput())
    reason = forms.CharField(
        label=gettext_lazy("Number of the decision, or reason"), max_length=services.REASON_LENGTH
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = services.roles_to_delegate(user)
        roles = Membership.objects.filter(pk__in=[one.pk for one in held]).select_related("office")
        people = services.possible_delegates([one.office for one in held], besides=user)
        self.fields["held"].queryset = roles  # type: ignore[attr-defined]  # of a ModelChoiceField
        self.fields["delegate"].queryset = people  # type: ignore[attr-defined]  # likewise
        self.fields["first_day"].initial = today()
        for field in self.fields.values():
            field.widget.attrs["class"] = "loa-field"


@require_GET
def index(request: StaffRequest) -> HttpResponse:
    if not services.may_see_delegations(request.user):
        raise PermissionDenied
    context = {
        "groups": rows_for(request.user),
        "may_delegate": bool(services.roles_to_delegate(request.user)),
    }
    return TemplateResponse(request, "cms/admin/delegations.html", context)


@require_http_methods(["GET", "POST"])
def delegate(request: StaffRequest) -> HttpResponse:
    if not services.roles_to_delegate(request.user):
        raise PermissionDenied
    form = DelegationForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid() and (made := _delegated(request, form)):
        messages.success(request, delegation_in_words(made))
        return redirect(LIST)
    return TemplateResponse(request, "cms/admin/delegate.html", {"form": form})


def _delegated(request: StaffRequest, form: DelegationForm) -> Delegation | None:
    given = dict(form.cleaned_data)
    held = given.pop("held")
    try:
        return services.delegate_role(
            user=request.user, office=held.office, role=held.role, **given
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


@require_http_methods(["GET", "POST"])
def revoke(request: StaffRequest, pk: int) -> HttpResponse:
    """Asks once, with what will follow."""
    delegation = get_object_or_404(services.delegations_seen_by(request.user), pk=pk)
    if request.method == "GET":
        context = {
            "words": delegation_in_words(delegation),
            "may_revoke": services.may_revoke(delegation, request.user),
        }
        return TemplateResponse(request, "cms/admin/revoke_delegation.html", context)
    try:
        services.revoke_delegation(delegation=delegation, user=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        name = {"person": delegation.delegate_name}
        messages.success(request, _("Revoked. %(person)s can no longer decide for you.") % name)
    return redirect(LIST)

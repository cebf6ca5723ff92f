"""“Bài của trung ương tại đơn vị”: the rules of an office, on one screen for its leader."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..forms.national_posts import RulesForm
from ..in_our_name import offices_with_copies, places_of
from ..nodders import offices_led_by
from ..services.national_posts import set_national_approval, set_rules
from .signed_in import user_of


@transaction.atomic
def rules(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    led = offices_led_by(user)
    if not led:
        raise PermissionDenied
    form = RulesForm(
        request.POST if request.method == "POST" else None,
        places=places_of(led),
        offices=offices_with_copies(led),
    )
    if request.method == "POST" and form.is_valid():
        changed = set_rules(user=user, rules=form.rules())
        words = ngettext("%(n)d place was changed.", "%(n)d places were changed.", changed)
        said = [words % {"n": changed}]
        if set_national_approval(user=user, takes=form.takes()):
            said.append(_("The rule for local copies was changed."))
        messages.success(request, " ".join(said))
        return redirect("publishing_national_posts")
    context = {"form": form, "groups": form.groups(), "copies": form.copies()}
    return TemplateResponse(request, "publishing/in_our_name/rules.html", context)

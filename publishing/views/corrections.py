"""Correcting a fact in what is already out."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from ..forms.corrections import CorrectionForm
from ..plans import correction_plan, grouped
from ..services.corrections import CorrectionRefused, add_correction
from .signed_in import user_of
from .withdrawal import item_or_404


def correct(request: HttpRequest, page_id: int) -> HttpResponse:
    page, user = item_or_404(page_id), user_of(request)
    if not page.permissions_for_user(user).can_edit():
        raise PermissionDenied
    form = CorrectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_correction(page=page, user=user, **form.cleaned_data)
        except CorrectionRefused as error:
            messages.error(request, str(error))
            return redirect("publishing_correct", page.pk)
        messages.success(
            request,
            _(
                "The correction was added to the draft. Mend the text itself here, look at the"
                " package, then submit it for approval."
            ),
        )
        return redirect("wagtailadmin_pages:edit", page.pk)
    context = {
        "item": page,
        "form": form,
        "plan": grouped(correction_plan(page)),
        "locked": page.workflow_in_progress,
    }
    return TemplateResponse(request, "publishing/withdrawal/correct.html", context)

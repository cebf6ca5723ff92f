"""“Quyền sử dụng ảnh”: what allows a picture to be shown, and where it is used."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cms.going_live import NotApproved
from media_assets.models import Picture
from media_assets.rights import problems

from ..forms.media_rights import PersonsForm, RightsForm
from ..media_use import used_by
from ..services.media_rights import may_state_rights, state_rights
from .signed_in import user_of


@require_http_methods(["GET", "POST"])
def rights(request: HttpRequest, picture_id: int) -> HttpResponse:
    user = user_of(request)
    pictures = Picture.objects.prefetch_related("persons")
    picture: Picture = get_object_or_404(pictures, pk=picture_id)
    if not may_state_rights(user, picture):
        raise PermissionDenied
    posted = request.POST if request.method == "POST" else None
    found = problems(picture, timezone.localdate())
    form, persons = RightsForm(posted, instance=picture), PersonsForm(posted, instance=picture)
    if posted is not None and form.is_valid():
        persons.nobody = form.cleaned_data["nobody_recognisable"]  # type: ignore[attr-defined]  # of ours
        if persons.is_valid() and _saved(request, form, persons):
            return redirect("publishing_media_rights", picture.pk)
    context = {
        "picture": picture,
        "form": form,
        "persons": persons,
        "problems": found,
        "uses": used_by(picture, user),
    }
    return TemplateResponse(request, "publishing/media/rights.html", context)


def _saved(request: HttpRequest, form: RightsForm, persons: PersonsForm) -> bool:  # type: ignore[valid-type]  # made by a factory
    try:
        state_rights(form=form, persons=persons, user=user_of(request))
    except NotApproved as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("The rights of the picture were saved."))
    return True

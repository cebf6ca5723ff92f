"""“Nhắc”: an editor asks the approvers of a step to look at it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from .. import reminders
from ..approval import Refused
from ..login import StaffRequest
from ..models import ApprovalTaskState


@require_POST
def remind(request: StaffRequest, task_state_id: int) -> HttpResponse:
    # By `id`: a number too large for the database is then nobody's, by `pk` it is an error.
    step = get_object_or_404(ApprovalTaskState, id=task_state_id)
    try:
        people = reminders.ask_for_decision(step=step, user=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        names = ", ".join(str(person) for person in people)
        messages.success(request, _("Reminded by e-mail: %(people)s.") % {"people": names})
    return redirect("wagtailadmin_home")

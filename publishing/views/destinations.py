"""“Nơi đăng”: destinations for their keepers. Parse, call a service, redirect."""

from collections.abc import Callable
from itertools import groupby

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin.menu import MenuItem

from cms.models import Role
from cms.visibility import holds_any

from .. import keeping
from ..channel import Channel
from ..destination_states import row_of
from ..errors import ChannelError, TransientError
from ..forms.destinations import DestinationFilter, DestinationForm
from ..models import Destination
from ..registry import channels
from ..services import destinations as services
from ..services.destinations import DestinationRefused
from . import destination_verbs as verbs
from . import stops
from .destination_access import EDIT, LIST, keeper, mine, tell_account

ROWS = 100


def destination_urls() -> list[URLPattern]:
    """For the hook `register_admin_urls`."""
    return [
        path("noi-dang/", index, name=LIST),
        path("noi-dang/them/", choose_channel, name="publishing_destination_channels"),
        path("noi-dang/them/<str:channel>/", create, name="publishing_destination_create"),
        path("noi-dang/dung/", stops.stop_many, name="publishing_stop"),
        path("noi-dang/dung/<int:pk>/bo/", stops.lift, name="publishing_stop_lift"),
        path("noi-dang/<int:pk>/", edit, name=EDIT),
        path("noi-dang/<int:pk>/kiem-tra/", check, name="publishing_destination_check"),
        path(
            "noi-dang/<int:pk>/ket-noi/", verbs.reconnect, name="publishing_destination_reconnect"
        ),
        path("noi-dang/<int:pk>/tam-dung/", verbs.hold, name="publishing_destination_hold"),
        path("noi-dang/<int:pk>/dung/", stops.stop_one, name="publishing_destination_stop"),
        path("noi-dang/<int:pk>/luu-tru/", verbs.archive, name="publishing_destination_archive"),
    ]


class DestinationsMenuItem(MenuItem):
    """Shown to those who look after destinations."""

    def __init__(self) -> None:
        super().__init__(
            gettext_lazy("Destinations"),
            reverse(LIST),
            name="destinations",
            icon_name="globe",
            order=500,
        )

    def is_shown(self, request: HttpRequest) -> bool:
        return holds_any(request, [Role.CHANNEL_KEEPER])


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    user = keeper(request)
    form = DestinationFilter(request.GET)
    page = Paginator(form.narrow(keeping.destinations_kept_by(user)), ROWS).get_page(
        request.GET.get("p")
    )
    context = {
        "heading": _("Archived destinations") if form.archived else _("Destinations"),
        "form": form,
        "page": page,
        "query": form.as_query(),
        "offices": [
            (office, [row_of(row) for row in group])
            for office, group in groupby(page.object_list, key=lambda row: row.office)
        ],
        "stops": [(stop, keeping.may_keep(user, stop.office)) for stop in keeping.wide_stops(user)],
        "channels": {name: channel.label for name, channel in channels().items()},
    }
    return TemplateResponse(request, "publishing/destinations/index.html", context)


@require_GET
def choose_channel(request: HttpRequest) -> HttpResponse:
    keeper(request)
    context = {
        "heading": _("Add destination"),
        "channels": [(name, kind.label) for name, kind in channels().items()],
    }
    return TemplateResponse(request, "publishing/destinations/channels.html", context)


def create(request: HttpRequest, channel: str) -> HttpResponse:
    user = keeper(request)
    if channel not in channels():
        return redirect("publishing_destination_channels")
    kind = channels()[channel]
    form = DestinationForm(request.POST or None, channel=kind, user=user)

    def ask() -> str:
        return services.account_of(channel, {**form.config, **form.secrets})

    def save() -> Destination:
        office = form.cleaned_data["office"]
        return services.create_destination(
            user=user, office=office, channel=channel, **form.common()
        )

    ready = request.method == "POST" and form.is_valid()
    if ready and _checked(request, form, ask) and (made := _saved(form, save)):
        return _done(request, made)
    return _form_page(request, form, kind, None)


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    user, destination = mine(request, pk)
    kind = channels().get(destination.channel)
    if kind is None or destination.archived_at:
        messages.error(request, _("This destination can no longer be changed."))
        return redirect(LIST)
    form = DestinationForm(request.POST or None, channel=kind, destination=destination, user=user)

    def ask() -> str:
        merged = services.config_with(destination, form.secrets, form.config)
        return services.account_of(destination.channel, merged)

    def save() -> Destination:
        return services.edit_destination(user=user, destination=destination, **form.common())

    ready = request.method == "POST" and form.is_valid()
    if ready and form.secrets:
        ready = _checked(request, form, ask)
    if ready and (made := _saved(form, save)):
        return _done(request, made)
    return _form_page(request, form, kind, destination)


@require_POST
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """“Kiểm tra kết nối”, with what is stored."""
    _user, destination = mine(request, pk)
    try:
        config = services.config_with(destination, {})
        tell_account(request, services.account_of(destination.channel, config))
    except (ChannelError, DestinationRefused) as error:
        messages.error(request, str(error))
    return redirect(EDIT, pk)


def _checked(request: HttpRequest, form: forms.Form, ask: Callable[[], str]) -> bool:
    """Whether the platform knows the account; while it cannot be asked, saving goes on."""
    try:
        tell_account(request, ask())
    except TransientError as error:
        messages.warning(
            request, _("The connection could not be checked now: %(why)s") % {"why": error}
        )
    except (ChannelError, DestinationRefused) as error:
        form.add_error(None, str(error))
        return False
    return True


def _saved(form: forms.Form, save: Callable[[], Destination]) -> Destination | None:
    try:
        return save()
    except DestinationRefused as error:
        form.add_error("name", str(error))
        return None


def _done(request: HttpRequest, destination: Destination) -> HttpResponse:
    messages.success(request, _("“%(name)s” is saved.") % {"name": destination})
    if destination.held_at:
        messages.warning(request, destination.held_reason)
    return redirect(LIST)


def _form_page(
    request: HttpRequest, form: forms.Form, kind: type[Channel], destination: Destination | None
) -> HttpResponse:
    context = {
        "heading": destination.name if destination else _("Add destination"),
        "subtitle": kind.label,
        "form": form,
        "destination": destination,
        "row": row_of(destination) if destination else None,
        "has_secrets": any(setting.secret for setting in kind.settings),
    }
    return TemplateResponse(request, "publishing/destinations/form.html", context)

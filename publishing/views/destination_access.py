"""Who may see the pages of destinations, and what they say in common."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cms.models import User

from .. import keeping
from ..models import Destination
from .signed_in import user_of

LIST = "publishing_destinations"
EDIT = "publishing_destination"


def keeper(request: HttpRequest) -> User:
    user = user_of(request)
    if not keeping.offices_kept_by(user).exists():
        raise PermissionDenied
    return user


def mine(request: HttpRequest, pk: int) -> tuple[User, Destination]:
    user = keeper(request)
    return user, get_object_or_404(keeping.destinations_kept_by(user), pk=pk)


def tell_account(request: HttpRequest, account: str) -> None:
    if account:
        messages.success(request, _("Connected to “%(account)s”.") % {"account": account})
    else:
        messages.info(request, _("This channel needs no connection."))

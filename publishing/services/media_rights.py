"""Stating what allows a picture to be shown."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log
from wagtail.permissions import policy_registry

from cms.models import User

from ..forms.media_rights import PersonsForm, RightsForm
from ..shown_media import Media


def may_state_rights(user: User, media: Media) -> bool:
    """Those who may change it in the library."""
    policy = policy_registry.get_by_type(type(media))
    return bool(policy.user_has_permission_for_instance(user, "change", media))


@transaction.atomic
def state_rights(*, form: RightsForm, persons: PersonsForm, user: User) -> None:
    """Both valid. Raises PermissionDenied, and NotApproved where readers would see the change."""
    if not may_state_rights(user, form.instance):
        raise PermissionDenied
    picture = form.save()
    persons.save()
    log(picture, "wagtail.edit", user=user)

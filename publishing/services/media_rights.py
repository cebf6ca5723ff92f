"""Stating what allows a picture to be shown."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log
from wagtail.permissions import policy_registry

from cms.models import User
from media_assets.models import Picture

from ..forms.media_rights import PersonsForm, RightsForm


def may_state_rights(user: User, picture: Picture) -> bool:
    """Those who may change the picture in the library."""
    policy = policy_registry.get_by_type(Picture)
    return bool(policy.user_has_permission_for_instance(user, "change", picture))


@transaction.atomic
def state_rights(*, form: RightsForm, persons: PersonsForm, user: User) -> None:  # type: ignore[valid-type]  # made by a factory
    """Both valid. Raises PermissionDenied, and NotApproved where readers would see the change."""
    if not may_state_rights(user, form.instance):
        raise PermissionDenied
    picture = form.save()
    persons.save()  # type: ignore[attr-defined]  # likewise
    log(picture, "wagtail.edit", user=user)

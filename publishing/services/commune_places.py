"""Places for communes out of the catalogue of the country. What is there is never touched."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from cms.models import Office, User

from .. import log_actions
from ..commune_places import CHANNEL, missing_at
from ..keeping import may_keep
from ..models import Destination


@transaction.atomic
def add_communes(
    *, user: User | None, office: Office, codes: Collection[str] | None = None
) -> list[Destination]:
    """Those of its province that have no place yet; of these only `codes`, unless that is None.

    May be run again: a code gets one place. Raises PermissionDenied for another's office.
    """
    if user is not None and not may_keep(user, office):
        raise PermissionDenied
    above = office.parent_id if office.level == Office.Level.GRASSROOTS else office.pk
    Office.objects.select_for_update().get(pk=above or office.pk)  # two at once take turns
    wanted = [one for one in missing_at(office) if codes is None or one.code in codes]
    made = Destination.objects.bulk_create(
        Destination(
            office=office,
            channel=CHANNEL,
            name=one.place_name,
            config={"commune_code": one.code, "station": ""},
        )
        for one in wanted
    )
    if made:
        data = {"number": len(made), "codes": [one.code for one in wanted]}
        log(office, log_actions.ADD_COMMUNES, user=user, data=data)
    return made

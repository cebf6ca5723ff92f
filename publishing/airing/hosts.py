"""Which systems of stations may be spoken to: those that the environment names (`LOA_STATION_HOSTS`)."""

from django.conf import settings
from django.utils.translation import gettext as _

from ..errors import PermanentError


def require_known(host: str) -> None:
    """Raises PermanentError, with whom to ask, for any other host."""
    if host.lower() not in {one.lower() for one in settings.LOA_STATION_HOSTS}:
        raise PermanentError(
            _(
                "“%(host)s” is no station that this installation knows, so nothing was sent. Ask the "
                "administrator to add it to LOA_STATION_HOSTS."
            )
            % {"host": host},
            detail={"host": host},
        )

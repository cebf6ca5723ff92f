"""What channel keepers do with destinations: one function a button, each in the audit log.

Secrets go in and never come out; `user=None` is the installation itself (demo content, commands).
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from cms.models import Audience, Office, User

from .. import log_actions
from ..channel import Channel, StrOrPromise
from ..credentials import Opened, config_for, seal
from ..delivery import throttle
from ..delivery.clock import database_now
from ..delivery.tidying import tidy
from ..delivery.wake import wake
from ..delivery.wording import stored
from ..errors import AuthError, Unsupported
from ..http import Outbound
from ..keeping import fixed_settings, is_connected, is_tied, may_keep
from ..models import Delivery, Destination
from ..registry import channels
from .turns import move_places

# A person waits for the answer.
CHECK_DEADLINE = timedelta(seconds=20)
LONGEST_REASON = 250
HOLDING = ["held_at", "held_reason"]
OTHER_ACCOUNT = gettext_lazy(
    "This stays as it is: posts wait for this account or are public there. For another account, "
    "archive this destination and add a new one."
)

OTHER_LANGUAGE = gettext_lazy(
    "The language stays as it is: posts wait for this account or are public there. For posts in "
    "another language, archive this destination and add a new one."
)


class DestinationRefused(Exception):
    """Nothing was changed. The message says why and what to do."""


def create_destination(
    *,
    user: User | None,
    office: Office,
    channel: str,
    name: str,
    config: Mapping[str, Any],
    secrets: Mapping[str, str] | None = None,
    language: str = "vi",
    audiences: Iterable[Audience] = (),
    proposed: bool = True,
) -> Destination:
    """Raises DestinationRefused for a name taken, PermissionDenied for another's office."""
    _require_keeper(user, office)
    destination = Destination(
        office=office,
        channel=channel_named(channel).name,
        name=name,
        language=language,
        config=dict(config),
        proposed=proposed,
    )
    _seal_all(destination, secrets or {})
    with transaction.atomic():
        _save(destination)
        destination.audiences.set(audiences)
        _log(destination, log_actions.CREATE_DESTINATION, user, fields=sorted(config))
    return destination


def edit_destination(
    *,
    user: User | None,
    destination: Destination,
    name: str,
    config: Mapping[str, Any],
    secrets: Mapping[str, str] | None = None,
    language: str = "vi",
    audiences: Iterable[Audience] = (),
    proposed: bool = True,
) -> Destination:
    """A changed address drops the stored secrets: else they would be sent to somewhere new.

    Without those that it needs the destination is held. Raises DestinationRefused, also where
    posts would change their account or its language.
    """
    _require_keeper(user, destination.office)
    with transaction.atomic():
        move_places()
        destination.refresh_from_db(fields=["config", "secrets", "language"])
        moved = moved_fields(destination, config)
        changed = sorted(key for key in config if config[key] != destination.config.get(key))
        if fixed_settings(destination).intersection(moved):
            raise DestinationRefused(OTHER_ACCOUNT)
        if language != destination.language and is_tied(destination):
            raise DestinationRefused(OTHER_LANGUAGE)
        destination.name, destination.language, destination.proposed = name, language, proposed
        destination.config = dict(config)
        if moved:
            destination.secrets = {}
        _seal_all(destination, secrets or {})
        fields = ["name", "language", "proposed", "config", "secrets"]
        if moved and not is_connected(destination):
            _hold(destination, _("Its settings changed: reconnect it with a new token."))
            fields += HOLDING
        _save(destination, fields)
        destination.audiences.set(audiences)
        changed += sorted(secrets or {})
        _log(destination, log_actions.EDIT_DESTINATION, user, fields=changed)
    return destination


def hold_destination(*, user: User | None, destination: Destination, reason: str) -> Destination:
    """Nothing more is sent there until it is reconnected; what is queued stays queued."""
    _require_keeper(user, destination.office)
    with transaction.atomic():
        _hold(destination, reason)
        destination.save(update_fields=HOLDING)
        _log(destination, log_actions.HOLD_DESTINATION, user, reason=destination.held_reason)
    return destination


def reconnect_destination(
    *, user: User | None, destination: Destination, secrets: Mapping[str, str] | None = None
) -> str:
    """Ask the platform with the new secrets, then let go on what waits; the account's name.

    Raises what the platform says (AuthError, TransientError …): then nothing is changed.
    """
    _require_keeper(user, destination.office)
    if destination.archived_at:
        raise DestinationRefused(_("This destination is archived."))
    given = {name: value for name, value in (secrets or {}).items() if value}
    account = account_of(destination.channel, config_with(destination, given))
    with transaction.atomic():
        _seal_all(destination, given)
        if not is_connected(destination):
            raise DestinationRefused(_("Enter everything that this channel needs."))
        destination.save(update_fields=["secrets"])
        throttle.release_hold(destination.pk)
        destination.refresh_from_db(fields=["throttled_until", *HOLDING])
        _let_go_on(destination)
        _log(destination, log_actions.RECONNECT_DESTINATION, user, fields=sorted(given))
    return account


def archive_destination(*, user: User | None, destination: Destination) -> int:
    """Out of use for good: its secrets are forgotten, what is queued is cancelled with the reason.

    Returns how many that were.
    """
    _require_keeper(user, destination.office)
    with transaction.atomic():
        waiting = queued_at(destination).count()
        now = database_now()
        destination.archived_at, destination.secrets = now, {}
        destination.save(update_fields=["archived_at", "secrets"])
        destination.links.filter(revoked_at=None).update(revoked_at=now)
        tidy()
        _log(destination, log_actions.ARCHIVE_DESTINATION, user, cancelled=waiting)
    return waiting


def account_of(channel: str, config: Mapping[str, Any]) -> str:
    """Name of the account that the settings lead to; empty where a channel has nothing to ask.

    Touches the network: never inside a transaction.
    """
    one = channel_named(channel)(config, Outbound(deadline=CHECK_DEADLINE))
    try:
        return one.identify()
    except Unsupported:
        return ""


def config_with(
    destination: Destination, secrets: Mapping[str, str], config: Mapping[str, Any] | None = None
) -> Opened:
    """Stored settings under the given ones. Stored secrets never meet a changed address."""
    new = destination.config if config is None else config
    moved = moved_fields(destination, new)
    try:
        old = {} if moved else config_for(destination)
    except AuthError:
        if not secrets:
            raise
        old = {}
    return Opened({**old, **new, **secrets})


def moved_fields(destination: Destination, config: Mapping[str, Any]) -> list[str]:
    """Settings that say where a secret is sent and whose it is, and that are changed by `config`."""
    names = [one.name for one in channel_named(destination.channel).settings if not one.secret]
    return [
        name for name in names if (config.get(name) or "") != (destination.config.get(name) or "")
    ]


def channel_named(name: str) -> type[Channel]:
    """Raises DestinationRefused for a channel that this installation does not have."""
    if name not in channels():
        raise DestinationRefused(_("This installation has no channel of this kind."))
    return channels()[name]


def queued_at(destination: Destination) -> Any:
    return Delivery.objects.filter(destination=destination, state=Delivery.State.QUEUED)


def _require_keeper(user: User | None, office: Office | None) -> None:
    if user is not None and not may_keep(user, office):
        raise PermissionDenied


def _seal_all(destination: Destination, secrets: Mapping[str, str]) -> None:
    sealed = {name: seal(destination, name, value) for name, value in secrets.items() if value}
    destination.secrets = {**destination.secrets, **sealed}


def _save(destination: Destination, fields: list[str] | None = None) -> None:
    """Of what is there already only `fields`: the engine may have held it meanwhile."""
    try:
        with transaction.atomic():
            destination.save(update_fields=fields)
    except IntegrityError as error:
        raise DestinationRefused(
            _("This office has a destination of this name on this channel already.")
        ) from error


def _hold(destination: Destination, reason: StrOrPromise) -> None:
    destination.held_at = timezone.now()
    destination.held_reason = stored(reason, LONGEST_REASON)


def _let_go_on(destination: Destination) -> None:
    """Due now, if it is still valid: what is not is settled with the reason."""
    queued_at(destination).filter(due_at__gt=database_now()).update(due_at=database_now())
    tidy()
    _wake_releases(destination)


def _wake_releases(destination: Destination) -> None:
    releases = queued_at(destination).order_by(F("release_id")).values_list("release_id", flat=True)
    for release_id in releases.distinct():
        transaction.on_commit(partial(wake, release_id), robust=True)


def _log(instance: Destination, action: str, user: User | None, **data: Any) -> None:
    log(instance, action, user=user, data={key: value for key, value in data.items() if value})

"""Mail about recordings: one waits for its second listener, and what that listener said."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from cms.models import User
from cms.notices import queue

from ..listeners import listeners
from ..models import Listening, SpokenVersion
from . import addresses
from .wording import language_name, title_of


def tell_listeners(version: SpokenVersion) -> list[User]:
    """To whoever may hear it; returns whom."""
    people = listeners(version)
    for person in people:
        _send(
            person,
            version,
            lambda: _("A recording to listen to: %(title)s (%(language)s)"),
            lambda: _(
                "%(brought_by)s brought a recording, read by %(reader)s. Listen to it beside the text."
            ),
        )
    return people


def tell_heard(listening: Listening) -> None:
    """To whoever brought it."""
    version = listening.spoken_version
    if version.user is None:
        return
    if listening.is_right:
        _send(
            version.user,
            version,
            lambda: _("The recording was approved: %(title)s (%(language)s)"),
            lambda: _(
                "%(person)s listened to the recording read by %(reader)s and found it right."
            ),
            listening,
        )
    else:
        _send(
            version.user,
            version,
            lambda: _("The recording was refused: %(title)s (%(language)s)"),
            lambda: _(
                "%(person)s listened to the recording read by %(reader)s and refused it. Have it read"
                " anew:"
            ),
            listening,
        )


def _send(
    person: User,
    version: SpokenVersion,
    subject: Callable[[], str],
    first: Callable[[], str],
    listening: Listening | None = None,
) -> None:
    """Subject and first words are made in the recipient's language."""
    request = version.request
    names = {"reader": version.reader_name, "brought_by": version.user_name}
    if listening is not None:
        names["person"] = listening.user_name

    def told() -> dict[str, str]:
        title = title_of(request.page, request.work.title)
        return names | {"title": title, "language": language_name(request.language)}

    def body() -> str:
        said = f"“{listening.reason}”" if listening is not None and listening.reason else ""
        address = addresses.absolute(addresses.of_voice(request.pk))
        return "\n\n".join(filter(None, [first() % told(), said, address])) + "\n"

    queue(person, lambda: subject() % told(), body)

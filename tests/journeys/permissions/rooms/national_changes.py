"""The inbox of an office: its own people answer, the centre's read along."""

from datetime import timedelta

from cms.models import Role
from cms.working_time import today
from translations.models import ChangeNotice
from translations.services.rollouts import state_of

from ..actors import ONLY_ADMIN, anywhere, at
from ..table import line

_WRITE = (Role.EDITOR, Role.SECTION_HEAD, Role.LEADER)
DECIDERS = at("own", *_WRITE)
INBOX_SEEN = anywhere(*_WRITE, Role.OBSERVER) | ONLY_ADMIN
CHANGE_READERS = (
    DECIDERS | at("own", Role.OBSERVER) | at("above", *_WRITE, Role.OBSERVER) | ONLY_ADMIN
)


def _seen(world):
    rows = ChangeNotice.objects.select_related("copy__edition__page")
    return {"seen": state_of(rows.get(pk=world["national change"]))}


def ours(world):
    notice = ChangeNotice.objects.get(pk=world["national change"])
    key = notice.conflicts[0]["key"]
    return {**_seen(world), "place-0-key": key, "place-0": "local"}


def what_was_decided(world):
    notice = ChangeNotice.objects.get(pk=world["national change"])
    return {**_seen(world), "key": next(iter(notice.decisions))}


def tomorrow(world):
    return {"day": str(today() + timedelta(days=1))}


# fmt: off
LINES = [
    line("admin/thay-doi/", see=INBOX_SEEN),
    line("admin/thay-doi/<int:notice_id>/", "national change", see=CHANGE_READERS),
    line("admin/thay-doi/<int:notice_id>/quyet-dinh/", "national change", do=DECIDERS, body=ours),
    line("admin/thay-doi/<int:notice_id>/giu-nguyen/", "national change", do=DECIDERS, body=_seen),
    line("admin/thay-doi/<int:notice_id>/lam-lai/", "national change", do=DECIDERS,
         body=what_was_decided),
    line("admin/thay-doi/<int:notice_id>/nhac-lai/", "national change", do=DECIDERS, body=tomorrow),
]
# fmt: on

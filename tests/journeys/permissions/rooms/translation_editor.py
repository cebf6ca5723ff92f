"""The editor of translations."""

from ..actors import ASKERS, LINGUISTS, ONLY_ADMIN, Who
from ..answers import HIDDEN, SHOWN
from ..table import line

LOOKERS: Who = LINGUISTS | ASKERS
TALKERS: Who = LOOKERS - ONLY_ADMIN


def words(world):
    return {"segment": world["segment"], "version": "0", "text": "ចុច"}


def settled(world):
    return {"segment": world["segment"]}


# fmt: off
LINES = [
    line("admin/dich/<int:request_id>/", "translation", see=LOOKERS),
    line("admin/dich/<int:request_id>/luu/", "translation", do=LINGUISTS, body=words),
    line("admin/dich/<int:request_id>/kiem-tra/", "translation", do=LOOKERS, done=SHOWN, body=words),
    line("admin/dich/<int:request_id>/goi-y/", "translation", see=LOOKERS, seen=HIDDEN),
    line("admin/dich/<int:request_id>/lich-su/<uuid:segment>/", "translation, segment", see=LOOKERS),
    line("admin/dich/<int:request_id>/trao-doi/", "translation", do=TALKERS, body=words),
    line("admin/dich/<int:request_id>/trao-doi/<int:comment_id>/",
         "translation, segment comment", do=TALKERS, body=settled),
    line("admin/dich/<int:request_id>/xem-truoc/", "translation", see=LOOKERS),
    line("admin/dich/<int:request_id>/lap-trang/", "translation", see=LOOKERS, do=TALKERS, done=SHOWN),
]
# fmt: on

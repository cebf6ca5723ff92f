"""Language review: the reviewer's screen, signed sheets, recordings."""

from cms.models import Role

from ..actors import ONLY_ADMIN, at
from ..answers import SHOWN
from ..table import line


def near(*roles):
    """In the office of the translation or the one above it."""
    return at("own", *roles) | at("above", *roles)


_EDITORS = (Role.EDITOR, Role.SECTION_HEAD, Role.LEADER)
REVIEWERS = near(Role.LANGUAGE_REVIEWER)
BRINGERS = near(Role.TRANSLATOR, Role.LANGUAGE_REVIEWER, *_EDITORS)
RECORDERS = BRINGERS | near(Role.SECRETARY)
LOOKERS = RECORDERS | ONLY_ADMIN
CHOOSERS_OF_HEARING = near(Role.LANGUAGE_REVIEWER, Role.LEADER)


def approval(world):
    seen = {"segment": world["reviewed segment"], "version": str(world["reviewed version"])}
    return {"verb": "approve", **seen}


# fmt: off
LINES = [
    line("admin/dich/hieu-dinh/<int:request_id>/", "reviewed translation",
         see=LOOKERS, do=REVIEWERS, body=approval),
    line("admin/dich/hieu-dinh/<int:request_id>/phieu.pdf", "reviewed translation", see=LOOKERS),
    line(r"admin/^dich/hieu-dinh/(?P<request_id>\d+)/phieu/(?P<fingerprint>[0-9a-f]{64})/$",
         "reviewed translation, frozen", see=LOOKERS),
    line("admin/dich/hieu-dinh/<int:request_id>/ky-giay/", "reviewed translation",
         see=RECORDERS, do=RECORDERS, done=SHOWN),
    line("admin/dich/hieu-dinh/ban-quet/<int:pk>/", "signed sheet", see=LOOKERS),
    line("admin/dich/hieu-dinh/<int:request_id>/giong-doc/", "reviewed translation",
         see=LOOKERS, do=BRINGERS, done=SHOWN),
    line("admin/dich/hieu-dinh/<int:request_id>/ngon-ngu-nghe/", "reviewed translation",
         do=CHOOSERS_OF_HEARING, body={"heard": "1", "reason": "Quen nghe"}),
    line("admin/dich/hieu-dinh/giong-doc/<int:pk>/nghe/", "spoken version",
         do=REVIEWERS, body={"verb": "wrong", "comment": "Thiếu"}),
    line("admin/dich/hieu-dinh/giong-doc/<int:pk>/tep", "spoken version", see=LOOKERS),
]
# fmt: on

"""How offices read aloud: their words, and their region's way."""

from cms.models import Role

from ..actors import ONLY_ADMIN, STEERERS, TAKERS_DOWN, anywhere
from ..answers import EITHER
from ..table import line

ADDERS_ANYWHERE = anywhere(Role.EDITOR, Role.LEADER, Role.CHANNEL_KEEPER) | ONLY_ADMIN

# fmt: off
LINES = [
    line("admin/cach-doc/", see=ADDERS_ANYWHERE, seen=EITHER),
    line("admin/cach-doc/<str:code>/", "office code", see=STEERERS, do=STEERERS,
         body={"written": "QWXZ", "said": "quy vê"}),
    line("admin/cach-doc/<str:code>/loi-doc/", "office code", do=TAKERS_DOWN,
         body={"profile": "south"}),
    line("admin/cach-doc/bo/<int:pk>/", "spoken word", do=TAKERS_DOWN),
]
# fmt: on

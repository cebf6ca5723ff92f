"""National items at the offices: the centre's people see all of them, a province itself."""

from ..actors import INSIDE, LINE, ONLY_ADMIN, at
from ..answers import HIDDEN
from ..table import line

# A grassroots office has no column; its province answers for it.
WITH_COLUMNS = at("own") | at("above") | at("other") | ONLY_ADMIN

# fmt: off
LINES = [
    line("admin/toan-canh/", see=INSIDE),
    line(r"admin/^toan-canh/xuat\.(?P<kind>csv|xlsx)$", "=csv", see=INSIDE),
    line("admin/toan-canh/<int:edition_id>/", "national edition", see=WITH_COLUMNS, unless=HIDDEN),
    line("admin/toan-canh/<int:edition_id>/<str:code>/",
         "national edition, office code", see=LINE, unless=HIDDEN),
]
# fmt: on

"""Fact sheets: one office's, and tables for many."""

from ..actors import (
    AUTHORS,
    INSIDE,
    LEADERS,
    OWN_OFFICE,
    PROPOSERS,
    PROPOSERS_ABOVE,
    PROPOSERS_ANYWHERE,
)
from ..answers import EITHER, REFUSED_OR_HIDDEN, SHOWN
from ..table import line


def chosen(world):
    return {"facts": [world["fact"]], "approve": ""}


# fmt: off
LINES = [
    line("admin/so-lieu/", see=INSIDE, seen=EITHER),
    line("admin/so-lieu/nhap/", see=PROPOSERS_ANYWHERE, do=PROPOSERS_ANYWHERE, done=SHOWN),
    line("admin/so-lieu/nhap/<int:pk>/", "fact table",
         see=AUTHORS, do=AUTHORS, unless=REFUSED_OR_HIDDEN, body={"shown": ""}),
    line(r"admin/^so-lieu/nhap/mau\.(?P<kind>csv|xlsx)$", "=csv",
         see=PROPOSERS_ANYWHERE, tells=PROPOSERS | PROPOSERS_ABOVE),
    line("admin/so-lieu/quyet-dinh/<int:fact_id>/", "fact", do=LEADERS, body={"approve": ""}),
    line("admin/so-lieu/quyet-dinh/<int:fact_id>/", "fact", do=AUTHORS, body={"withdraw": ""}),
    line("admin/so-lieu/<str:code>/", "office code",
         see=OWN_OFFICE, do=PROPOSERS, body={"hotline.value": "19009068"}),
    line("admin/so-lieu/<str:code>/quyet-dinh/", "office code", do=LEADERS, body=chosen),
    line("admin/so-lieu/<str:code>/lich-su/<str:key>/", "office code, =hotline", see=OWN_OFFICE),
]
# fmt: on

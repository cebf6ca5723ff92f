"""Bulletins read aloud: drafts by machines, recordings by people, and what an office lets out."""

from cms.models import Role

from ..actors import INSIDE, LEADERS, LINE, ONLY_ADMIN, OWN_OFFICE, at
from ..answers import EITHER, GONE, SHOWN
from ..table import line
from .in_our_name import PROVINCE_LEADERS

# They change nothing.
OBSERVERS = at("own", Role.OBSERVER) | at("above", Role.OBSERVER)
ORDERERS = LINE - OBSERVERS
BRINGERS = ORDERERS - ONLY_ADMIN
DRAFTERS = OWN_OFFICE


def let_out(world):
    return {"office": world["office"], "goes_out": "yes", "reason": "Thử ma trận quyền"}


# fmt: off
LINES = [
    line(r"admin/^goi-dang/(?P<page_id>\d+)/nghe-thu/(?P<post_hash>[0-9a-f]{64})/$",
         f"draft, ={'0' * 64}", see=DRAFTERS, do=DRAFTERS, seen=GONE, done=GONE),
    line("admin/giong-doc/", see=INSIDE),
    line("admin/giong-doc/giong-may/", see=PROVINCE_LEADERS, do=PROVINCE_LEADERS, done=EITHER,
         changes=LEADERS, body=let_out),
    line("admin/giong-doc/am-thanh/<int:pk>/", "draft sound", see=LINE, do=ORDERERS),
    line("admin/giong-doc/am-thanh/<int:pk>/nghe/", "waiting sound", do=BRINGERS, body={"verb": "right"}),
    line("admin/giong-doc/am-thanh/<int:pk>/<slug:profile>/", "draft sound, =light", see=LINE),
    line(r"admin/^giong-doc/(?P<release_id>\d+)/(?P<post_hash>[0-9a-f]{64})/$",
         "bulletin release, bulletin post", see=LINE, do=BRINGERS, done=SHOWN),
]
# fmt: on

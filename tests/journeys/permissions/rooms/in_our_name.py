"""What the centre posts in an office's name: its own people see it, its leader answers."""

from cms.models import Role
from publishing.forms.national_posts import RulesForm
from publishing.in_our_name import places_of

from ..actors import LEADERS, ONLY_ADMIN, OWN_OFFICE, at
from ..answers import EITHER, REFUSED_OR_HIDDEN
from ..table import line

PROVINCES = at("own") | at("below") | at("other")
PROVINCE_LEADERS = at("own", Role.LEADER) | at("below", Role.LEADER) | at("other", Role.LEADER)


def nod_to_it(world):
    return {"verb": "nod", "deliveries": str(world["national delivery"])}


def take_none(world):
    form = RulesForm(places=places_of([world["office"]]))
    chosen = {name: form[name].value() for name in form.fields}
    return {name: "never" if name.startswith("posts_") else v for name, v in chosen.items()}


# fmt: off
LINES = [
    line("admin/nhan-danh-don-vi/", see=PROVINCES | ONLY_ADMIN),
    line("admin/nhan-danh-don-vi/<int:pk>/",
         "national release", see=OWN_OFFICE, unless=REFUSED_OR_HIDDEN),
    line("admin/nhan-danh-don-vi/<int:pk>/trang/<str:code>/",
         "national release, office code", see=OWN_OFFICE, unless=REFUSED_OR_HIDDEN),
    line("admin/nhan-danh-don-vi/tra-loi/", do=PROVINCE_LEADERS, changes=LEADERS, body=nod_to_it),
    line("admin/nhan-danh-don-vi/quy-dinh/", see=PROVINCE_LEADERS,
         do=PROVINCE_LEADERS, done=EITHER, changes=LEADERS, body=take_none),
]
# fmt: on

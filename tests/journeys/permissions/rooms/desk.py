"""Writing and approving: the approval screens, import, the package."""

from cms.models import Role

from ..actors import (
    APPROVERS_ANYWHERE,
    DELEGATIONS_SEEN,
    DRAWERS,
    IMPORTERS,
    INSIDE,
    LEADERS,
    LINE,
    NOBODY,
    ONLY_ADMIN,
    OWN_OFFICE,
    SECRETARIES,
    STRUCTURE_LEADERS,
    STRUCTURE_READERS,
    STRUCTURE_WRITERS,
    WRITERS,
    at,
)
from ..answers import EITHER, HIDDEN, REFUSED_OR_HIDDEN, SHOWN
from ..table import line


def put_on_the_portal(world):
    return {"reason": "Đã xem", "fingerprint": world["fingerprint of section"]}


def all_drawings(world):
    chosen = {"offices": [world["office code"]], "languages": ["vi"], "formats": ["share"]}
    return {"version": "draft", **chosen}


# fmt: off
LINES = [
    line("admin/duyet/<int:task_state_id>/",
         "leader's step", see=OWN_OFFICE, do=LEADERS, body={"comment": "Sửa lại"}),
    line("admin/duyet/<int:task_state_id>/sua/", "leader's step",
         see=OWN_OFFICE, seen=EITHER, do=LEADERS, done=SHOWN, body={"comment": "x"}),
    line("admin/cho-sua/<int:amendment_id>/", "amendment", do=WRITERS, body={"decline": ""}),
    line("admin/ky-giay/<int:task_state_id>/",
         "leader's step", see=SECRETARIES, do=SECRETARIES, done=SHOWN),
    line("admin/ky-giay/ban-quet/<int:sequence>/", "evidence", see=OWN_OFFICE),
    line("admin/ky-giay/ban-quet/<int:sequence>/", "released evidence", see=LINE),
    line("admin/nhac/<int:task_state_id>/", "leader's step", do=WRITERS),
    line("admin/uy-quyen/", see=APPROVERS_ANYWHERE | DELEGATIONS_SEEN),
    line("admin/uy-quyen/moi/", see=APPROVERS_ANYWHERE, do=APPROVERS_ANYWHERE, done=SHOWN),
    line("admin/uy-quyen/<int:pk>/thu-hoi/", "delegation",
         see=DELEGATIONS_SEEN, do=LEADERS | ONLY_ADMIN, unless=REFUSED_OR_HIDDEN),
    line("admin/bao-cao/phe-duyet/", see=INSIDE, tells=LINE),
    line(r"admin/^bao-cao/phe-duyet\.(?P<kind>csv|xlsx)$", "=csv", see=INSIDE, tells=LINE),
    line("admin/xem/<int:page_id>/", "draft", see=OWN_OFFICE),
    line("admin/trinh-duyet/<int:page_id>/",
         "draft", see=WRITERS, do=WRITERS, body={"policy": "no"}),
    line("admin/rut-lai/<int:page_id>/", "review", see=INSIDE, seen=EITHER, do=INSIDE, changes=WRITERS),
    line("admin/nhap-tu-word/", see=IMPORTERS, do=IMPORTERS, done=SHOWN),
    line("admin/chen-thong-tin/<int:page_id>/", "draft", see=WRITERS),
    line("admin/trang/", see=INSIDE),
    line("admin/trang/<int:page_id>/", "section draft",
         see=STRUCTURE_READERS, do=STRUCTURE_LEADERS, body=put_on_the_portal),
    line("admin/trang/<int:page_id>/go/", "empty section", do=STRUCTURE_LEADERS, body={"reason": "Thừa"}),
    line("admin/trang/<int:page_id>/lay-lai/", "changed section", do=STRUCTURE_WRITERS),
    line("admin/goi-dang/<int:page_id>/", "draft", see=WRITERS, do=WRITERS, body={"when": "now"}),
    line("admin/goi-dang/cho-qua/<int:task_state_id>/", "leader's step", do=LEADERS),
    # What is no emergency bulletin nobody reads there: tests/publishing/views/test_emergency.py.
    line("admin/phat-khan-cap/<int:task_state_id>/", "leader's step", see=NOBODY, do=NOBODY),
    line("admin/phat-khan-cap/", see=at("above", Role.LEADER), do=at("above", Role.LEADER),
         body={"allowed": "1", "legal_basis": "Quyết định số 12/QĐ-BHXH"}),
    line("admin/goi-dang/<int:page_id>/phieu-trinh-duyet.pdf", "draft", see=OWN_OFFICE),
    line("admin/goi-dang/<int:page_id>/<int:place_id>/phieu-doc.pdf",
         "draft, commune of draft", see=OWN_OFFICE),
    line(r"admin/^goi-dang/(?P<page_id>\d+)/phieu/(?P<fingerprint>[0-9a-f]{64})/$",
         "draft, frozen", see=OWN_OFFICE),
    line("admin/ban-chot/<str:sha256>/", "frozen", see=INSIDE),
    line("admin/tai-ban-ve/<int:page_id>/",
         "infographic", see=OWN_OFFICE, do=DRAWERS, body=all_drawings),
    line("admin/tai-ban-ve/dot/<int:pk>/", "stopped drawings",
         see=OWN_OFFICE, do=DRAWERS, unless=REFUSED_OR_HIDDEN, body={"verb": "cancel"}),
    line("admin/tai-ban-ve/dot/<int:pk>/tep.zip", "drawings", see=OWN_OFFICE, unless=HIDDEN),
    line("admin/ap-phich/", see=INSIDE),
    line("admin/ap-phich/<int:pk>/<str:code>/<slug:form>/",
         "release, office code, =poster-a4", see=LINE, unless=HIDDEN),
]
# fmt: on

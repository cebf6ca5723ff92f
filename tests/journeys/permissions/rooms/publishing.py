"""The board, destinations, releases, communes."""

from ..actors import (
    COMMUNE_KEEPERS,
    COMMUNE_READERS,
    INSIDE,
    KEEPERS,
    KEEPERS_ANYWHERE,
    LEADERS,
    LINE,
    LISTENERS_ANYWHERE,
    ON_DUTY,
    OWN_OFFICE,
    SETTLERS,
    STEERERS,
    STOPPERS,
    STOPPERS_ANYWHERE,
    TAKERS_DOWN,
    WRITERS,
)
from ..answers import EITHER, HIDDEN, REFUSED, REFUSED_OR_HIDDEN, SHOWN
from ..table import line

FOUND = {"verb": "found", "found-address": "https://www.facebook.com/1001_2002"}
REASON = {"reason": "Thử ma trận quyền"}


def cancel_queued(world):
    return {"verb": "cancel", "delivery": [world["queued delivery"]], "confirmed": "1"}


def stop_office(world):
    return {"office": world["office"], "reason": "Thử ma trận quyền"}


def remind(world):
    return {"place": [world["commune"]]}


def call(world):
    return {"bulletin": world["bulletin"], "kind": "received", "who": "Lò Văn Thử"}


def add_commune(world):
    return {"office": world["office code"], "code": ["00004"]}


def renew_link(world):
    return {"current": world["link"]}


# fmt: off
LINES = [
    line("admin/theo-doi/", see=INSIDE),
    line("admin/theo-doi/nhieu/", do=INSIDE, changes=STEERERS, body=cancel_queued),
    line(r"admin/^theo-doi/xuat\.(?P<kind>csv|xlsx)$", "=csv", see=INSIDE),
    line("admin/theo-doi/<int:pk>/",
         "unknown delivery", see=LINE, do=SETTLERS, unless=REFUSED_OR_HIDDEN, body=FOUND),
    line("admin/theo-doi/<int:pk>/anh/<int:number>/",
         "unknown delivery, picture number", see=LINE, unless=HIDDEN),
    line("admin/theo-doi/<int:pk>/ban-tin.<slug:form>",
         "heard delivery, =zip", see=LINE, unless=HIDDEN),
    line("admin/cac-dot-dang/dot/<int:pk>/ban-tin/", "release", see=LINE, unless=HIDDEN),
    line("admin/theo-doi/xac-nhan/<int:pk>/anh/", "confirmation", see=LINE, unless=HIDDEN),
    line("admin/cac-dot-dang/<int:page_id>/", "draft", see=OWN_OFFICE),
    line("admin/cac-dot-dang/<int:page_id>/", "live", see=LINE),
    line("admin/hen-gio/", see=INSIDE),
    line("admin/hen-gio/<int:pk>/huy/",
         "scheduled release", see=STEERERS, do=STEERERS, unless=REFUSED_OR_HIDDEN, body=REASON),
    line("admin/go-bai/", see=STOPPERS_ANYWHERE | ON_DUTY),
    line("admin/go-bai/<int:page_id>/", "live",
         see=TAKERS_DOWN | ON_DUTY, do=TAKERS_DOWN | ON_DUTY, body=REASON),
    line("admin/dinh-chinh/<int:page_id>/",
         "draft", see=WRITERS, do=WRITERS, done=SHOWN, body={"wrong": "Số cũ là 1", "right": "Số mới là 2"}),
    line("admin/so-lieu-da-dang/", see=INSIDE, seen=EITHER),
    line("admin/so-lieu-da-dang/<str:code>/",
         "office code", see=OWN_OFFICE, do=LEADERS, done=SHOWN, body={"correct": "1"}),
    line("admin/noi-dang/", see=KEEPERS_ANYWHERE),
    line("admin/noi-dang/them/", see=KEEPERS_ANYWHERE),
    line("admin/noi-dang/them/<str:channel>/",
         "channel", see=KEEPERS_ANYWHERE, do=KEEPERS_ANYWHERE, done=SHOWN),
    line("admin/noi-dang/dung/", see=STOPPERS_ANYWHERE,
         do=STOPPERS_ANYWHERE, done=EITHER, changes=STOPPERS, body=stop_office),
    line("admin/noi-dang/dung/<int:pk>/bo/", "stop", see=STOPPERS, do=STOPPERS, body=REASON),
    line("admin/noi-dang/<int:pk>/",
         "destination", see=KEEPERS, do=KEEPERS, done=SHOWN, unless=REFUSED_OR_HIDDEN),
    line("admin/noi-dang/<int:pk>/kiem-tra/", "destination", do=KEEPERS, done=REFUSED, unless=REFUSED_OR_HIDDEN),
    line("admin/noi-dang/<int:pk>/ket-noi/",
         "destination", see=KEEPERS, do=KEEPERS, done=SHOWN, unless=REFUSED_OR_HIDDEN),
    line("admin/noi-dang/<int:pk>/tam-dung/",
         "destination", see=KEEPERS, do=KEEPERS, unless=REFUSED_OR_HIDDEN, body=REASON),
    line("admin/noi-dang/<int:pk>/dung/", "destination",
         see=STOPPERS, do=STOPPERS, unless=REFUSED_OR_HIDDEN, body=REASON),
    line("admin/noi-dang/<int:pk>/luu-tru/",
         "destination", see=KEEPERS, do=KEEPERS, unless=REFUSED_OR_HIDDEN),
    line("admin/xa/", see=LISTENERS_ANYWHERE),
    line("admin/xa/them/", see=KEEPERS_ANYWHERE, do=KEEPERS, done=EITHER, unless=REFUSED_OR_HIDDEN, body=add_commune),
    line("admin/xa/do-phu/", see=INSIDE),
    line(r"admin/^xa/do-phu/xuat\.(?P<kind>csv|xlsx)$", "=csv", see=INSIDE),
    line("admin/xa/ban-tin/<int:pk>.zip", "office", see=COMMUNE_READERS, unless=HIDDEN),
    line("admin/xa/nhac/", see=LISTENERS_ANYWHERE, do=LISTENERS_ANYWHERE, changes=COMMUNE_KEEPERS, body=remind),
    line("admin/xa/<int:pk>/dien-thoai/", "commune", do=COMMUNE_KEEPERS, unless=HIDDEN, body=call),
    line("admin/xa/phieu/", do=LISTENERS_ANYWHERE, done=EITHER, changes=COMMUNE_KEEPERS),
    line("admin/xa/<int:pk>/", "commune", see=COMMUNE_READERS, unless=HIDDEN),
    line("admin/xa/<int:pk>/duong-dan/",
         "commune", do=COMMUNE_KEEPERS, done=SHOWN, unless=HIDDEN, body=renew_link),
    line("admin/xa/<int:pk>/thu-hoi/", "commune", do=COMMUNE_KEEPERS, unless=HIDDEN),
]
# fmt: on

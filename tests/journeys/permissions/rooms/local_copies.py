"""Local copies: made by the office or the centre, decided about by the office alone."""

from cms.models import Role

from ..actors import LEADERS, OWN_OFFICE, at
from ..table import line

_WRITE = (Role.EDITOR, Role.SECTION_HEAD, Role.LEADER)
WRITERS = at("own", *_WRITE)
RULERS = at("above", *_WRITE)
MAKERS = WRITERS | RULERS | at("other", *_WRITE)

REASON = {"reason": "Thử ma trận quyền"}
RULES = {"rule-0": "locked", "place-0": "field:title", "note-0": "Thử"}

# fmt: off
LINES = [
    line("admin/trung-uong/", see=MAKERS),
    line("admin/trung-uong/<int:page_id>/tao-ban/", "national item", see=MAKERS, do=MAKERS),
    line("admin/trung-uong/<int:page_id>/quy-dinh/", "national item",
         see=RULERS, do=RULERS, body=RULES),
    line("admin/ban-dia-phuong/<int:page_id>/", "local copy", see=OWN_OFFICE),
    line("admin/ban-dia-phuong/<int:page_id>/danh-dau/", "local copy", see=OWN_OFFICE),
    line("admin/ban-dia-phuong/<int:page_id>/tra-ve/", "local copy", do=WRITERS, body={"all": "1"}),
    line("admin/ban-dia-phuong/<int:page_id>/tam-dung/", "local copy", do=WRITERS, body=REASON),
    line("admin/ban-dia-phuong/<int:page_id>/theo-lai/", "suspended copy", do=WRITERS),
    line("admin/ban-dia-phuong/<int:page_id>/tach/", "local copy",
         do=LEADERS, body={**REASON, "sure": "1"}),
]
# fmt: on

"""Languages: files for translators, drafts by machine, glossary, memory, and which languages are on.

Files that somebody brought, and the work behind a screen, are seen by that person alone.
"""

from cms.models import Role

from ..actors import INSIDE, NOBODY, ONLY_ADMIN, Who, anywhere, at
from ..answers import HIDDEN, SHOWN
from ..table import line

_LINGUISTS = (Role.TRANSLATOR, Role.LANGUAGE_REVIEWER)
_EDITORS = (Role.EDITOR, Role.SECTION_HEAD, Role.LEADER)
LINGUISTS: Who = at("own", *_LINGUISTS) | at("above", *_LINGUISTS)
FILES_SEEN: Who = LINGUISTS | at("own", *_EDITORS) | at("above", *_EDITORS) | ONLY_ADMIN
LEADERS_OF_CENTRE: Who = at("above", Role.LEADER)
TERM_WRITERS: Who = anywhere(*_LINGUISTS) | LEADERS_OF_CENTRE
TERM_KEEPERS: Who = at("above", *_LINGUISTS) | LEADERS_OF_CENTRE
MEMORY_READERS: Who = anywhere(*_LINGUISTS, *_EDITORS) | ONLY_ADMIN
OF_OTHER: Who = at("other")
UNIT_READERS: Who = MEMORY_READERS - OF_OTHER
UNIT_KEEPERS: Who = (anywhere(Role.LANGUAGE_REVIEWER) - OF_OTHER) | LEADERS_OF_CENTRE
MEMORY_BRINGERS: Who = anywhere(Role.LANGUAGE_REVIEWER) | LEADERS_OF_CENTRE
SWITCHERS: Who = LEADERS_OF_CENTRE | ONLY_ADMIN

# fmt: off
LINES = [
    line("admin/dich/<int:request_id>/tep/",
         "translation request", see=FILES_SEEN, do=LINGUISTS, done=SHOWN),
    line("admin/dich/<int:request_id>/tep/<str:kind>/",
         "translation request, =docx", see=FILES_SEEN),
    line("admin/dich/<int:request_id>/may/", "translation request", do=LINGUISTS),
    line("admin/dich/tep/<int:errand_id>/",
         "translator's file", see=NOBODY, do=NOBODY, unless=HIDDEN),
    line("admin/dich/viec/<int:errand_id>/", "work behind", see=NOBODY, do=NOBODY, unless=HIDDEN),
    line("admin/dich/viec/<int:errand_id>/tai/", "work behind", see=NOBODY, unless=HIDDEN),
    line("admin/thuat-ngu/", see=INSIDE),
    line("admin/thuat-ngu/moi/", see=TERM_WRITERS, do=TERM_WRITERS, done=SHOWN),
    line("admin/thuat-ngu/nhap/", see=TERM_KEEPERS, do=TERM_KEEPERS, done=SHOWN),
    line("admin/thuat-ngu/nhap/<int:errand_id>/",
         "glossary file", see=NOBODY, do=NOBODY, unless=HIDDEN),
    line("admin/thuat-ngu/xuat/<str:kind>/", "=csv", see=INSIDE),
    line("admin/thuat-ngu/<int:term_id>/", "term", see=INSIDE),
    line("admin/thuat-ngu/<int:term_id>/sua/",
         "term", see=TERM_KEEPERS, do=TERM_KEEPERS, done=SHOWN),
    line("admin/thuat-ngu/<int:term_id>/xoa/",
         "term", do=LEADERS_OF_CENTRE, body={"reason": "Trùng"}),
    line("admin/thuat-ngu/<int:term_id>/<str:language>/",
         "term, =km", see=TERM_WRITERS, do=TERM_WRITERS, body={"preferred": "x", "seen": ""}),
    line("admin/bo-nho-dich/", see=MEMORY_READERS),
    line("admin/bo-nho-dich/<int:unit_id>/",
         "memory unit", see=UNIT_READERS, do=UNIT_KEEPERS, body={"reason": "Sai"}),
    line("admin/bo-nho-dich/xuat/", do=MEMORY_READERS, body={"language": "km", "scope": "0"}),
    line("admin/bo-nho-dich/nhap/", see=MEMORY_BRINGERS, do=MEMORY_BRINGERS, done=SHOWN),
    line("admin/ngon-ngu/", see=INSIDE),
    line("admin/ngon-ngu/<str:code>/", "=km", see=INSIDE, do=SWITCHERS, body={"on": "1"}),
]
# fmt: on

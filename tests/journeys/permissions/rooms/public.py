"""What readers, communes and crawlers see."""

from ..actors import EVERYBODY, LINE, NOBODY
from ..answers import HIDDEN, LOGIN, SHOWN
from ..table import line

RECEIVED = {"kind": "received", "name": "Lò Văn Phát", "position": "Cán bộ đài"}

# fmt: off
LINES = [
    line("healthz", see=EVERYBODY),
    line("robots.txt", see=EVERYBODY),
    line("sitemap.xml", see=EVERYBODY),
    line(r"documents/^(\d+)/(.*)$", "file, file name", see=LINE, do=LINE, done=SHOWN, unless=HIDDEN),
    line("documents/authenticate_with_password/<int:restriction_id>/",
         "=1", see=NOBODY, do=NOBODY, unless=HIDDEN),
    line("loa/<str:token>/", "token", see=EVERYBODY, public=True),
    line("loa/<str:token>/huong-dan/", "token", see=EVERYBODY, public=True),
    line("loa/<str:token>/<str:name>.zip", "token, =2026-tuan-01", see=EVERYBODY, public=True),
    line("loa/<str:token>/<uuid:key>/",
         "token, bulletin", see=EVERYBODY, do=EVERYBODY, public=True, body=RECEIVED),
    line("loa/<str:token>/<uuid:key>/nghe/<str:name>",
         "token, bulletin, bulletin sound", see=EVERYBODY, public=True),
    line("loa/<str:token>/<uuid:key>/ban-tin.<slug:form>",
         "token, bulletin, =zip", see=EVERYBODY, public=True),
    line("media/the-chia-se/<int:page_id>.png", "live", see=EVERYBODY, public=True),
    line("do-hoa/<int:page_id>/<str:code>/<slug:form>/",
         "live, office code, =square", see=EVERYBODY, public=True),
    line("media/images/<path:path>", "rendition", see=LINE, unless=HIDDEN),
    line("media/ban-ghi/<int:pk>/tep/<str:name>",
         "recording, recording name", see=LINE, unless=HIDDEN),
    line("media/ban-ghi/<int:pk>/anh/<str:sha256>.jpg",
         "recording, poster", see=LINE, unless=HIDDEN),
    line("media/ban-ghi/<int:pk>/phu-de.vtt", "recording", see=LINE, unless=HIDDEN),
    line("tim-kiem/", see=EVERYBODY),
    line("_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
         "=1, draft", see=NOBODY, do=NOBODY, unless=HIDDEN),
    line("_util/login/", see=EVERYBODY, do=EVERYBODY, seen=LOGIN, done=LOGIN),
    line(r"^((?:[\w\-]+/)*)$", "=", see=EVERYBODY, do=EVERYBODY, done=SHOWN),
]
# fmt: on

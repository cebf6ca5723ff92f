"""The first screen, the login and what every screen of the admin uses."""

from ..actors import EVERYBODY, INSIDE, NOBODY, WRITERS
from ..answers import EITHER, HIDDEN, LOGIN, SHOWN
from ..table import line

# fmt: off
LINES = [
    line("admin/", see=INSIDE),
    line("admin/test404/", see=INSIDE),
    line("admin/failwhale/", see=NOBODY, do=NOBODY, unless=HIDDEN),
    line("admin/account/", see=INSIDE, do=INSIDE, done=SHOWN),
    line("admin/logout/", do=INSIDE, done=LOGIN),
    line("admin/dismissibles/", see=INSIDE),
    line("admin/editing-sessions/ping/<str:app_label>/<str:model_name>/<str:object_id>/<int:session_id>/",
         "cms, article, draft, session", do=WRITERS, done=SHOWN, unless=HIDDEN),
    line("admin/editing-sessions/release/<int:session_id>/", "session", do=INSIDE, done=SHOWN),
    line("admin/block-preview/", see=NOBODY, unless=HIDDEN),
    line("admin/sprite/", see=EVERYBODY, do=EVERYBODY, done=SHOWN),
    line("admin/login/", see=EVERYBODY, seen=EITHER, do=EVERYBODY, done=SHOWN),
    line("admin/password_reset/", see=EVERYBODY, do=EVERYBODY, done=SHOWN),
    line("admin/password_reset/done/", see=EVERYBODY),
    line("admin/password_reset/confirm/<uidb64>/<token>/",
         "=MQ, token", see=EVERYBODY, do=EVERYBODY, done=SHOWN),
    line("admin/password_reset/complete/", see=EVERYBODY),
    line("admin/jsi18n/", see=EVERYBODY),
    line("admin/^.*/$", see=NOBODY, do=NOBODY, unless=HIDDEN),
]
# fmt: on

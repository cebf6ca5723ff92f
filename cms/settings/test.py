"""Settings of the test suite: the demo's, made quick and closed."""

import atexit
import shutil
import tempfile
from pathlib import Path

from .base import LOGGING
from .demo import *  # noqa: F403  settings are layered by import, as Django documents

_folder = Path(tempfile.mkdtemp(prefix="loa-test-"))
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
MEDIA_ROOT = _folder / "media"
FROZEN_MEDIA_ROOT = _folder / "frozen"
LOA_PIECE_CACHE = _folder / "pieces"
LOA_BULK_DRAWINGS = _folder / "drawings"
LEDGER_ANCHORS = _folder / "anchors" / "heads.txt"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CELERY_BROKER_URL = "memory://"
STORAGES = {
    "default": {"BACKEND": "media_assets.storage.Originals"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
GRAPH_API_BASE_URL = "http://127.0.0.1:9/"  # nothing listens; a test names its own sandbox
LOGGING["root"]["level"] = "WARNING"

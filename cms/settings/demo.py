"""The embedded default: one folder, one machine, no server but our own processes."""

from datetime import timedelta

from .base import *  # noqa: F403  settings are layered by import, as Django documents
from .base import DATA_DIR, env

DEBUG = env.flag("LOA_DEBUG", default=False)
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *env.items("LOA_ALLOWED_HOSTS")]
# Published in the source: production refuses it (see production.py).
SECRET_KEY = env.text("SECRET_KEY", "demo-only-key-" + "0" * 40)
LOA_SECRET_KEYS = env.items("LOA_SECRET_KEYS", "demo-only-credentials-key-" + "0" * 24)

SANDBOX_URL = env.text("LOA_SANDBOX_URL", "http://127.0.0.1:8001")
GRAPH_API_BASE_URL = env.text("GRAPH_API_BASE_URL", SANDBOX_URL + "/")
LOA_OUTBOUND_EXCEPTIONS = env.items("LOA_OUTBOUND_EXCEPTIONS", "127.0.0.1,localhost")
LOA_MACHINE_TRANSLATION = env.text("LOA_MACHINE_TRANSLATION", "translations.machine.dummy.Dummy")
LOA_SWEEP_EVERY = timedelta(seconds=env.number("LOA_SWEEP_EVERY", 2))

for folder in ("broker", "mail", "media", "frozen", "static"):
    (DATA_DIR / folder).mkdir(parents=True, exist_ok=True)

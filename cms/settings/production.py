"""Production: everything that matters comes from the environment, nothing has a demo default."""

from .base import *  # noqa: F403  settings are layered by import, as Django documents
from .base import GRAPH_API_BASE_URL, LOA_PROXIES, env
from .refusals import refuse_demo_values

DEBUG = False
ALLOWED_HOSTS = env.items("LOA_ALLOWED_HOSTS")
SECRET_KEY = env.text("SECRET_KEY")
LOA_SECRET_KEYS = env.items("LOA_SECRET_KEYS") or [env.text("LOA_SECRET_KEYS")]
WAGTAILADMIN_BASE_URL = env.text("LOA_BASE_URL")
CELERY_BROKER_URL = env.text("CELERY_BROKER_URL")
# What Wagtail remembers, shared by all web processes. In the database unless a Redis is named: then
# pages do not depend on one more server. Limits are not counted in it (cms/limits.py).
LOA_CACHE_URL = env.text("LOA_CACHE_URL", "")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends."
        + ("redis.RedisCache" if LOA_CACHE_URL else "db.DatabaseCache"),
        "LOCATION": LOA_CACHE_URL or "loa_cache",
        "KEY_PREFIX": "loa",
        **({} if LOA_CACHE_URL else {"OPTIONS": {"MAX_ENTRIES": 10_000}}),
    }
}

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = int(env.number("EMAIL_PORT", 25))
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=False)

SECURE_SSL_REDIRECT = env.flag("LOA_SSL_REDIRECT", default=True)
# Without a proxy of ours anybody may send this header.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if LOA_PROXIES > 0 else None
SECURE_HSTS_SECONDS = 31_536_000
# Off, other names of the agency may go on without https; once browsers list it, it binds for months.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.flag("LOA_HSTS_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = SECURE_HSTS_INCLUDE_SUBDOMAINS
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
CSRF_TRUSTED_ORIGINS = env.items("LOA_TRUSTED_ORIGINS")

refuse_demo_values(
    secret_key=SECRET_KEY,
    credential_keys=LOA_SECRET_KEYS,
    platform=GRAPH_API_BASE_URL,
    site=WAGTAILADMIN_BASE_URL,
)

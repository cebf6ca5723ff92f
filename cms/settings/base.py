"""Settings that every way of running shares."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import dj_database_url
import django.conf.locale
from django.utils.translation import gettext_lazy as _
from kombu import Exchange, Queue

from cms import languages

from . import env

BASE_DIR = Path(__file__).resolve().parents[2]
DATA_DIR = Path(env.text("LOA_DATA_DIR", str(BASE_DIR / "var"))).resolve()

django.conf.locale.LANG_INFO.update(languages.lang_info())

INSTALLED_APPS = [
    "cms",
    "media_assets",
    "translations",
    "publishing",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.contrib.table_block",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "cms.quiet_admin.QuietAdminConfig",  # wagtail.admin
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "cms.idle_sessions.IdleSessionMiddleware",
    "cms.second_factor.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.middleware.ContentSecurityPolicyMiddleware",
    "cms.forged_requests.ForgedRequestMiddleware",
    "cms.middleware.RefusalMiddleware",
    "cms.posted.StorableJsonMiddleware",
    "publishing.storage_failures.StorageFailureMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
AUTH_USER_MODEL = "cms.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES = {
    "default": dj_database_url.parse(
        env.text("DATABASE_URL", f"sqlite:///{DATA_DIR / 'loa.sqlite3'}"),
        conn_max_age=60,
        conn_health_checks=True,  # after a restart of the database server nobody sees a fault
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # With Django's defaults, concurrent publishing processes meet "database is locked".
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
    DATABASES["default"]["CONN_MAX_AGE"] = 0

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]
LOGIN_URL = "wagtailadmin_login"

# --- languages and time -------------------------------------------------------------------
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"  # stored in UTC, entered and shown in Vietnam's time
LANGUAGE_CODE = languages.DEFAULT
LANGUAGES = [(language.code, language.name_vi) for language in languages.LANGUAGES]
LOCALE_PATHS = [BASE_DIR / "cms" / "locale"]
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
WAGTAIL_USER_TIME_ZONES = ["Asia/Ho_Chi_Minh"]
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
FORMAT_MODULE_PATH = ["cms.formats"]
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_TIME_FORMAT = "%H:%M"

# --- files --------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
# What was approved is frozen here, by checksum; nothing under it has a public address.
FROZEN_MEDIA_ROOT = DATA_DIR / "frozen"
# Drawings of designed pieces, by what they depend on; may be deleted at any time.
LOA_PIECE_CACHE = DATA_DIR / "pieces"
LOA_PIECE_CACHE_BYTES = int(env.number("LOA_PIECE_CACHE_MB", 2000) * 1024 * 1024)
# Drawings that somebody ordered, and their ZIPs; nothing under it has a public address.
LOA_BULK_DRAWINGS = DATA_DIR / "drawings"
# Heads of the ledgers, a few lines a day: finds an older copy of the database, heads and all.
LEDGER_ANCHORS = DATA_DIR / "anchors" / "heads.txt"
STORAGES = {
    "default": {"BACKEND": "media_assets.storage.Originals"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Wagtail ------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Loa"
WAGTAILADMIN_BASE_URL = env.text("LOA_BASE_URL", "http://127.0.0.1:8000")
WAGTAILIMAGES_IMAGE_MODEL = "media_assets.Picture"
WAGTAILDOCS_DOCUMENT_MODEL = "media_assets.Attachment"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.released_media.PictureForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.released_media.AttachmentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []  # a document is always downloaded
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "odt", "ods", "zip", "txt", "csv"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILIMAGES_MAX_UPLOAD_SIZE = (
    40 * 1024 * 1024
)  # asked of in the browser; media_assets.intake holds it
# Of what may be offered; what a file is, its content says. Only JPEG and PNG are stored.
WAGTAILIMAGES_EXTENSIONS = "avif gif heic heif jfif jpeg jpg png svg webp".split()
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_WORKFLOW_ENABLED = True
# Publishing an older approved revision must not cancel the correction that is in review.
WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH = False
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "publishing.handover.finish_workflow"
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "cms.rich_text_area.RichTextArea"}}
WAGTAIL_AUTOSAVE_INTERVAL = 5000  # milliseconds; a single SQLite writer serves everybody
WAGTAIL_MODERATION_ENABLED = False
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_USER_LOGIN_FORM = "cms.login.StaffLoginForm"
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "cms.login.StaffPasswordResetForm"  # noqa: S105  a class
# "simple": PostgreSQL's own language would drop "the" (thẻ) as an English article.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "cms.search_backend", "SEARCH_CONFIG": "simple"}}
# Who computes what an approver sees and signs: cms knows nothing of publishing.
LOA_PACKAGE_FINGERPRINT = "publishing.package.fingerprint_of"
LOA_PACKAGE_PROBLEMS = "publishing.package.problems_of"
LOA_COPY_PROBLEMS = "translations.copies.readiness.problems_of"
LOA_PACKAGE_SUMMARY = "publishing.views.package.summary_html"
LOA_PACKAGE_AUTHORS = "publishing.services.packages.authors_of"
LOA_APPROVED = "publishing.emergency.check_second"
LOA_FACT_USES = "publishing.fact_uses.uses_html"
# What a change of an item means for its translations: cms knows nothing of them either.
LOA_MINOR_EDIT_QUESTION = "translations.minor_edits.question_about"
LOA_MINOR_EDIT = "translations.minor_edits.declare"
# And for the offices that have a local copy of it.
LOA_CHANGE_QUESTION = "translations.rolling.declaring.question_about"
LOA_CHANGE = "translations.rolling.declaring.declare"
# Whoever corrects more of the words than this would be the author, and could not approve the item.
LOA_CORRECTION_MOST_PERCENT = env.number("LOA_CORRECTION_MOST_PERCENT", 10)

# Working hours (a working day has 24) that a step may wait: then its approvers are reminded, every
# working day anew, and it counts as overdue.
LOA_REMIND_AFTER = env.hours("LOA_REMIND_AFTER_HOURS", "24")
LOA_OVERDUE_AFTER = env.hours("LOA_OVERDUE_AFTER_HOURS", "48")
LOA_DAYS_OFF = env.days("LOA_DAYS_OFF")
# Days before the last one of a fact at which its office is reminded; once more when it has ended.
LOA_FACT_REMIND_DAYS = env.whole_numbers("LOA_FACT_REMIND_DAYS", "14,3")

# --- mail ---------------------------------------------------------------------------------
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
DEFAULT_FROM_EMAIL = env.text("LOA_FROM_EMAIL", "loa@localhost")

# --- publishing ---------------------------------------------------------------------------
# Voices that read bulletins, the first that speaks a language first (publishing/voices/provider.py).
LOA_VOICES = env.items(
    "LOA_VOICES", "publishing.voices.espeak.Espeak,publishing.voices.people.People"
)
LOA_SOUND_PROFILES = env.items("LOA_SOUND_PROFILES", "light,standard,wav")
PUBLISHING_CHANNELS = [
    "publishing.channels.portal.PortalChannel",
    "publishing.channels.facebook.FacebookChannel",
    "publishing.channels.loudspeaker.LoudspeakerChannel",
    "publishing.channels.byhand.ByHandChannel",
    "publishing.channels.stationhttps.StationHttpsChannel",
    "publishing.channels.stationmqtt.StationMqttChannel",
    "publishing.channels.stationmail.StationMailChannel",
]
GRAPH_API_BASE_URL = env.text("GRAPH_API_BASE_URL", "https://graph.facebook.com/")
GRAPH_API_VERSION = env.text("GRAPH_API_VERSION", "v25.0")
# How long a Facebook post may stay invisible before its absence counts as proved.
LOA_FACEBOOK_ABSENCE = timedelta(seconds=env.number("LOA_FACEBOOK_ABSENCE_SECONDS", 900))
# Hosts that may be private or loopback addresses for outbound requests, for example the sandbox.
LOA_OUTBOUND_EXCEPTIONS = env.items("LOA_OUTBOUND_EXCEPTIONS")
# Hosts of stations' systems that bulletins may be pushed to; a destination names one of them.
LOA_STATION_HOSTS = env.items("LOA_STATION_HOSTS")
LOA_CALL_DEADLINE = timedelta(seconds=env.number("LOA_CALL_DEADLINE", 60))
LOA_LEASE = timedelta(seconds=env.number("LOA_LEASE", 120))
LOA_RETRY_BASE = timedelta(seconds=env.number("LOA_RETRY_BASE", 30))
LOA_RETRY_MAX = timedelta(seconds=env.number("LOA_RETRY_MAX", 3600))
LOA_MAX_ATTEMPTS = int(env.number("LOA_MAX_ATTEMPTS", 10))
# Seconds after which the platform is asked about what is unknown; the last one is repeated.
LOA_FIND_SCHEDULE = [
    timedelta(seconds=float(seconds)) for seconds in env.items("LOA_FIND_SCHEDULE", "60,300,900")
]
LOA_SWEEP_EVERY = timedelta(seconds=env.number("LOA_SWEEP_EVERY", 10))
LOA_COMMUNE_LINK_VALID = timedelta(days=env.number("LOA_COMMUNE_LINK_VALID_DAYS", 365))
# Proxies of ours before the web server: each adds the caller's address to X-Forwarded-For.
LOA_PROXIES = int(env.number("LOA_PROXIES", 0))

# --- translations ---------------------------------------------------------------------------
LOA_MACHINE_TRANSLATION = env.text("LOA_MACHINE_TRANSLATION", "")  # a Translator; empty: none
LOA_LIBRETRANSLATE_URL = env.text("LOA_LIBRETRANSLATE_URL", "")
LOA_LIBRETRANSLATE_KEY = env.text("LOA_LIBRETRANSLATE_KEY", "")

# --- Celery: a wake-up only; the delivery rows are the queue of record ----------------------
CELERY_BROKER_URL = env.text("CELERY_BROKER_URL", "loafs://localhost//")
CELERY_BROKER_FOLDER = DATA_DIR / "broker"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "UTC"
# Workers take from both in turn, so that the clock does not stop while deliveries are many.
CELERY_TASK_QUEUES = [Queue(name, Exchange(name), routing_key=name) for name in ("celery", "clock")]
CELERY_TASK_ROUTES = {"publishing.tasks.sweep": {"queue": "clock"}}

# --- security -------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"  # Wagtail lets its previews be framed by itself
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 8 * 3600
LOA_IDLE_MINUTES = env.number("LOA_IDLE_MINUTES", 60)
LOA_SECOND_FACTOR = env.text("LOA_SECOND_FACTOR", "")
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"commune_tokens": {"()": "publishing.log_redaction.RedactCommuneTokens"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["commune_tokens"],
        }
    },
    # Django's own handlers would write addresses as they are.
    "loggers": {
        "django": {"handlers": [], "level": "INFO"},
        "django.server": {"handlers": [], "level": "INFO", "propagate": True},
    },
    "root": {"handlers": ["stderr"], "level": env.text("LOA_LOG_LEVEL", "INFO")},
}

ADMIN_TITLE = _("Loa – editorial and publishing system")

"""Django's settings, made from `pipeline.settings`: one office on one machine unless told otherwise.

`CONGVAN_DATABASE_URL` chooses PostgreSQL, `CONGVAN_HTTPS` shuts what only an encrypted connection can shut.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.core.management.utils import get_random_secret_key

from pipeline.settings import settings
from tracking import signon
from tracking.mail import mail

HERE = Path(__file__).resolve().parent
OURS = settings()


def secret_key(home: Path) -> str:
    """The installation's key, made at first start and readable by its owner only."""
    home.mkdir(parents=True, exist_ok=True)
    path = home / "secret.key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        key = get_random_secret_key()
        file.write(key)
    return key


def database(url: str) -> dict[str, Any]:
    """Django's description of the database at `url`.

    SQLite: write-ahead log, so that readers never wait; a transaction takes the write lock at once, so that two
    writers queue instead of failing; commits reach the disk, since a file is moved only after its row is written.
    Each thread that answers pages has a connection of its own, so what one keeps in memory counts as often as there
    are threads: 16 MB of pages and no mapped file, where 64 MB and a map of 256 MB made a worker look like 3 GB.
    PostgreSQL: no just-in-time compiling, which costs a second for questions that are answered in milliseconds.
    """
    found: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    if found["ENGINE"] == "django.db.backends.sqlite3":
        found["CONN_MAX_AGE"] = None
        found["OPTIONS"] = {
            "timeout": 60,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            "PRAGMA cache_size=-16000; PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY;",
        }
    elif found["ENGINE"] == "django.db.backends.postgresql":
        found.setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
    return found


SECRET_KEY = secret_key(OURS.home)
_added, _backends, _apps = signon.sources(OURS.home)
globals().update(_added | mail(OURS.home))
DEBUG = False
ALLOWED_HOSTS = [host.strip() for host in OURS.allowed_hosts.split(",") if host.strip()]
ROOT_URLCONF = "tracking.urls"
WSGI_APPLICATION = "tracking.wsgi.application"
ASGI_APPLICATION = "tracking.asgi.application"
DATABASES = {"default": database(OURS.database)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "tracking",
    "tracking.desk",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "simple_history",
    "axes",
    "ninja",
    *_apps,
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "tracking.limiting.limited",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

SITE_ADDRESS = (OURS.site or f"http://{OURS.host}:{OURS.port}").rstrip("/")

LANGUAGE_CODE = "vi"
TIME_ZONE = OURS.time_zone
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = "tracking.formats"

AUTH_USER_MODEL = "tracking.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    *_backends,
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "/dang-nhap/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = LOGIN_URL

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_LOCKOUT_TEMPLATE = "desk/locked.html"
AXES_HTTP_RESPONSE_CODE = 429
AXES_CLIENT_IP_CALLABLE = "tracking.limiting.address"

REQUESTS_A_MINUTE = {"read": 1200, "write": 120, "upload": 30, "export": 30, "open": 60}

STATIC_URL = "/static/"
STATIC_ROOT = OURS.home / "staticfiles"
STATIC_ROOT.mkdir(exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True  # an installation works before anyone has run collectstatic

SESSION_COOKIE_AGE = 12 * 3600  # a working day: an office's machine is shared
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = OURS.https
SECURE_SSL_REDIRECT = OURS.https
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if OURS.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = OURS.https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if OURS.https else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"  # the one view whose page is framed says so itself (xframe_options_sameorigin)
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if OURS.https and host != "*"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True
NINJA_PAGINATION_PER_PAGE = 100

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

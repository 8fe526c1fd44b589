"""Settings of the site. Everything a district may set is an environment variable of MINGJIAN_*."""

import os
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from mingjian.home.database import Role, address
from mingjian.home.paths import home
from mingjian.home.secrets import secret


def _flag(name: str, *, default: bool) -> bool:
    return os.environ.get(name, "1" if default else "0").lower() in {"1", "yes", "true", "on"}


def _role() -> Role:
    role = os.environ.get("MINGJIAN_DATABASE_ROLE", "app")
    if role not in {"app", "owner"}:
        raise ImproperlyConfigured("MINGJIAN_DATABASE_ROLE is app or owner")
    return "owner" if role == "owner" else "app"


def _policy_folders() -> list[Path]:
    """The packs: MINGJIAN_POLICIES (paths, separated as in PATH), else those of the project."""
    given = os.environ.get("MINGJIAN_POLICIES", "")
    if given:
        return [Path(part) for part in given.split(os.pathsep)]
    shipped = Path(__file__).resolve().parents[3] / "policies"
    return [shipped / name for name in ("national", "zhejiang", "zhenhai-2019")]


SOURCE = Path(__file__).resolve().parents[1]
DEBUG = False
TESTING = False
SECRET_KEY = os.environ.get("MINGJIAN_SECRET_KEY") or secret(home(), "django-secret")
ALLOWED_HOSTS = os.environ.get("MINGJIAN_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("MINGJIAN_ORIGINS", "").split(",") if o]

ROOMS = (
    "policy",
    "accounts",
    "evidence",
    "registry",
    "ledger",
    "intake",
    "papers",
    "effects",
    "cases",
    "checks",
    "publication",
    "web",
)
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "procrastinate.contrib.django",
    *(f"mingjian.{room}" for room in ROOMS),
]
# The check is asked thousands of times a second by machines with keys: it needs no session, no
# language switch, no CSRF. `wsgi.py` runs paths under /api/v1/ with the lean chain.
API_MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "mingjian.site.urls"
WSGI_APPLICATION = "mingjian.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SOURCE / "web" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
            ],
        },
    }
]

_database = address(_role())
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _database.name,
        "USER": _database.user,
        "PASSWORD": _database.password,
        "HOST": _database.host,
        "PORT": _database.port,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            # The backend prepares nothing by itself; the two options only work together.
            "server_side_binding": True,
            "prepare_threshold": 1,
            **({"options": _database.options} if _database.options else {}),
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.Account"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
CSRF_FAILURE_VIEW = "mingjian.web.problems.form_expired"
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 8 * 3600  # a working day
SESSION_COOKIE_SECURE = _flag("MINGJIAN_HTTPS", default=False)
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SESSION_COOKIE_SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [SOURCE / "web" / "locale"]
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATIC_ROOT = home().root / "static"
STATICFILES_DIRS = [SOURCE / "web" / "static"]
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
FILE_UPLOAD_TEMP_DIR = home().work

# Notices by e-mail: smtp://user:password@host:587 (STARTTLS), smtps:// for TLS from the first byte.
# Without it no mail can leave, and the sender of a notice is told so.
_SMTP = urlsplit(os.environ.get("MINGJIAN_SMTP", "smtp://localhost"))
EMAIL_HOST = _SMTP.hostname or "localhost"
EMAIL_USE_SSL = _SMTP.scheme == "smtps"
EMAIL_USE_TLS = _SMTP.scheme == "smtp" and bool(_SMTP.username)
EMAIL_PORT = _SMTP.port or (465 if EMAIL_USE_SSL else 587 if EMAIL_USE_TLS else 25)
EMAIL_HOST_USER = unquote(_SMTP.username or "")
EMAIL_HOST_PASSWORD = unquote(_SMTP.password or "")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("MINGJIAN_MAIL_FROM", f"mingjian@{EMAIL_HOST}")
# Only the worker imports the work (`worker.py`); who queues a job names it.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = None
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {
        "handlers": ["console"],
        "level": os.environ.get("MINGJIAN_LOG_LEVEL", "WARNING"),
    },
}

# What the platform promises in public.
MINGJIAN_POLICIES = _policy_folders()
# Law 6: when the log has not been sealed for longer than this, no check is answered.
MINGJIAN_SEAL_LIMIT_SECONDS = int(os.environ.get("MINGJIAN_SEAL_LIMIT_SECONDS", "300"))
# The name under which checkpoints are signed (C2SP origin line).
MINGJIAN_LOG_ORIGIN = os.environ.get("MINGJIAN_LOG_ORIGIN", "mingjian.example/zhenhai")
# Where the near witness keeps what it saw; best on another machine or a medium of its own.
MINGJIAN_WITNESS = os.environ.get("MINGJIAN_WITNESS") or None
# The public pages, where nobody signs in: requests a minute that one address is served (0: all).
MINGJIAN_PUBLIC_A_MINUTE = int(os.environ.get("MINGJIAN_PUBLIC_A_MINUTE", "60"))
# The networks of our own proxies: only what they write into X-Forwarded-For and X-Forwarded-Proto
# is believed (`web/visitor.py`, `site/scheme.py`).
MINGJIAN_PROXIES = [
    ip_network(one.strip())
    for one in os.environ.get("MINGJIAN_PROXIES", "").split(",")
    if one.strip()
]
MINGJIAN_LARGEST_FILE = int(os.environ.get("MINGJIAN_LARGEST_FILE", str(1024**3)))
# Workbooks that came out of bulk work: days for which one stays on disk after somebody last asked
# for it. Later it is made again.
MINGJIAN_RESULT_DAYS = int(os.environ.get("MINGJIAN_RESULT_DAYS", "30"))

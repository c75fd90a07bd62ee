"""Settings of the portal. Every difference between machines comes from the environment.

Two modes, one code: «rehearsal» (SQLite, embedded broker, local mail sink, a clock that stands) and
«production». See `.env.example` for every variable and `docs/operations.md` for what they mean.
"""

import os
from datetime import datetime, timedelta
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from coop_portal.environment import Environment

BASE_DIR = Path(__file__).resolve().parent.parent

env = Environment.read(os.environ, BASE_DIR)
PORTAL_REHEARSAL = env.rehearsal
# Everything that a run makes.
VAR_DIR = env.var_dir
REHEARSAL_START = datetime.fromisoformat("2021-08-02T08:00:00+07:00")

DEBUG = False
SECRET_KEY = env.secret_key
SECRET_KEY_FALLBACKS = env.secret_key_fallbacks
ALLOWED_HOSTS = env.allowed_hosts
CSRF_TRUSTED_ORIGINS = env.trusted_origins
# Absolute links in letters and mail come from here, never from the Host header of a request.
SITE_URL = env.site_url
# The web server's (coop_portal.gunicorn).
WEB_PORT = env.port
WEB_PROCESSES = env.web_processes

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "django_htmx",
    "deadlines",
    "accounts",
    "outbox",
    "dispatches",
    "districts",
    "partners",
    "consultations",
    "coop_portal",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "coop_portal.middleware.KeepToItself",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "coop_portal.middleware.RefuseMalformed",
    "coop_portal.middleware.RingOutbox",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "coop_portal.middleware.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.KeepOutOfCaches",
    "accounts.middleware.EndOldSession",
    "consultations.middleware.KeepToLink",
    "accounts.middleware.AskToSignIn",
    "accounts.middleware.AskForNewPassword",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "coop_portal.urls"
WSGI_APPLICATION = "coop_portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "coop_portal.context.portal",
            ],
        },
    },
]

DATABASES = {"default": env.database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "full_name", "email"]},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "accounts:sign_in"

# Months without any activity after which a relation counts as silent.
SILENT_MONTHS = 6

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
FORMAT_MODULE_PATH = ["coop_portal.formats"]
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
# A rehearsal serves the files where they lie; production collects them (docs/operations.md).
WHITENOISE_USE_FINDERS = env.rehearsal
NODE_MODULES = BASE_DIR / "node_modules"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("vendor/bootstrap", NODE_MODULES / "bootstrap" / "dist"),
    ("vendor/bootstrap-icons", NODE_MODULES / "bootstrap-icons" / "font"),
    ("vendor/be-vietnam-pro", NODE_MODULES / "@fontsource" / "be-vietnam-pro"),
]
MEDIA_ROOT = env.files_dir
STORAGES = {
    "default": {"BACKEND": "dispatches.storage.WholeFileStorage"},
    "staticfiles": {"BACKEND": env.static_storage},
}
# A phone's photographs of a signed page and a scanned letter fit; a larger body is refused earlier.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 10
BODY_LIMIT = 210 * 1024 * 1024  # that many files of the largest size (dispatches.uploads)

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "coop_portal.views.errors.csrf_failure"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = not env.rehearsal
SECURE_SSL_REDIRECT = not env.rehearsal
SESSION_COOKIE_NAME = "sessionid" if env.rehearsal else "__Host-sessionid"
CSRF_COOKIE_NAME = "csrftoken" if env.rehearsal else "__Host-csrftoken"
SECURE_HSTS_SECONDS = 0 if env.rehearsal else 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not env.rehearsal
SECURE_PROXY_SSL_HEADER = env.proxy_ssl_header
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        # The letter's live preview is the portal's own PDF in a frame.
        "frame-src": ["'self'"],
        "object-src": ["'none'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    },
}

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours: a locked-out district must be able to answer on deadline day
AXES_CLIENT_IP_CALLABLE = "accounts.visitors.address"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "accounts/locked_out.html"
AXES_VERBOSE = False

CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

EMAIL_HOST = env.mail["EMAIL_HOST"]
EMAIL_PORT = env.mail["EMAIL_PORT"]
EMAIL_HOST_USER = env.mail["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = env.mail["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = env.mail.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = env.mail.get("EMAIL_USE_SSL", False)
EMAIL_BACKEND = "outbox.smtp.Backend"
EMAIL_TIMEOUT = 20  # seconds, for each step of SMTP
# How long a worker may hold a message; longer than all steps of SMTP in a row usually take.
OUTBOX_LEASE = timedelta(seconds=15 * EMAIL_TIMEOUT)
DEFAULT_FROM_EMAIL = env.mail_from
# A larger document is not attached but linked. In a mail it grows by 37 % (Base64 in lines of 76),
# and Postfix takes 10,240,000 bytes unless somebody set it otherwise: 7 MiB become 10,044,000.
DELIVERY_ATTACHMENT_LIMIT = 7 * 1024 * 1024

# Uploads are shown to this scanner first; empty: to none, and the health page says so.
MALWARE_SCANNER = env.malware_scanner
MALWARE_SCANNER_TIMEOUT = 30  # seconds, for each step of the talk
# What the uploads of one unit may take up.
UNIT_STORAGE_LIMIT = env.unit_storage_mib * 1024 * 1024

# Events are told to addresses of the public network only, over https; a rehearsal has no other.
WEBHOOKS_TO_OWN_NETWORK = env.rehearsal

CELERY_BROKER_URL = env.broker_url
CELERY_BROKER_USE_SSL = CELERY_REDIS_BACKEND_USE_SSL = env.broker_tls
# Nobody asks for a task's result but who moves the rehearsal's clock.
CELERY_RESULT_BACKEND = env.broker_url
CELERY_RESULT_EXPIRES = 3600
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# The broker is a doorbell: a web request never waits for it.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 1,
    "max_retries": 0,  # else kombu goes on for six seconds to reach a broker that is not there
    "socket_timeout": 5,
    "visibility_timeout": 300,
}
CELERY_BEAT_SCHEDULER = "coop_portal.beat.RecordingScheduler"
# Each task looks for itself at what is due; rung more often it only looks more often.
BEAT_SECONDS = 3 if env.rehearsal else 60
CELERY_BEAT_SCHEDULE = {
    task: {
        "task": task,
        "schedule": BEAT_SECONDS,
        # What no worker took before the next ring is worth nothing, and no heap of it can grow.
        "options": {"expires": BEAT_SECONDS},
    }
    for task in (
        "coop_portal.heartbeat",
        "consultations.tick",
        "consultations.notify",
        "consultations.bulk",
        "dispatches.build_pdfs",
        "dispatches.make_copies",
        "partners.count_contacts",
        "outbox.tell_due",
        "dispatches.send_deliveries",
        "outbox.sweep",
    )
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "axes": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
        "mail.log": {"level": "WARNING"},
        "pikepdf": {"level": "WARNING"},
    },
}

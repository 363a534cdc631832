"""Django's settings, made from our configuration (config.py); nothing is set anywhere else."""

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from untilthen.sealing.at_rest import mark
from untilthen.web.config import read
from untilthen.web.database import database
from untilthen.web.masterkey import master_key

HERE = Path(__file__).resolve().parent
CONFIG = read(os.environ)
MASTER_KEY = master_key(CONFIG)
SECRET_KEY = mark(MASTER_KEY, b"sessions and forms").hex()
DEBUG = False
ALLOWED_HOSTS = sorted({CONFIG.host, "127.0.0.1", "localhost"})
ADDRESS = CONFIG.address
MAIL_DOMAIN = CONFIG.mail_from.rpartition("@")[2] or CONFIG.host
FILES_DIR = CONFIG.data / "files"
REWRAP_HERE = False
OPEN_PAGE = HERE / "offline" / "open.html"
"""The page that opens bundles; tools/open_page.py makes it."""

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "untilthen.web",
    "untilthen.keystore",
    "untilthen.journal",
    "untilthen.people",
    "untilthen.outbox",
    "untilthen.parts",
    "untilthen.letters",
    "untilthen.handover",
    "untilthen.watch",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "untilthen.web.middleware.PageHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "untilthen.web.middleware.SignIns",
    "untilthen.web.strongpages.StrongPages",
    "untilthen.web.middleware.WordsForErrors",
]
ROOT_URLCONF = "untilthen.web.urls"
WSGI_APPLICATION = "untilthen.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {
    "default": database(
        "UNTILTHEN_DATABASE_URL", CONFIG.database_url, CONFIG.data / "untilthen.sqlite3"
    ),
    "keys": database(
        "UNTILTHEN_KEYS_DATABASE_URL", CONFIG.keys_database_url, CONFIG.data / "keys.sqlite3"
    ),
}
DATABASE_ROUTERS = ["untilthen.keystore.router.KeyRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
LOGOUT_REDIRECT_URL = "welcome"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
"""As long as a code for an address; a mail may take minutes, and a second one must still count."""
ACCOUNT_RATE_LIMITS = {"confirm_email": "3/m/key"}
"""A code that a mail server refused can be asked for again at once."""
ACCOUNT_FORMS = {"signup": "untilthen.people.signup.SignUp"}
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_ADAPTER = "untilthen.web.accounts.Accounts"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ADAPTER = "untilthen.web.waysin.WaysIn"
MFA_FORMS = {"generate_recovery_codes": "untilthen.web.waysin.MakeCodes"}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not CONFIG.secure
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = CONFIG.secure
CSRF_TRUSTED_ORIGINS = [CONFIG.address]
CSRF_FAILURE_VIEW = "untilthen.web.views.form_too_old"
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if CONFIG.secure else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if CONFIG.secure else None
SECURE_REFERRER_POLICY = "same-origin"
"""Nothing to other sites; with "no-referrer" browsers name no origin, and every form is refused."""
X_FRAME_OPTIONS = "DENY"

EMAIL_BACKEND = "untilthen.web.account_mail.AccountMail"
DEFAULT_FROM_EMAIL = CONFIG.mail_from

LANGUAGE_CODE = CONFIG.language
LANGUAGES = [("en", _("English")), ("de", _("German"))]
LOCALE_PATHS = [HERE.parent / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = HERE / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
FILE_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"routes": {"()": "untilthen.web.logs.RouteNamesOnly"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["routes"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "INFO"},
}

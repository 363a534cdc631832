"""Django's settings for the demo: the application's own, with its pages and mailboxes added."""

from untilthen.web.settings import *  # noqa: F403
from untilthen.web.settings import DATABASES, INSTALLED_APPS, LOGGING, MIDDLEWARE

INSTALLED_APPS = [*INSTALLED_APPS, "untilthen.demo"]
SIGN_INS = MIDDLEWARE.index("untilthen.web.middleware.SignIns")
MIDDLEWARE = [
    *MIDDLEWARE[:SIGN_INS],
    "untilthen.demo.middleware.WorkAfterPresses",
    *MIDDLEWARE[SIGN_INS:],
    "untilthen.demo.middleware.Strip",
]
ROOT_URLCONF = "untilthen.demo.urls"
WSGI_APPLICATION = "untilthen.demo.wsgi.application"
EMAIL_BACKEND = "untilthen.demo.courier.AccountMailboxes"

# Everything here can be begun again: a power cut may cost the last second, and no press waits for
# the disk.
for each in DATABASES.values():
    each["CONN_MAX_AGE"] = 0  # each connection of a browser is a thread of its own
    each["OPTIONS"] = each["OPTIONS"] | {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
    }
LOGGING = LOGGING | {"root": {"handlers": ["stderr"], "level": "WARNING"}}

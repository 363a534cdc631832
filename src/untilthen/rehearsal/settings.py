"""Django's settings for a rehearsal: the application's own, over a throwaway database in memory."""

from untilthen.web.settings import *  # noqa: F403
from untilthen.web.settings import DATABASES

for each in DATABASES.values():
    each["ENGINE"] = "django.db.backends.sqlite3"
    each["NAME"] = ":memory:"
    each["OPTIONS"] = {"transaction_mode": "IMMEDIATE"}
REWRAP_HERE = True
LOGGING = {"version": 1, "disable_existing_loggers": False, "root": {"level": "CRITICAL"}}

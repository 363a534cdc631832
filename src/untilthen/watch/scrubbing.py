"""Leave nothing readable in the database files: freed pages and the write-ahead log (10.9).

SQLite only: `secure_delete` overwrites rows as they go; this writes the files anew, too.
"""

from django.conf import settings
from django.db import connections, transaction


def scrub() -> None:
    """Write every SQLite database anew and empty its log; not to be called within a transaction."""
    for alias in settings.DATABASES:
        connection = connections[alias]
        if connection.vendor != "sqlite" or not transaction.get_autocommit(using=alias):
            continue
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")

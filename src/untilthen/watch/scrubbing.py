"""Leave nothing readable in the database files: freed pages, old rows and the log (10.9).

SQLite's files are written anew. PostgreSQL keeps deleted rows until a table is: that is done where
keys lie, or addresses in the clear. Its own log and copies are the operator's (backup.md).
"""

from django.conf import settings
from django.db import OperationalError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

WRITTEN_ANEW = {
    "keys": ("keystore_key",),
    "default": ("auth_user", "account_emailaddress", "django_session"),
}
WAITS_AT_MOST = "5s"
"""How long PostgreSQL waits for a table that others use; the next turn tries again."""


def scrub() -> bool:
    """Clean the files of every database; returns whether nothing stood in the way. To be called
    outside of a transaction only.
    """
    return all([is_clean(alias) for alias in settings.DATABASES])  # noqa: C419 - one after all


def is_clean(alias: str) -> bool:
    """Clean one database; returns whether it is."""
    connection = connections[alias]
    if not transaction.get_autocommit(using=alias):
        return True
    if connection.vendor == "sqlite":
        return file_written_anew(connection)
    try:
        tables_written_anew(connection, WRITTEN_ANEW[alias])
    except OperationalError:  # others use the table
        return False
    return True


def file_written_anew(connection: BaseDatabaseWrapper) -> bool:
    """Write a SQLite file anew and empty its log; returns whether no reader held the log."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        held, *_ = cursor.fetchone()
    return not held


def tables_written_anew(connection: BaseDatabaseWrapper, tables: tuple[str, ...]) -> None:
    """Write some tables of PostgreSQL anew; raises OperationalError where others use one."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '{WAITS_AT_MOST}'")
        try:
            for table in tables:
                cursor.execute(f"VACUUM FULL {table}")
        finally:
            cursor.execute("RESET lock_timeout")

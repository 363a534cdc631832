"""Sets Django up for a command, and asks whether the databases and the master key fit this data."""

import os

from untilthen.cli.codes import CannotDo, ExitCode
from untilthen.cli.environment import refused
from untilthen.cli.language import gettext
from untilthen.web.config import BadSetting

TYPE_MIGRATE = gettext("type: untilthen migrate")


def set_up() -> None:
    """Load the settings and the applications; raises CannotDo for a setting that cannot stand."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "untilthen.web.settings")
    import django

    try:
        django.setup()
    except BadSetting as problem:
        raise refused(problem) from None


def unprepared(alias: str) -> int:
    """Return how many migrations a database still wants; raises DatabaseError."""
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections[alias])
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def require_prepared() -> None:
    """Raise CannotDo unless both databases are ready and the master key is that of this data."""
    from django.db import DatabaseError, connections

    for alias in connections:
        try:
            missing = unprepared(alias)
        except DatabaseError as problem:
            raise unreachable(alias, problem) from None
        if missing:
            said = gettext("the database {name} is not prepared for this version; {hint}")
            sentence = said.format(name=alias, hint=TYPE_MIGRATE)
            raise CannotDo(sentence, ExitCode.BAD_INPUT)
    require_key()


def require_key() -> None:
    """Raise CannotDo unless the master key opens the key store, or nothing is kept there yet."""
    if not opens_key_store():
        raise CannotDo(
            gettext("this master key is not the one of this data; put back the one it came with"),
            ExitCode.BAD_INPUT,
        )


def opens_key_store() -> bool:
    """Return whether the master key opens what the key store holds; raises DatabaseError."""
    from untilthen.keystore.models import Key
    from untilthen.keystore.queries import take
    from untilthen.sealing.errors import SealingError

    key = Key.objects.order_by("pk").first()
    if key is None:
        return True
    try:
        take(key.plan, key.purpose)
    except (SealingError, ValueError):  # a row cut short is no key either
        return False
    return True


def unreachable(alias: str, problem: Exception) -> CannotDo:
    """Return what to say of a database that does not answer as it should."""
    reason = " ".join(str(problem).split()) or type(problem).__name__
    said = gettext("the database {name}: {reason}").format(name=alias, reason=reason)
    return CannotDo(said, ExitCode.FAILED)

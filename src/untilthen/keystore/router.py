"""Which database holds what: keys lie in `keys`, everything else in `default` (design 10.5)."""

from typing import Any

KEYS = "keys"
MAIN = "default"


class KeyRouter:
    """Send the key store to its own database and nothing else there."""

    def db_for_read(self, model: Any, **_hints: Any) -> str:  # noqa: ANN401
        """Return the database of `model`."""
        return KEYS if model._meta.app_label == "keystore" else MAIN

    db_for_write = db_for_read

    def allow_relation(self, one: Any, other: Any, **_hints: Any) -> bool:  # noqa: ANN401
        """Return whether two rows may refer to each other: only within one database."""
        return self.db_for_read(one) == self.db_for_read(other)

    def allow_migrate(self, db: str, app_label: str, **_hints: object) -> bool:
        """Return whether an app's tables belong in `db`."""
        return (app_label == "keystore") == (db == KEYS)

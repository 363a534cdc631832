"""Set up Django for a rehearsal: databases in memory, files in a folder that goes away."""

import base64
import os
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

KEY = base64.b64encode(bytes(range(32))).decode()


@contextmanager
def stage() -> Iterator[None]:
    """Have Django ready, its tables made, for as long as this lasts; once per process."""
    with TemporaryDirectory(prefix="untilthen-rehearsal-") as data:
        for name in [each for each in os.environ if each.startswith("UNTILTHEN_")]:
            del os.environ[name]
        os.environ["UNTILTHEN_DATA"] = data
        os.environ["UNTILTHEN_MASTER_KEY"] = KEY
        os.environ["UNTILTHEN_MAIL_FROM"] = "until-then@example.org"
        os.environ["UNTILTHEN_ADDRESS"] = "https://until-then.example.org"
        os.environ["DJANGO_SETTINGS_MODULE"] = "untilthen.rehearsal.settings"
        import django
        from django.core.management import call_command

        django.setup()
        for database in ("default", "keys"):
            call_command("migrate", database=database, verbosity=0)
        yield

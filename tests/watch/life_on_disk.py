"""Plays a story on database files in the folder given, in a process of its own: FOLDER STORY."""

import base64
import os
import sys
from pathlib import Path


def main() -> None:
    """Play the story on disk, leaving everything that stays."""
    folder, story_file = Path(sys.argv[1]), Path(sys.argv[2])
    os.environ |= {
        "UNTILTHEN_DATA": str(folder),
        "UNTILTHEN_MASTER_KEY": base64.b64encode(bytes(range(32))).decode(),
        "DJANGO_SETTINGS_MODULE": "untilthen.web.settings",
    }
    import django
    from django.core.management import call_command

    django.setup()
    for database in ("default", "keys"):
        call_command("migrate", database=database, verbosity=0)
    from untilthen.rehearsal.play import play
    from untilthen.rehearsal.reading import read_story

    lines = play(read_story(story_file))
    assert lines[-1]["promises_broken"] == []
    print(lines[-1]["state"])  # noqa: T201 - the parent reads it


if __name__ == "__main__":
    main()

"""Makes Ana's plan in the data folder that the environment names, as a server would have kept it.

Called as a program: two keepers proved their parts, and a letter for Finn is sealed and signed.
"""

import os

import django


def main() -> None:
    """Make the plan."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "untilthen.web.settings"
    django.setup()
    from tests.people_in_tests import Clock, household

    ana = household(Clock())
    ana.reader("Finn")
    ana.writes("Finn")
    ana.invite("Ben", "Chidi")
    ana.promise("Ben", "Chidi")


if __name__ == "__main__":
    main()

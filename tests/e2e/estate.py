"""Prints the server's part of the only plan's estate key, as its operator could take it out."""

import sys

import django


def main() -> None:
    """Print its words."""
    django.setup()
    from untilthen.keystore.queries import take
    from untilthen.parts.sets import in_force, server_part
    from untilthen.people.models import Plan

    plan = Plan.objects.get().pk
    part_set = in_force(plan)
    assert part_set is not None
    sys.stdout.write(take(plan, server_part(part_set.number)).decode("ascii") + "\n")


if __name__ == "__main__":
    main()

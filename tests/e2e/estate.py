"""Prints the estate key of the only plan, as the operator of the server could take it out."""

import sys

import django


def main() -> None:
    """Print it as an age identity."""
    django.setup()
    from untilthen.keystore.queries import ESTATE, take
    from untilthen.people.models import Plan
    from untilthen.sealing.hybrid import HybridIdentity

    sys.stdout.write(HybridIdentity(take(Plan.objects.get().pk, ESTATE)).reveal() + "\n")


if __name__ == "__main__":
    main()

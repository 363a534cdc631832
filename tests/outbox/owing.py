"""Owes mails in the database the environment names; run as `python owing.py '[{"to": …}, …]'`.

Each address is a plan's owner of its own; `about` may be one that cannot be written.
"""

import json
import sys
from datetime import UTC, datetime, timedelta
from hashlib import sha512

import django

NOW = datetime.now(UTC)  # noqa: TID251 - what is owed here is due for a real worker


def main() -> None:
    """Owe the mails that the argument lists, all due since a minute."""
    django.setup()
    from untilthen.outbox.actions import Owed, owe
    from untilthen.people.actions import begin_plan
    from untilthen.people.queries import Details

    plans: dict[str, int] = {}
    for number, mail in enumerate(json.loads(sys.argv[1])):
        address = mail["to"]
        if address not in plans:
            dice = sha512(address.encode()).digest() + sha512(b"more" + address.encode()).digest()
            details = Details(name="Ana Berg", address=address, zone="Europe/Berlin")
            plans[address] = begin_plan(None, details, NOW, dice[:74]).pk
        owe(
            Owed(
                plan=plans[address],
                person=0,
                about=mail.get("about", "call_me"),
                occasion=f"mail {number}",
                at=NOW - timedelta(minutes=1),
            ),
            NOW,
        )


if __name__ == "__main__":
    main()

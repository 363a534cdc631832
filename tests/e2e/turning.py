"""The worker as a process: for each line on its standard input it takes one turn, and says how much
was done.
"""

import sys

import django

from tests.e2e.clock import follow_file


def main() -> None:
    """Take turns until the input ends."""
    django.setup()
    from untilthen import edge
    from untilthen.outbox.couriers.email import EmailCourier
    from untilthen.outbox.couriers.every import couriers_over
    from untilthen.outbox.couriers.server import server_from_settings
    from untilthen.outbox.sending import send_due
    from untilthen.watch.tick import tick

    follow_file()
    couriers = couriers_over(EmailCourier(server_from_settings()))
    sys.stderr.write("ready\n")
    sys.stderr.flush()
    for _ in sys.stdin:
        done = tick(edge.now(), lambda: send_due(edge.now, couriers))
        sys.stdout.write(f"{done}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()

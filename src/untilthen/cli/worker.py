"""`untilthen worker`: watches the dates and sends what is owed, until it is asked to stop."""

import argparse

from untilthen.cli.codes import CannotDo, ExitCode
from untilthen.cli.environment import add_options, config_from
from untilthen.cli.language import gettext
from untilthen.cli.parent import add_parent_option, end_with_parent
from untilthen.cli.prepared import require_prepared, set_up

NAME = "worker"
HELP = gettext("watch the dates and send the mails; several may run on one PostgreSQL")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Tell `parser` the options of this command."""
    add_options(parser)
    add_parent_option(parser)


def run(options: argparse.Namespace) -> int:
    """Work until SIGTERM or SIGINT; the mails under way are finished first."""
    config_from(options)
    set_up()
    from django.db import DatabaseError

    from untilthen import edge
    from untilthen.outbox.couriers.email import EmailCourier
    from untilthen.outbox.couriers.every import couriers_over
    from untilthen.outbox.couriers.server import server_from_settings
    from untilthen.outbox.senders import Senders
    from untilthen.watch.stop_signal import StopSignal
    from untilthen.watch.worker import Worker

    stop = StopSignal()
    if options.with_parent:
        end_with_parent()
    try:
        require_prepared()
    except DatabaseError as problem:
        raise CannotDo(" ".join(str(problem).split()), ExitCode.FAILED) from None
    server = server_from_settings()
    mail = EmailCourier(server)
    senders = Senders(edge.now, couriers_over(mail), server.connections, lambda: stop.asked)
    Worker(edge.now, senders, stop, server.timeout).run()
    mail.close()
    return ExitCode.OK

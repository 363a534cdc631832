"""`untilthen worker`: watches the dates and sends what is owed, until it is asked to stop."""

import argparse
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial

from untilthen.cli.codes import CannotDo, ExitCode
from untilthen.cli.environment import add_options, config_from
from untilthen.cli.language import gettext
from untilthen.cli.parent import add_parent_option, end_with_parent
from untilthen.cli.prepared import require_prepared, set_up
from untilthen.web.config import Config
from untilthen.web.helpnumbers import are_old

NAME = "worker"
HELP = gettext("watch the dates and send the mails; several may run on one PostgreSQL")
logger = logging.getLogger("untilthen.worker")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Tell `parser` the options of this command."""
    add_options(parser)
    add_parent_option(parser)


def run(options: argparse.Namespace) -> int:
    """Work until SIGTERM or SIGINT; the mails under way are finished first."""
    config = config_from(options)
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
    daily = partial(tell_of_help, config)
    with reading(config.returns_mailbox):
        Worker(edge.now, senders, stop, server.timeout, daily).run()
    mail.close()
    return ExitCode.OK


@contextmanager
def reading(mailbox: str) -> Iterator[None]:
    """Read the mailbox for mail that comes back, if there is one, beside what is done meanwhile."""
    from untilthen import edge
    from untilthen.outbox.returns.imap import box_from
    from untilthen.watch.postbox import Postbox

    box = box_from(mailbox)
    if box is None:
        yield
        return
    postbox = Postbox(edge.now, box)
    postbox.start()
    try:
        yield
    finally:
        postbox.stop()


def tell_of_help(config: Config, now: datetime) -> None:
    """Log once a day that the numbers on the page Help should be rung again."""
    if are_old(config.help_numbers, config.help_checked_at, now.date()):
        logger.warning("the numbers on the page Help were not checked for 12 months")

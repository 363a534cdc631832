"""`untilthen serve`: everything on one machine: prepares the data, then keeps web and worker
running.
"""

import argparse
import os
import signal
import subprocess
import sys
from dataclasses import replace
from time import monotonic

from untilthen.cli import say
from untilthen.cli.codes import ExitCode
from untilthen.cli.datafolder import prepare
from untilthen.cli.environment import add_options, config_from
from untilthen.cli.language import gettext
from untilthen.cli.listening import answers, require_free
from untilthen.cli.processes import Kept
from untilthen.watch.stop_signal import StopSignal
from untilthen.web.config import PREFIX, Config

NAME = "serve"
HELP = gettext(
    "run everything on this machine: pages and worker, on SQLite in one folder; the first start"
    " makes the folder and its master key"
)
LOOK_SECONDS = 0.5
STARTING_SECONDS = 0.05
WEB_STOP_SECONDS = 15.0
WORKER_WAITS_SECONDS = 10.0  # so that the first page comes sooner; mails can wait that long


def arguments(parser: argparse.ArgumentParser) -> None:
    """Tell `parser` the options of this command."""
    add_options(parser)
    parser.add_argument(
        "--listen",
        metavar="HOST:PORT",
        help=gettext("where to listen, port 0 for any that is free; 127.0.0.1:8000 if not said"),
    )


def run(options: argparse.Namespace) -> int:
    """Prepare, start both processes, say where to look, and keep them until asked to stop."""
    config = with_port(config_from(options), options)
    prepare(config)
    stop = StopSignal()
    preparing = [sys.executable, "-P", "-m", "untilthen.cli", "migrate", "--quiet"]
    code = subprocess.run(preparing, check=False).returncode  # noqa: S603 - our own command
    if code:
        return code
    # A child that ends wakes us at once.
    signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
    keep_running(config, stop)
    return ExitCode.OK


def keep_running(config: Config, stop: StopSignal) -> None:
    """Start the pages, then the worker; say where to look, and keep both until asked to stop."""
    web, worker = Kept("web", WEB_STOP_SECONDS), Kept("worker", config.smtp_timeout + 5.0)
    web.look()
    latest = monotonic() + WORKER_WAITS_SECONDS
    answered = False
    while not stop.wait(LOOK_SECONDS if answered else STARTING_SECONDS):
        web.look()
        first_answer = not answered and answers(config.listens_at, config.host)
        answered = answered or first_answer
        if answered or monotonic() > latest:
            worker.look()
        if first_answer:
            # Said last: whoever reads it finds both processes there.
            say.line(gettext("Until Then is at {address}").format(address=config.address))
    for each in (web, worker):
        each.ask_to_end()
    for each in (web, worker):
        each.wait()


def with_port(config: Config, options: argparse.Namespace) -> Config:
    """Return the settings with a port that is free; raises CannotDo where it is taken."""
    host, _ = config.listens_at
    port = require_free(config.listens_at)
    shown = f"[{host}]" if ":" in host else host
    os.environ[PREFIX + "LISTEN"] = f"{shown}:{port}"
    os.environ[PREFIX + "DATA"] = str(config.data.absolute())
    options.listen = None
    return replace(config_from(options), data=config.data)

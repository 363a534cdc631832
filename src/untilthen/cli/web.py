"""`untilthen web`: serves the pages until asked to stop. No line of its log names an address."""

import argparse
import os
import subprocess
import sys

from untilthen.cli import say
from untilthen.cli.environment import add_options, config_from
from untilthen.cli.language import gettext
from untilthen.cli.listening import require_free
from untilthen.cli.parent import add_parent_option, end_with_parent
from untilthen.web.config import Config

NAME = "web"
HELP = gettext("serve the pages; a worker must run as well, here or on another machine")
SETTINGS = "untilthen.web.settings"
STOP_SECONDS = 10
UNDER_WAY = 256  # requests taken in at once; the rest wait at the door


def arguments(parser: argparse.ArgumentParser) -> None:
    """Tell `parser` the options of this command."""
    add_options(parser)
    parser.add_argument(
        "--listen", metavar="HOST:PORT", help=gettext("where to listen; 127.0.0.1:8000 if not said")
    )
    add_parent_option(parser)


def run(options: argparse.Namespace) -> int:
    """Serve until SIGTERM or SIGINT; refuse databases that are not prepared."""
    config = config_from(options)
    if options.with_parent:
        end_with_parent()
    else:
        require_free(config.listens_at)
        # In a process of its own, so that this one, which only keeps others alive, stays small.
        checking = [sys.executable, "-P", "-m", "untilthen.cli", "migrate", "--check"]
        code = subprocess.run(checking, check=False).returncode  # noqa: S603 - our own command
        if code:
            return code
        say.line(gettext("Until Then is at {address}").format(address=config.address))
    serve_pages(config)
    return 0


def serve_pages(config: Config) -> None:
    """Run the web server with its workers; no access log, since addresses hold tokens."""
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    host, port = config.listens_at
    Server(
        "untilthen.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=config.web_workers,
        blocking_threads=config.web_threads,
        backpressure=UNDER_WAY,
        log_access=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
    ).serve()

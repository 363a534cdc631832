"""`untilthen demo`: Ana's plan on this machine, everybody's mailbox, and a clock that moves."""

import argparse
import contextlib
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from untilthen import edge
from untilthen.cli import say
from untilthen.cli.codes import CannotDo, ExitCode
from untilthen.cli.datafolder import unusable
from untilthen.cli.environment import refused
from untilthen.cli.language import gettext
from untilthen.cli.listening import require_free
from untilthen.web.config import MASTER_KEY_BYTES, PREFIX, BadSetting, Config, read
from untilthen.web.masterkey import is_untouched, make_master_key
from untilthen.web.settingvalues import listen_parts

NAME = "demo"
HELP = gettext(
    "live through a whole story in the browser: Ana's plan, everybody's mailbox, and a clock that"
    " you move; no mail leaves this machine"
)
MARKER = "this-is-a-demo"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Tell `parser` the options of this command."""
    parser.add_argument(
        "--listen",
        metavar="HOST:PORT",
        help=gettext(
            "where to listen, port 0 for any that is free; if not said, 127.0.0.1:8000, or a free"
            " port where that is taken"
        ),
    )
    parser.add_argument(
        "--data",
        metavar="DIR",
        type=Path,
        help=gettext(
            "keep the demo in this folder and go on there next time; else nothing is kept"
        ),
    )


def run(options: argparse.Namespace) -> int:
    """Set the scene where there is none yet, and serve it until SIGINT, SIGTERM or SIGHUP."""
    began = monotonic()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    with contextlib.suppress(KeyboardInterrupt), data_folder(options.data) as data:
        config = configure(options.listen or free_place(), data)
        prepare()
        serve(config, began)
    return ExitCode.OK


@contextlib.contextmanager
def data_folder(given: Path | None) -> Iterator[Path]:
    """Yield the folder of this demo; without one of their own, visitors leave nothing behind."""
    if given is None:
        with TemporaryDirectory(prefix="untilthen-demo-", ignore_cleanup_errors=True) as made:
            fill(Path(made))
            yield Path(made)
        return
    try:
        if is_untouched(given):
            fill(given)
        elif not (given / MARKER).exists():
            said = gettext("{data}: holds something else than a demo; choose an empty folder")
            raise CannotDo(said.format(data=given), ExitCode.BAD_INPUT)
    except OSError as problem:
        raise unusable(given, problem) from None
    yield given


def fill(data: Path) -> None:
    """Make a folder one of a demo, with a master key of its own."""
    make_master_key(data, edge.token(MASTER_KEY_BYTES))
    (data / MARKER).touch()


def free_place() -> str:
    """Return where to listen when nobody said: at the usual port, or else at any that is free."""
    host, port = listen_parts(Config.listen)
    try:
        require_free((host, port))
    except CannotDo:
        free = require_free((host, 0))
        said = gettext("port {port} is taken, so the demo listens at {free}")
        say.words(said.format(port=port, free=free))
        return f"{host}:{free}"
    return Config.listen


def configure(listen: str, data: Path) -> Config:
    """Return the settings of the demo; those of a real installation nearby have no say in it."""
    for name in [each for each in os.environ if each.startswith(PREFIX)]:
        del os.environ[name]
    os.environ[PREFIX + "DATA"] = str(data.absolute())
    os.environ[PREFIX + "LISTEN"] = listen
    os.environ[PREFIX + "REGISTRATION"] = "closed"
    os.environ[PREFIX + "MAIL_FROM"] = "until-then@example.org"
    os.environ["DJANGO_SETTINGS_MODULE"] = "untilthen.demo.settings"
    try:
        host, _ = read(os.environ).listens_at
        port = require_free(read(os.environ).listens_at)
        os.environ[PREFIX + "LISTEN"] = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        return read(os.environ)
    except BadSetting as problem:
        raise refused(problem) from None


def prepare() -> None:
    """Prepare both databases, and set the scene if nobody did."""
    from untilthen.cli.prepared import set_up

    set_up()
    from django.core.management import call_command
    from django.db import connections

    for alias in connections:
        call_command("migrate", database=alias, interactive=False, verbosity=0)
    from untilthen.demo.models import Stage
    from untilthen.demo.scene import begin_again, set_scene

    stage = Stage.objects.first()
    if stage is None:
        set_scene()
    elif not stage.six_words:  # the words come last: a scene without them was cut short
        begin_again()


def serve(config: Config, began: float) -> None:
    """Answer until interrupted; say first where, and how long it took to come here."""
    from untilthen.demo.server import DemoServer
    from untilthen.demo.wsgi import application

    with DemoServer(config.listens_at, application) as server:
        say.line(f"{config.address}/demo/")
        said = gettext("the demo is ready after {seconds:.1f} s; Ctrl-C ends it")
        say.words(said.format(seconds=monotonic() - began))
        server.serve_forever()

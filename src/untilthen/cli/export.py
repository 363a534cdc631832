"""`untilthen export`: writes one owner's plan as a bundle, still sealed, that opens without us."""

import argparse
from io import BufferedWriter
from pathlib import Path
from typing import TYPE_CHECKING

from untilthen.cli import say
from untilthen.cli.codes import CannotDo, ExitCode
from untilthen.cli.environment import add_options, config_from
from untilthen.cli.language import gettext
from untilthen.cli.prepared import require_prepared, set_up
from untilthen.sealing.wholefile import whole_file

if TYPE_CHECKING:
    from untilthen.watch.exporting import Export

NAME = "export"
HELP = gettext("write all of one owner's letters, still sealed, as a bundle that opens without us")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Tell `parser` the options of this command."""
    add_options(parser)
    owner = gettext("whose plan: the address they sign in with")
    parser.add_argument("--owner", required=True, metavar="ADDRESS", help=owner)
    out = gettext("the zip file to write; without it, one named for the plan, in this folder")
    parser.add_argument("-o", "--out", type=Path, metavar="FILE", help=out)


def run(options: argparse.Namespace) -> int:
    """Write the bundle and print its name; it is there whole, or not at all."""
    config_from(options)
    set_up()
    from django.db import DatabaseError

    try:
        require_prepared()
    except DatabaseError as problem:
        raise CannotDo(" ".join(str(problem).split()), ExitCode.FAILED) from None
    made = export_for(options.owner)
    out: Path = options.out or Path(made.name)
    try:
        with whole_file(out) as file:
            buffered = BufferedWriter(file)
            made.write_to(buffered)
            buffered.flush()
            buffered.detach()
    except FileExistsError:
        said = gettext("{file}: is there already; name another with --out").format(file=out)
        raise CannotDo(said, ExitCode.BAD_INPUT) from None
    say.line(str(out))
    return told(made)


def export_for(owner: str) -> "Export":
    """Return what is to be written for the owner at an address; raises CannotDo."""
    from django.contrib.auth.models import User

    from untilthen.keystore.queries import KeyGone
    from untilthen.people.queries import plan_of
    from untilthen.sealing.errors import SealingError
    from untilthen.watch.exporting import NothingToExport, export_of

    account = User.objects.filter(email__iexact=owner).order_by("pk").first()
    plan = plan_of(account) if account else None
    if plan is None:
        said = gettext("{owner}: nobody with this address has a plan here")
        raise CannotDo(said.format(owner=owner), ExitCode.BAD_INPUT)
    try:
        return export_of(plan)
    except NothingToExport:
        said = gettext("{owner}: nothing is signed in this plan yet, so there is nothing to export")
        raise CannotDo(said.format(owner=owner), ExitCode.FAILED) from None
    except (KeyGone, SealingError) as problem:
        raise CannotDo(str(problem), ExitCode.FAILED) from None


def told(made: "Export") -> int:
    """Say what is not as it should be; return the exit code."""
    if not made.is_current:
        say.words(
            gettext("something changed since the owner signed last; verify will name what it is")
        )
    if made.missing:
        said = gettext("sealed files that are gone from the disk: {count}")
        say.words(said.format(count=made.missing))
    return ExitCode.MISSING_FILE if made.missing else ExitCode.OK

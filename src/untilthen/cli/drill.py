"""`untilthen drill`: a keeper proves to have their part, and shows nothing of it."""

import argparse
from datetime import datetime
from pathlib import Path

from untilthen import edge
from untilthen.cli import say
from untilthen.cli.codes import CannotDo, ExitCode
from untilthen.cli.language import gettext
from untilthen.cli.sentences import about
from untilthen.cli.typed_parts import one_part
from untilthen.sealing.errors import SealingError
from untilthen.sealing.proof import part_key
from untilthen.sealing.statement import DrillStatement, from_line

NAME = "drill"
HELP = gettext("answer a drill: prove that you have your part, and show nothing of it")
DETAILS = gettext(
    "LINE is the question from the page or the mail. What it asks is shown first; then the words"
    " of your part are asked for, and not shown. The answer that is printed goes back to the page."
    " It says that you have the part, and nothing else: neither the page nor anybody else learns a"
    " word from it, and it cannot say that somebody has died."
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Tell `parser` the options of this command."""
    parser.epilog = DETAILS
    parser.add_argument("question", metavar="LINE")
    parser.add_argument(
        "--words", type=Path, metavar="FILE", help=gettext("take the words from this file, or -")
    )


def run(options: argparse.Namespace) -> int:
    """Say what is asked, then print the answer."""
    try:
        statement = DrillStatement.parse(from_line(options.question))
    except SealingError as error:
        raise about("LINE", error) from error
    _tell(statement, edge.now())
    words = one_part(options.words)
    say.line(part_key(words).sign(statement.to_bytes()))
    return ExitCode.OK


def _tell(statement: DrillStatement, now: datetime) -> None:
    """Say on standard error what the answer proves; CannotDo when it would come too late."""
    asked = gettext(
        "{origin} asks person {person} of plan {plan}: do you have your part of set {set}"
    )
    say.words(
        asked.format(
            origin=statement.origin,
            person=statement.person,
            plan=statement.plan,
            set=statement.set,
        )
    )
    until = f"{statement.expires:%Y-%m-%d %H:%M} UTC"
    if statement.expires <= now:
        late = gettext("the question was good until {until}; ask the page for a new one")
        raise CannotDo(late.format(until=until), ExitCode.BAD_INPUT)
    say.words(gettext("the question is good until {until}").format(until=until))

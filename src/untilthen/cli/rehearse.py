"""`untilthen rehearse`: play a story through the real application, and print what happened."""

import argparse
from pathlib import Path

from untilthen.cli import say
from untilthen.cli.codes import CannotDo, ExitCode
from untilthen.cli.language import gettext

NAME = "rehearse"
HELP = gettext("play a story with a simulated clock, in a throwaway database, and print it")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Tell `parser` the options of this command."""
    parser.add_argument(
        "--story", metavar="FILE", required=True, type=Path, help=gettext("a story in TOML")
    )
    parser.add_argument(
        "--json", action="store_true", help=gettext("one JSON object a line, the totals last")
    )


def run(options: argparse.Namespace) -> int:
    """Play the story; a bad one is one line naming file, key and reason, and exit code 2."""
    from untilthen.rehearsal.reader import BadStory
    from untilthen.rehearsal.reading import read_story
    from untilthen.rehearsal.stage import stage
    from untilthen.rehearsal.transcript import as_json, as_text

    try:
        story = read_story(options.story)
    except BadStory as problem:
        raise CannotDo(str(problem), ExitCode.BAD_INPUT) from None
    with stage():
        from untilthen.rehearsal.play import play

        lines = play(story)
    for line in lines:
        say.line(as_json(line) if options.json else as_text(line))
    return ExitCode.OK if not lines[-1]["promises_broken"] else ExitCode.FAILED

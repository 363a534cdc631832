"""`untilthen journal`: writes out the journal of one plan, also of one that is closed (P11)."""

import argparse
from typing import TYPE_CHECKING

from untilthen.cli import say
from untilthen.cli.codes import CannotDo, ExitCode
from untilthen.cli.environment import add_options, config_from
from untilthen.cli.language import gettext
from untilthen.cli.prepared import require_prepared, set_up

if TYPE_CHECKING:
    from untilthen.people.models import Plan

NAME = "journal"
HELP = gettext("print the journal of one plan, also of a closed one: ids and dates, a line each")
DETAILS = gettext(
    "untilthen verify finds whether a line was altered, taken out or put in, and whether the mark"
    " in an old mail stands in it. The journal names nobody, but whoever knows the numbers of the"
    " people can read in it who refused a letter or reported one: give it to nobody."
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Tell `parser` the options of this command."""
    add_options(parser)
    parser.epilog = DETAILS
    which = parser.add_mutually_exclusive_group(required=True)
    owner = gettext("whose plan: the address they sign in with")
    which.add_argument("--owner", metavar="ADDRESS", help=owner)
    plan = gettext("which plan: its sign, as closing notes and bundles name it")
    which.add_argument("--plan", metavar="SIGN", help=plan)


def run(options: argparse.Namespace) -> int:
    """Print the journal; raises CannotDo where there is no such plan."""
    config_from(options)
    set_up()
    from django.db import DatabaseError

    from untilthen.journal.queries import chained
    from untilthen.sealing import chain

    try:
        require_prepared()
        plan = plan_for(options.owner, options.plan)
        say.data(chain.written(chained(plan.pk)).encode())
    except DatabaseError as problem:
        raise CannotDo(" ".join(str(problem).split()), ExitCode.FAILED) from None
    return ExitCode.OK


def plan_for(owner: str | None, sign: str | None) -> "Plan":
    """Return the plan of an owner, or the one with this sign; raises CannotDo."""
    from django.contrib.auth.models import User

    from untilthen.people.models import Plan
    from untilthen.people.queries import plan_of

    if sign is not None:
        plan = Plan.objects.filter(public_id=sign).first()
    else:
        account = User.objects.filter(email__iexact=owner).order_by("pk").first()
        plan = plan_of(account) if account else None
    if plan is None:
        said = gettext("{which}: there is no such plan here").format(which=sign or owner)
        raise CannotDo(said, ExitCode.BAD_INPUT)
    return plan

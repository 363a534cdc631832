"""Set the scene through the application's own acts: two months of Ana's plan, up to 1 March 2027.

Those dates are the ones that the documents and the stories of this project use, so that every date
a visitor meets can be looked up there.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import transaction

from untilthen import edge
from untilthen.demo.cast import ANA, KEEPERS, PASSWORD, READERS
from untilthen.demo.clock import ZONE, set_stage, stage_now
from untilthen.demo.models import DemoMail, Stage
from untilthen.demo.moving import mark_here, pass_until
from untilthen.demo.sheets import write_sheets
from untilthen.demo.writing import browsers_of, write_letters
from untilthen.domain import acts, keeper_acts
from untilthen.domain.settings import Settings
from untilthen.letters.files import delete_all
from untilthen.letters.recipients import add_recipient
from untilthen.people.actions import DICE_FOR_PLAN
from untilthen.people.models import Plan
from untilthen.people.queries import OWNER
from untilthen.rehearsal.browser import Browsers
from untilthen.watch import deeds
from untilthen.watch.actions import begin, record

BERLIN = ZoneInfo(ZONE)
BEGUN = datetime(2027, 1, 4, 10, tzinfo=BERLIN)
PROMISES = {
    "Ben": datetime(2027, 1, 4, 18, 30, tzinfo=BERLIN),
    "Dara": datetime(2027, 1, 5, 8, 10, tzinfo=BERLIN),
    "Chidi": datetime(2027, 1, 5, 20, 0, tzinfo=BERLIN),
    "Eli": datetime(2027, 1, 6, 14, 45, tzinfo=BERLIN),
}
SEALED = datetime(2027, 1, 6, 20, 15, tzinfo=BERLIN)
"""When Ana seals her letters to her keepers, all four having promised."""
CHECK_INS = (
    datetime(2027, 2, 1, 9, 20, tzinfo=BERLIN),
    datetime(2027, 3, 1, 9, 0, tzinfo=BERLIN),
)


def set_scene() -> None:
    """Fill empty databases; the clock then stands at Ana's last check-in, every mail read."""
    set_stage(BEGUN)
    edge.set_clock(stage_now)
    with transaction.atomic():
        dice = edge.token(DICE_FOR_PLAN)
        plan, _ = begin(account(), ANA.details, Settings(zone=ZONE), BEGUN, dice)
        words: dict[int, str] = {}
        browsers = browsers_of(plan, words)
        browsers.make_owner_key(BEGUN)
        numbers = everybody(plan)
        write_letters(browsers, numbers, BEGUN)
        write_sheets(browsers, numbers, BEGUN)
    live_on(browsers, numbers)
    DemoMail.objects.update(opened=True)
    Stage.objects.update(six_words=words[OWNER], words=words)
    mark_here()


def account() -> User:
    """Return Ana's account, which she can sign in to with her password."""
    user = User.objects.create_user("ana", ANA.mailbox, PASSWORD)
    EmailAddress.objects.create(user=user, email=ANA.mailbox, verified=True, primary=True)
    return user


def everybody(plan: Plan) -> dict[str, int]:
    """Ask the keepers, add those whom letters are for; return everybody's number by name."""
    numbers = {}
    for keeper in KEEPERS:
        numbers[keeper.name] = deeds.invite(plan.pk, keeper.details, BEGUN).number
    for reader in READERS:
        numbers[reader.name] = add_recipient(plan, reader.details, BEGUN).number
    return numbers


def live_on(browsers: Browsers, numbers: dict[str, int]) -> None:
    """Have the keepers promise and Ana check in, each on their day, with all mails in between."""
    for name, at in PROMISES.items():
        pass_until(at)
        promise(browsers.plan, numbers[name], at)
    pass_until(SEALED)
    browsers.seal_and_prove(SEALED)
    for at in CHECK_INS:
        pass_until(at)
        check_in(browsers.plan, at)


def promise(plan: Plan, number: int, at: datetime) -> None:
    """Have a keeper promise."""
    record(plan.pk, lambda switch: keeper_acts.promise(switch, number, at), at)


def check_in(plan: Plan, at: datetime) -> None:
    """Have Ana check in, then let the worker take note."""
    record(plan.pk, lambda switch: acts.check_in(switch, at), at)
    pass_until(at)


def begin_again() -> None:
    """Throw everything away and set the scene anew."""
    for plan in Plan.objects.all():
        delete_all(plan.public_id)
    for database in ("default", "keys"):
        call_command("flush", database=database, interactive=False, verbosity=0)
    set_scene()

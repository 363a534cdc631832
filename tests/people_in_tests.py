"""Ana's plan in tests: who is in it, and time that passes in it, through the real actions
and tick.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from random import Random

from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.test import Client

from tests.letters.sealed import COFFEE, OWN
from untilthen.domain import keeper_acts
from untilthen.domain.settings import Settings
from untilthen.domain.states import State
from untilthen.domain.switch import Switch
from untilthen.domain.timetable import release_at
from untilthen.letters.actions import Draft
from untilthen.letters.models import Letter, LetterKey
from untilthen.outbox.actions import mark_accepted
from untilthen.outbox.models import Message
from untilthen.outbox.queries import due
from untilthen.people.actions import add_person
from untilthen.people.links import Link, LinkKind, token_for
from untilthen.people.models import Plan
from untilthen.people.queries import Details, Person
from untilthen.people.signin import STRONG_AT
from untilthen.rehearsal.browser import Browsers
from untilthen.sealing.letter import Letter as Words
from untilthen.sealing.letter import ReadHint
from untilthen.watch import deeds, seals
from untilthen.watch.actions import Outcomes, begin, record
from untilthen.watch.models import SwitchRow
from untilthen.watch.store import load
from untilthen.watch.tick import tick

MONDAY = datetime(2027, 3, 1, 8, tzinfo=UTC)
"""1 March 2027, 09:00 in Berlin: the day of the stories."""
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PASSWORD = "made up for tests only"
A_DAY_AT_MOST = timedelta(hours=20)
Sends = Callable[[datetime], int]


@dataclass
class Clock:
    """The time as pages and the tick see it."""

    at: datetime = MONDAY

    def __call__(self) -> datetime:
        return self.at


@dataclass
class Household:
    """One owner's plan and the people in it."""

    clock: Clock
    plan: Plan
    account: User
    browsers: Browsers
    people: dict[str, Person] = field(default_factory=dict)

    @property
    def switch(self) -> Switch:
        """The plan's switch as it stands."""
        return load(self.plan.pk)

    def details(self, name: str, zone: str = "Europe/Berlin") -> Details:
        """Return made-up details of somebody."""
        address = f"{name.split()[0].lower()}@example.org"
        return Details(name=name, address=address, zone=zone, phone="+49 30 555 01")

    def invite(self, *names: str) -> None:
        """Ask people to be keepers."""
        for name in names:
            self.people[name] = deeds.invite(self.plan.pk, self.details(name), self.clock.at)

    def promise(self, *names: str) -> None:
        """Let invited people promise."""
        for name in names:
            number = self.people[name].number
            promises = partial(keeper_acts.promise, person=number, at=self.clock.at)
            record(self.plan.pk, promises, self.clock.at)
        counted = sum(keeper.counts for keeper in self.switch.keepers)
        if counted >= self.switch.settings.sure_needed:
            self.browsers.seal_and_prove(self.clock.at)

    def goes_alone(self) -> None:
        """Let the owner go without keepers, and make the key for it."""
        seals.go_alone(self.plan.pk, self.clock.at)
        self.browsers.seal_anew(self.clock.at)

    def reader(self, name: str) -> Person:
        """Add somebody whom letters are for."""
        self.people[name] = add_person(self.plan.pk, self.details(name), recipient=True)
        return self.people[name]

    def writes(self, *names: str, not_before: date | None = None) -> Letter:
        """Have a letter to each of these, sealed as Ana's browser would have sealed it."""
        if not LetterKey.objects.filter(plan=self.plan).exists():
            self.browsers.make_owner_key(self.clock.at)
        words = Words("en", COFFEE.name, "", COFFEE.body, "", ReadHint.ANY, ())
        to = tuple(self.people[each].number for each in names)
        return self.browsers.write(words, Draft(to=to, not_before=not_before), self.clock.at)

    def are_sure(self, *names: str, words: dict[str, str] | None = None) -> None:
        """Let keepers say that they are sure, and hand over their parts."""
        for name in names:
            number = self.people[name].number
            handed = self.browsers.handed(number, self.clock.at)
            deeds.say_sure(self.plan.pk, number, words or {}, handed, self.clock.at)

    def comes_to_release(self) -> None:
        """Let the quiet wait pass to the minute of its end: nobody is knocked yet."""
        self.let_pass(release_at(self.switch) - self.clock.at)
        assert self.switch.state is State.DELIVERING

    def does(self, act: Callable[..., Outcomes], **more: object) -> None:
        """Let the owner or a keeper (person=…) do something now."""
        now = self.clock.at
        record(self.plan.pk, lambda switch: act(switch, at=now, **more), now)

    def token(self, kind: LinkKind, name: str = "", round_: int | None = None) -> str:
        """Return the token of somebody's link, as a mail of now would hold it."""
        made_in = self.switch.vigil if round_ is None else round_
        number = self.people[name].number if name else 0
        return token_for(Link(kind, self.plan.pk, number, made_in))

    def sign_in(self, client: Client, *, strongly: bool = True) -> Client:
        """Return the client, signed in as the owner."""
        client.force_login(self.account, BACKEND)
        if strongly:
            session = client.session
            session[STRONG_AT] = self.clock.at.isoformat()
            session.save()
        return client

    def let_pass(self, span: timedelta, send: Sends | None = None) -> None:
        """Let time pass with the service awake and every mail accepted as soon as it is owed, or
        as `send` would have it.
        """
        until = self.clock.at + span
        while True:
            tick(self.clock.at, lambda: (send or accept_all)(self.clock.at))
            if self.clock.at >= until:
                return
            wakes = SwitchRow.objects.filter(wake_at__gt=self.clock.at).order_by("wake_at")
            first = wakes.values_list("wake_at", flat=True).first() or until
            self.clock.at = min(first, until, self.clock.at + A_DAY_AT_MOST)


def accept_all(now: datetime) -> int:
    """Let every mail that is due be accepted; returns how many."""
    messages = due(now, 1000)
    for message in messages:
        mark_accepted(message, now)
    return len(messages)


def quiet_outbox() -> None:
    """Forget the mails so far, so that none was accepted just now."""
    Message.objects.all().delete()


def household(clock: Clock, name: str = "Ana Berg", dice: int = 1) -> Household:
    """Return an owner with an account and a plan in draft."""
    first = name.split()[0].lower()
    account = User.objects.create_user(first, f"{first}@example.org", PASSWORD)
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    details = Details(name=name, address=account.email, zone="Europe/Berlin")
    seed = bytes((dice + place) % 256 for place in range(74))
    plan, _ = begin(account, details, Settings(zone="Europe/Berlin"), clock.at, seed)
    return Household(clock, plan, account, Browsers(plan, OWN, Random(dice).randbytes))


def with_keepers(clock: Clock) -> Household:
    """Return Ana's plan, living, with Ben and Chidi as keepers and Finn to write to."""
    ana = household(clock)
    ana.invite("Ben", "Chidi")
    ana.promise("Ben", "Chidi")
    ana.reader("Finn")
    return ana

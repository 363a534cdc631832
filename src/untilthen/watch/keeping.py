"""Everybody that one address keeps for, in all plans here, and how it stands with each: what a
keeper may know of it (domain 3.1), and no more.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser, User
from django.utils.translation import gettext as _

from untilthen.domain.letter import DeliveryState
from untilthen.domain.states import ASKING, RELEASED, State
from untilthen.domain.switch import Switch
from untilthen.domain.timetable import nine, release_at
from untilthen.keystore.queries import PLAN, KeyGone, take
from untilthen.letters.models import Delivery
from untilthen.outbox.templatetags.dates import for_reader
from untilthen.people.linkpage import Visit, path_of
from untilthen.people.links import Link, LinkKind, token_for
from untilthen.people.models import PersonRow
from untilthen.people.queries import OWNER, Person, opened, person, rows_at
from untilthen.watch.queries import is_stale, paused_by
from untilthen.watch.store import load

SHOWS_ALL = (LinkKind.VIGIL, LinkKind.TOLD_LIST)
"""Links that name their vigil. An invitation never grows old, so it opens its own plan only."""


@dataclass(frozen=True)
class KeptFor:
    """One plan that somebody is a keeper of: themselves in it, its owner, and where it stands."""

    keeper: Person
    owner: Person
    switch: Switch

    @property
    def path(self) -> str:
        """The link to the keeper's page, as a mail of now would hold it."""
        link = Link(LinkKind.VIGIL, self.keeper.plan, self.keeper.number, self.switch.vigil)
        return f"/go/{token_for(link)}"

    @property
    def owners_address(self) -> str:
        """The owner's address, to compare with those of keepers."""
        return self.owner.details.address.casefold()


def kept_for(addresses: Iterable[str]) -> list[KeptFor]:
    """Return every plan whose promised keeper has one of these addresses, oldest plan first."""
    rows = {row.pk: row for address in addresses for row in rows_at(address)}
    found = [each for row in rows.values() for each in promised(row)]
    return sorted(found, key=lambda each: each.keeper.plan)


def kept_by(account: User | AnonymousUser) -> list[KeptFor]:
    """Return every plan kept by the addresses that were shown to be an account's."""
    shown = EmailAddress.objects.filter(user_id=account.pk, verified=True)
    return kept_for(shown.values_list("email", flat=True))


def promised(row: PersonRow) -> Iterator[KeptFor]:
    """Yield what a person keeps, if their promise stands and the plan's keys are there."""
    try:
        switch = load(row.plan_id)
        keeper, owner = opened(take(row.plan_id, PLAN), row), person(row.plan_id, OWNER)
    except KeyGone:
        return
    if any(each.counts and each.person == row.number for each in switch.keepers):
        yield KeptFor(keeper, owner, switch)


def may_see_all(visit: Visit, switch: Switch) -> bool:
    """Return whether a link shows that its reader holds the mailbox of this very address now: it
    is of this vigil, and the owner never gave the keeper another address since.
    """
    fresh = visit.link.kind in SHOWS_ALL and not is_stale(visit, switch)
    here = PersonRow.objects.filter(plan=visit.plan, number=visit.link.person)
    counts = any(each.counts and each.person == visit.link.person for each in switch.keepers)
    return fresh and counts and here.filter(moved=False).exclude(shared_mark=None).exists()


def keeping_url(visit: Visit) -> str:
    """Return where a keeper of more than one finds them all, or "" for any other."""
    if not may_see_all(visit, load(visit.plan.pk)):
        return ""
    many = len(kept_for([visit.reader.details.address])) > 1
    return f"{path_of(visit.link, visit.token)}keeping/" if many else ""


def state_line(kept: KeptFor) -> str:
    """Return in one sentence how it stands, as far as a keeper may know."""
    switch, named = kept.switch, {"owner": kept.owner.name}
    zones = (kept.owner.details.zone, kept.keeper.details.zone)
    match switch.state:
        case state if state in ASKING:
            return _("We ask whether you have heard from %(owner)s.") % named
        case State.STOPPED:
            return _("Someone pressed stop in the mail of %(owner)s. We ask who it was.") % named
        case State.QUIET_WAIT:
            return coming(switch) % {"date": for_reader(release_at(switch), zones)}
        case state if state in RELEASED:
            return going_out(kept, zones)
        case State.CAME_BACK:
            return _("%(owner)s is alive. You can rest.") % named
        case State.PAUSED if (by := paused_by(kept.keeper.plan)) is not None:
            teller = person(kept.keeper.plan, by).name
            told = _("%(keeper)s told us that %(owner)s is alive.")
            return told % {"keeper": teller, **named}
        case _:
            return _("There is nothing to do now.")


def coming(switch: Switch) -> str:
    """Return what a quiet wait leads to."""
    match switch.wait.then if switch.wait else "release":
        case "hand_over":
            return _("The letters are given out, still sealed, on %(date)s.")
        case "let_go":
            return _("Everything is destroyed unread on %(date)s.")
        case _:
            return _("The letters go out on %(date)s.")


def going_out(kept: KeptFor, zones: tuple[str, str]) -> str:
    """Return how a release goes, and when all of it ends."""
    switch = kept.switch
    rows = Delivery.objects.filter(plan=kept.keeper.plan, release=switch.release)
    if switch.state is not State.GOODBYES or rows.filter(state=DeliveryState.QUEUED.value).exists():
        return _("The letters are on their way.")
    closes_at = nine(switch, switch.settings.goodbye_days)
    said = _("The letters are at their doors. Everything is destroyed on %(date)s.")
    return said % {"date": for_reader(closes_at, zones)}


def keepers_addresses(switch: Switch, people: Mapping[int, Person]) -> dict[str, int]:
    """Return who keeps for a plan, by their address."""
    counted = [each.person for each in switch.keepers if each.counts and each.person in people]
    return {people[each].details.address.casefold(): each for each in counted} | {"": OWNER}


def each_other(switch: Switch, people: Mapping[int, Person]) -> list[Person]:
    """Return those keepers of a plan whose own keeper its owner is."""
    keepers = keepers_addresses(switch, people)
    theirs = {each.owners_address for each in kept_for([people[OWNER].details.address])}
    return [people[keepers[each]] for each in sorted(theirs & keepers.keys() - {""})]

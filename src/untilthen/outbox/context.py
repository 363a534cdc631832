"""What a mail is told when it is written: its facts with numbers turned into names, and what every
mail knows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from untilthen.domain.states import About
from untilthen.journal.queries import head
from untilthen.outbox.models import Message
from untilthen.people.links import Link, LinkKind, token_for
from untilthen.people.queries import OWNER, Person

ONE_PERSON = ("keeper", "opened_by", "reported", "by", "guards", "given_back")
MANY_PEOPLE = ("keepers", "sure", "people")
OTHER_WORDS: Mapping[str, str] = {
    "own_key": "own_key",
    "are_you_there": "are_you_there",
    "guards": "guardian",
    "given_back": "given_back",
    "frightened": "frightened",
}
"""Facts of a mail that has words of its own."""
TO_READERS = frozenset({About.KNOCK.value})
WRITTEN_AS = {
    "reported_dead": "death_report",
    "died": "death_report",
    "alive_after_all": "death_report",
    "objected": "objection",
}
"""Changes that are written of in words of their own."""
OWNERS_PAGES = {About.KEEPER_CHANGE.value: "/keepers/", About.YEARLY.value: "/"}
USUALLY: Mapping[str, dict[str, Any]] = {About.YEARLY.value: {"why": "", "until": None}}
BEGUN: dict[str, Any] = {"waiting": "keeper", "word": "begun", "begins_at": None, "until": None}
"""What a mail to a keeper who is one no longer says."""
NUDGES: Mapping[str, str] = {
    About.OUTAGE_NOTE.value: "nudge_trouble",
    About.SECOND_TEST.value: "nudge_test",
}
LINKS: Mapping[str, LinkKind] = {
    About.INVITATION.value: LinkKind.INVITATION,
    About.INVITATION_REMINDER.value: LinkKind.INVITATION,
    About.KNOCK.value: LinkKind.DOOR,
    About.DUTY_SHEET.value: LinkKind.DUTIES,
    About.TOLD_LIST.value: LinkKind.TOLD_LIST,
}
LINKS_BY_FACT: Mapping[str, LinkKind] = {
    "own_key": LinkKind.OWN_KEY,
    "guards": LinkKind.ENTRUSTED,
    "as_reader": LinkKind.DOOR,
}


@dataclass(frozen=True)
class Everybody:
    """The people of one plan, by number."""

    people: Mapping[int, Person]

    def name(self, number: object) -> str:
        """Return what somebody is called, or nothing for nobody."""
        found = self.people.get(number) if isinstance(number, int) else None
        return found.name if found else ""


def context_for(message: Message, people: Mapping[int, Person]) -> dict[str, Any]:
    """Return everything the mail's template may say."""
    everybody = Everybody(people)
    to = people[message.person]
    facts: dict[str, Any] = USUALLY.get(message.about, {}) | dict(message.facts)
    facts.setdefault("for_owner", message.person == OWNER)
    facts.setdefault("part", False)
    if is_waiting_change(message):
        facts = BEGUN | facts | {"about_you": facts["keeper"] == message.person}
    facts.setdefault("as_keeper", message.person != OWNER and not is_reader(message, to))
    if message.about == About.TOLD_LIST.value:
        knowing = {OWNER, *facts["knowing"]}
        facts["people"] = [
            each.number for each in people.values() if each.recipient and each.number not in knowing
        ]
    if message.about == About.KNOCK.value:
        keeper = people.get(facts["keeper"] or -1)
        facts["phone"] = keeper.details.phone if keeper else ""
    for key in ONE_PERSON:
        if key in facts:
            facts[key] = everybody.name(facts[key])
    for key in MANY_PEOPLE:
        if key in facts:
            facts[key] = [everybody.name(number) for number in facts[key]]
    return {
        **facts,
        "owner": people[OWNER].name,
        "person": to.name,
        "code": to.details.second_code,
        "zones": (people[OWNER].details.zone, to.details.zone),
        "link": link_for(message),
        "help_link": settings.ADDRESS + "/help/",
        "our_address": settings.CONFIG.mail_from,
        "chain_head": "" if is_reader(message, to) else head(message.plan),
    }


def template_of(message: Message) -> str:
    """Return which template writes a mail; a second channel only says that something waits."""
    if message.channel == "mail":
        other = (words for fact, words in OTHER_WORDS.items() if message.facts.get(fact))
        usual = WRITTEN_AS.get(str(message.facts.get("change")), message.about)
        return next(other, "waiting_change" if is_waiting_change(message) else usual)
    return NUDGES.get(message.about, "nudge")


def is_waiting_change(message: Message) -> bool:
    """Return whether a mail speaks of a change that waits, or tells a keeper that one has begun."""
    ended = message.person != OWNER and message.facts.get("change") == "taken_off"
    return message.about == About.KEEPER_CHANGE.value and (ended or "waiting" in message.facts)


def asked_in(message: Message) -> Message:
    """Return the mail whose link this one gives: itself, or the one that somebody answered."""
    answered = message.facts.get("answered")
    if not answered:
        return message
    return Message(plan=message.plan, person=message.person, **answered)


def is_reader(message: Message, to: Person) -> bool:
    """Return whether this mail goes to a recipient as such, who is told nothing of the plan."""
    message = asked_in(message)
    facts = message.facts
    return message.about in TO_READERS or bool(facts.get("as_reader") or facts.get("own_key"))


def link_for(message: Message) -> str:
    """Return the address the mail's one button leads to; made anew at each try, and the same each
    time.
    """
    message = asked_in(message)
    if message.facts.get("change") == "reader_unreachable":
        return settings.ADDRESS + "/letters/"
    if message.person == OWNER and "waiting" in message.facts:
        return settings.ADDRESS + "/"
    stops = message.facts.get("change") == "objected"
    if message.about in OWNERS_PAGES and message.person == OWNER and not stops:
        return settings.ADDRESS + OWNERS_PAGES[message.about]
    if message.about == About.CLOSED.value:
        return settings.ADDRESS
    link = Link(
        kind_of(message), message.plan, message.person, int(message.facts.get("round") or 0)
    )
    return f"{settings.ADDRESS}/go/{token_for(link)}"


def kind_of(message: Message) -> LinkKind:
    """Return where the link of a mail leads that is no page of the owner's own."""
    usual = LinkKind.CHECK_IN if message.person == OWNER else LinkKind.VIGIL
    by_fact = (kind for fact, kind in LINKS_BY_FACT.items() if message.facts.get(fact))
    return next(by_fact, LINKS.get(message.about, usual))


def unsubscribe_link(message: Message) -> str:
    """Return the address of a one-click "no more mail", or "" where a mail may have none.

    Never the owner's: one press in a mail program would silence their plan (domain 5.3). The last
    note needs none.
    """
    last = message.about == About.CLOSED.value
    if message.person == OWNER or message.channel != "mail" or last:
        return ""
    link = Link(LinkKind.OWN_MAIL, message.plan, message.person)
    return f"{settings.ADDRESS}/no-mail/{token_for(link)}/"

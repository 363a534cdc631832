"""What keepers add to their answers, and whom they told: kept beside the switch, words sealed."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from untilthen.domain.switch import Switch
from untilthen.journal.actions import Entry, hold, write
from untilthen.keystore.queries import PLAN, take
from untilthen.people.queries import OWNER, Person, people
from untilthen.sealing.at_rest import open_at_rest, seal_at_rest
from untilthen.watch.models import Said, Told


def purpose(plan: int, keeper: int) -> str:
    """Return what a keeper's sealed words are bound to."""
    return f"words of keeper {keeper} of plan {plan}"


def keep_words(
    plan: int, vigil: int, keeper: int, answer: str, words: Mapping[str, str], at: datetime
) -> None:
    """Keep what a keeper wrote with an answer, in place of what they wrote before."""
    content = json.dumps(dict(words), ensure_ascii=False).encode()
    sealed = seal_at_rest(take(plan, PLAN), content, purpose(plan, keeper))
    Said.objects.update_or_create(
        plan_id=plan,
        vigil=vigil,
        keeper=keeper,
        answer=answer,
        defaults={"sealed": sealed, "at": at},
    )


def words_of(plan: int, vigil: int) -> dict[tuple[int, str], dict[str, str]]:
    """Return what keepers wrote in one vigil, by keeper and answer."""
    key = take(plan, PLAN)
    return {
        (each.keeper, each.answer): json.loads(
            open_at_rest(key, bytes(each.sealed), purpose(plan, each.keeper))
        )
        for each in Said.objects.filter(plan_id=plan, vigil=vigil)
    }


def tick_told(plan: int, vigil: int, keeper: int, persons: Iterable[int], at: datetime) -> None:
    """Note that a keeper knows these persons to have been told; who is ticked already stays so."""
    with transaction.atomic():
        hold(plan)
        told = Told.objects.filter(plan_id=plan, vigil=vigil)
        known = set(told.values_list("person", flat=True))
        for person in persons:
            if person not in known:
                Told.objects.create(plan_id=plan, vigil=vigil, person=person, keeper=keeper, at=at)
                write(plan, Entry(at, "told", who=keeper, facts={"person": person}))


def told_in(plan: int, vigil: int) -> dict[int, Told]:
    """Return who was ticked as told in one vigil, by person."""
    return {each.person: each for each in Told.objects.filter(plan_id=plan, vigil=vigil)}


def to_be_told(people: Mapping[int, Person], switch: Switch) -> list[int]:
    """Return the persons whom keepers are asked to tell: whom letters are for, keepers and the
    reported dead excepted.
    """
    know = {OWNER, *(keeper.person for keeper in switch.keepers if keeper.counts)}
    know |= {report.person for report in switch.reports if report.stands}
    return [each.number for each in people.values() if each.recipient and each.number not in know]


def all_told(plan: int, switch: Switch) -> bool:
    """Return whether nobody is left whom keepers should tell."""
    return not set(to_be_told(people(plan), switch)) - set(told_in(plan, switch.vigil))

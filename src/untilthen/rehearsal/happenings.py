"""Make one happening of a story happen, through the same actions that pages and mails use."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction

from untilthen.domain import acts, keeper_acts, objections, reports
from untilthen.domain.calendar import local_day
from untilthen.domain.letter import DeliveryState
from untilthen.domain.switch import Refused, Switch
from untilthen.letters import doors
from untilthen.letters.at_the_door import leave_with_keeper, refuse
from untilthen.letters.models import Delivery
from untilthen.letters.release import move
from untilthen.people.links import Link, LinkKind
from untilthen.people.queries import OWNER
from untilthen.rehearsal.courier import Faults
from untilthen.rehearsal.setting import Scene, invite, seal_if_enough
from untilthen.rehearsal.story import Happening
from untilthen.watch import deeds
from untilthen.watch.actions import Outcomes, record
from untilthen.watch.forms import SHORT_PAUSE_DAYS
from untilthen.watch.store import load
from untilthen.watch.waitingchanges import ask_pause

OwnerAct = Callable[[Switch, datetime], Outcomes]
KeeperAct = Callable[[Switch, int, datetime], Outcomes]

OWNER_ACTS: dict[str, OwnerAct] = {
    "checks_in": acts.check_in,
    "stops": acts.press_stop,
    "signs_in": reports.sign_in,
    "rearms": acts.rearm,
}
KEEPER_ACTS: dict[str, KeeperAct] = {
    "says_alive": keeper_acts.says_alive,
    "does_not_know": keeper_acts.does_not_know,
    "keeps_vigil": keeper_acts.keep_vigil,
    "steps_down": keeper_acts.step_down,
    "opens_vigil": keeper_acts.open_vigil,
    "objects": objections.objects,
}
ABOUT_OTHERS = {
    "reports_death_of": reports.report_death,
    "confirms_report": reports.confirm_report,
    "denies_report": reports.undo_report,
}
AT_THE_DOOR = {"opens": DeliveryState.OPENED, "refuses": DeliveryState.REFUSED}


def happen(happening: Happening, scene: Scene, faults: Faults) -> None:
    """Make it happen; raises Refused where the rules do not allow it."""
    does, at, plan = happening.does, happening.at, scene.plan.pk
    presses = scene.numbers.get(happening.who, OWNER)
    if presses != OWNER and does != "denies_report":
        deeds.here_i_am(plan, presses, at)
    if does in OWNER_ACTS:
        owner_act = OWNER_ACTS[does]
        record(plan, lambda switch: owner_act(switch, at), at)
    elif does in KEEPER_ACTS:
        keeper_act, person = KEEPER_ACTS[does], scene.numbers[happening.who]
        record(plan, lambda switch: keeper_act(switch, person, at), at)
    elif does in AT_THE_DOOR:
        at_the_door(happening, scene, AT_THE_DOOR[does])
    else:
        OTHERS[does](happening, scene, faults)


def pause(happening: Happening, scene: Scene, _faults: Faults) -> None:
    """Pause until the day (or the day of the instant) named; a long pause begins in seven days
    (10.2).
    """
    plan, until, at = scene.plan.pk, happening.more["until"], happening.at
    zone = load(plan).zone
    day: date = local_day(until, zone) if isinstance(until, datetime) else until
    days = (day - local_day(at, zone)).days
    if SHORT_PAUSE_DAYS < days <= acts.LONGEST_PAUSE_DAYS:
        ask_pause(plan, day, at)
    else:
        record(plan, lambda switch: acts.pause(switch, day, at), at)


def invite_keeper(happening: Happening, scene: Scene, _faults: Faults) -> None:
    """Invite somebody of the story."""
    invite(scene, happening.more["keeper"], happening.at)


def take_duty(happening: Happening, scene: Scene, _faults: Faults) -> None:
    """Take a duty that was offered, or is open to all; raises Refused where it is neither."""
    number = scene.duties.get(happening.more["duty"], 0)
    person = scene.numbers[happening.who]
    deeds.take_duty(scene.plan.pk, number, person, happening.at)


def pass_duty(happening: Happening, scene: Scene, _faults: Faults) -> None:
    """Say "I can't" to a duty; raises Refused where it was not offered."""
    number = scene.duties.get(happening.more["duty"], 0)
    person = scene.numbers[happening.who]
    deeds.pass_duty(scene.plan.pk, number, person, happening.at)


def speak_of(happening: Happening, scene: Scene, _faults: Faults) -> None:
    """Tell of somebody else's death, confirm it, or say that it is not so."""
    act, at = ABOUT_OTHERS[happening.does], happening.at
    who, about = scene.numbers[happening.who], scene.numbers[happening.more["person"]]
    record(scene.plan.pk, lambda switch: act(switch, who, about, at), at)


def tick_told(happening: Happening, scene: Scene, _faults: Faults) -> None:
    """Tick that somebody was told; raises Refused where there is no told-list."""
    who, about = scene.numbers[happening.who], scene.numbers[happening.more["person"]]
    deeds.tick_as_told(scene.plan.pk, who, {about}, happening.at)


def decline(happening: Happening, scene: Scene, _faults: Faults) -> None:
    """Say "I can't" to an invitation: the address is erased."""
    deeds.decline(scene.plan.pk, scene.numbers[happening.who], happening.at)


def at_the_door(happening: Happening, scene: Scene, then: DeliveryState) -> None:
    """Open or refuse a letter behind one's door; raises Refused where it is not there."""
    letter = scene.letters.get(happening.more["letter"], 0)
    found = Delivery.objects.filter(
        plan=scene.plan, letter_id=letter, person=scene.numbers[happening.who]
    )
    with transaction.atomic():
        delivery = found.order_by("-release").first()
        if delivery is None or not move(delivery, then, happening.at):
            raise Refused("not_at_the_door")


def give_to_keeper(happening: Happening, scene: Scene, _faults: Faults) -> None:
    """Have a keeper keep a letter unread; raises Refused where it is not at one's door."""
    keeper = scene.numbers[happening.more["keeper"]]
    letter = scene.letters.get(happening.more["letter"], 0)
    if not leave_with_keeper(door_link(happening, scene), keeper, happening.at, letter):
        raise Refused("not_at_the_door")


def report_harassment(happening: Happening, scene: Scene, _faults: Faults) -> None:
    """Say that the letters at one's door frighten; raises Refused where none is there."""
    if not refuse(door_link(happening, scene), happening.at, reported=True):
        raise Refused("not_at_the_door")


def door_link(happening: Happening, scene: Scene) -> Link:
    """Return the link of somebody's door in the present release."""
    plan = scene.plan.pk
    return Link(LinkKind.DOOR, plan, scene.numbers[happening.who], load(plan).release)


def leave_for_later(_happening: Happening, _scene: Scene, _faults: Faults) -> None:
    """Leave a letter for another day: nothing changes, and nobody asks again."""


def say_goodbye(happening: Happening, scene: Scene, _faults: Faults) -> None:
    """Leave a goodbye; raises Refused where there is no door."""
    person, plan = scene.numbers[happening.who], scene.plan.pk
    release = load(plan).release
    with transaction.atomic():
        if not doors.at_door(plan, person, release):
            raise Refused("not_at_the_door")
        doors.write_goodbye(plan, person, release, "Until then.", happening.at)


def refuse_mail(happening: Happening, _scene: Scene, faults: Faults) -> None:
    """Have the relay refuse every mail for a while."""
    faults.refused_until = happening.more["until"]


def lose_answers(happening: Happening, _scene: Scene, faults: Faults) -> None:
    """Have every mail taken, and the answer lost, for a while."""
    faults.unclear_until = happening.more["until"]


def bounce(happening: Happening, _scene: Scene, faults: Faults) -> None:
    """Have one person's address refuse mail for good."""
    faults.bouncing.add(happening.more["person"])


def crash(happening: Happening, _scene: Scene, faults: Faults) -> None:
    """Have the worker die at the next mail, after it has claimed, sent or marked it."""
    faults.crash_after = happening.more["after"]


def promise(happening: Happening, scene: Scene, _faults: Faults) -> None:
    """Promise; once enough have, the owner seals anew and everybody proves their part."""
    person, at = scene.numbers[happening.who], happening.at
    record(scene.plan.pk, lambda switch: keeper_acts.promise(switch, person, at), at)
    seal_if_enough(scene, at)


def be_sure(happening: Happening, scene: Scene, _faults: Faults) -> None:
    """Say "I am sure" and hand over the part, if there is one."""
    person, plan, at = scene.numbers[happening.who], scene.plan.pk, happening.at
    with transaction.atomic():
        handed = scene.browsers.handed(person, at)
        deeds.say_sure(plan, person, {}, handed, at)


OTHERS: dict[str, Callable[[Happening, Scene, Faults], None]] = {
    "promises": promise,
    "is_sure": be_sure,
    "pauses": pause,
    "invites": invite_keeper,
    "declines": decline,
    "takes": take_duty,
    "passes": pass_duty,
    "ticks_told": tick_told,
    **dict.fromkeys(ABOUT_OTHERS, speak_of),
    "gives_to_keeper": give_to_keeper,
    "reports_harassment": report_harassment,
    "later": leave_for_later,
    "says_goodbye": say_goodbye,
    "mail_refused": refuse_mail,
    "mail_unclear": lose_answers,
    "bounces": bounce,
    "crash": crash,
}

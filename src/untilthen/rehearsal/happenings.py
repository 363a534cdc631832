"""Make one happening of a story happen, through the same actions that pages and mails use."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction

from untilthen.domain import acts, keeper_acts
from untilthen.domain.calendar import local_day
from untilthen.domain.letter import DeliveryState
from untilthen.domain.switch import Refused, Switch
from untilthen.handover import actions as duties
from untilthen.letters import doors
from untilthen.letters.models import Delivery
from untilthen.letters.release import move
from untilthen.rehearsal.courier import Faults
from untilthen.rehearsal.setting import Scene, invite, seal_if_enough
from untilthen.rehearsal.story import Happening
from untilthen.watch import deeds
from untilthen.watch.actions import Outcomes, record
from untilthen.watch.store import load

OwnerAct = Callable[[Switch, datetime], Outcomes]
KeeperAct = Callable[[Switch, int, datetime], Outcomes]

OWNER_ACTS: dict[str, OwnerAct] = {
    "checks_in": acts.check_in,
    "stops": acts.press_stop,
    "signs_in": acts.sign_in,
    "rearms": acts.rearm,
}
KEEPER_ACTS: dict[str, KeeperAct] = {
    "declines": keeper_acts.decline,
    "says_alive": keeper_acts.says_alive,
    "does_not_know": keeper_acts.does_not_know,
    "keeps_vigil": keeper_acts.keep_vigil,
    "steps_down": keeper_acts.step_down,
}
AT_THE_DOOR = {"opens": DeliveryState.OPENED, "refuses": DeliveryState.REFUSED}


def happen(happening: Happening, scene: Scene, faults: Faults) -> None:
    """Make it happen; raises Refused where the rules do not allow it."""
    does, at, plan = happening.does, happening.at, scene.plan.pk
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
    """Pause until the day (or the day of the instant) named."""
    until = happening.more["until"]
    at = happening.at

    def act(switch: Switch) -> Outcomes:
        day = local_day(until, switch.zone) if isinstance(until, datetime) else until
        assert isinstance(day, date)
        return acts.pause(switch, day, at)

    record(scene.plan.pk, act, at)


def invite_keeper(happening: Happening, scene: Scene, _faults: Faults) -> None:
    """Invite somebody of the story."""
    invite(scene, happening.more["keeper"], happening.at)


def take_duty(happening: Happening, scene: Scene, _faults: Faults) -> None:
    """Take an offered duty; raises Refused where it is not theirs to take."""
    number = scene.duties.get(happening.more["duty"], 0)
    with transaction.atomic():
        person = scene.numbers[happening.who]
        if not duties.take(scene.plan.pk, number, person, happening.at):
            raise Refused("not_offered")


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
    "takes": take_duty,
    "later": leave_for_later,
    "says_goodbye": say_goodbye,
    "mail_refused": refuse_mail,
    "mail_unclear": lose_answers,
    "bounces": bounce,
    "crash": crash,
}

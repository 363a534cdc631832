"""Move the demo's clock: from one thing that happens to the next, the worker's turn taken at each.

Nothing here knows what will happen; it is the application itself that wakes at each moment.
"""

from datetime import datetime
from threading import Lock

from untilthen.demo.clock import next_day, set_stage, stage, stage_now
from untilthen.demo.courier import couriers
from untilthen.demo.models import DemoMail, Stage
from untilthen.journal.models import Line
from untilthen.outbox.sending import send_due
from untilthen.watch.models import Heartbeat
from untilthen.watch.moments import next_moment
from untilthen.watch.tick import tick

MOVING = Lock()
"""One mover at a time: pages are served by several threads of one process."""
MOST_TURNS = 200
MOST_MOMENTS = 100
Marks = tuple[int, int]


def to_next_thing() -> bool:
    """Move to the next moment at which something shows; returns False where nothing ever will."""
    with MOVING:
        before = mark_here()
        for _ in range(MOST_MOMENTS):
            moment = next_moment(stage_now())
            if moment is None:
                return False
            take_moment(moment)
            if marks() != before:
                return True
        return True


def one_day_on() -> None:
    """Move one day, through every moment on the way."""
    with MOVING:
        mark_here()
        pass_until(next_day(stage_now()))


def pass_until(until: datetime) -> None:
    """Move to an instant, through every moment on the way."""
    for _ in range(MOST_MOMENTS):
        moment = next_moment(stage_now())
        if moment is None or moment > until:
            break
        take_moment(moment)
    take_moment(until)


def take_moment(moment: datetime) -> None:
    """Set the clock, and let the worker work until nothing is due there."""
    set_stage(moment)
    carriers = couriers()
    # The clock was moved; nobody was away (R10).
    Heartbeat.objects.update_or_create(pk=1, defaults={"at": moment})
    for _ in range(MOST_TURNS):
        if tick(moment, lambda: send_due(lambda: moment, carriers)) == 0:
            return


def work_now() -> None:
    """Let the worker do what a press made due, with the clock where it stands."""
    with MOVING:
        take_moment(stage_now())


def marks() -> Marks:
    """Return the last journal line and the last mail there are."""
    line = Line.objects.order_by("-pk").values_list("pk", flat=True).first()
    mail = DemoMail.objects.order_by("-pk").values_list("pk", flat=True).first()
    return line or 0, mail or 0


def mark_here() -> Marks:
    """Have what happens from now on count as what just happened."""
    here = marks()
    keep_marks(here)
    return here


def keep_marks(here: Marks) -> None:
    """Have what happened after these marks count as what just happened."""
    Stage.objects.filter(pk=stage().pk).update(lines_before=here[0], mails_before=here[1])

"""Play a story: move the clock from one thing that happens to the next, and let the worker take its
turn.

Everything between is the application itself; what it wrote down and sent becomes the transcript.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from untilthen.domain.calendar import at_hour
from untilthen.domain.states import State
from untilthen.domain.switch import Refused
from untilthen.outbox.models import Message
from untilthen.outbox.sending import ACCEPTED, Try, send_due
from untilthen.rehearsal.courier import Crashed, Faults, StoryCourier
from untilthen.rehearsal.happenings import happen
from untilthen.rehearsal.promises import broken
from untilthen.rehearsal.setting import Scene, set_scene
from untilthen.rehearsal.story import Happening, Story
from untilthen.rehearsal.transcript import Line, Transcript
from untilthen.rehearsal.writing import Writing
from untilthen.watch.models import Heartbeat, SwitchRow
from untilthen.watch.moments import next_moment as next_for_worker
from untilthen.watch.tick import tick

NEW_PROCESS_AFTER = timedelta(seconds=10)
MOST_TURNS = 200
A_DAY = timedelta(days=1)


@dataclass
class Playing:
    """A story being played."""

    story: Story
    scene: Scene
    transcript: Transcript
    writing: Writing
    faults: Faults = field(default_factory=Faults)
    now: datetime = field(init=False)
    down_until: datetime | None = None
    waiting: list[Happening] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.now = self.story.checked_in
        self.couriers = {
            "mail": StoryCourier(self.faults, mail=True),
            "second": StoryCourier(self.faults, mail=False),
        }

    @property
    def closed(self) -> bool:
        """Whether the plan is closed and its last notes are out."""
        row = SwitchRow.objects.filter(plan=self.scene.plan).first()
        owed = Message.objects.filter(plan=self.scene.plan.pk, state=Message.OWED)
        return row is None or (row.state == State.CLOSED.value and not owed.exists())


def play(story: Story) -> list[Line]:
    """Return the transcript of a story, its totals last. Django must be set up on an empty
    database.
    """
    scene = set_scene(story)
    transcript = Transcript(story.owner.zone)
    order = [story.owner.name, *(person.name for person in story.people)]
    playing = Playing(story, scene, transcript, Writing(story, scene, transcript, order))
    playing.waiting = list(story.happens)
    last = at_hour(story.until + A_DAY, story.owner.zone, 0)
    stood_still = 0
    while (at := next_moment(playing)) is not None and at < last:
        stood_still = stood_still + 1 if at == playing.now else 0
        assert stood_still < MOST_TURNS, f"time stands still at {at}"
        playing.now = at
        take_moment(playing)
        if playing.closed:
            break
    playing.writing.finish()
    return [*transcript.lines, totals(playing)]


def next_moment(playing: Playing) -> datetime | None:
    """Return the next instant at which something happens, or None when nothing ever will."""
    moments = [happening.at for happening in playing.waiting[:1]]
    if playing.down_until is not None:
        moments.append(playing.down_until)
    elif (waking := next_for_worker(playing.now)) is not None:
        moments.append(waking)
    return max(min(moments), playing.now) if moments else None


def take_moment(playing: Playing) -> None:
    """Let what happens at this instant happen, then let the worker work until nothing is due."""
    while playing.waiting and playing.waiting[0].at <= playing.now:
        take_happening(playing, playing.waiting.pop(0))
    if playing.down_until is not None:
        if playing.now < playing.down_until:
            return
        playing.down_until = None
    else:
        keep_beating(playing.now)
    for _ in range(MOST_TURNS):
        try:
            if tick(playing.now, lambda: send(playing)) == 0:
                break
        except Crashed:
            playing.now += NEW_PROCESS_AFTER
            keep_beating(playing.now)
    playing.writing.take(playing.now)


def keep_beating(now: datetime) -> None:
    """Note that the worker was here all along since the last moment."""
    Heartbeat.objects.update_or_create(pk=1, defaults={"at": now})


def take_happening(playing: Playing, happening: Happening) -> None:
    """Make one thing happen, or write down why it could not."""
    if happening.does == "server_down":
        keep_beating(happening.at)
        playing.down_until = happening.more["until"]
        return
    try:
        if playing.down_until is not None and happening.who != "world":
            raise Refused("server_down")
        happen(happening, playing.scene, playing.faults)
    except Refused as refused:
        playing.transcript.add(
            happening.at, "refused", who=happening.who, does=happening.does, why=refused.why
        )


def send(playing: Playing) -> int:
    """Send what is due through the story's couriers."""
    for courier in playing.couriers.values():
        courier.now = playing.now
    return send_due(lambda: playing.now, playing.couriers, lambda tried: note_try(playing, tried))


def note_try(playing: Playing, tried: Try) -> None:
    """Write down one try, then die if the story has a crash waiting here."""
    playing.writing.mail(playing.now, tried)
    playing.faults.crash_if("mark")


def totals(playing: Playing) -> Line:
    """Return the last line: state, mails accepted by person, deliveries, promises broken."""
    lines = playing.transcript.of_kind("mail")
    accepted: dict[str, set[str]] = {}
    for line in lines:
        if line["outcome"] == ACCEPTED and line["channel"] == "mail":
            accepted.setdefault(line["to"], set()).add(line["message_id"])
    mails = {name: len(accepted[name]) for name in playing.writing.order if name in accepted}
    return {
        "kind": "totals",
        "state": playing.writing.state,
        "mails": mails,
        "deliveries": playing.writing.deliveries,
        "promises_broken": broken(playing.transcript, playing.scene.plan.pk),
    }

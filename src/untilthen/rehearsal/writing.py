"""Turn the application's own journal and the couriers' tries into lines of a transcript."""

from datetime import datetime

from untilthen.domain.letter import DeliveryState
from untilthen.domain.states import Event, State
from untilthen.handover.actions import NAMED
from untilthen.journal.models import Line as JournalLine
from untilthen.outbox.sending import Try
from untilthen.rehearsal.setting import Scene
from untilthen.rehearsal.story import Story
from untilthen.rehearsal.transcript import Transcript

KEEPER_STATES = {
    Event.INVITED: "invited",
    Event.PROMISED: "promised",
    Event.DECLINED: "declined",
    Event.INVITATION_EXPIRED: "expired",
    Event.INVITATION_WITHDRAWN: "expired",
    Event.STEPPED_DOWN: "stepped_down",
    Event.TAKEN_OFF: "stepped_down",
    Event.UNREACHABLE: "unreachable",
    Event.KEEPS_VIGIL: "keeps_vigil",
    Event.VIGIL_LAPSED: "vigil_lapsed",
    Event.SAID_SURE: "sure",
    Event.SAID_SURE_WITHOUT_PART: "sure_without_part",
    Event.SAID_ALIVE: "alive",
    Event.DOES_NOT_KNOW: "does_not_know",
    Event.REPORT_FINAL: "died",
}
LAST_WORD_OF_DELIVERY = {DeliveryState.SHREDDED.value}


class Writing:
    """Reads what is new since the last moment and adds it to the transcript."""

    def __init__(
        self, story: Story, scene: Scene, transcript: Transcript, order: list[str]
    ) -> None:
        self.story, self.scene, self.transcript, self.order = story, scene, transcript, order
        self.read = 0
        self.state = State.DRAFT.value
        self.letters = {pk: name for name, pk in scene.letters.items()}
        self.duties = {number: name for name, number in scene.duties.items()}
        self.deliveries: dict[str, str] = {
            f"{letter.id}/{name}": DeliveryState.SEALED.value
            for letter in story.letters
            for name in letter.to
        }

    def mail(self, at: datetime, tried: Try) -> None:
        """Add one try of one mail."""
        name = self.scene.name(tried.message.person)
        self.transcript.add(
            at,
            "mail",
            self.order.index(name),
            to=name,
            about=tried.message.about,
            channel=tried.message.channel,
            message_id=tried.message.message_id,
            **{"try": tried.number},
            outcome=tried.outcome,
        )

    def take(self, _now: datetime) -> None:
        """Add every journal line written since the last time."""
        new = JournalLine.objects.filter(plan=self.scene.plan.pk, number__gt=self.read)
        for line in new.order_by("number"):
            self.read = line.number
            self.add(line)
        self.transcript.settle()

    def add(self, line: JournalLine) -> None:
        """Add one journal line."""
        if line.event == "delivery":
            self.add_delivery(line)
        elif line.event == "duty":
            self.add_duty(line)
        else:
            if line.event in set(KEEPER_STATES):
                who = self.scene.name(line.who)
                state = KEEPER_STATES[Event(line.event)]
                self.transcript.add(line.at, "keeper", self.order.index(who), who=who, state=state)
            self.add_state(line)

    def add_state(self, line: JournalLine) -> None:
        """Add a change of the plan's state, if the line is one."""
        if not line.after or line.before == line.after:
            return
        self.state = line.after
        if line.before:
            change = {"from": line.before, "to": line.after, "why": line.event}
            self.transcript.add(line.at, "state", 0, **change)

    def add_delivery(self, line: JournalLine) -> None:
        """Add what became of a delivery."""
        letter, to = self.letters[line.facts["letter"]], self.scene.name(line.who)
        if line.after not in LAST_WORD_OF_DELIVERY:
            self.deliveries[f"{letter}/{to}"] = line.after
        place = self.order.index(to)
        self.transcript.add(line.at, "delivery", place, letter=letter, to=to, state=line.after)

    def add_duty(self, line: JournalLine) -> None:
        """Add what became of a duty."""
        duty, who = self.duties[line.facts["duty"]], self.scene.name(line.who)
        if line.after != NAMED:
            self.transcript.add(line.at, "duty", duty=duty, who=who, state=line.after)

    def finish(self) -> None:
        """Put the last lines in order."""
        self.transcript.settle()

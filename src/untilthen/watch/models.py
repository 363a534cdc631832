"""The switch as a row, our heartbeat, and the times we were away."""

from django.db import models

from untilthen.people.models import Plan


class SwitchRow(models.Model):
    """One plan's switch. `wake_at` is a lower bound; the truth is worked out when the row is taken
    up.
    """

    plan = models.OneToOneField(Plan, on_delete=models.CASCADE, primary_key=True)
    state = models.CharField(max_length=12)
    wake_at = models.DateTimeField(null=True)
    outages_seen = models.IntegerField(default=0)
    version = models.BigIntegerField(default=0)
    sealed = models.BinaryField()

    class Meta:
        indexes = [
            models.Index(fields=["outages_seen", "wake_at"], name="by_wake"),
            models.Index(fields=["plan"], condition=models.Q(state="closed"), name="closed"),
        ]

    def __str__(self) -> str:
        return f"switch of plan {self.plan_id}: {self.state}"


class Heartbeat(models.Model):
    """When the watch last looked, one row; a gap in it is an outage of ours (R10)."""

    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"seen {self.at.isoformat()}"


class Outage(models.Model):
    """A time we were away, numbered from 1."""

    start = models.DateTimeField()
    end = models.DateTimeField()

    def __str__(self) -> str:
        return f"away from {self.start.isoformat()} to {self.end.isoformat()}"


class Told(models.Model):
    """A keeper ticked that a person knows, in one vigil's told-list (persons by number)."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="told")
    vigil = models.IntegerField()
    person = models.IntegerField()
    keeper = models.IntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "vigil", "person"], name="told_once_a_vigil")
        ]

    def __str__(self) -> str:
        return f"person {self.person} of plan {self.plan_id} knows"


class Said(models.Model):
    """The words a keeper gave with an answer, sealed under the plan's key: how they know, or when
    they last spoke.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="said")
    vigil = models.IntegerField()
    keeper = models.IntegerField()
    answer = models.CharField(max_length=20)
    at = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "vigil", "keeper", "answer"], name="said_once_a_vigil"
            )
        ]

    def __str__(self) -> str:
        return f"keeper {self.keeper} of plan {self.plan_id}: {self.answer}"


class Press(models.Model):
    """A press in a mail to the owner; how late and from which client is sealed. Few are kept."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="presses")
    at = models.DateTimeField()
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"press in plan {self.plan_id}"


class CalendarAddress(models.Model):
    """The secret address of a plan's calendar; a new one counts on, so that the old one is over."""

    plan = models.OneToOneField(Plan, on_delete=models.CASCADE, primary_key=True)
    number = models.IntegerField()
    made_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"calendar address {self.number} of plan {self.plan_id}"

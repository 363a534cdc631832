"""Plans and the people in them; what names them is sealed under the plan's key."""

from django.conf import settings
from django.db import models


class Plan(models.Model):
    """One owner's plan. `public_id` stands in addresses; the owner's account goes when it is
    closed.
    """

    public_id = models.CharField(max_length=16, unique=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="plans"
    )
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"plan {self.public_id}"


class PersonRow(models.Model):
    """One person of a plan: the owner is number 0. Name, address and zone are in `sealed`."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="people")
    number = models.IntegerField()
    address_mark = models.BinaryField()
    sealed = models.BinaryField()
    recipient = models.BooleanField(default=False)
    unreachable_at = models.DateTimeField(null=True)
    no_mail_at = models.DateTimeField(null=True)
    """Since when this person wants no mail from here."""
    shared_mark = models.BinaryField(null=True, db_index=True)
    """The address under this machine's own key, the same in every plan: so that who keeps for many
    finds them all. None for owners, and once the address is erased.
    """
    moved = models.BooleanField(default=False)
    """Whether the owner gave them another address: links mailed before may lie with others."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="one_person_a_number")
        ]

    def __str__(self) -> str:
        return f"person {self.number} of plan {self.plan_id}"


class WaitingChange(models.Model):
    """Something an owner changed that begins seven days later (10.2), one row for each `subject`:
    a keeper's or a sign-in method's number. `values` are numbers and days; what names, is `sealed`.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="waiting_changes")
    kind = models.CharField(max_length=12)
    subject = models.BigIntegerField(default=0)
    values = models.JSONField(default=dict)
    sealed = models.BinaryField(default=b"")
    asked_at = models.DateTimeField()
    begins_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "kind", "subject"], name="one_change_a_subject")
        ]

    def __str__(self) -> str:
        return f"{self.kind} of plan {self.plan_id} from {self.begins_at.isoformat()}"


class BlockedAddress(models.Model):
    """Somebody said that they do not know the owner and want no mail: their address, as a keyed
    mark.
    """

    mark = models.BinaryField(unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"blocked {self.at.isoformat()}"


class Report(models.Model):
    """Somebody reported something that whoever runs this installation has to know: what, and when.
    Of whose plan, and by whom, is not kept.
    """

    STRANGER, FRIGHTENED = "stranger", "frightened"

    what = models.CharField(max_length=12)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.what} {self.at.isoformat()}"

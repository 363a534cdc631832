"""What we owe the world: one row per person, mail and occasion. Nothing here names anybody."""

from django.db import models
from django.db.models import Q


class Message(models.Model):
    """One mail owed. Its Message-ID is fixed when it is owed and the same on every try (P9)."""

    OWED, ACCEPTED, REFUSED, CANCELLED = "owed", "accepted", "refused", "cancelled"
    SENT_BACK = "sent_back"
    """Accepted, and given back later for now; the watch says what becomes of it."""

    plan = models.BigIntegerField()
    person = models.IntegerField()
    about = models.CharField(max_length=24)
    channel = models.CharField(max_length=12, default="mail")
    occasion = models.CharField(max_length=40)
    """What makes it once: the journal line, release or date it is owed for."""
    message_id = models.CharField(max_length=120, unique=True)
    step = models.IntegerField(null=True)
    """The switch's step that waits for it (R11), if one does."""
    facts = models.JSONField(default=dict)
    state = models.CharField(max_length=12, default=OWED)
    owed_at = models.DateTimeField()
    try_at = models.DateTimeField()
    tries = models.IntegerField(default=0)
    claimed_until = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    delays = models.IntegerField(default=0)
    returns = models.IntegerField(default=0)
    """How often a server told us that it was put off, or gave it back."""
    returned_at = models.DateTimeField(null=True)
    noticed = models.BooleanField(default=False)
    """Whether the watch has taken note of how it ended."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "person", "about", "channel", "occasion"],
                name="one_mail_an_occasion",
            ),
        ]
        indexes = [
            models.Index(fields=["try_at", "id"], condition=Q(state="owed"), name="owed_by_time"),
            models.Index(
                fields=["plan"], condition=Q(noticed=False) & ~Q(state="owed"), name="not_noticed"
            ),
            models.Index(fields=["plan", "step"], name="by_step"),
        ]

    def __str__(self) -> str:
        return f"{self.about} to person {self.person} of plan {self.plan}: {self.state}"

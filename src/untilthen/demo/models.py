"""What the demo keeps: where its clock stands, and the mails that everybody got."""

from django.db import models


class Stage(models.Model):
    """One row: the demo's instant, Ana's six words, and what counts as having just happened."""

    at = models.DateTimeField()
    six_words = models.TextField(blank=True)
    words = models.JSONField(default=dict)
    """The six words of everybody's key, by their number in the plan."""
    lines_before = models.BigIntegerField(default=0)
    """The last journal line before the latest move or press."""
    mails_before = models.BigIntegerField(default=0)
    """The last mail before it."""

    def __str__(self) -> str:
        return f"the demo at {self.at.isoformat()}"


class DemoMail(models.Model):
    """One mail that arrived in somebody's mailbox."""

    message_id = models.CharField(max_length=120, unique=True)
    mailbox = models.CharField(max_length=254, db_index=True)
    """The address by which a mailbox is known: the person's first."""
    address = models.CharField(max_length=254)
    subject = models.TextField()
    text = models.TextField()
    html = models.TextField(blank=True)
    at = models.DateTimeField()
    opened = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.subject} to {self.address}"

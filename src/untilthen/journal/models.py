"""One row per line of a plan's journal, and one for where its chain ends."""

from django.db import models


class Chain(models.Model):
    """The end of one plan's journal: the number and hash of its last line."""

    plan = models.BigIntegerField(primary_key=True)
    length = models.BigIntegerField(default=0)
    head = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"{self.length} lines of plan {self.plan}, {self.head[:10]}"


class Line(models.Model):
    """What happened to a plan: when, what, why, by whom. Ids only, never a name (10.9)."""

    plan = models.BigIntegerField()
    number = models.BigIntegerField()
    at = models.DateTimeField()
    event = models.CharField(max_length=40)
    before = models.CharField(max_length=24, blank=True)
    after = models.CharField(max_length=24, blank=True)
    who = models.IntegerField(null=True)
    facts = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_line_a_number")]

    def __str__(self) -> str:
        return f"{self.at.isoformat()} {self.event}"

"""One row per line of a plan's journal, and one for where its chain ends."""

from datetime import UTC

from django.db import models

from untilthen.sealing.chain import ChainLine


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

    def chained(self) -> ChainLine:
        """Return the line as the chain knows it."""
        return ChainLine(
            plan=self.plan,
            number=self.number,
            at=self.at.astimezone(UTC).isoformat(),
            event=self.event,
            before=self.before,
            after=self.after,
            who=self.who,
            facts=self.facts,
            previous=self.previous,
            hash=self.hash,
        )

"""One row per key, wrapped by the master key."""

from django.db import models


class Key(models.Model):
    """A secret of one plan: what for, and its bytes sealed under the master key."""

    plan = models.BigIntegerField()
    purpose = models.CharField(max_length=40)
    wrapped = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "purpose"], name="one_key_a_purpose")
        ]

    def __str__(self) -> str:
        return f"{self.purpose} of plan {self.plan}"

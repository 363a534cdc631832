"""Keys, sets of parts and what was handed over. What could help to open a letter is sealed: under
the plan key, or under the key of its set, which is destroyed when another set replaces it (10.5).
"""

from django.db import models

from untilthen.people.models import Plan


class PersonKey(models.Model):
    """A keeper's or reader's own key: the public half, and the secret one locked by its owner."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="person_keys")
    person = models.IntegerField()
    sealed = models.BinaryField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "person"], name="one_key_a_person")]

    def __str__(self) -> str:
        return f"key of person {self.person} of plan {self.plan_id}"


class PartSet(models.Model):
    """One estate key and its parts: in force, or beside the one in force until enough are proven.

    `exposed_at`: when parts of it that had been handed over were dropped again.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="part_sets")
    number = models.IntegerField()
    in_force = models.BooleanField(default=False)
    sealed = models.BinaryField()
    made_at = models.DateTimeField()
    exposed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="one_set_a_number"),
            models.UniqueConstraint(fields=["plan", "in_force"], name="one_in_force_one_beside"),
        ]

    def __str__(self) -> str:
        return f"set {self.number} of plan {self.plan_id}"


class Part(models.Model):
    """A keeper's part in a set, sealed to the keeper's key, and what it must prove to be."""

    part_set = models.ForeignKey(PartSet, on_delete=models.CASCADE, related_name="parts")
    person = models.IntegerField()
    member = models.IntegerField()
    sealed = models.BinaryField()
    proven_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["part_set", "person"], name="one_part_a_keeper"),
            models.UniqueConstraint(fields=["part_set", "member"], name="one_part_a_member"),
        ]

    def __str__(self) -> str:
        return f"part {self.member} of set {self.part_set_id}"


class HandedPart(models.Model):
    """A part that came with "I am sure", sealed to this vigil's release key."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="handed_parts")
    person = models.IntegerField()
    set_number = models.IntegerField()
    sealed = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "person"], name="one_handed_part_a_person")
        ]

    def __str__(self) -> str:
        return f"part handed over by person {self.person} of plan {self.plan_id}"


class ReleaseKey(models.Model):
    """Which of a plan's release keys keepers seal their parts to now, while `open`."""

    plan = models.OneToOneField(Plan, on_delete=models.CASCADE, primary_key=True)
    number = models.IntegerField(default=0)
    open = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"release key {self.number} of plan {self.plan_id}"


class KeyToDestroy(models.Model):
    """A key that is not needed any more. It lies in another database, so it is destroyed after the
    act that gave it up was committed (leftovers.py), and no name is ever used again.
    """

    plan = models.BigIntegerField()
    purpose = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"{self.purpose} of plan {self.plan}"


class Challenge(models.Model):
    """The one nonce that a person may answer just now, and until when."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="challenges")
    person = models.IntegerField()
    nonce = models.BinaryField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "person"], name="one_challenge_a_person")
        ]

    def __str__(self) -> str:
        return f"challenge of person {self.person} of plan {self.plan_id}"


class ManifestRow(models.Model):
    """What the owner signed last: which files, whose keys, which parts."""

    plan = models.OneToOneField(Plan, on_delete=models.CASCADE, primary_key=True)
    number = models.IntegerField()
    sealed = models.BinaryField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"manifest {self.number} of plan {self.plan_id}"

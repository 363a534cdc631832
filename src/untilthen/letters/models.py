"""Letters and sheets as sealed files, their deliveries, and what opens a door. No text of
anybody's is ever here.
"""

from django.db import models

from untilthen.domain.letter import DeliveryState
from untilthen.people.models import Plan

LETTER, WISHES, INVENTORY, DUTY = "letter", "wishes", "inventory", "duty"
SHEETS = (WISHES, INVENTORY, DUTY)
"""What is sealed like a letter but for keepers, once they are needed: a sheet."""
ONE_A_PLAN = (WISHES, INVENTORY)


class LetterKey(models.Model):
    """The owner's own key, locked with the owner's passphrase, and what the owner signs with."""

    plan = models.OneToOneField(Plan, on_delete=models.CASCADE, primary_key=True)
    owner_recipient = models.TextField()
    owner_file = models.TextField()
    passkey_file = models.TextField(blank=True)
    signer = models.TextField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"letter key of plan {self.plan_id}"


class Letter(models.Model):
    """One letter, or one sheet: its place in the plan and its version. `files` are what is sealed.
    A sheet is for no person, so that nothing of it is ever delivered.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="letters")
    public_id = models.CharField(max_length=36, unique=True)
    kind = models.CharField(max_length=10, default=LETTER)
    position = models.IntegerField()
    version = models.IntegerField(default=1)
    not_before = models.DateField(null=True)
    if_unreachable = models.CharField(max_length=10, default="keeper")
    lock = models.CharField(max_length=10, default="none")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "kind"],
                condition=models.Q(kind__in=ONE_A_PLAN),
                name="one_sheet_of_its_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.position} of plan {self.plan_id}"


class SealedFile(models.Model):
    """One age file of a plan, its header here and the rest on disk (headers.py): a letter's text
    (position 0) or an attachment. Without a letter: uploading.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="files")
    letter = models.ForeignKey(Letter, null=True, on_delete=models.CASCADE, related_name="files")
    public_id = models.CharField(max_length=36, unique=True)
    position = models.IntegerField(default=0)
    size = models.BigIntegerField()
    header = models.BinaryField(default=b"")
    sha256 = models.CharField(max_length=64, blank=True)
    complete = models.BooleanField(default=False)
    begun_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"file {self.public_id}"


class Resealed(models.Model):
    """A letter as it is sealed to the set beside the one in force: its text, waiting to take the
    old one's place.
    """

    letter = models.OneToOneField(Letter, on_delete=models.CASCADE, related_name="resealed")
    set_number = models.IntegerField()
    version = models.IntegerField()
    text = models.OneToOneField(SealedFile, on_delete=models.CASCADE, related_name="resealed")

    def __str__(self) -> str:
        return f"letter {self.letter_id} for set {self.set_number}"


class ResealedHeader(models.Model):
    """An attachment's header for that set, and the hash of the whole file with it."""

    resealed = models.ForeignKey(Resealed, on_delete=models.CASCADE, related_name="headers")
    file = models.OneToOneField(SealedFile, on_delete=models.CASCADE)
    header = models.BinaryField()
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"header of file {self.file_id}"


class Addressing(models.Model):
    """A letter is for a person (by number in the plan)."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="addressings")
    person = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["letter", "person"], name="addressed_once")]

    def __str__(self) -> str:
        return f"letter {self.letter_id} for person {self.person}"


class Delivery(models.Model):
    """One letter for one person in one release (P9)."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="deliveries")
    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="deliveries")
    person = models.IntegerField()
    release = models.IntegerField()
    public_id = models.CharField(max_length=36, unique=True)
    state = models.CharField(max_length=24, default=DeliveryState.QUEUED.value)
    settled_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    kept_by = models.IntegerField(null=True)
    """The person who keeps it for whom it is for, if somebody does; they cannot read it."""
    stays_until = models.DateTimeField(null=True)
    """When its door is taken away, as its knock said; None before that, and after."""
    again = models.BooleanField(default=False)
    """Whether the owner, having come back, wants this letter sent again though it was read."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "letter", "person"], name="one_delivery_a_release"
            ),
        ]
        indexes = [
            models.Index(
                fields=["stays_until"],
                condition=models.Q(stays_until__isnull=False),
                name="doors_by_end",
            )
        ]

    def __str__(self) -> str:
        return f"letter {self.letter_id} to person {self.person}: {self.state}"


class DoorWrap(models.Model):
    """One file's age header, wrapped anew to the door of one delivery; deleted on a stop."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="wraps")
    file = models.ForeignKey(SealedFile, on_delete=models.CASCADE)
    header = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["delivery", "file"], name="one_wrap_a_file")]

    def __str__(self) -> str:
        return f"door of delivery {self.delivery_id}"


class SheetWrap(models.Model):
    """One sheet's age header, wrapped anew at a release for what one keeper's link makes; deleted
    on a stop.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sheet_wraps")
    file = models.ForeignKey(SealedFile, on_delete=models.CASCADE)
    person = models.IntegerField()
    release = models.IntegerField()
    header = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "file", "person"], name="one_sheet_a_keeper")
        ]

    def __str__(self) -> str:
        return f"file {self.file_id} for keeper {self.person}"


class Goodbye(models.Model):
    """What one person left as a goodbye in one release, sealed under the plan's key."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="goodbyes")
    person = models.IntegerField()
    release = models.IntegerField()
    sealed = models.BinaryField()
    written_at = models.DateTimeField()
    shared_with = models.IntegerField(null=True)
    """The keeper who may read it, if its writer chose one."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "person", "release"], name="one_goodbye")
        ]

    def __str__(self) -> str:
        return f"goodbye of person {self.person}"


class GuardianWait(models.Model):
    """A guardian said "not yet" for one person in one release: their knock waits, within bounds."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="guardian_waits")
    person = models.IntegerField()
    release = models.IntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "person", "release"], name="one_guardian_wait")
        ]

    def __str__(self) -> str:
        return f"person {self.person} of plan {self.plan_id} waits"

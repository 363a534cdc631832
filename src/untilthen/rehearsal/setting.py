"""Set a story's scene in the real application: the plan, its people, letters and duties, armed at
its start.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import transaction

from untilthen.domain import acts, keeper_acts
from untilthen.domain.keeper import Keeper, Promise
from untilthen.handover.actions import name_duty
from untilthen.letters.actions import Draft, MadeKey, keep_key, save_letter, take_text
from untilthen.people.actions import add_person
from untilthen.people.models import Plan
from untilthen.people.queries import Details
from untilthen.rehearsal.story import Somebody, Story
from untilthen.sealing.age import encrypt_bytes
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.sealing.letter import Letter, ReadHint, build
from untilthen.sealing.padding import pad_text
from untilthen.watch.actions import begin, record
from untilthen.watch.store import locked, opened, save

SECOND = "second@elsewhere.example.org"
PROMISED_BEFORE = timedelta(days=31)


@dataclass
class Scene:
    """A story's plan and who is who in it: names to numbers, letters and duties to their ids."""

    plan: Plan
    numbers: dict[str, int]
    letters: dict[str, int]
    duties: dict[str, int]

    def name(self, number: int | None) -> str:
        """Return whose number this is."""
        return next((name for name, known in self.numbers.items() if known == number), "")


def set_scene(story: Story) -> Scene:
    """Return the scene of a story, its plan armed at the owner's last check-in."""
    at = story.checked_in
    dice = bytes(range(74))
    owner = details(story.owner, second=SECOND)
    plan, _ = begin(None, owner, story.settings, at, dice)
    numbers = {story.owner.name: 0}
    recipients = {name for letter in story.letters for name in letter.to}
    with transaction.atomic():
        for person in story.people:
            second = SECOND if person.technical else ""
            added = add_person(
                plan.pk, details(person, second), recipient=person.name in recipients
            )
            numbers[person.name] = added.number
        scene = Scene(plan, numbers, {}, {})
        write_letters(story, scene)
        for number, duty in enumerate(story.duties, start=1):
            alternates = tuple(numbers[name] for name in duty.alternates)
            name_duty(plan.pk, number, numbers[duty.first], alternates)
            scene.duties[duty.id] = number
    bring_keepers(story, scene, at)
    return scene


def details(person: Somebody, second: str = "") -> Details:
    """Return a story person's details; addresses follow from names."""
    local = "".join(letter for letter in person.name.lower() if letter.isalnum()) or "person"
    return Details(
        name=person.name,
        address=f"{local}@example.org",
        zone=person.zone,
        technical=person.technical,
        second=second,
    )


def bring_keepers(story: Story, scene: Scene, at: datetime) -> None:
    """Have the keepers who promised long ago, invite the others, and arm the plan if it can be."""
    promised = [person for person in story.people if person.keeper and person.promised]
    before = at - PROMISED_BEFORE
    keepers = tuple(
        Keeper(
            person=scene.numbers[person.name],
            promise=Promise.PROMISED,
            invited_at=before,
            promised_at=before,
            same_as=person.name,
        )
        for person in promised
    )
    with transaction.atomic():
        row = locked(scene.plan.pk)
        switch = opened(row)
        save(row, replace(switch, keepers=keepers))
    if story.settings.solo or len(keepers) >= story.settings.sure_needed:
        record(scene.plan.pk, lambda switch: acts.arm(switch, at), at)
    for person in story.people:
        if person.keeper and not person.promised:
            invite(scene, person.name, at)


def invite(scene: Scene, name: str, at: datetime) -> None:
    """Invite somebody of the story to be a keeper."""
    number = scene.numbers[name]
    record(scene.plan.pk, lambda switch: keeper_acts.invite(switch, number, name, at), at)


def write_letters(story: Story, scene: Scene) -> None:
    """Seal the story's letters as the owner's browser would, to the estate and the owner."""
    estate, owner = HybridIdentity(bytes(range(32))), HybridIdentity(bytes(range(1, 33)))
    made = MadeKey(
        estate_recipient=str(estate.recipient),
        estate_seed=bytes(range(32)),
        owner_recipient=str(owner.recipient),
        owner_file="kept by the owner",
    )
    keep_key(scene.plan, made, story.checked_in)
    for letter in story.letters:
        words = Letter("en", letter.id, "", f"The words of {letter.id}.", "", ReadHint.ANY, ())
        sealed = encrypt_bytes(pad_text(build(words)), [estate.recipient, owner.recipient])
        text = take_text(scene.plan, f"letter-{letter.id}", sealed, story.checked_in)
        draft = Draft(
            to=tuple(scene.numbers[name] for name in letter.to),
            not_before=letter.not_before,
            if_unreachable=letter.if_unreachable,
        )
        saved = save_letter(scene.plan, None, draft, text, story.checked_in)
        scene.letters[letter.id] = saved.pk

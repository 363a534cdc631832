"""Set a story's scene in the real application: the plan, its people, letters and duties, armed at
its start.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from django.db import transaction

from untilthen.domain import keeper_acts
from untilthen.domain.keeper import Keeper, Promise
from untilthen.handover.actions import name_duty
from untilthen.letters.actions import Draft
from untilthen.people.actions import add_person, change_person
from untilthen.people.models import Plan
from untilthen.people.queries import Details, people
from untilthen.rehearsal.browser import Browsers
from untilthen.rehearsal.story import Somebody, Story
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.sealing.letter import Letter, ReadHint
from untilthen.watch.actions import begin, record
from untilthen.watch.store import load, locked, opened, save

SECOND = "second@elsewhere.example.org"
PROMISED_BEFORE = timedelta(days=31)


@dataclass
class Scene:
    """A story's plan and who is who in it: names to numbers, letters and duties to their ids."""

    plan: Plan
    numbers: dict[str, int]
    letters: dict[str, int]
    duties: dict[str, int]
    browsers: Browsers

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
        name_guardians(story, plan.pk, numbers)
        browsers = Browsers(plan, HybridIdentity(bytes(range(1, 33))), Random(plan.pk).randbytes)
        scene = Scene(plan, numbers, {}, {}, browsers)
        write_letters(story, scene)
        for number, duty in enumerate(story.duties, start=1):
            alternates = tuple(numbers[name] for name in duty.alternates)
            name_duty(plan.pk, number, numbers[duty.first], alternates)
            scene.duties[duty.id] = number
    bring_keepers(story, scene, at)
    return scene


def name_guardians(story: Story, plan: int, numbers: Mapping[str, int]) -> None:
    """Note whose guardian is who."""
    known = people(plan)
    for person in story.people:
        if person.guardian:
            number = numbers[person.name]
            guarded = replace(known[number].details, guardian=numbers[person.guardian])
            change_person(plan, number, guarded)


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
    """Have the keepers who promised long ago, with their parts where they are enough; invite the
    others.
    """
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
    seal_if_enough(scene, at)
    for person in story.people:
        if person.keeper and not person.promised:
            invite(scene, person.name, at)


def seal_if_enough(scene: Scene, at: datetime) -> None:
    """Let the owner seal anew once enough have promised, and everybody prove their part (10.4)."""
    switch = load(scene.plan.pk)
    promised = {keeper.same_as for keeper in switch.keepers if keeper.counts}
    if switch.settings.solo or len(promised) >= switch.settings.sure_needed:
        scene.browsers.seal_and_prove(at)


def invite(scene: Scene, name: str, at: datetime) -> None:
    """Invite somebody of the story to be a keeper."""
    number = scene.numbers[name]
    record(scene.plan.pk, lambda switch: keeper_acts.invite(switch, number, name, at), at)


def write_letters(story: Story, scene: Scene) -> None:
    """Seal the story's letters as the owner's browser would."""
    scene.browsers.make_owner_key(story.checked_in)
    for letter in story.letters:
        words = Letter("en", letter.id, "", f"The words of {letter.id}.", "", ReadHint.ANY, ())
        draft = Draft(
            to=tuple(scene.numbers[name] for name in letter.to),
            not_before=letter.not_before,
            if_unreachable=letter.if_unreachable,
        )
        scene.letters[letter.id] = scene.browsers.write(words, draft, story.checked_in).pk

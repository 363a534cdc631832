"""Read letters as their owner sees them, and whom letters can be for."""

from dataclasses import dataclass
from datetime import date

from untilthen.domain.states import About, Event
from untilthen.journal.models import Line
from untilthen.letters.models import LETTER, SHEETS, Addressing, Letter, SealedFile
from untilthen.outbox.models import Message
from untilthen.people.models import Plan
from untilthen.people.queries import OWNER, Person, people

MOST_RECIPIENTS = 50


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A letter in the owner's list: its number there, and the names of whom it is for."""

    id: str
    number: int
    names: tuple[str, ...]
    not_before: date | None


def letters_of(plan: Plan) -> list[Listed]:
    """Return the owner's letters in their order."""
    everybody = people(plan.pk)
    letters = Letter.objects.filter(plan=plan, kind=LETTER).order_by("position")
    return [
        Listed(
            id=letter.public_id,
            number=number,
            names=tuple(
                everybody[each.person].name
                for each in letter.addressings.all()
                if each.person in everybody
            ),
            not_before=letter.not_before,
        )
        for number, letter in enumerate(letters.prefetch_related("addressings"), start=1)
    ]


def letter_of(plan: Plan, name: str) -> Letter | None:
    """Return one letter of this plan, or None for any other and for sheets."""
    return Letter.objects.filter(plan=plan, public_id=name, kind=LETTER).first()


def sheet_of(plan: Plan, kind: str, name: str) -> Letter | None:
    """Return one sheet of this plan and kind, or None for any other."""
    return Letter.objects.filter(plan=plan, public_id=name, kind=kind).first()


def only_sheet(plan: Plan, kind: str) -> Letter | None:
    """Return the one sheet of a kind of which a plan has no second."""
    return Letter.objects.filter(plan=plan, kind=kind).first()


def sheets_of(plan: Plan) -> dict[str, Letter]:
    """Return every sheet of a plan by its id, in the owner's order."""
    found = Letter.objects.filter(plan=plan, kind__in=SHEETS).order_by("position", "pk")
    return {each.public_id: each for each in found}


def sealed_letter(plan: Plan, name: str) -> Letter | None:
    """Return a letter or a sheet of this plan, or None for any other."""
    return Letter.objects.filter(plan=plan, public_id=name).first()


def text_of(letter: Letter) -> SealedFile | None:
    """Return the sealed file that holds a letter's words."""
    return SealedFile.objects.filter(letter=letter).order_by("position").first()


def to_whom(letter: Letter) -> frozenset[int]:
    """Return the persons a letter is for."""
    return frozenset(letter.addressings.values_list("person", flat=True))


def recipients(plan: Plan) -> list[Person]:
    """Return everybody a letter can be for: those added for that, and those asked to be keepers."""
    asked = invited(plan)
    return [
        each
        for each in people(plan.pk).values()
        if each.number != OWNER
        and (each.details.address or each.recipient)
        and (each.recipient or each.number in asked)
    ]


def invited(plan: Plan) -> frozenset[int]:
    """Return whom we wrote to about being a keeper."""
    asked = Message.objects.filter(plan=plan.pk, about=About.INVITATION.value)
    return frozenset(each.person for each in asked if not each.facts.get("own_key"))


def confirmed(plan: Plan) -> frozenset[int]:
    """Return the people a letter may be addressed to: the owner said that they have not asked to be
    left alone, or they promised to be a keeper.
    """
    promised = set(
        Line.objects.filter(plan=plan.pk, event=Event.PROMISED.value).values_list("who", flat=True)
    )
    return frozenset(
        each.number
        for each in recipients(plan)
        if each.recipient or each.details.welcome or each.number in promised
    )


def letters_for(plan: Plan, number: int) -> int:
    """Return how many letters are for a person."""
    return Addressing.objects.filter(letter__plan=plan, person=number).count()


def wards_of(plan: Plan, number: int) -> list[Person]:
    """Return the people whose guardian somebody is."""
    return [each for each in recipients(plan) if each.details.guardian == number]


def possible_guardians(plan: Plan, of: int | None) -> dict[int, str]:
    """Return whom the owner can choose as somebody's guardian, by number; nobody with a guardian
    of their own.
    """
    return {
        each.number: each.name
        for each in recipients(plan)
        if each.number != of and each.details.guardian is None
    }

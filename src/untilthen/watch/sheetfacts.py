"""Who can be asked about a duty, and who is."""

from django.utils.translation import gettext as say

from untilthen.domain.keeper import Promise
from untilthen.domain.switch import Switch
from untilthen.handover.duties import Asked
from untilthen.handover.models import Duty
from untilthen.outbox.templatetags.dates import in_words
from untilthen.people.queries import Person

CAN_BE_ASKED = (Promise.INVITED, Promise.PROMISED, Promise.UNREACHABLE)
MOST_ALTERNATES = 3
People = dict[int, Person]


def who_can_be_asked(switch: Switch, people: People) -> list[Person]:
    """Return whom a duty can be for: keepers, and those who have not answered yet."""
    asked = {each.person for each in switch.keepers if each.promise in CAN_BE_ASKED}
    return [people[number] for number in sorted(asked) if number in people]


def who_is_asked(duty: Duty, switch: Switch, people: People) -> str:
    """Return who is asked about a duty, in a sentence; whoever is no keeper any more is passed
    over.
    """
    able = {each.number for each in who_can_be_asked(switch, people)}
    named = [duty.first, *duty.alternates]
    left = [people[each].name for each in named if each in able]
    gone = [people[each].name for each in named if each not in able and each in people]
    if not left:
        return say("Nobody you chose is your keeper now. It will be open to all keepers.")
    said = say("%(name)s is asked first.") % {"name": left[0]}
    if left[1:]:
        said += " " + say("After that: %(names)s.") % {"names": in_words(left[1:])}
    if gone:
        said += " " + say("No keeper any more: %(names)s.") % {"names": in_words(gone)}
    return said


def choices(duty: Duty | None, able: list[Person]) -> dict[str, object]:
    """Return who stands where on the form of a duty: first, and then as many as there is room
    for.
    """
    chosen = Asked(duty.first, tuple(duty.alternates)) if duty else Asked(0)
    room = min(MOST_ALTERNATES, max(len(able) - 1, 0))
    after = [*chosen.alternates, *([0] * room)][: max(room, len(chosen.alternates))]
    return {"able": able, "first": chosen.first, "after": list(enumerate(after, start=1))}

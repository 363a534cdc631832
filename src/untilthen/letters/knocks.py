"""Read what was owed as knocks: each reader's own, and what their guardians were told first."""

from untilthen.domain.states import About
from untilthen.outbox.models import Message

GUARDS, GIVEN_BACK = "guards", "given_back"
"""Facts of a knock that is at a guardian's, and for whom; and of the mail that follows when a
keeper gives back what they kept.
"""


def knocks_of(plan: int, release: int, person: int | None = None) -> list[Message]:
    """Return the knocks of a release at readers' doors, of one person if named, oldest first."""
    return [each for each in told(plan, release, person) if GUARDS not in each.facts]


def guardians_told(plan: int, release: int, ward: int | None = None) -> list[Message]:
    """Return the mails by which guardians are told of a release, about one ward if named."""
    found = [each for each in told(plan, release) if GUARDS in each.facts]
    return [each for each in found if ward in (None, each.facts[GUARDS])]


def told(plan: int, release: int, person: int | None = None) -> list[Message]:
    """Return every knock of a release, of one person if named, oldest first."""
    found = Message.objects.filter(plan=plan, about=About.KNOCK.value).order_by("pk")
    if person is not None:
        found = found.filter(person=person)
    return [each for each in found if each.facts["round"] == release]

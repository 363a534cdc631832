"""Ready, or why not: who could open the letters today, and what the last change left behind."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from untilthen.domain.switch import Switch
from untilthen.keystore.queries import has
from untilthen.letters import resealing
from untilthen.letters.models import Letter
from untilthen.letters.ownkeys import locked_to_other_keys
from untilthen.outbox.templatetags.dates import in_words
from untilthen.parts.keys import recipients
from untilthen.parts.models import PartSet
from untilthen.parts.sets import beside, facts_of, in_force, server_part, set_key
from untilthen.people.models import Plan
from untilthen.people.queries import Person
from untilthen.watch.manifestfacts import is_current

People = dict[int, Person]


def about_keys(plan: Plan, switch: Switch, people: People) -> Iterator[str]:
    """Say what keeps the letters from being opened one day, or lets too many open them."""
    present, coming = in_force(plan.pk), beside(plan.pk)
    if present is None and coming is None:
        yield from about_nothing(plan, switch, people)
    if coming is not None:
        yield from about_coming(plan, switch, coming, people)
    if present is not None:
        yield from about_present(switch, present, people, replaced=coming is not None)
    if Letter.objects.filter(plan=plan).exists() and not is_current(plan):
        yield _("What you changed last is not signed yet. Open Letters and unlock your key.")
    lost = names(people, set(locked_to_other_keys(plan.pk)))
    if lost:
        yield _(
            "%(names)s has another key now than the one a letter is locked to. Please open that"
            " letter and save it again."
        ) % {"names": lost}


def about_nothing(plan: Plan, switch: Switch, people: People) -> Iterator[str]:
    """Say what is missing before the letters can be sealed for after a death."""
    if switch.settings.solo:
        yield _("The key that opens your letters after your death is not made yet.")
        return
    keyless = names(people, keepers(switch) - set(recipients(plan.pk)))
    if keyless:
        yield _("%(names)s promised but has no key yet, so no part can be given.") % {
            "names": keyless
        }
    elif len(keepers(switch)) >= switch.settings.sure_needed:
        yield _("Your letters are not sealed to your keepers yet.")


def about_coming(plan: Plan, switch: Switch, coming: PartSet, people: People) -> Iterator[str]:
    """Say what a new set still waits for."""
    waited_for = set(coming.parts.filter(proven_at=None).values_list("person", flat=True))
    unproven = names(people, waited_for & keepers(switch))
    if unproven:
        yield _("We wait for %(names)s to show that the new part is there and opens.") % {
            "names": unproven
        }
    if resealing.missing(plan, coming):
        yield _("Some letters are not sealed to the new parts yet.")


def about_present(
    switch: Switch, present: PartSet, people: People, *, replaced: bool
) -> Iterator[str]:
    """Say what is wrong with the set in force, unless another is about to replace it."""
    if not (has(present.plan_id, set_key(present.number)) and ours(present)):
        yield _("The key that opens your letters after your death is missing on our side.")
        return
    if replaced or switch.settings.solo:
        return
    holding = set(present.parts.values_list("person", flat=True))
    left = names(people, holding - keepers(switch))
    if left:
        yield _(
            "%(names)s is no keeper any more but still has a part. With enough other parts it would"
            " open your letters, so please seal them anew."
        ) % {"names": left}
    without = names(people, keepers(switch) - holding)
    if without:
        yield _("%(names)s promised later and has no part. Please seal your letters anew.") % {
            "names": without
        }
    if present.exposed_at is not None:
        yield _("Parts of your key were handed over and dropped. Please seal your letters anew.")
    if facts_of(present).needed != switch.settings.sure_needed:
        yield _("Another number of keepers must be sure now. Please seal your letters anew.")


def ours(part_set: PartSet) -> bool:
    """Return whether the key store has the server's part."""
    return has(part_set.plan_id, server_part(part_set.number))


def keepers(switch: Switch) -> set[int]:
    """Return who promised."""
    return {keeper.person for keeper in switch.keepers if keeper.counts}


def names(people: People, numbers: set[int]) -> str:
    """Return the names of people in words, or "" for nobody."""
    found = [people[number].name for number in sorted(numbers) if number in people]
    return in_words(found) if found else ""

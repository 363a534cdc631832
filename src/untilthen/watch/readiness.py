"""Ready, or why not: whatever the server can see today that would keep the plan from working
(P12).
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from untilthen.domain.calendar import HOUR
from untilthen.domain.keeper import Promise
from untilthen.domain.states import State
from untilthen.domain.switch import Switch
from untilthen.letters.headers import received
from untilthen.letters.models import Addressing, LetterKey, SealedFile
from untilthen.outbox.queries import oldest_unsent
from untilthen.outbox.templatetags.dates import in_words
from untilthen.people.models import Plan
from untilthen.people.queries import OWNER, Person
from untilthen.sealing.errors import SealingError
from untilthen.watch.eachother import about_each_other
from untilthen.watch.models import Heartbeat
from untilthen.watch.readykeys import about_keys
from untilthen.watch.readymail import about_landing
from untilthen.watch.secondways import state_of

MAIL_LATE_AFTER = 12 * HOUR
WATCH_LATE_AFTER = 2 * HOUR


def not_ready(plan: Plan, switch: Switch, people: dict[int, Person], now: datetime) -> list[str]:
    """Return a sentence for everything that would stop this plan from working today."""
    return [
        *about_letters(plan, switch, people),
        *about_keepers(switch, people),
        *about_landing(plan, switch, people, now),
        *about_each_other(switch, people),
        *about_second_ways(plan, switch, people),
        *about_us(now),
    ]


def about_letters(plan: Plan, switch: Switch, people: dict[int, Person]) -> Iterator[str]:
    """Say what is missing of letters, their key, and the people they are for."""
    if not LetterKey.objects.filter(plan=plan).exists():
        yield _("The key for your letters is not made yet, so no letter can be written.")
        return
    yield from about_keys(plan, switch, people)
    addressed = set(Addressing.objects.filter(letter__plan=plan).values_list("person", flat=True))
    if not addressed:
        yield _("No letter is written yet.")
    lost = [people[each].name for each in sorted(addressed) if people[each].unreachable]
    if lost:
        yield _("Our mail to %(names)s does not arrive.") % {"names": in_words(lost)}
    damaged = sum(not whole(plan, each) for each in SealedFile.objects.filter(letter__plan=plan))
    if damaged:
        yield ngettext(
            "One sealed file is not here whole. It must come back from a backup.",
            "%(count)d sealed files are not here whole. They must come back from a backup.",
            damaged,
        ) % {"count": damaged}


def whole(plan: Plan, file: SealedFile) -> bool:
    """Return whether a sealed file is on disk in its full length."""
    try:
        return received(plan.public_id, file) == file.size
    except (OSError, SealingError):
        return False


def about_keepers(switch: Switch, people: dict[int, Person]) -> Iterator[str]:
    """Say what is missing of keepers, and whether the owner can be reached."""
    if people[OWNER].unreachable:
        yield _("Our mail to you does not arrive. Please look at your address in the settings.")
    if switch.settings.solo:
        return
    promised = len({keeper.same_as for keeper in switch.keepers if keeper.counts})
    needed = switch.settings.sure_needed
    if switch.state is not State.DRAFT and promised < needed:
        yield _(
            "Only %(promised)d of the %(needed)d keepers who must be sure are left, so nothing"
            " could be decided."
        ) % {"promised": promised, "needed": needed}
    for report in switch.reports:
        if report.provisional and {report.person, report.by} <= set(people):
            yield _(
                "%(by)s told us that %(name)s has died. If it is not so, say so on the page of your"
                " keepers; when you sign in, we take it to be true."
            ) % {"by": people[report.by].name, "name": people[report.person].name}
    gone = [
        people[keeper.person].name
        for keeper in switch.keepers
        if keeper.promise is Promise.UNREACHABLE and keeper.person in people
    ]
    if gone:
        yield _("Our mail to your keeper %(names)s does not arrive.") % {"names": in_words(gone)}


def about_second_ways(plan: Plan, switch: Switch, people: dict[int, Person]) -> Iterator[str]:
    """Say which second ways were never confirmed, or failed when last used."""
    owner = state_of(plan.pk, OWNER, people[OWNER].details)
    if owner == "unconfirmed":
        yield _("Your second way is not confirmed, so it is not used. Its page is in the settings.")
    if owner == "fails":
        yield _("The last message by your second way was not accepted.")
    numbers = [each.person for each in switch.keepers if each.counts and each.person in people]
    failing = [
        people[number].name
        for number in numbers
        if people[number].details.technical
        and state_of(plan.pk, number, people[number].details) in ("unconfirmed", "fails")
    ]
    if failing:
        yield _("The second way of %(names)s is not confirmed, or did not work when last used.") % {
            "names": in_words(failing)
        }


def about_us(now: datetime) -> Iterator[str]:
    """Say where our own work has stopped."""
    if late(now - seen(now), WATCH_LATE_AFTER):
        yield _("The part of this service that watches the dates has not run for hours.")
    if late(oldest_unsent(now), MAIL_LATE_AFTER):
        yield _("Mail has not been leaving this service for hours.")


def seen(now: datetime) -> datetime:
    """Return when the watch last looked; a service that never ran is just starting."""
    heart = Heartbeat.objects.first()
    return heart.at if heart else now


def late(span: timedelta, most: timedelta) -> bool:
    """Return whether a span is longer than it should be."""
    return span > most

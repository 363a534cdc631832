"""What just happened, in one sentence, from the application's own journal; and who has new mail."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from untilthen.demo.cast import name_of
from untilthen.demo.mailboxes import latest
from untilthen.demo.models import DemoMail, Stage
from untilthen.domain.letter import DeliveryState
from untilthen.journal.models import Line
from untilthen.keystore.queries import KeyGone
from untilthen.people.queries import names

SENTENCES: Mapping[str, object] = {
    "armed": gettext_lazy("Enough people have promised. From now on the plan is kept."),
    "checked_in": gettext_lazy("Ana is here. She will be asked again in a month."),
    "pause_set": gettext_lazy("Ana paused her check-ins."),
    "pressed_stop": gettext_lazy("Someone pressed stop in a mail to Ana. Nothing new leaves."),
    "pressed_again": gettext_lazy("Someone pressed stop again, so all is held for three days."),
    "signed_in": gettext_lazy("Ana signed in, so everybody knows that she is alive."),
    "rearmed": gettext_lazy("The plan is kept again from today."),
    "keepers_agreed": gettext_lazy(
        "Two keepers are sure that Ana has died. Nothing leaves for a week, and she is asked again."
    ),
    "keepers_agreed_early": gettext_lazy(
        "Two keepers say that Ana has died. Nothing leaves for two weeks, and she is asked again."
    ),
    "keeper_says_alive": gettext_lazy("A keeper says that Ana is alive. Everything is stopped."),
    "check_in_ahead": gettext_lazy("Ana is asked whether she is here. She has three days."),
    "due_day": gettext_lazy("It is the day of the check-in. Ana is asked again."),
    "not_heard": gettext_lazy("Nothing was heard from Ana. She got her first reminder."),
    "reminder_day": gettext_lazy("Ana was reminded again."),
    "grace_over": gettext_lazy(
        "Ana has not answered for six weeks. Her keepers are asked whether they heard from her."
    ),
    "vigil_reminder_day": gettext_lazy("The keepers who have not answered are asked again."),
    "vigil_midway": gettext_lazy("Ana was written to: her keepers are looking in on her."),
    "vigil_over": gettext_lazy("The keepers do not know, so nothing happens for now."),
    "hold_asked": gettext_lazy("The keepers are asked again whether they know more."),
    "hold_over": gettext_lazy("Nobody has known for a year. What Ana chose for this begins."),
    "quiet_mail_day": gettext_lazy("Ana was written to once more. One press would stop it all."),
    "quiet_wait_over": gettext_lazy(
        "The week is over. The letters are ready, and the keepers get their duties first."
    ),
    "handed_over": gettext_lazy("The letters are handed on, still sealed."),
    "let_go": gettext_lazy("The plan ends, and the letters with it, unopened."),
    "stop_unconfirmed": gettext_lazy("Nobody confirmed the stop, so the keepers are asked again."),
    "all_knocked": gettext_lazy("Every letter was brought to its door."),
    "duty_untaken": gettext_lazy("Nobody has taken a duty for a week, so others are asked."),
    "vigil_opened": gettext_lazy("A keeper had all keepers asked in spite of check-ins."),
    "objected": gettext_lazy("A keeper asked to wait longer. Letters leave 14 days later."),
    "everybody_told": gettext_lazy("Everybody has been told, so nothing waits for that any more."),
    "notice_day": gettext_lazy("The keepers are told on which day everything is destroyed."),
    "closing_day": gettext_lazy(
        "Letters, names and keys are destroyed, and the keepers were told. Now it is silent."
    ),
    "vigil_lapsed": gettext_lazy("The keeper who looked in has said nothing, so others are asked."),
    "invited": gettext_lazy("Somebody was asked to be a keeper."),
    "invitation_reminded": gettext_lazy("Somebody who was asked to be a keeper was reminded."),
}
BY_PERSON: Mapping[str, object] = {
    "promised": gettext_lazy("%(name)s promised to be a keeper."),
    "declined": gettext_lazy("%(name)s cannot be a keeper."),
    "stepped_down": gettext_lazy("%(name)s is no longer a keeper."),
    "keeps_vigil": gettext_lazy("%(name)s keeps vigil for three days."),
    "said_sure": gettext_lazy("%(name)s is sure that Ana has died. A second keeper has to be."),
    "said_alive": gettext_lazy("%(name)s says that Ana is alive."),
    "does_not_know": gettext_lazy("%(name)s does not know yet."),
    "death_reported": gettext_lazy("A keeper said that %(name)s has died."),
    "report_final": gettext_lazy("It is certain that %(name)s has died."),
    "report_undone": gettext_lazy("It was a mistake: %(name)s is alive."),
}
OF_DELIVERY: Mapping[str, object] = {
    DeliveryState.KNOCKED.value: gettext_lazy("A letter was brought to the door of %(name)s."),
    DeliveryState.OPENED.value: gettext_lazy("%(name)s opened a letter."),
    DeliveryState.WITH_RECIPIENT_SEALED.value: gettext_lazy(
        "A letter was given to %(name)s, still sealed."
    ),
    DeliveryState.REFUSED.value: gettext_lazy("%(name)s did not want the letter. It is destroyed."),
    DeliveryState.WITH_KEEPER.value: gettext_lazy("A keeper holds the letter for %(name)s."),
    DeliveryState.LEFT.value: gettext_lazy("The letter for %(name)s was left unopened."),
    DeliveryState.SHREDDED.value: gettext_lazy(
        "The letter for %(name)s has been here for its time, and is destroyed."
    ),
}
OF_DUTY: Mapping[str, object] = {
    "offered": gettext_lazy("%(name)s is asked to take over a duty."),
    "open_to_all": gettext_lazy("A duty is open to all keepers."),
    "taken": gettext_lazy("%(name)s took over a duty."),
    "put_down": gettext_lazy("The duties are put down."),
}


def just_happened(stage: Stage) -> str:
    """Return the sentence for what happened since the marks, the turn of the plan first."""
    lines = list(Line.objects.filter(pk__gt=stage.lines_before).order_by("pk"))
    turns = [line for line in lines if line.before != line.after and line.event in SENTENCES]
    said = (sentence(line) for line in [*turns[::-1], *lines[::-1]])
    return next(filter(None, said), "")


def sentence(line: Line) -> str:
    """Return the sentence for one journal line, or nothing where it has none of its own."""
    if line.event in SENTENCES:
        return str(SENTENCES[line.event])
    words = BY_PERSON.get(line.event)
    if line.event == "delivery":
        words = OF_DELIVERY.get(line.after)
    elif line.event == "duty":
        words = OF_DUTY.get(line.after)
    if words is None:
        return ""
    return str(words) % {"name": called(line)}


def called(line: Line) -> str:
    """Return the name of whom a line is about, while it is still known."""
    try:
        known = names(line.plan, [] if line.who is None else [line.who])
    except KeyGone:
        known = []
    return known[0] if known else _("Somebody")


def new_mail(stage: Stage) -> list[tuple[str, DemoMail]]:
    """Return who got mail since the marks and has not opened it, each with their latest."""
    new = DemoMail.objects.filter(pk__gt=stage.mails_before, opened=False).order_by("pk")
    by_mailbox: dict[str, list[DemoMail]] = {}
    for mail in new.defer("text", "html"):
        by_mailbox.setdefault(mail.mailbox, []).append(mail)
    found = [(name_of(mailbox), latest(mails)) for mailbox, mails in by_mailbox.items()]
    return [(name, mail) for name, mail in found if mail is not None]
